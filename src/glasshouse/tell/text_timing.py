"""The terminal's part about time: whether the app asks, and what is read before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from glasshouse.model.answer import Status
from glasshouse.tell.lead import capital
from glasshouse.tell.lines import Lines, Span
from glasshouse.tell.names import Names, who
from glasshouse.tell.timing import Timing, after_notes, before_notes, open_notes, opening, started
from glasshouse.tell.view import Taker, View
from glasshouse.tell.words import Words

#: Kinds of data in a list, and groups of what waits or stays open, unless everything was asked for. What runs before
#: is never cut.
_MOST, _GROUPS = 12, 8
_FAIR = "green"


@dataclass(frozen=True, slots=True)
class TimePage:
    """Writes the answer about time to ``lines``; ``marks`` are the sign and the style of each status."""

    view: View
    timing: Timing
    words: Words
    names: Names
    lines: Lines
    verbose: bool
    marks: Mapping[Status, Span]

    def write(self) -> None:
        """Write every part that there is something for."""
        words, timing = self.words, self.timing
        self.lines.add((words("timing.title"), "bold"), indent=2)
        for sentence in opening(words, self.view.audit, timing):
            self.lines.add(sentence, indent=2)
        for key, takers in (("before", timing.before), ("perhaps", timing.perhaps)):
            if takers:
                self._part(key)
            for taker in takers:
                self._early(taker)
        self._grouped("after", ((taker, after_notes(words, taker)) for taker in timing.after))
        self._grouped("open", ((taker, open_notes(words, taker, timing)) for taker in timing.open))
        if timing.starts:
            self._part("sdks")
            for when, sdks in started(words, timing):
                self.lines.add((when, "bold"), f"{words('colon')}{sdks}", indent=4, hang=6)

    def _part(self, key: str) -> None:
        self.lines.blank()
        self.lines.add((self.words(f"timing.{key}"), "bold"), indent=2)
        self.lines.add((self.words(f"timing.{key}_says"), "dim"), indent=2)

    def _early(self, taker: Taker) -> None:
        words = self.words
        by = who(words, taker.party, taker.row.actor)
        name = (capital(self.names.data(taker.row.data)), "bold")
        self.lines.add(*self._status(taker), name, f"{words('colon')}{by}", indent=4, hang=6)
        for note in before_notes(words, taker):
            self.lines.add((note, "dim"), indent=6, hang=8)

    def _status(self, taker: Taker, *, is_fair: bool = False) -> list[Span]:
        """The status; what waits for the answer accuses nobody and has no warning colour."""
        sign, style = self.marks[taker.row.status]
        style = _FAIR if is_fair else style
        return [(f"{sign} {self.words(f'status.{taker.row.status}')}", style), ("  ", "")]

    def _grouped(self, key: str, items: Iterable[tuple[Taker, list[str]]]) -> None:
        """Kinds of data of one party of which the same is said stand together."""
        groups: dict[tuple[str, str, tuple[str, ...]], list[Taker]] = {}
        for taker, notes in items:
            by = who(self.words, taker.party, taker.row.actor)
            groups.setdefault((by, taker.row.status, tuple(notes)), []).append(taker)
        if not groups:
            return
        self._part(key)
        shown = list(groups.items())[: None if self.verbose else _GROUPS]
        for (by, _, said), takers in shown:
            kinds = dict.fromkeys(self.names.data(taker.row.data) for taker in takers)
            listed = self.words.list(kinds, 0 if self.verbose else _MOST)
            mark = self._status(takers[0], is_fair=key == "after")
            self.lines.add(*mark, capital(by), self.words("colon"), (listed, "bold"), indent=4, hang=6)
            for note in said:
                self.lines.add((note, "dim"), indent=6, hang=8)
        if len(groups) > len(shown):
            self.lines.add(self.words("judged.more_shown", n=len(groups) - len(shown)), indent=4)
