"""What an audit means under law, prepared for the page: cards of cases, questions, open points, the two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glasshouse.model.answer import Question, Row
from glasshouse.model.audit import Audit
from glasshouse.model.finding import Finding, Node, Verdict
from glasshouse.model.place import ScreenPlace, TextPlace
from glasshouse.tell import spelling
from glasshouse.tell.duties import Duties, duties_of
from glasshouse.tell.judged import Case, Judged, judged_of
from glasshouse.tell.law_words import (
    MARK,
    cited,
    dates_of,
    fold_of,
    inputs_of,
    is_binding,
    mark_of,
    reason_of,
    signer_of,
    text_of,
    threshold_of,
    verdict_word,
    would_decide_of,
)
from glasshouse.tell.lead import capital
from glasshouse.tell.names import Names, party_name
from glasshouse.tell.words import Words

#: What the page shows; the rest is counted and stands in the JSON document.
_CASES, _ITEMS, _PLACES, _LISTED = 60, 24, 3, 40


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a case: as cited, its dates and marks, what it says, where that was read."""

    cited: str
    notes: str
    title: str
    says: str
    source: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding of a case: why, and the places."""

    reason: str
    places: tuple[str, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Card:
    """One case as the page shows it."""

    rule: str
    verdict: str
    binding: bool
    mark: str
    word: str
    title: str
    severity: str
    clauses: tuple[Clause, ...]
    items: tuple[Item, ...]
    more: int
    slots: tuple[tuple[str, str], ...]
    tree: tuple[tuple[int, str, str, str], ...]
    reply: str
    signed: str
    accepted: str


def law_context(audit: Audit, words: Words, names: Names) -> dict[str, object]:
    """Everything that ``judged.html`` inserts."""
    judged = judged_of(audit)
    rows = duties_of(audit, words, names)
    return {
        "judged": judged.any,
        "counts": [(str(judged.counts[verdict]), words(f"verdict.{verdict}"), verdict) for verdict in _COUNTED],
        "inputs": list(inputs_of(words, audit)),
        "cases": list(_parts(audit, words, names, judged)),
        "more_cases": max(0, len(judged.cases) - _CASES),
        "asked": [
            (text_of(words, asked.question), asked.case.rule, _support(words, asked.case)) for asked in judged.asked
        ][:_LISTED],
        "open": [
            (text_of(words, item.reason), [text_of(words, case.title) for case in item.cases]) for item in judged.open
        ][:_LISTED],
        "folds": [
            (fold_of(words, fold, audit.inputs.date), [text_of(words, case.title) for case in fold.cases])
            for fold in judged.folds
        ],
        "duties": [row for row in rows if row.company or row.state or row.missing],
        "notice": _told(audit, words, names),
        "missing_topics": words.list(
            names.topic(row.topic) for row in audit.answers.notice or () if row.topic and row.class_ == "missing"
        ),
        "necessity": _needed(audit, words, names),
    }


_COUNTED = (Verdict.VIOLATED, Verdict.TENSION, Verdict.INDICATOR, Verdict.NOT_DECIDABLE)


def cases_by_question(audit: Audit) -> dict[Question, int]:
    """How many cases that say something each question has."""
    return {part.question: len(part.cases) for part in judged_of(audit).parts}


def _parts(audit: Audit, words: Words, names: Names, judged: Judged) -> Iterator[tuple[str, list[Card]]]:
    left = _CASES
    for part in judged.parts:
        shown = part.cases[:left]
        left -= len(shown)
        if shown:
            yield part.question, [_card(audit, words, names, case) for case in shown]


def _card(audit: Audit, words: Words, names: Names, case: Case) -> Card:
    first = case.first
    signer = signer_of(first, audit.inputs)
    return Card(
        rule=case.rule,
        verdict=case.verdict,
        binding=is_binding(case),
        mark=MARK[case.verdict],
        word=verdict_word(words, case),
        title=text_of(words, case.title),
        severity=words("judged.severity", word=words.known("severity", first.severity)),
        clauses=tuple(_clauses(words, case)),
        items=tuple(_item(audit, words, finding) for finding in case.items[:_ITEMS]),
        more=max(0, len(case.items) - _ITEMS),
        slots=tuple((name, text) for name, text in _slots(words, names, case) if text),
        tree=tuple(_node(words, node) for node in first.tree),
        reply=first.reply or "",
        signed=words("judged.signed", name=signer) if signer else words("judged.unsigned"),
        accepted=words("judged.accepted", reason=case.accepted) if case.accepted else "",
    )


def _clauses(words: Words, case: Case) -> Iterator[Clause]:
    for cite in case.cites:
        notes = [note for note in (dates_of(words, cite), mark_of(words, cite)) if note]
        yield Clause(
            cited=capital(cited(words, cite, case.verdict)),
            notes=words("semicolon").join(notes),
            title=text_of(words, cite.card.title) if cite.card else "",
            says=text_of(words, cite.card.text) if cite.card else "",
            source=cite.card.source if cite.card else "",
        )


def _slots(words: Words, names: Names, case: Case) -> Iterator[tuple[str, str]]:
    first, card = case.first, case.card
    yield words("judged.decides"), would_decide_of(words, first)
    if card:
        yield words("judged.satisfied"), text_of(words, card.satisfied_by)
        yield words("judged.limits"), text_of(words, card.limits)
    for item in first.thresholds:
        yield words("judged.thresholds"), threshold_of(words, names, item)
    for other in first.considered:
        why = f"{other.rule}{words('colon')}{words(f'holds.{other.holds}')}{words('stop')}{text_of(words, other.why)}"
        yield words("judged.considered"), why


def _item(audit: Audit, words: Words, finding: Finding) -> Item:
    practices = {practice.id: practice for practice in audit.practices}
    found = [practices[name] for name in finding.practices if name in practices]
    places = [f"{spelling.where(item.place)}  {item.api or ''}".strip() for item in found[:_PLACES]]
    return Item(reason_of(words, finding), tuple(places), max(0, len(found) - len(places)))


def _node(words: Words, node: Node) -> tuple[int, str, str, str]:
    why = node.why_zh if words.lang == "zh" and node.why_zh else node.why
    return node.depth, node.what, words(f"holds.{node.holds}"), why


def _support(words: Words, case: Case) -> str:
    kinds = case.card.evidence if case.card else ()
    return (
        words("judged.support", kinds=words.list(words.known("evidence_kind", kind) for kind in kinds)) if kinds else ""
    )


def _told(audit: Audit, words: Words, names: Names) -> list[tuple[str, str, str, str]]:
    """Rows of the notice answer that are about deeds: data, who, what the notices say, where they name it."""
    mentions = {mention.data: mention.place for asking in audit.askings for mention in asking.mentions if mention.shown}
    rows = [row for row in audit.answers.notice or () if row.topic is None]
    return [
        (
            capital(names.data(row.data)),
            _who(audit, words, row),
            words.known("answer_class", row.class_ or ""),
            _quoted(mentions.get(row.data)),
        )
        for row in rows[:_LISTED]
    ]


def _quoted(place: object) -> str:
    match place:
        case TextPlace():
            return f"{place.file}, {place.start}: “{place.quote}”"
        case ScreenPlace():
            return f"{place.file}, {place.node}"
        case _:
            return ""


def _needed(audit: Audit, words: Words, names: Names) -> list[tuple[str, str, str]]:
    rows: Iterable[Row] = audit.answers.necessity or ()
    return [
        (
            capital(names.data(row.data)),
            _who(audit, words, row),
            words.known("answer_class", row.class_) if row.class_ else spelling.reason(words, row.reason),
        )
        for row in list(rows)[:_LISTED]
    ]


def _who(audit: Audit, words: Words, row: Row) -> str:
    party = next((party for party in audit.parties if party.id == row.actor), None)
    if party is None:
        return row.actor
    return words("who.own_title") if party.kind == "operator" else party_name(words, party)


__all__ = ["Card", "Duties", "cases_by_question", "law_context"]
