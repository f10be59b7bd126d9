"""Two columns a kind of data: what law asks of the company, and what bodies of a state may demand from it.

Neither column is ever dropped, and no power stands without its limits: a report that shows one shows both. What is
not in the packs is said to be not in the packs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasshouse.model.audit import Audit
from glasshouse.model.finding import DutyRow, Power
from glasshouse.tell.judged import Cite, cites_of
from glasshouse.tell.law_words import article_of, cited, instrument_of, title_of
from glasshouse.tell.names import Names, country
from glasshouse.tell.words import Words


@dataclass(frozen=True, slots=True)
class Clauses:
    """The clauses of one instrument, each with its citation, article and title."""

    instrument: str
    clauses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """A power in words: the state, who may do what, under which clause, and what limits it."""

    state: str
    says: str
    clause: str
    title: str
    limits: str


@dataclass(frozen=True, slots=True)
class Duties:
    """One kind of data: the left column, the right column, and the states whose law is not in the packs."""

    data: str
    name: str
    company: tuple[Clauses, ...]
    state: tuple[Demand, ...]
    missing: tuple[str, ...]


def duties_of(audit: Audit, words: Words, names: Names) -> tuple[Duties, ...]:
    """The rows in the order of the document: what holds of every kind comes first."""
    return tuple(_duties(audit, row, words, names) for row in audit.duties)


def cells_of(words: Words, row: DutyRow) -> tuple[str, str]:
    """Both columns as ids, for machines and tables: ``PIPL/13 PIPL/17`` and ``CSL-2017/28 (must_assist; NSL/77)``.

    Neither is ever empty: that the packs are silent is said.
    """
    duties = " ".join(ref.id for ref in row.duties)
    powers = [f"{power.clause.id} ({power.mode}; {_limit_ids(words, power)})" for power in row.powers]
    powers += [words("duties.no_pack", land=_land(words, code)) for code in row.missing]
    return duties or words("duties.none"), words("semicolon").join(powers) or words("duties.none")


def _limit_ids(words: Words, power: Power) -> str:
    return " ".join(ref.id for ref in power.limited_by) or words("duties.no_limit")


def _duties(audit: Audit, row: DutyRow, words: Words, names: Names) -> Duties:
    return Duties(
        data=row.data,
        name=words("duties.every_kind") if row.data == "personal_data" else names.data(row.data),
        company=_by_instrument(words, cites_of(audit, row.duties)),
        state=tuple(_demand(audit, power, words) for power in row.powers),
        missing=tuple(words("duties.no_pack", land=_land(words, code)) for code in row.missing),
    )


def _by_instrument(words: Words, cites: Iterable[Cite]) -> tuple[Clauses, ...]:
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for cite in cites:
        article = article_of(words, cite.card) if cite.card else cite.ref.id
        groups.setdefault(instrument_of(words, cite), []).append((cite.ref.id, article, title_of(words, cite)))
    return tuple(Clauses(name, tuple(clauses)) for name, clauses in groups.items())


def _demand(audit: Audit, power: Power, words: Words) -> Demand:
    (cite,) = cites_of(audit, [power.clause])
    limits = [cited(words, item) for item in cites_of(audit, power.limited_by)]
    bodies = words.list(words.known("body", body) for body in power.bodies) or words("duties.some_body")
    mode = f"mode.{power.mode}"
    return Demand(
        state=_land(words, power.jurisdiction),
        says=words(mode, bodies=bodies) if words.has(mode) else f"{bodies}{words('colon')}{power.mode}",
        clause=cited(words, cite),
        title=title_of(words, cite),
        limits=words("duties.limits", clauses=words("semicolon").join(limits)) if limits else words("duties.no_limit"),
    )


def _land(words: Words, code: str) -> str:
    """A jurisdiction in words: ``cn`` is China, ``eu`` the Union."""
    return words("duties.eu") if code.lower() == "eu" else country(words, code.upper())
