"""The answers as a table, one line a row, for spreadsheets.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula and may run it. Such a cell gets
a quote mark in front; it is then shown as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from glasshouse.model.answer import Question
from glasshouse.model.audit import Audit
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.clean import cleaned
from glasshouse.tell.names import Names, load_names, owner_name, party_name
from glasshouse.tell.view import Taker, takers_of
from glasshouse.tell.words import load_words

COLUMNS = (
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
)
"""The head line. Ids and words of closed lists are those of the audit document, whatever the language."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(audit: Audit, lang: str = "en", *, names: Names | None = None) -> str:
    """Return a table of every row of every answer (RFC 4180: comma, CR LF). Names of things are in ``lang``."""
    audit = cleaned(audit)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for question in Question:
        for taker in takers_of(audit, question):
            table.writerow([harmless(cell) for cell in _cells(question, taker, lang, names or load_names(lang))])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula."""
    return f"'{cell}" if cell.lstrip(" \u3000\u00a0").startswith(_FORMULA) else cell


def _cells(question: Question, taker: Taker, lang: str, names: Names) -> Iterator[str]:
    row, party = taker.row, taker.party
    words = load_words(lang)
    best: Practice | None = taker.practices[0] if taker.practices else None
    yield question
    yield row.data
    yield names.data(row.data)
    yield row.actor
    yield party_name(words, party) if party else ""
    yield owner_name(words, party) if party else ""
    yield (party.country if party else None) or ""
    yield row.status
    yield row.grade or ""
    yield row.when
    yield row.permission or ""
    yield " ".join(row.permissions)
    yield row.reason or ""
    yield str(len(taker.practices))
    yield (best.api if best else None) or ""
    yield spelling.where(best.place) if best else ""
    yield (best.entry if best else None) or ""
    yield " > ".join(spelling.step_name(step, short=False) for step in row.path)
    yield row.class_ or ""
