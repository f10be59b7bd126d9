"""What a fact means under a clause. A finding cannot be built without a rule, a reason and a place of fact.

The texts of rules and clauses travel with the audit (``RuleCard``, ``ClauseCard``), so that a saved audit says years
later what was meant on the day it was judged, in both languages, without the packs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.answer import Question
from glasshouse.model.ids import AskingId, PracticeId
from glasshouse.model.law import Text
from glasshouse.model.place import Place


class Verdict(StrEnum):
    """The seven words, gravest first. A missing observation never means compliance."""

    VIOLATED = "violated"
    TENSION = "tension"
    INDICATOR = "indicator"
    NOT_DECIDABLE = "not_decidable"
    NOT_VIOLATED = "not_violated_on_this_evidence"
    NOT_APPLICABLE = "not_applicable"
    NOT_IN_FORCE = "not_in_force_on_date"


class Decided(StrEnum):
    """Who decides a rule: the machine, the machine in part (it may raise, never clear), or a person who is guided."""

    MACHINE = "machine"
    PARTLY = "partly"
    GUIDED = "guided"


class Holds(StrEnum):
    """Whether a condition holds, strongest first. ``weak``: evidence below the floor, or one of several targets."""

    YES = "yes"
    WEAK = "weak"
    UNKNOWN = "unknown"
    NO = "no"


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause as cited (``CSL-2017/22(3)``) and its version; ``clause`` is the id that survives renumbering."""

    id: str
    version: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the explanation: a condition of the rule, whether it holds, and why. ``depth`` 0 is the whole."""

    depth: int
    kind: str
    what: str
    holds: Holds
    why: str = ""
    why_zh: str = ""


@dataclass(frozen=True, slots=True)
class Considered:
    """An exception that was considered: the rule that states it, whether it holds, and why."""

    rule: str
    holds: Holds
    why: Text


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number the verdict rests on. ``origin``: ``instrument`` (law gives it) or ``pack`` (ours, advisory)."""

    name: str
    value: float
    unit: str
    origin: str
    measured: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with everything it rests on. A draft until ``signed_by`` names a reviewer.

    ``data`` is the kind of data it is about, where it is about one. ``place`` is the subject itself where no practice
    and no asking is: a question put to a person has to hang somewhere too. ``accepted`` quotes a baseline.
    """

    rule: str
    question: Question
    verdict: Verdict
    severity: str
    confidence: str
    clauses: tuple[ClauseRef, ...]
    reason: str
    reason_zh: str = ""
    id: str = ""
    data: str | None = None
    practices: tuple[PracticeId, ...] = ()
    askings: tuple[AskingId, ...] = ()
    place: Place | None = None
    would_decide: str | None = None
    would_decide_zh: str | None = None
    reply: str | None = None
    signed_by: str | None = None
    accepted: str | None = None
    decided: Decided = Decided.MACHINE
    tree: tuple[Node, ...] = ()
    considered: tuple[Considered, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    assumed: tuple[str, ...] = ()
    looked: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.practices and not self.askings and self.place is None:
            raise ValueError(f"finding of {self.rule} names no practice, no asking and no place")


@dataclass(frozen=True, slots=True)
class RuleCard:
    """What a rule says of itself. ``satisfied_by``: what would mend it; ``limits``: what a match does not prove.

    ``waits_for`` names observers that this release does not have; ``question`` is what a person is asked.
    """

    id: str
    pack: str
    title: Text
    decided: Decided
    satisfied_by: Text
    limits: Text
    question: Text | None = None
    evidence: tuple[str, ...] = ()
    waits_for: tuple[str, ...] = ()
    maps_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseCard:
    """A clause version as it was cited: what it says (paraphrased), from when to when, how strong, how well known.

    ``duties`` are what its norms do (``oblige``, ``permit``, ...): one that only permits or defines cannot be breached.
    """

    id: str
    version: str
    clause: str
    instrument: Text
    article: str
    title: Text
    text: Text
    jurisdiction: str
    force: str
    confidence: str
    source: str
    valid_from: str | None = None
    valid_to: str | None = None
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Power:
    """What a law lets a body of a state do about a kind of data (``mode``), and the clauses that limit it."""

    clause: ClauseRef
    mode: str
    jurisdiction: str
    bodies: tuple[str, ...]
    limited_by: tuple[ClauseRef, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One kind of data in two columns: what law asks of the company, and what bodies of a state may demand.

    ``personal_data`` stands for what holds of every kind; the rows of special kinds hold what is added. An empty
    column reads "no provision in the packs". ``missing`` are jurisdictions of parties without a pack.
    """

    data: str
    duties: tuple[ClauseRef, ...] = ()
    powers: tuple[Power, ...] = ()
    missing: tuple[str, ...] = ()
