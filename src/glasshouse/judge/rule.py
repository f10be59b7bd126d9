"""A rule, as values: the condition tree, the clauses, the words. Source: docs/format/law-pack-1.md."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasshouse.model.answer import Question
from glasshouse.model.finding import Decided, Holds, Threshold, Verdict
from glasshouse.model.law import AppType, Clause, Instrument, Text
from glasshouse.model.practice import Grade

#: Observers that this release lacks; a rule that needs one says so in ``waits_for``.
LATER = ("policy-reader", "screens", "timing", "flows", "traffic", "walk", "entries")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A comparison of a number: with a number, or with the threshold of that name."""

    above: float | str | None = None
    below: float | str | None = None


@dataclass(frozen=True, slots=True)
class RowIs:
    """A row of an answer matches; an empty slot matches all, several words mean any of them."""

    answer: Question
    class_: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    permission: tuple[str, ...] = ()
    reason: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    bounds: Bounds | None = None

    @property
    def class_only(self) -> bool:
        """Whether the class alone decides, as in most rules."""
        others = self.topic or self.data or self.status or self.grade or self.when or self.permission or self.reason
        return bool(self.class_) and not (others or self.actor or self.recipient or self.bounds)


@dataclass(frozen=True, slots=True)
class PracticeIs:
    """A practice matches, in the same words."""

    voice: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    polarity: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    grade: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    purpose: tuple[str, ...] = ()
    observer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputIs:
    """An input of the audit is one of these values, or lies above or below a number."""

    name: str
    values: tuple[str, ...] = ()
    bounds: Bounds | None = None


@dataclass(frozen=True, slots=True)
class Supplied:
    """Files of all these roles were given and read."""

    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class All:
    """As strong as the weakest part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """As strong as the strongest part."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Turns yes and no round; a weak part leaves it unknown."""

    part: Condition


Condition = RowIs | PracticeIs | InputIs | Supplied | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Rule:
    """One test of one or more clauses. An exception has ``overrides``; a guided rule may have no condition."""

    id: str
    pack: str
    file: str
    question: Question
    title: Text
    clauses: tuple[str, ...]
    decided: Decided
    severity: str
    reason: Text
    would_decide: Text
    satisfied_by: Text
    limits: Text
    when: Condition | None = None
    applies: tuple[InputIs, ...] = ()
    per_data: bool = False
    floor: Grade | None = None
    then: Verdict = Verdict.VIOLATED
    clears: bool = True
    thresholds: tuple[Threshold, ...] = ()
    waits_for: tuple[str, ...] = ()
    asks: Text | None = None
    evidence: tuple[str, ...] = ()
    maps_to: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    if_unknown: str = "indicator"

    @property
    def is_exception(self) -> bool:
        """Whether it overrides other rules instead of finding something."""
        return bool(self.overrides)


@dataclass(frozen=True, slots=True)
class Pack:
    """A folder of law: instruments, clauses, types of app, rules."""

    id: str
    name: Text
    jurisdiction: str
    version: str
    date: str
    enabled: bool
    source: str
    instruments: tuple[Instrument, ...]
    clauses: tuple[Clause, ...]
    types: tuple[AppType, ...] = ()
    rules: tuple[Rule, ...] = ()


#: Strongest first; ``all`` takes the last of its parts in this order, ``any`` the first.
STRENGTH = tuple(Holds)


def leaves_of(condition: Condition | None) -> Iterator[RowIs | PracticeIs | InputIs | Supplied]:
    """The conditions that ask the facts themselves."""
    match condition:
        case All(parts) | AnyOf(parts):
            for part in parts:
                yield from leaves_of(part)
        case Not(part):
            yield from leaves_of(part)
        case None:
            return
        case _:
            yield condition
