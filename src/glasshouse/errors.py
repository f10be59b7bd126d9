"""The errors a user can meet, and the exit codes, in one place.

Three kinds are kept apart: the input is unusable (``InputError``), a part could not be looked at (a ``NotLooked`` value
in the result, never an exception), and we are wrong (any other exception: a traceback, please report).
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command. Numbers are never reused."""

    OK = 0  # nothing wrong found and everything in the declared scope examined
    FINDINGS = 1  # a verdict at or above --fail-on
    USAGE = 2
    UNUSABLE = 3  # the input could not be used at all
    INCOMPLETE = 4  # nothing found, but part of the scope could not be examined
    DEFECT = 70  # Glasshouse itself failed: a traceback, please report
    INTERRUPTED = 130  # stopped from the keyboard
    PIPE_CLOSED = 141  # the reader of the output went away


class GlasshouseError(Exception):
    """Anything Glasshouse says to a person instead of a traceback; ``hint`` is the next step to take."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(GlasshouseError):
    """The input cannot be used: exit code 3.

    The message names file, structure, offset, what was found and what was expected, as far as they are known.
    """


class UsageError(GlasshouseError):
    """The command was called with something that makes no sense: exit code 2."""


class FormatVersionError(InputError):
    """A saved document has a format version that this release does not read."""
