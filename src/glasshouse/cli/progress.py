"""Progress on stderr: one line, drawn only on a terminal and only when there is time to read it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.status import Status

    from glasshouse.run.options import Progress

#: An audit that takes no longer shows nothing and never pays for loading rich.
PATIENCE = 0.5


class Drawn:
    """A line that turns while the audit works; see ``run.options.Progress``."""

    def __init__(self, subject: str) -> None:
        self._subject = subject
        self._start = time.monotonic()
        self._line: Status | None = None

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """Show the step, once the audit has taken longer than ``PATIENCE``."""
        if self._line is None and time.monotonic() - self._start < PATIENCE:
            return
        text = f"{self._subject}: {name}" + (f" {done}/{total}" if total else "")
        if self._line is None:
            self._line = _new_line()
        self._line.update(_plain(text))

    def close(self) -> None:
        """Take the line away."""
        if self._line is not None:
            self._line.stop()


def _new_line() -> Status:
    from rich.console import Console

    line = Console(stderr=True).status("")
    line.start()
    return line


def _plain(text: str) -> str:
    """A file name may hold control characters and brackets; neither may steer the terminal."""
    from rich.markup import escape

    return escape("".join(letter if letter.isprintable() else "?" for letter in text))


@contextmanager
def draw_progress(subject: str) -> Iterator[Progress | None]:
    """Progress for one audit, or nothing where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    drawn = Drawn(subject)
    try:
        yield drawn
    finally:
        drawn.close()
