"""Answers, findings and the two columns of law as one table, one line each, for spreadsheets. Filter by ``record``.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and may run it. Such a cell gets
a quote mark in front; it is then shown as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from glasshouse.model.answer import Question
from glasshouse.model.audit import Audit
from glasshouse.model.finding import ClauseRef, DutyRow, Finding, RuleCard
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.clean import cleaned
from glasshouse.tell.duties import cells_of
from glasshouse.tell.law_words import reason_of, signer_of, text_of, would_decide_of
from glasshouse.tell.names import Names, load_names, owner_name, party_name
from glasshouse.tell.view import Taker, takers_of
from glasshouse.tell.words import Words, load_words

COLUMNS = (
    "record",
    "question",
    "data",
    "data_name",
    "actor",
    "actor_name",
    "owner",
    "country",
    "status",
    "grade",
    "when",
    "permission",
    "permissions",
    "reason",
    "places",
    "api",
    "place",
    "entry",
    "path",
    "class",
    "rule",
    "title",
    "verdict",
    "severity",
    "confidence",
    "clauses",
    "said",
    "would_decide",
    "accepted",
    "reply",
    "signed_by",
    "duties",
    "powers",
)
"""The head line; ``record`` is ``answer``, ``finding`` or ``law``. A column that a record has no use for is empty.
Ids and words of closed lists are those of the audit document, whatever the language."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(audit: Audit, lang: str = "en", *, names: Names | None = None) -> str:
    """Return a table of rows, findings and law (RFC 4180: comma, CR LF). Names of things are in ``lang``."""
    audit, words, names = cleaned(audit), load_words(lang), names or load_names(lang)
    out = io.StringIO()
    table = csv.DictWriter(out, COLUMNS, restval="")
    table.writeheader()
    for question in Question:
        for taker in takers_of(audit, question):
            table.writerow(_harmless(_answer(question, taker, words, names)))
    cards = {card.id: card for card in audit.rules}
    for finding in audit.findings:
        table.writerow(_harmless(_finding(finding, cards.get(finding.rule), audit, words, names)))
    for row in audit.duties:
        table.writerow(_harmless(_law(row, words, names)))
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.lstrip(" \u3000\u00a0").startswith(_FORMULA) else cell


def _harmless(cells: dict[str, str]) -> dict[str, str]:
    return {column: harmless(cell) for column, cell in cells.items()}


def _answer(question: Question, taker: Taker, words: Words, names: Names) -> dict[str, str]:
    row, party = taker.row, taker.party
    best: Practice | None = taker.practices[0] if taker.practices else None
    return {
        "record": "answer",
        "question": question,
        "data": row.data,
        "data_name": names.data(row.data) if row.topic is None else names.topic(row.topic),
        "actor": row.actor,
        "actor_name": party_name(words, party) if party else "",
        "owner": owner_name(words, party) if party else "",
        "country": (party.country if party else None) or "",
        "status": row.status,
        "grade": row.grade or "",
        "when": row.when,
        "permission": row.permission or "",
        "permissions": " ".join(row.permissions),
        "reason": row.reason or "",
        "places": str(len(taker.practices)),
        "api": (best.api if best else None) or "",
        "place": spelling.where(best.place) if best else "",
        "entry": (best.entry if best else None) or "",
        "path": " > ".join(spelling.step_name(step, short=False) for step in row.path),
        "class": row.class_ or "",
    }


def _finding(finding: Finding, card: RuleCard | None, audit: Audit, words: Words, names: Names) -> dict[str, str]:
    data = finding.data or ""
    return {
        "record": "finding",
        "question": finding.question,
        "data": data,
        "data_name": names.data(data) if data else "",
        "rule": finding.rule,
        "title": text_of(words, card.title) if card else finding.rule,
        "verdict": finding.verdict,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "clauses": _cited(finding.clauses),
        "said": reason_of(words, finding),
        "would_decide": would_decide_of(words, finding),
        "accepted": finding.accepted or "",
        "reply": finding.reply or "",
        "signed_by": signer_of(finding, audit.inputs),
    }


def _law(row: DutyRow, words: Words, names: Names) -> dict[str, str]:
    duties, powers = cells_of(words, row)
    return {"record": "law", "data": row.data, "data_name": names.data(row.data), "duties": duties, "powers": powers}


def _cited(clauses: Iterable[ClauseRef]) -> str:
    return " ".join(ref.id for ref in clauses)
