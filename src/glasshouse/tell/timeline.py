"""The picture of time: stations of a start from top to bottom, the question across, a mark for each read.

Only geometry is made here; the template draws it. It is as wide as a phone, so that nothing has to be moved aside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from glasshouse.tell import spelling
from glasshouse.tell.lead import capital
from glasshouse.tell.lines import cells
from glasshouse.tell.names import Names, party_name
from glasshouse.tell.picture import in_lines
from glasshouse.tell.timing import Station, Timing, station_of
from glasshouse.tell.view import Taker
from glasshouse.tell.words import Words

WIDTH = 360
_TOP, _BOTTOM = 22.0, 8.0
_LINE, _MARK, _STATION, _BAND = 16.0, 21.0, 26.0, 30.0
_CELLS = 43  # columns of a label beside its mark
_MOST = 8  # marks of one station; the rest is counted


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot and its label. ``tone``: ``before``, ``perhaps``, ``after``, ``open``, or empty: a line without a dot."""

    lines: tuple[str, ...]
    tone: str
    y: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A station of the line. ``tone``: ``early``, ``late``, ``open``; ``y`` is the line of its name and its note."""

    name: str
    note: str
    tone: str
    y: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """Everything that the template draws, in the units of its view box. The question's band begins at ``band``."""

    width: int
    height: float
    band: float
    band_height: float
    question: tuple[str, ...]
    end: float
    stops: tuple[Stop, ...]
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class _Pen:
    """Moves down the picture."""

    words: Words
    names: Names
    y: float = _TOP
    stops: list[Stop] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def stop(self, key: str, tone: str, items: list[tuple[str, Taker, int]]) -> None:
        """Draw a station and its marks."""
        note = "" if items else self.words("timing.nothing")
        self.stops.append(Stop(self.words(f"timing.station.{key}"), note, tone, self.y))
        self.y += _STATION if not items else _STATION - 4
        for mark, taker, count in items[:_MOST]:
            self._mark(self._label(taker, count), mark)
        if len(items) > _MOST:
            self._mark((self.words("more", n=len(items) - _MOST),), "")
        self.y += 10 if items else 2

    def _mark(self, lines: tuple[str, ...], tone: str) -> None:
        self.marks.append(Mark(lines, tone, self.y))
        self.y += _MARK + _LINE * (len(lines) - 1)

    def _label(self, taker: Taker, count: int) -> tuple[str, ...]:
        """What and who, in one line where both fit."""
        words, party = self.words, taker.party
        what = capital(self.names.data(taker.row.data))
        by = words("who.own") if taker.is_own else party_name(words, party) if party else taker.row.actor
        by = words("timing.times", by=by, n=count) if count > 1 else by
        both = f"{what} · {by}"
        return (both,) if cells(both) <= _CELLS else (*in_lines(what, 2, _CELLS), *in_lines(by, 1, _CELLS))


def timeline_of(timing: Timing, words: Words, names: Names) -> Timeline | None:
    """Lay the picture out; nothing where no question was found, for then there is no before and no after."""
    if timing.gate is None or not timing.any:
        return None
    pen = _Pen(words, names)
    early = list(_early(timing))
    for station in Station:
        items = [(tone, taker, count) for where, tone, taker, count in early if where is station]
        if items or station is not Station.OTHER:
            pen.stop(station, "early", items)
    question = in_lines(spelling.step_name_of(timing.gate.place), 2, _CELLS)
    band, height = pen.y - _LINE + 2, _BAND + _LINE * len(question)
    pen.y = band + height + 26
    pen.stop("after", "late", [("after", taker, len(taker.practices)) for taker in timing.after])
    end = pen.y - _LINE
    if timing.open:
        pen.stop("open", "open", [("open", taker, len(taker.practices)) for taker in timing.open])
    return Timeline(WIDTH, pen.y - _LINE + _BOTTOM, band, height, question, end, tuple(pen.stops), tuple(pen.marks))


def _early(timing: Timing) -> Iterator[tuple[Station, str, Taker, int]]:
    """One mark for each row and station that a way of it begins at, and how many reads it stands for."""
    for tone, takers in (("before", timing.before), ("perhaps", timing.perhaps)):
        for taker in takers:
            for station, count in _counted(station_of(practice) for practice in taker.practices):
                yield station, tone, taker, count


def _counted(stations: Iterable[Station]) -> list[tuple[Station, int]]:
    found: dict[Station, int] = {}
    for station in stations:
        found[station] = found.get(station, 0) + 1
    return list(found.items())
