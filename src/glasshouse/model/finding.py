"""What a fact means under a clause. A finding cannot be built without a rule, a reason and a place of fact."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.answer import Question
from glasshouse.model.ids import AskingId, PracticeId


class Verdict(StrEnum):
    """The seven words. A missing observation never means compliance."""

    VIOLATED = "violated"
    NOT_VIOLATED = "not_violated_on_this_evidence"
    INDICATOR = "indicator"
    TENSION = "tension"
    NOT_DECIDABLE = "not_decidable"
    NOT_IN_FORCE = "not_in_force_on_date"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause and the version of it that was in force."""

    id: str
    version: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict with everything it rests on. A draft until ``signed_by`` names a reviewer."""

    rule: str
    question: Question
    verdict: Verdict
    severity: str
    confidence: str
    clauses: tuple[ClauseRef, ...]
    reason: str
    practices: tuple[PracticeId, ...] = ()
    askings: tuple[AskingId, ...] = ()
    would_decide: str | None = None
    reply: str | None = None
    signed_by: str | None = None

    def __post_init__(self) -> None:
        if not self.practices and not self.askings:
            raise ValueError(f"finding of {self.rule} names no practice and no asking: it has no place")
