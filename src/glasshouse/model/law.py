"""The third voice: what law requires, forbids or empowers, as values. Read from ``laws/`` by ``judge.load``.

An *instrument* is a law, a rule, a standard, a policy of a store. A *clause* keeps its id while its article is
renumbered: each *version* has a number, dates and a source. A *norm* is our reading of the clause as a sentence over
practices, askings and edges; one that asks for paperwork is a *process* norm, a question to a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in the languages of the reports."""

    en: str
    zh: str


class Force(StrEnum):
    """What kind of source speaks, strongest first; it decides the words of a report."""

    STATUTE = "statute"
    REGULATION = "regulation"
    DEPARTMENT_RULE = "department_rule"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    CASE_LAW = "case_law"
    NORMATIVE_DOCUMENT = "normative_document"
    RECOMMENDED_STANDARD = "recommended_standard"
    GUIDANCE = "guidance"
    PLATFORM_POLICY = "platform_policy"
    MAPPING = "mapping"  # a catalogue of controls: it orders findings and judges nothing
    DRAFT = "draft"


class Confidence(StrEnum):
    """How well we know the clause. It gates the verdict (docs/decisions/0006)."""

    FOUND = "found"  # substance and number read
    PARTLY_FOUND = "partly_found"  # read in part, or in a summary: a verdict is marked
    DERIVED = "derived"  # substance read, number computed or recalled: at most an indicator
    MEMORY = "memory"  # recalled only: at most an indicator


class Duty(StrEnum):
    """What a norm does to whom it binds."""

    OBLIGE = "oblige"
    FORBID = "forbid"
    PERMIT = "permit"
    EMPOWER = "empower"
    RIGHT = "right"
    DEFINE = "define"


class PatternKind(StrEnum):
    """What the pattern of a norm is over. Only the first three are decided by machine."""

    PRACTICE = "practice"
    ASKING = "asking"
    EDGE = "edge"
    PROCESS = "process"


class Mode(StrEnum):
    """How data may come to a body of a state. A power is worded as a power: ``may_demand`` never reads as "has"."""

    MAY_DEMAND = "may_demand"
    MUST_PASS = "must_pass"  # noqa: S105 - a duty to pass data on
    MUST_REPORT = "must_report"
    MUST_COOPERATE = "must_cooperate"
    MUST_IDENTIFY = "must_identify"
    LIMITS_STATE = "limits_state"
    FORBIDS_FOREIGN = "forbids_foreign"


@dataclass(frozen=True, slots=True)
class Pattern:
    """The sentence of a norm; a slot that is absent means any. ``question`` is asked where a machine cannot tell.

    Of an edge: ``mode``, the bodies it leads to (``recipients``), and the clauses that limit it (``limited_by``).
    """

    kind: PatternKind
    actions: tuple[str, ...] = ()
    polarity: str | None = None
    data: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    when: str | None = None
    condition: Text | None = None
    retention: str | None = None
    mode: Mode | None = None
    limited_by: tuple[str, ...] = ()
    question: Text | None = None


@dataclass(frozen=True, slots=True)
class Norm:
    """A duty, whom it binds, and the sentence it is about. ``exceptions`` are ids of clauses."""

    duty: Duty
    binds: tuple[str, ...]
    pattern: Pattern
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, rule, standard or policy. Days are ``YYYY-MM-DD``; ``valid_to`` is the last day."""

    id: str
    name: Text
    issuer: str
    force: Force
    valid_from: str | None
    valid_to: str | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Version:
    """A clause as it stood between two days, both inclusive. ``id`` is how it is cited: ``CSL-2017/22(3)``."""

    id: str
    version: str
    instrument: str
    article: str
    valid_from: str | None
    valid_to: str | None
    confidence: Confidence
    source: str
    note: str = ""
    text: Text | None = None  # only where it differs from the clause's

    def in_force(self, day: str) -> bool:
        """Whether the day lies inside. Without a first day it never came into force."""
        begun = self.valid_from is not None and self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause under an id that survives renumbering. ``text`` is a paraphrase; versions are in order of time."""

    id: str
    title: Text
    text: Text
    jurisdiction: str
    force: Force
    versions: tuple[Version, ...]
    norms: tuple[Norm, ...] = ()
    tags: tuple[str, ...] = ()

    def on(self, day: str) -> Version | None:
        """The version in force on a day."""
        return next((version for version in self.versions if version.in_force(day)), None)

    def nearest(self, day: str) -> Version:
        """The version to name when none is in force: the first that came later, else the last that ended."""
        later = [version for version in self.versions if version.valid_from and version.valid_from > day]
        return later[0] if later else self.versions[-1]


@dataclass(frozen=True, slots=True)
class Needed:
    """One item that the basic function of a type of app cannot do without. ``data`` are our ids; ``whose`` of whom."""

    item: Text
    data: tuple[str, ...]
    whose: str
    when: Text | None = None


@dataclass(frozen=True, slots=True)
class AppType:
    """One of the listed types of app: what it is for, and what may be mandatory for that. 1 to 39."""

    number: int
    clause: str
    key: str
    name: Text
    function: Text
    needs: tuple[Needed, ...]
