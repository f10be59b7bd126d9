"""The packs as a door shows them: a list, one rule whole, and what the lint says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from glasshouse.errors import UsageError
from glasshouse.judge.lint import lint
from glasshouse.judge.packs import Law, clause_cards, rule_card
from glasshouse.judge.rule import Rule
from glasshouse.judge.spelling import outline
from glasshouse.model.finding import ClauseCard, Decided, RuleCard
from glasshouse.model.law import AppType
from glasshouse.run.judge import law_for


@dataclass(frozen=True, slots=True)
class RuleShown:
    """One rule as it is shown: its card, its question, the clauses in every version, its condition line by line."""

    card: RuleCard
    question: str
    severity: str
    floor: str | None
    then: str
    reason: str
    reason_zh: str
    clauses: tuple[ClauseCard, ...]
    condition: tuple[str, ...]
    overrides: tuple[str, ...]
    file: str


def all_rules(
    folders: tuple[str, ...] = (), *, only_named: bool = False
) -> tuple[tuple[RuleShown, ...], tuple[str, ...]]:
    """Every rule of every pack, or of those in the folders, by pack and id; and a line for each that is left out."""
    law, problems = law_for(folders)
    packs = [pack for pack in law.packs if not only_named or pack.id in law.named]
    return tuple(_shown(rule, law) for pack in packs for rule in sorted(pack.rules, key=lambda r: r.id)), problems


def one_rule(name: str, folders: tuple[str, ...] = ()) -> RuleShown:
    """The rule of that id. Raises ``UsageError`` with those that are near."""
    rules, _ = all_rules(folders)
    for shown in rules:
        if shown.card.id == name:
            return shown
    near = [shown.card.id for shown in rules if any(word in shown.card.id for word in name.split("-") if len(word) > 3)]
    raise UsageError(
        f"no rule is called {name!r}",
        hint=f"Did you mean: {', '.join(near[:5])}?" if near else "See: glasshouse rules list",
    )


def lint_rules(folders: tuple[str, ...] = (), cases: str | None = None) -> list[str]:
    """What is wrong with the packs; nothing when all is well."""
    law, problems = law_for(folders)
    return [*problems, *lint(law, Path(cases) if cases else None)]


def app_types() -> tuple[AppType, ...]:
    """The listed types of app, by number."""
    return law_for()[0].types()


def counted(rules: tuple[RuleShown, ...]) -> dict[Decided, int]:
    """How many rules are decided by whom."""
    return {kind: sum(shown.card.decided is kind for shown in rules) for kind in Decided}


def _shown(rule: Rule, law: Law) -> RuleShown:
    versions = [(name, v.id) for name in rule.clauses if name in law.clauses for v in law.clauses[name].versions]
    return RuleShown(
        card=rule_card(rule),
        question=rule.question,
        severity=rule.severity,
        floor=rule.floor,
        then=rule.then,
        reason=rule.reason.en,
        reason_zh=rule.reason.zh,
        clauses=clause_cards(law, versions),
        condition=tuple(outline(rule.when)) if rule.when else (),
        overrides=rule.overrides,
        file=rule.file,
    )
