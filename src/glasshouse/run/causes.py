"""Why a finding turned from one audit to the next: the law, the facts, what was given, or the rules.

Only what both audits carry is used: the dates of the clauses they cite, the practices they rest on, their inputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from glasshouse.model.audit import Audit
from glasshouse.model.difference import Cause, Why
from glasshouse.model.finding import ClauseCard, Finding
from glasshouse.model.fingerprint import practices_by_id
from glasshouse.model.ids import PartyId, PracticeId
from glasshouse.model.party import Party
from glasshouse.model.practice import Practice

_Call = tuple[PartyId, str]


@dataclass(frozen=True, slots=True)
class _Seen:
    """One audit, its practices by id, and every call in its app."""

    audit: Audit
    practices: Mapping[PracticeId, Practice]
    calls: frozenset[_Call]

    @classmethod
    def of(cls, audit: Audit) -> _Seen:
        return cls(audit, practices_by_id(audit.practices), frozenset(map(_call, audit.practices)))

    def calls_of(self, finding: Finding | None) -> set[_Call]:
        """Who makes which call, as far as the finding rests on it."""
        names = finding.practices if finding else ()
        return {_call(self.practices[name]) for name in names if name in self.practices}

    def cards_of(self, finding: Finding | None) -> list[ClauseCard]:
        """The clauses that the finding cites, as far as the audit carries them."""
        cited = {ref.id for ref in finding.clauses} if finding else set()
        return sorted((card for card in self.audit.clauses if card.id in cited), key=lambda card: card.id)


@dataclass(frozen=True, slots=True)
class Causes:
    """Finds the causes between two audits."""

    old: _Seen
    new: _Seen
    parties: Mapping[PartyId, Party]

    @classmethod
    def between(cls, old: Audit, new: Audit) -> Causes:
        """Read both audits once."""
        return cls(_Seen.of(old), _Seen.of(new), {party.id: party for party in (*old.parties, *new.parties)})

    def of(self, was: Finding | None, now: Finding | None) -> tuple[Why, ...]:
        """The causes that can be seen, the law first; where there is none, the nearest guess by its own word."""
        found = (*self._of_law(was, now), *self._of_facts(was, now), *self._of_inputs(was, now))
        return found or (Why(self._otherwise()),)

    def _of_law(self, was: Finding | None, now: Finding | None) -> Iterator[Why]:
        first, second = self.old.audit.inputs.date, self.new.audit.inputs.date
        if first is None or second is None or first == second:
            return
        forward = first < second
        for card in self.old.cards_of(was):
            if _stands(card, first) and not _stands(card, second):
                yield Why(Cause.CLAUSE_ENDED if forward else Cause.CLAUSE_NOT_YET, clause=card)
        for card in self.new.cards_of(now):
            if _stands(card, second) and not _stands(card, first):
                yield Why(Cause.CLAUSE_CAME if forward else Cause.CLAUSE_STILL, clause=card)

    def _of_facts(self, was: Finding | None, now: Finding | None) -> Iterator[Why]:
        """Calls under a finding that the other app does not have at all."""
        appeared = self.new.calls_of(now) - self.old.calls
        gone = self.old.calls_of(was) - self.new.calls
        for cause, calls in ((Cause.FACT_NEW, appeared), (Cause.FACT_GONE, gone)):
            for actor, api in sorted(calls):
                yield Why(cause, actor=actor, party=self.parties.get(actor), api=api)

    def _of_inputs(self, was: Finding | None, now: Finding | None) -> Iterator[Why]:
        old, new = self.old.audit.inputs, self.new.audit.inputs
        before, after = ({(file.role, file.sha256) for file in side.files if file.role != "app"} for side in (old, new))
        names = {role for role, _ in before ^ after}
        if was and now:
            names |= {item.partition("=")[0] for item in {*was.assumed} ^ {*now.assumed}}
            names |= {"reply"} if was.reply != now.reply else set()
        elif old.jurisdiction != new.jurisdiction:
            names |= {"jurisdiction"}
        yield from (Why(Cause.INPUT, input=name) for name in sorted(names))

    def _otherwise(self) -> Cause:
        old, new = self.old.audit, self.new.audit
        if (old.tool_version, old.datasets) != (new.tool_version, new.datasets):
            return Cause.RULES
        return Cause.APP if old.subject.sha256 != new.subject.sha256 else Cause.UNKNOWN


def _call(practice: Practice) -> _Call:
    return practice.actor, practice.api or practice.verb or practice.action


def _stands(card: ClauseCard, day: str) -> bool:
    """Whether the clause is in force on the day; both its days are inside."""
    return card.valid_from is not None and card.valid_from <= day and (card.valid_to is None or day <= card.valid_to)
