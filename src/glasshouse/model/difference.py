"""What a new version takes that the old one did not: two audits, compared. Made by ``run.compare``.

A difference is a fact about two audits. What was not seen may still have been there, so each side says whether it was
wholly examined, and a report repeats it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.answer import Status
from glasshouse.model.finding import ClauseCard, Finding, Verdict
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.law import Text
from glasshouse.model.party import Party, Presence
from glasshouse.model.practice import Grade

#: Name and version of the saved form.
FORMAT = "glasshouse.diff/1"

#: Verdicts that say something against the app.
ACCUSING = frozenset({Verdict.VIOLATED, Verdict.TENSION, Verdict.INDICATOR})


class Change(StrEnum):
    """What became of something from the old audit to the new."""

    GAINED = "gained"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    LOST = "lost"


class Warn(StrEnum):
    """Why a difference may say less than it seems to."""

    OTHER_SUBJECT = "other_subject"  # two apps, not two versions of one
    OLD_INCOMPLETE = "old_incomplete"  # what is new may have been there unseen
    NEW_INCOMPLETE = "new_incomplete"  # what is gone may still be there unseen
    OTHER_TOOL = "other_tool"  # another release or other data sets: it may know more, or less
    NOT_JUDGED = "not_judged"  # one of the two was judged and the other was not


class Standing(StrEnum):
    """How close a party is to a kind of data, farthest first."""

    NONE = "none"
    UNREACHED = "unreached"  # a call is in the code, and no way to it was found
    ALLOWED = "allowed"  # the manifest asks for the permission; no use was seen
    REFUSED = "refused"  # a way to a call, but the permission for it is missing
    TAKES = "takes"  # a way to a call that reads it
    PASSES_ON = "passes_on"  # the value reaches a sink
    SENT = "sent"  # it was seen on the wire


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two audits, as far as a reader needs to know it."""

    name: str
    sha256: str
    package: str | None
    version: str | None
    date: str | None
    complete: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Where a party stood towards a kind of data in one audit."""

    standing: Standing
    status: Status
    grade: Grade | None = None


@dataclass(frozen=True, slots=True)
class Take:
    """A kind of data and a party whose standing changed. ``before`` or ``after`` is absent where there was none."""

    change: Change
    data: DataId
    actor: PartyId
    party: Party | None
    before: Held | None
    after: Held | None


@dataclass(frozen=True, slots=True)
class Guest:
    """Code of others that came, went, or runs where it did not run."""

    change: Change
    party: Party
    before: Presence | None
    after: Presence | None


class Cause(StrEnum):
    """Why a finding is another one."""

    CLAUSE_ENDED = "clause_ended"  # it stood on the old day; its last day lies before the new one
    CLAUSE_CAME = "clause_came"  # it came into force between the old and the new day
    CLAUSE_NOT_YET = "clause_not_yet"  # the new audit is about an earlier day, on which it did not stand yet
    CLAUSE_STILL = "clause_still"  # the new audit is about an earlier day, on which it still stood
    FACT_NEW = "fact_new"
    FACT_GONE = "fact_gone"
    INPUT = "input"  # something else was given: a policy, the type of the app, a reply
    APP = "app"  # the file is another one, and nothing more exact is known
    RULES = "rules"  # another release, or other data sets
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Why:
    """One cause: a clause with its dates, who now reads or no longer reads (``actor``, ``api``), or an input's name."""

    cause: Cause
    clause: ClauseCard | None = None
    actor: PartyId | None = None
    party: Party | None = None
    api: str | None = None
    input: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A finding that appeared, went, or has another verdict. ``worse``: the new verdict is graver than the old one."""

    rule: str
    title: Text | None
    data: str | None
    before: Finding | None
    after: Finding | None
    worse: bool
    why: tuple[Why, ...]

    @property
    def verdicts(self) -> tuple[Verdict | None, Verdict | None]:
        """The verdict of the old and of the new audit."""
        return (self.before.verdict if self.before else None, self.after.verdict if self.after else None)

    @property
    def accuses(self) -> bool:
        """Whether either audit says something against the app; the other turns are only counted for people."""
        return not ACCUSING.isdisjoint(self.verdicts)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that changed, sorted."""

    old: Side
    new: Side
    format: str = FORMAT
    warnings: tuple[Warn, ...] = ()
    takes: tuple[Take, ...] = ()
    permissions_added: tuple[str, ...] = ()
    permissions_removed: tuple[str, ...] = ()
    guests: tuple[Guest, ...] = ()
    findings: tuple[Turn, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not (self.takes or self.permissions_added or self.permissions_removed or self.guests or self.findings)
