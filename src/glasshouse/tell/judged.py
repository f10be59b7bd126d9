"""The findings of an audit, sorted for a reader: by question, gravest first; what accuses nobody is only counted.

One rule may be judged for twenty kinds of data. Findings of one rule with the same word, under the same clauses, are
one *case* with an item for each kind, so that a reader meets a sentence once. No word of any language stands here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasshouse.model.answer import Question
from glasshouse.model.audit import Audit, Reply
from glasshouse.model.finding import ClauseCard, ClauseRef, Finding, RuleCard, Verdict
from glasshouse.model.law import Confidence, Force, Text

#: Verdicts that say something against the app; each is shown in full.
SHOWN = (Verdict.VIOLATED, Verdict.TENSION, Verdict.INDICATOR)
#: Verdicts that are only counted, each with its rules a click away.
FOLDED = (Verdict.NOT_VIOLATED, Verdict.NOT_APPLICABLE, Verdict.NOT_IN_FORCE)

_VERDICTS = tuple(Verdict)
_SEVERITIES = ("high", "medium", "low")
_FORCES = tuple(Force)
#: Clauses that are known well enough to carry an accusation (docs/decisions/0006).
_ASKS = frozenset({"oblige", "forbid", "right"})
_CARRIES = frozenset({Confidence.FOUND, Confidence.PARTLY_FOUND})


@dataclass(frozen=True, slots=True)
class Cite:
    """A clause as a finding cites it. ``card`` is absent where the audit does not carry the clause's text."""

    ref: ClauseRef
    card: ClauseCard | None

    @property
    def carries(self) -> bool:
        """Whether a breach may be said of the clause: it is known well enough, and it asks for something."""
        return self.card is not None and self.card.confidence in _CARRIES and self.asks

    @property
    def asks(self) -> bool:
        """Whether the clause asks for something, so that it can be broken; so it is taken where nothing is known."""
        return self.card is None or not self.card.duties or bool(_ASKS & {*self.card.duties})


@dataclass(frozen=True, slots=True)
class Case:
    """One rule with one verdict: what it says, the clauses, and a finding for each kind of data (or one for all)."""

    rule: str
    card: RuleCard | None
    verdict: Verdict
    cites: tuple[Cite, ...]
    items: tuple[Finding, ...]
    replies: tuple[Reply, ...] = ()

    @property
    def first(self) -> Finding:
        """The finding that speaks for all: they share rule, verdict, severity and clauses."""
        return self.items[0]

    @property
    def title(self) -> Text:
        """The title of the rule; its id where the audit does not carry the rule."""
        return self.card.title if self.card else Text(self.rule, self.rule)

    @property
    def force(self) -> str:
        """The force that chooses the word: of the strongest clause that can carry it; empty where none is known."""
        cards = [cite.card for cite in self.cites if cite.card and cite.carries]
        cards = cards or [cite.card for cite in self.cites if cite.card]
        return min((card.force for card in cards), key=_force_order, default="")

    @property
    def accepted(self) -> str | None:
        """What the baseline says of it, where it was accepted."""
        return self.first.accepted


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a person: the rule that asks it, and the kinds of data that it is open for."""

    case: Case
    question: Text


@dataclass(frozen=True, slots=True)
class Open:
    """Cases that cannot be told for the same reason: what is missing is said once."""

    reason: Text
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """Cases that say nothing against the app, of one instrument and verdict."""

    verdict: Verdict
    instrument: Text | None
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The cases of one question that are shown in full, and how many findings of it are open."""

    question: Question
    cases: tuple[Case, ...]
    open: int


@dataclass(frozen=True, slots=True)
class Judged:
    """All findings in reading order. ``counts`` are cases: one rule with one verdict counts once."""

    parts: tuple[Part, ...]
    open: tuple[Open, ...]
    asked: tuple[Asked, ...]
    folds: tuple[Fold, ...]
    counts: dict[Verdict, int]

    @property
    def any(self) -> bool:
        """Whether anything was judged."""
        return any(self.counts.values())

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that are shown in full."""
        return tuple(case for part in self.parts for case in part.cases)


def judged_of(audit: Audit) -> Judged:
    """Sort the findings of an audit for a reader."""
    cases = _cases(audit)
    counts = {verdict: sum(case.verdict is verdict for case in cases) for verdict in Verdict}
    undecided = [case for case in cases if case.verdict is Verdict.NOT_DECIDABLE]
    asked = tuple(Asked(case, question) for case in undecided if (question := case.card and case.card.question))
    rest = [case for case in undecided if not (case.card and case.card.question)]
    return Judged(
        parts=tuple(
            Part(
                question,
                tuple(case for case in cases if case.verdict in SHOWN and case.first.question is question),
                sum(case.first.question is question for case in undecided),
            )
            for question in Question
        ),
        open=_open(rest),
        asked=asked,
        folds=_folds(case for case in cases if case.verdict in FOLDED),
        counts=counts,
    )


def cites_of(audit: Audit, refs: Iterable[ClauseRef]) -> tuple[Cite, ...]:
    """Clauses as cited, each with its text where the audit carries it."""
    cards = {(card.id, card.version): card for card in audit.clauses}
    return tuple(Cite(ref, cards.get((ref.id, ref.version))) for ref in refs)


def _cases(audit: Audit) -> list[Case]:
    cards = {card.id: card for card in audit.rules}
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in audit.findings:
        key = (finding.rule, finding.verdict, finding.severity, finding.clauses, finding.accepted, finding.question)
        groups.setdefault((*key, _reason_key(finding)), []).append(finding)
    cases = [
        Case(
            rule=items[0].rule,
            card=cards.get(items[0].rule),
            verdict=items[0].verdict,
            cites=cites_of(audit, items[0].clauses),
            items=tuple(items),
            replies=tuple(reply for reply in audit.inputs.replies if reply.rule == items[0].rule),
        )
        for items in groups.values()
    ]
    return sorted(cases, key=_case_order)


def _reason_key(finding: Finding) -> str:
    """Open findings stand under what is missing; the others are told apart by their items."""
    return finding.reason if finding.verdict is Verdict.NOT_DECIDABLE else ""


def _case_order(case: Case) -> tuple[int, bool, int, int, str]:
    severity = case.first.severity
    return (
        _VERDICTS.index(case.verdict),
        case.accepted is not None,
        _force_order(case.force),
        _SEVERITIES.index(severity) if severity in _SEVERITIES else len(_SEVERITIES),
        case.rule,
    )


def _force_order(force: str) -> int:
    return _FORCES.index(Force(force)) if force in {*_FORCES} else len(_FORCES)


def _open(cases: Iterable[Case]) -> tuple[Open, ...]:
    groups: dict[Text, list[Case]] = {}
    for case in cases:
        groups.setdefault(Text(case.first.reason, case.first.reason_zh or case.first.reason), []).append(case)
    largest = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0].en))
    return tuple(Open(reason, tuple(group)) for reason, group in largest)


def _folds(cases: Iterable[Case]) -> tuple[Fold, ...]:
    groups: dict[tuple[Verdict, Text | None], list[Case]] = {}
    for case in cases:
        instrument = next((cite.card.instrument for cite in case.cites if cite.card), None)
        groups.setdefault((case.verdict, instrument), []).append(case)
    order = sorted(groups, key=lambda key: (_VERDICTS.index(key[0]), -len(groups[key]), key[1].en if key[1] else ""))
    return tuple(Fold(verdict, instrument, tuple(groups[verdict, instrument])) for verdict, instrument in order)
