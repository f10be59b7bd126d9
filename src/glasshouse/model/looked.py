"""What was looked at and what was not. "Could not look" is a result: it never reads as "clean"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.place import Place


class Why(StrEnum):
    """Why a part was not examined; the reason decides the words of the report and whether the audit is incomplete."""

    PACKED = "packed"  # the real code is encrypted or loaded by a packer
    NATIVE = "native"  # machine code
    OTHER_RUNTIME = "other_runtime"  # Flutter, React Native, uni-app, ...: code outside DEX
    LOADED_LATER = "loaded_later"  # code that the app loads or downloads when it runs
    DAMAGED = "damaged"  # the structure could not be read
    OVER_BUDGET = "over_budget"  # a limit of time, size or count was reached
    UNRESOLVED = "unresolved"  # a value that decides the answer is not constant
    UNSUPPORTED = "unsupported"  # a format or feature that this release does not read
    NOT_LOADED = "not_loaded"  # present in the package, but Android would not load it
    OUT_OF_SCOPE = "out_of_scope"  # lies outside the inputs by nature: servers, traffic never supplied


#: Reasons that leave the declared scope complete: they are listed, not counted.
LISTED_ONLY = frozenset({Why.OUT_OF_SCOPE, Why.NOT_LOADED, Why.UNRESOLVED})

#: Reasons that make an audit partial: it stopped, or lost, what it could otherwise have read.
CUT_SHORT = frozenset({Why.DAMAGED, Why.OVER_BUDGET})


@dataclass(frozen=True, slots=True)
class Looked:
    """An observer looked at ``count`` items of an artifact (entries, methods, elements: ``unit`` says which)."""

    observer: str
    artifact: str
    count: int
    unit: str


@dataclass(frozen=True, slots=True)
class NotLooked:
    """A part that was not examined: ``what`` in a plain noun phrase, ``why``, one sentence of ``detail``, the files."""

    what: str
    why: Why
    place: Place
    detail: str = ""
    files: tuple[str, ...] = ()
    count: int = 1

    @property
    def counts(self) -> bool:
        """Whether the declared scope is incomplete because of it (exit code 4)."""
        return self.why not in LISTED_ONLY
