"""Judging: the packs are chosen, the answers that depend on inputs are given, and what it means is found.

Works on a saved audit as on a fresh one: no file of the app is opened.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path

from glasshouse.answer.category import propose_category
from glasshouse.answer.necessity import answer_necessity
from glasshouse.errors import Exit, UsageError
from glasshouse.judge.decide import judge
from glasshouse.judge.duties import duty_rows
from glasshouse.judge.facts import covers, facts_of
from glasshouse.judge.load import load_packs
from glasshouse.judge.packs import (
    DEFAULT_JURISDICTION,
    Law,
    cited_in,
    clause_cards,
    every_version,
    law_of,
    rule_card,
    shipped,
    unlinked,
)
from glasshouse.model.audit import Audit, Category, Dataset, Inputs
from glasshouse.model.finding import ClauseRef, DutyRow, Verdict
from glasshouse.model.gravity import fail_on_of, fails
from glasshouse.run.baseline import Baseline, apply_baseline, load_baseline, notes
from glasshouse.run.options import Options
from glasshouse.vocab.category_cues import load_category_cues


def law_for(folders: Iterable[str] = ()) -> tuple[Law, tuple[str, ...]]:
    """Return the shipped packs and those in the folders, and a line for each that could not be read.

    A pack in a folder takes the place of the shipped one of its name, and judges whatever the jurisdiction, even one
    that is disabled. Raises ``UsageError`` for a folder that is not there.
    """
    extra = tuple(folders)
    for folder in extra:
        if not Path(folder).is_dir():
            raise UsageError(f"{folder}: found no folder of law packs", hint="See docs/how-to/add-a-rule.md.")
    law, loaded = shipped()
    if not extra:
        return law, tuple(str(problem) for problem in loaded.problems)
    others = load_packs([Path(folder) for folder in extra])
    named = {pack.id: dataclasses.replace(pack, enabled=True) for pack in others.packs}
    packs = [pack for pack in loaded.packs if pack.id not in named]
    problems = (*loaded.problems, *others.problems)
    law = law_of([*packs, *named.values()], named)
    return law, (*(str(problem) for problem in problems), *unlinked(law))


def inputs_of(audit: Audit, options: Options, law: Law) -> Inputs:
    """What the audit is judged by: what the options say, else what it was judged by before, else the defaults."""
    before = audit.inputs
    jurisdiction = options.jurisdiction or before.jurisdiction or DEFAULT_JURISDICTION
    unknown = [word for word in options.jurisdiction if not law.chosen((word,))]
    if unknown or not law.chosen(jurisdiction):
        known = ", ".join(sorted({pack.id for pack in law.packs}))
        raise UsageError(f"no law pack begins with {' or '.join(unknown or jurisdiction)}", hint=f"There are: {known}.")
    jurisdiction = (*jurisdiction, *sorted(law.named - {pack.id for pack in law.chosen(jurisdiction)}))
    _check(options, law)
    return dataclasses.replace(
        before,
        files=(*before.files, *(file for file in options.evidence if file not in before.files)),
        date=options.date or before.date or today(),
        jurisdiction=tuple(jurisdiction),
        operator_status=options.operator_status or before.operator_status,
        category=_category(options.category, law) or _given(before.category),
        replies=options.replies or before.replies,
        signed_by=options.sign or before.signed_by,
    )


def _check(options: Options, law: Law) -> None:
    """Refuse words that no rule asks for: a misspelt input would change verdicts in silence."""
    known = law.statuses()
    for word in options.operator_status:
        if known and word not in known:
            raise UsageError(f"no rule asks whether an operator is {word!r}", hint=f"Known are: {', '.join(known)}.")
    if "none" in options.operator_status and len(options.operator_status) > 1:
        raise UsageError("an operator is not 'none' and something else", hint="Leave out one of the two.")
    for reply in options.replies:
        rule = law.rule(reply.rule)
        if rule is None or rule.asks is None:
            asking = sorted(rule.id for pack in law.packs for rule in pack.rules if rule.asks)
            raise UsageError(
                f"no rule called {reply.rule!r} asks a person", hint=f"Those that do: {', '.join(asking)}."
            )


def judged(audit: Audit, options: Options, law: Law) -> Audit:
    """Return the audit judged anew: inputs, necessity, findings, the texts they cite, and the two columns."""
    inputs = inputs_of(audit, options, law)
    day = inputs.date or today()
    audit = _with_necessity(dataclasses.replace(audit, inputs=inputs), law)
    rules = law.rules(inputs.jurisdiction)
    findings = judge(rules, law.clauses, facts_of(audit), day)
    if inputs.signed_by:
        findings = tuple(dataclasses.replace(item, signed_by=inputs.signed_by) for item in findings)
    told = {item.rule for item in findings} | {other.rule for item in findings for other in item.considered}
    duties = duty_rows(law, _kinds(audit), day, inputs.jurisdiction, _countries(audit), covers)
    audit = dataclasses.replace(
        audit,
        findings=findings,
        rules=tuple(rule_card(rule) for rule in rules if rule.id in told),
        clauses=clause_cards(law, [*every_version(law, cited_in(findings)), *_cited_in_duties(duties)]),
        duties=duties,
        datasets=_datasets(audit, law),
        notes=(),
    )
    return audit if options.baseline is None else _accepted(audit, load_baseline(options.baseline), day)


def _with_necessity(audit: Audit, law: Law) -> Audit:
    """Give the necessity answer from saved facts: a type of app that nobody gave is proposed and never assumed."""
    subject, types = audit.subject, law.types()
    category = audit.inputs.category
    if category is None or category.source != "given":
        permissions = frozenset(item.name for item in audit.permissions)
        roles = frozenset(role for party in audit.parties for role in party.roles)
        category = propose_category(subject.package, subject.label, permissions, roles, types, load_category_cues())
    access = audit.answers.access
    necessity = None
    if access is not None:
        necessity = answer_necessity(
            access, audit.permissions, audit.practices, types, category, audit.not_looked, covers
        )
    inputs = dataclasses.replace(audit.inputs, category=category)
    return dataclasses.replace(audit, inputs=inputs, answers=dataclasses.replace(audit.answers, necessity=necessity))


def _accepted(audit: Audit, baseline: Baseline, day: str) -> Audit:
    """Mark what the baseline accepts; what of it matches nothing, or has run out, is a note."""
    applied = apply_baseline(audit, baseline, day)
    return dataclasses.replace(applied.audit, notes=tuple(notes(baseline, applied)))


def exit_code(audit: Audit, fail_on: str = "violated") -> Exit:
    """1 when a finding that nobody accepted is at or above ``fail_on``; else whether everything was examined."""
    mark = fail_on_of(fail_on)
    if any(fails(item, mark) for item in audit.findings):
        return Exit.FINDINGS
    # No rule of the chosen packs stood on that day, or they hold none: that is no clean result.
    applied = any(item.verdict is not Verdict.NOT_IN_FORCE for item in audit.findings)
    return Exit.OK if audit.complete and (applied or not audit.inputs.jurisdiction) else Exit.INCOMPLETE


def today() -> str:
    """The day in UTC, ``YYYY-MM-DD``: the default day of the conduct."""
    return datetime.now(UTC).date().isoformat()


def _given(category: Category | None) -> Category | None:
    """What was given before stays; a proposal is made anew."""
    return category if category is not None and category.source == "given" else None


def _category(given: str | None, law: Law) -> Category | None:
    if given is None:
        return None
    types = law.types()
    for item in types:
        if given.casefold() in {str(item.number), item.clause.casefold(), item.key}:
            return Category(item.number, "given")
    names = {name.casefold(): item for item in types for name in (item.name.en, item.name.zh, item.key)}
    near = get_close_matches(given.casefold(), names, n=3, cutoff=0.4)
    near += [name for name in names if given.casefold() in name and name not in near]
    said = ", ".join(dict.fromkeys(f"{names[name].number} {names[name].name.en}" for name in near))
    hint = f"Did you mean {said}?" if near else "See: glasshouse rules types"
    raise UsageError(f"no type of app is called {given!r}", hint=hint)


def _kinds(audit: Audit) -> set[str]:
    answers = audit.answers
    rows = [
        row for rows in (answers.access, answers.notice, answers.sharing) for row in rows or () if row.topic is None
    ]
    return {row.data for row in rows} | {practice.data for practice in audit.practices}


def _countries(audit: Audit) -> set[str]:
    """Where the parties sit; ``ZZ`` marks a project without a seat."""
    return {party.country for party in audit.parties if party.country and party.country != "ZZ"}


def _cited_in_duties(duties: Iterable[DutyRow]) -> list[tuple[str, str]]:
    refs: list[ClauseRef] = []
    for row in duties:
        refs += row.duties
        for power in row.powers:
            refs += [power.clause, *power.limited_by]
    return [(ref.clause or ref.id, ref.id) for ref in refs]


def _datasets(audit: Audit, law: Law) -> tuple[Dataset, ...]:
    """The data files that the audit rests on, law packs included, by name."""
    others = [item for item in audit.datasets if not item.name.startswith("laws/")]
    chosen = law.chosen(audit.inputs.jurisdiction)
    packs = [Dataset(f"laws/{pack.id}", pack.version, pack.date) for pack in chosen]
    return tuple(sorted([*others, *packs], key=lambda item: item.name))
