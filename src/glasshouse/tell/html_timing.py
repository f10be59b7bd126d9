"""The page's part about time: the sentences, the picture, and the reads before and after with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from glasshouse.tell.lead import capital
from glasshouse.tell.names import Names
from glasshouse.tell.spelling import entry, reason
from glasshouse.tell.timeline import Timeline, timeline_of
from glasshouse.tell.timing import PARTS, after_notes, guards_of, open_notes, opening, started, timing_of
from glasshouse.tell.view import Taker, View
from glasshouse.tell.words import Words

#: What the page shows of a part: kinds of data, and parties of one; the rest stands in the JSON document.
_KINDS, _PARTIES = 24, 6

P = TypeVar("P")

#: Makes a party of a block: the row, whether its evidence is shown, what is said of it, exact places it waits for.
Maker = Callable[[Taker, tuple[str, ...], tuple[str, ...]], P]


@dataclass(frozen=True, slots=True)
class TimeBlock(Generic[P]):
    """A kind of data and who reads it; ``more`` are counted only."""

    name: str
    parties: tuple[P, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TimePart(Generic[P]):
    """Before, perhaps before, after or open: the blocks of it. ``folded`` where a click opens it."""

    key: str
    blocks: tuple[TimeBlock[P], ...]
    more: int
    folded: bool


@dataclass(frozen=True, slots=True)
class TimeContext(Generic[P]):
    """Everything that ``timing.html`` inserts."""

    says: tuple[str, ...]
    picture: Timeline | None
    parts: tuple[TimePart[P], ...]
    starts: tuple[tuple[str, str], ...]


def time_context(view: View, words: Words, names: Names, make: Maker[P]) -> TimeContext[P] | None:
    """Prepare the part, or nothing where no code was asked."""
    timing = timing_of(view, names)
    if timing is None:
        return None

    def notes(key: str, taker: Taker) -> tuple[str, ...]:
        if key in {"before", "perhaps"}:
            return _early_notes(words, taker)
        return tuple(after_notes(words, taker) if key == "after" else open_notes(words, taker, timing))

    parts = []
    for key in PARTS:
        groups: dict[str, list[Taker]] = {}
        for taker in getattr(timing, key):
            groups.setdefault(taker.row.data, []).append(taker)
        blocks = [
            TimeBlock(
                capital(names.data(data)),
                tuple(make(taker, notes(key, taker), tuple(guards_of(taker))) for taker in takers[:_PARTIES]),
                max(0, len(takers) - _PARTIES),
            )
            for data, takers in list(groups.items())[:_KINDS]
        ]
        if blocks:
            parts.append(TimePart(key, tuple(blocks), len(groups) - len(blocks), folded=key == "open"))
    picture = timeline_of(timing, words, names)
    starts = tuple(started(words, timing))
    return TimeContext(tuple(opening(words, view.audit, timing)), picture, tuple(parts), starts)


def _early_notes(words: Words, taker: Taker) -> tuple[str, ...]:
    """Where the way begins, and why it is not sure."""
    best = taker.practices[0] if taker.practices else None
    start = entry(words, best.entry, taker.row.path) if best is not None else ""
    said: Iterable[str] = (start + words("end") if start else "", reason(words, taker.row.reason))
    return tuple(text for text in said if text)
