"""Rules and law in the words of SARIF: a descriptor for each rule, a taxonomy for each instrument, a taxon a clause.

A rule is named by its id, which never changes; what it is called and means stands beside it in the language of the
report. Clauses are cited in the version that the audit cites: ``CSL-2017/22(3)`` is a taxon of ``CSL-2017``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glasshouse.model.audit import Audit
from glasshouse.model.finding import ClauseCard, ClauseRef, RuleCard
from glasshouse.model.law import Text
from glasshouse.tell.sarif_places import Json, plain
from glasshouse.tell.words import Words

#: Tags of one rule that a viewer takes (GitHub: 20).
MOST_TAGS = 20


@dataclass(frozen=True, slots=True)
class Law:
    """Every clause that is cited, by instrument; ``cards`` lacks a clause whose text the audit does not carry.

    ``references``: a clause as a result or a rule names it.
    """

    instruments: dict[str, tuple[str, ...]]
    cards: dict[str, ClauseCard]
    references: dict[str, Json]


def law_of(audit: Audit) -> Law:
    """The clauses that the findings cite and those whose text the audit carries, sorted."""
    cards = {card.id: card for card in audit.clauses}
    cited = {ref.id for finding in audit.findings for ref in finding.clauses}
    clauses = sorted(cited | set(cards))
    names = sorted({_instrument(clause) for clause in clauses})
    instruments = {name: tuple(clause for clause in clauses if _instrument(clause) == name) for name in names}
    references: dict[str, Json] = {
        clause: {"id": clause, "index": number, "toolComponent": {"name": name, "index": place}}
        for place, (name, members) in enumerate(instruments.items())
        for number, clause in enumerate(members)
    }
    return Law(instruments, cards, references)


def taxonomies(words: Words, law: Law) -> list[Json]:
    """One taxonomy an instrument: its name, force, jurisdiction and version, and the clauses that are cited."""
    return [dict(_taxonomy(words, law, name, clauses)) for name, clauses in law.instruments.items()]


def descriptors(words: Words, audit: Audit, law: Law) -> list[Json]:
    """The rules, sorted by id: those that the audit carries, and those that only a finding names."""
    cards = {card.id: card for card in audit.rules}
    clauses: dict[str, dict[str, None]] = {}
    for finding in audit.findings:
        clauses.setdefault(finding.rule, {}).update((ref.id, None) for ref in finding.clauses)
    return [
        dict(_descriptor(words, name, cards.get(name), law, clauses.get(name, ())))
        for name in sorted({*cards, *clauses})
    ]


def cited(law: Law, clauses: Iterable[ClauseRef]) -> list[Json]:
    """The taxa of a result, each once, in the order of the finding."""
    return [law.references[clause] for clause in dict.fromkeys(ref.id for ref in clauses)]


def _text(words: Words, text: Text) -> str:
    return text.zh if words.lang == "zh" else text.en


def _instrument(clause: str) -> str:
    return clause.partition("/")[0]


def _taxonomy(words: Words, law: Law, name: str, clauses: tuple[str, ...]) -> Iterator[tuple[str, object]]:
    known = [law.cards[clause] for clause in clauses if clause in law.cards]
    yield "name", name
    if known:
        first = known[0]
        yield "fullName", _text(words, first.instrument)
        yield "version", " ".join(sorted({card.version for card in known}))
        yield "shortDescription", {"text": plain(_text(words, first.instrument))}
        yield "properties", {"force": first.force, "jurisdiction": first.jurisdiction}
    yield "isComprehensive", False
    yield "taxa", [dict(_taxon(words, clause, law.cards.get(clause))) for clause in clauses]


def _taxon(words: Words, clause: str, card: ClauseCard | None) -> Iterator[tuple[str, object]]:
    yield "id", clause
    if card is None:
        return
    yield "shortDescription", {"text": plain(_text(words, card.title)) or clause}
    yield "fullDescription", {"text": plain(_text(words, card.text)) or clause}
    optional = {"validFrom": card.valid_from, "validTo": card.valid_to}
    yield (
        "properties",
        {
            "article": card.article,
            "clause": card.clause,
            "confidence": card.confidence,
            "force": card.force,
            "jurisdiction": card.jurisdiction,
            "source": card.source,
            "version": card.version,
            **{key: value for key, value in optional.items() if value},
        },
    )


def _descriptor(
    words: Words, name: str, card: RuleCard | None, law: Law, clauses: Iterable[str]
) -> Iterator[tuple[str, object]]:
    title = plain(_text(words, card.title)) if card else name
    yield "id", name
    yield "shortDescription", {"text": title or name}
    about = [title, *(_help(words, card) if card else ())]
    yield "fullDescription", {"text": title or name}
    yield "help", {"text": "\n\n".join(filter(None, about)) or name}
    relations = [{"target": law.references[clause], "kinds": ["relevant"]} for clause in sorted(clauses)]
    if relations:
        yield "relationships", relations
    if card:
        tags = dict.fromkeys((card.pack, f"decided/{card.decided}", *card.maps_to))
        yield "properties", {"tags": list(tags)[:MOST_TAGS]}


def _help(words: Words, card: RuleCard) -> Iterator[str]:
    """What would mend it, what a match does not prove, and what a person is asked."""
    for key, text in (("mend", card.satisfied_by), ("limits", card.limits), ("question", card.question)):
        said = _text(words, text) if text else ""
        if said:
            yield plain(words(f"ci.{key}", text=said))
