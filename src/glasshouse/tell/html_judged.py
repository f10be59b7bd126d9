"""What an audit means under law, prepared for the page: cards of cases, questions, open points, the two columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from glasshouse.model.audit import Audit
from glasshouse.model.finding import Finding, Node, Verdict
from glasshouse.model.ids import PracticeId
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.answers import missing_topics, needed, told
from glasshouse.tell.conditions import condition_of
from glasshouse.tell.duties import Duties, duties_of
from glasshouse.tell.judged import Case, Fold, Judged, alike
from glasshouse.tell.law_words import (
    MARK,
    cited,
    considered_of,
    fold_of,
    inputs_of,
    is_binding,
    not_law_of,
    notes_of,
    reason_of,
    signer_of,
    tally_of,
    text_of,
    threshold_of,
    verdict_word,
    would_decide_of,
)
from glasshouse.tell.lead import capital
from glasshouse.tell.names import Names
from glasshouse.tell.words import Words

#: What the page shows, indicators for each question; what is graver is never cut. The rest is counted and stands in
#: the JSON document.
_INDICATORS, _ITEMS, _PLACES, _LISTED = 40, 24, 3, 40


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


def law_context(audit: Audit, words: Words, names: Names, judged: Judged) -> dict[str, object]:
    """Everything that ``judged.html`` inserts."""
    rows = duties_of(audit, words, names)
    shown = [(part, part.cut(_INDICATORS)) for part in judged.parts if part.cases]
    notice, necessity = told(audit, words, names), needed(audit, words, names)
    return {
        "judged": judged.any,
        "tally": tally_of(words, judged),
        "inputs": list(inputs_of(words, audit)),
        "cases": [
            (part.question, [_card(audit, words, names, case) for case in cases], len(part.cases) - len(cases))
            for part, cases in shown
        ],
        "asked": [(text_of(words, item.question), item.case.rule, _support(words, item.case)) for item in judged.asked],
        "open": [
            (text_of(words, item.reason), [text_of(words, case.title) for case in item.cases]) for item in judged.open
        ],
        "folds": list(_folds(words, judged.folds)),
        "not_law": list(_folds(words, judged.not_law)),
        "not_law_says": not_law_of(words, judged, audit.inputs.date),
        "meanings": [
            (MARK[verdict], words(f"verdict.{verdict}"), words(f"verdict_means.{verdict}")) for verdict in Verdict
        ],
        "duties": [row for row in rows if row.company or row.state or row.missing],
        "notice": notice[:_LISTED],
        "missing_topics": words.list(missing_topics(audit, names)),
        "necessity": necessity[:_LISTED],
        "more_rows": (max(0, len(notice) - _LISTED), max(0, len(necessity) - _LISTED)),
        "most": _LISTED,
        "capital": capital,
    }


def _folds(words: Words, folds: Iterable[Fold]) -> Iterator[tuple[str, list[str]]]:
    return ((fold_of(words, fold), [text_of(words, case.title) for case in fold.cases]) for fold in folds)


def _card(audit: Audit, words: Words, names: Names, case: Case) -> Card:
    first = case.first
    signer = signer_of(first, audit.inputs)
    items = tuple(_items(audit, words, names, case))
    return Card(
        rule=case.rule,
        verdict=case.verdict,
        binding=is_binding(case),
        mark=MARK[case.verdict],
        word=verdict_word(words, case),
        title=text_of(words, case.title),
        severity=words("judged.severity", word=words.known("severity", first.severity)),
        clauses=tuple(_clauses(words, case)),
        items=items[:_ITEMS],
        more=max(0, len(items) - _ITEMS),
        slots=tuple((name, text) for name, text in _slots(words, names, case) if text),
        tree=tuple(_node(words, names, node) for node in first.tree),
        reply=first.reply or "",
        signed=words("judged.signed", name=signer) if signer else words("judged.unsigned"),
        accepted=words("judged.accepted", reason=case.accepted) if case.accepted else "",
    )


def _clauses(words: Words, case: Case) -> Iterator[Clause]:
    for cite in case.cites:
        yield Clause(
            cited=capital(cited(words, cite, case.verdict)),
            notes=notes_of(words, cite),
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
        yield words("judged.considered"), considered_of(words, other)


def _items(audit: Audit, words: Words, names: Names, case: Case) -> Iterator[Item]:
    """Each sentence once; a kind of data of which the same holds keeps its own evidence."""
    practices = {practice.id: practice for practice in audit.practices}
    for group in alike(case, names.data, partial(reason_of, words)):
        yield _item(practices, group.first, reason_of(words, group.first))
        for finding in group.others:
            same = words("judged.same_of", kinds=names.data(finding.data)) if finding.data else ""
            yield _item(practices, finding, same or reason_of(words, finding))


def _item(practices: Mapping[PracticeId, Practice], finding: Finding, says: str) -> Item:
    found = [practices[name] for name in finding.practices if name in practices]
    places = [f"{spelling.where(item.place)}  {item.api or ''}".strip() for item in found[:_PLACES]]
    return Item(says, tuple(places), max(0, len(found) - len(places)))


def _node(words: Words, names: Names, node: Node) -> tuple[int, str, str, str]:
    why = node.why_zh if words.lang == "zh" and node.why_zh else node.why
    return node.depth, condition_of(words, names, node.what), words(f"holds.{node.holds}"), why


def _support(words: Words, case: Case) -> str:
    kinds = case.card.evidence if case.card else ()
    return (
        words("judged.support", kinds=words.list(words.known("evidence_kind", kind) for kind in kinds)) if kinds else ""
    )


__all__ = ["Card", "Duties", "law_context"]
