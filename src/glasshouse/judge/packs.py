"""Which packs judge a case: chosen by jurisdiction; and what of them an audit carries along."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from glasshouse.judge.load import Loaded, load_packs, shipped_laws
from glasshouse.judge.rule import InputIs, Pack, Rule, leaves_of
from glasshouse.model.finding import ClauseCard, Finding, RuleCard
from glasshouse.model.law import AppType, Clause, Instrument, Text

#: Packs that judge when nothing else was asked for.
DEFAULT_JURISDICTION = ("cn", "eu")


@dataclass(frozen=True, slots=True)
class Law:
    """All packs that were read, with their clauses and instruments by id."""

    packs: tuple[Pack, ...]
    clauses: Mapping[str, Clause]
    instruments: Mapping[str, Instrument]
    pack_of: Mapping[str, str]
    named: frozenset[str] = frozenset()

    def chosen(self, jurisdiction: Iterable[str]) -> tuple[Pack, ...]:
        """The packs whose id begins with one of the words, as ``cn``, ``eu`` or ``cn-pipl``."""
        words = tuple(jurisdiction)
        return tuple(pack for pack in self.packs if pack.enabled and _begins(pack.id, words))

    def rules(self, jurisdiction: Iterable[str]) -> tuple[Rule, ...]:
        """The rules of the chosen packs, by id; without those that cite nothing known (``unlinked``)."""
        rules = (rule for pack in self.chosen(jurisdiction) for rule in pack.rules)
        citing = (rule for rule in rules if any(name in self.clauses for name in rule.clauses))
        return tuple(sorted(citing, key=lambda rule: rule.id))

    def types(self) -> tuple[AppType, ...]:
        """The listed types of app, by number."""
        return next((pack.types for pack in self.packs if pack.types), ())

    def statuses(self) -> tuple[str, ...]:
        """What an operator may be said to be: every word that a rule asks for, or ``none``; empty where none asks."""
        leaves = (leaf for pack in self.packs for rule in pack.rules for leaf in (*rule.applies, *leaves_of(rule.when)))
        asked = (leaf for leaf in leaves if isinstance(leaf, InputIs) and leaf.name == "operator_status")
        words = {word for leaf in asked for word in leaf.values}
        return tuple(sorted({"none", *words})) if words else ()

    def rule(self, name: str) -> Rule | None:
        """The rule of that id."""
        return next((rule for pack in self.packs for rule in pack.rules if rule.id == name), None)

    def jurisdictions(self) -> frozenset[str]:
        """The states and unions of which there is a pack."""
        return frozenset(pack.jurisdiction for pack in self.packs if pack.enabled)


def law_of(packs: Sequence[Pack], named: Iterable[str] = ()) -> Law:
    """Index packs; ``named`` are those that a person asked for by folder. An id that is there twice stays the first's.

    A rule may cite a clause by a version of it (``CSL-2017/22(3)``), which is how reports cite: it means the clause.
    """
    clauses: dict[str, Clause] = {}
    instruments: dict[str, Instrument] = {}
    pack_of: dict[str, str] = {}
    for pack in packs:
        for clause in pack.clauses:
            if clauses.setdefault(clause.id, clause) is clause:
                pack_of[clause.id] = pack.id
        for instrument in pack.instruments:
            instruments.setdefault(instrument.id, instrument)
    by_version = {version.id: clause.id for clause in clauses.values() for version in clause.versions}
    linked = tuple(
        dataclasses.replace(pack, rules=tuple(_linked(rule, by_version) for rule in pack.rules)) for pack in packs
    )
    return Law(linked, clauses, instruments, pack_of, frozenset(named))


def _linked(rule: Rule, by_version: Mapping[str, str]) -> Rule:
    clauses = tuple(dict.fromkeys(by_version.get(name, name) for name in rule.clauses))
    return rule if clauses == rule.clauses else dataclasses.replace(rule, clauses=clauses)


def unlinked(law: Law) -> tuple[str, ...]:
    """A line for each rule none of whose clauses is in any pack: it can judge nothing."""
    return tuple(
        f"{rule.file}: rule {rule.id} cites {', '.join(rule.clauses)}, which no pack has; it is left out"
        for pack in law.packs
        for rule in pack.rules
        if not any(name in law.clauses for name in rule.clauses)
    )


@cache
def shipped() -> tuple[Law, Loaded]:
    """The packs of this release. They are read once."""
    loaded = load_packs([shipped_laws()])
    return law_of(loaded.packs), loaded


def rule_card(rule: Rule) -> RuleCard:
    """What an audit keeps of a rule."""
    return RuleCard(
        id=rule.id,
        pack=rule.pack,
        title=rule.title,
        decided=rule.decided,
        satisfied_by=rule.satisfied_by,
        limits=rule.limits,
        question=rule.asks,
        evidence=rule.evidence,
        waits_for=rule.waits_for,
        maps_to=rule.maps_to,
    )


def clause_cards(law: Law, cited: Iterable[tuple[str, str]]) -> tuple[ClauseCard, ...]:
    """What an audit keeps of the clauses it cites, given as pairs of clause id and version id; sorted by citation."""
    cards = {}
    for name, version_id in cited:
        clause = law.clauses.get(name)
        version = next((item for item in clause.versions if item.id == version_id), None) if clause else None
        if clause is None or version is None:
            continue
        instrument = law.instruments.get(version.instrument)
        cards[version.id] = ClauseCard(
            id=version.id,
            version=version.version,
            clause=clause.id,
            instrument=instrument.name if instrument else Text(version.instrument, version.instrument),
            article=version.article,
            title=clause.title,
            text=version.text or clause.text,
            jurisdiction=clause.jurisdiction,
            force=instrument.force if instrument else clause.force,
            confidence=version.confidence,
            source=version.source,
            valid_from=version.valid_from,
            valid_to=version.valid_to,
            duties=tuple(dict.fromkeys(str(norm.duty) for norm in clause.norms)),
        )
    return tuple(cards[name] for name in sorted(cards))


def every_version(law: Law, cited: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the cited clauses with all their versions: a report says what number a clause had before."""
    for name, version_id in cited:
        yield name, version_id
        clause = law.clauses.get(name)
        yield from ((name, version.id) for version in (clause.versions if clause else ()))


def cited_in(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """The clauses that findings cite, as pairs of clause id and version id."""
    return [(ref.clause or ref.id, ref.id) for finding in findings for ref in finding.clauses]


def _begins(pack: str, words: tuple[str, ...]) -> bool:
    return any(pack == word or pack.startswith(f"{word}-") for word in words)
