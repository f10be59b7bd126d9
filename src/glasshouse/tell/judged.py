"""The findings of an audit, sorted for a reader: by question, gravest first; what accuses nobody is only counted.

One rule may be judged for twenty kinds of data. Findings of one rule with the same word, under the same clauses, are
one *case* with an item for each kind, so that a reader meets a sentence once. No word of any language stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from glasshouse.model.answer import Question
from glasshouse.model.audit import Audit, Reply
from glasshouse.model.finding import ClauseCard, ClauseRef, Finding, RuleCard, Verdict
from glasshouse.model.law import Confidence, Force, Text

#: Verdicts that say something against the app; each is shown in full.
SHOWN = (Verdict.VIOLATED, Verdict.TENSION, Verdict.INDICATOR)
#: Verdicts that are only counted, each with its rules a click away.
FOLDED = (Verdict.NOT_VIOLATED, Verdict.NOT_APPLICABLE)
#: Verdicts that no report may cut for length: they say that something is contrary to something.
CONTRARY = (Verdict.VIOLATED, Verdict.TENSION)

_VERDICTS = tuple(Verdict)
_SEVERITIES = ("high", "medium", "low")
_FORCES = tuple(Force)
#: Clauses that are known well enough to carry an accusation (docs/decisions/0006).
_ASKS = frozenset({"oblige", "forbid", "right"})
_CARRIES = frozenset({Confidence.FOUND, Confidence.PARTLY_FOUND})


@dataclass(frozen=True, slots=True)
class Cite:
    """A clause as a finding cites it. ``card`` is absent where the audit does not carry the clause's text.

    ``before`` is the version that stood until the cited one came: the same clause, often under another number.
    """

    ref: ClauseRef
    card: ClauseCard | None
    before: ClauseCard | None = None

    @property
    def carries(self) -> bool:
        """Whether a breach may be said of the clause: it is known well enough, and it asks for something."""
        return self.card is not None and self.card.confidence in _CARRIES and self.asks

    @property
    def asks(self) -> bool:
        """Whether the clause asks for something, so that it can be broken; so it is taken where nothing is known."""
        return self.card is None or not self.card.duties or bool(_ASKS & {*self.card.duties})


@dataclass(frozen=True, slots=True)
class Alike:
    """Findings of a case whose sentences differ in the kind of data only: ``first`` is said, the others are named."""

    first: Finding
    others: tuple[Finding, ...]


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

    @property
    def span(self) -> tuple[str | None, str | None]:
        """The first and the last day of the instrument's clauses that are cited; absent: none that is known."""
        cards = [cite.card for case in self.cases for cite in case.cites if cite.card]
        cards = [card for card in cards if card.instrument == self.instrument]
        starts = [card.valid_from for card in cards if card.valid_from]
        ends = [card.valid_to for card in cards if card.valid_to]
        return min(starts, default=None), max(ends, default=None) if len(ends) == len(cards) else None


@dataclass(frozen=True, slots=True)
class Part:
    """The cases of one question that are shown in full, and how many findings of it are open."""

    question: Question
    cases: tuple[Case, ...]
    open: int

    def cut(self, indicators: int) -> tuple[Case, ...]:
        """At most so many indicators, and everything graver."""
        contrary = tuple(case for case in self.cases if case.verdict in CONTRARY)
        return contrary + tuple(case for case in self.cases if case.verdict not in CONTRARY)[:indicators]


@dataclass(frozen=True, slots=True)
class Judged:
    """All findings in reading order. ``counts`` are cases: one rule with one verdict counts once.

    ``not_law`` are the rules whose clauses were not in force on the day: they say something of the law, not of the app.
    """

    parts: tuple[Part, ...]
    open: tuple[Open, ...]
    asked: tuple[Asked, ...]
    folds: tuple[Fold, ...]
    not_law: tuple[Fold, ...]
    counts: dict[Verdict, int]
    accepted: dict[Verdict, int]

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
    asked = {(case.rule, question): case for case in undecided if (question := case.card and case.card.question)}
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
        asked=tuple(Asked(case, question) for (_, question), case in asked.items()),
        folds=_folds(case for case in cases if case.verdict in FOLDED),
        not_law=_folds(case for case in cases if case.verdict is Verdict.NOT_IN_FORCE),
        counts=counts,
        accepted={
            verdict: sum(case.verdict is verdict and case.accepted is not None for case in cases) for verdict in Verdict
        },
    )


def cites_of(audit: Audit, refs: Iterable[ClauseRef]) -> tuple[Cite, ...]:
    """Clauses as cited, each with its text where the audit carries it."""
    cards = {(card.id, card.version): card for card in audit.clauses}
    versions: dict[str, list[ClauseCard]] = {}
    for card in audit.clauses:
        versions.setdefault(card.clause, []).append(card)
    found = [(ref, cards.get((ref.id, ref.version))) for ref in refs]
    return tuple(Cite(ref, card, _before(card, versions)) for ref, card in found)


def _before(card: ClauseCard | None, versions: Mapping[str, Sequence[ClauseCard]]) -> ClauseCard | None:
    """The version that ended last before this one began."""
    if card is None or card.valid_from is None:
        return None
    earlier = [other for other in versions[card.clause] if other.valid_to and other.valid_to < card.valid_from]
    return max(earlier, key=lambda other: other.valid_to or "", default=None)


def alike(case: Case, name: Callable[[str], str], reason: Callable[[Finding], str]) -> tuple[Alike, ...]:
    """The findings of a case, each sentence once: those that say the same of other kinds of data stand together.

    ``name`` says a kind of data and ``reason`` why a finding is what it is, in the language of the report.
    """
    groups: dict[str, list[Finding]] = {}
    for finding in case.items:
        sentence = reason(finding)
        known = name(finding.data) if finding.data else ""
        key = sentence.replace(known, "\0") if known else sentence
        groups.setdefault(key, []).append(finding)
    return tuple(Alike(items[0], tuple(items[1:])) for items in groups.values())


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
