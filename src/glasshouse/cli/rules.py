"""``glasshouse rules``: the law packs, listed, shown and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glasshouse.cli.output import say
from glasshouse.errors import Exit

if TYPE_CHECKING:
    from glasshouse.model.finding import ClauseCard
    from glasshouse.model.law import Text
    from glasshouse.run.rules import RuleShown

_LANG = click.option("--lang", type=click.Choice(("en", "zh")), default="en", show_default=True, help="Language.")
_PACKS = click.option("--packs", multiple=True, metavar="FOLDER", help="Law packs beside the shipped ones; repeatable.")


@click.group()
def rules() -> None:
    """List, show and check the law packs.

    \b
    Examples:
      glasshouse rules list
      glasshouse rules show undeclared-collection
      glasshouse rules lint
    """


@rules.command("list")
@_LANG
@_PACKS
def list_(lang: str, packs: tuple[str, ...]) -> int:
    """Every rule by pack: question, who decides, what it waits for, its title."""
    from glasshouse.run.rules import all_rules, counted

    shown, problems = all_rules(packs)
    for problem in problems:
        say(f"glasshouse: law pack left out: {problem}")
    pack = ""
    for rule in shown:
        if rule.card.pack != pack:
            pack = rule.card.pack
            click.echo(f"\n{pack}" if pack else pack)
        waits = f"  [waits for: {', '.join(rule.card.waits_for)}]" if rule.card.waits_for else ""
        click.echo(f"  {rule.card.id:44} {rule.question:10} {rule.card.decided:8} {_in(rule.card.title, lang)}{waits}")
    counts = counted(shown)
    click.echo(f"\n{len(shown)} rules: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()))
    return Exit.OK


@rules.command()
@click.argument("rule")
@_LANG
@_PACKS
def show(rule: str, lang: str, packs: tuple[str, ...]) -> int:
    """One rule whole: what, why (the clauses with their dates), the condition, what satisfies it, its limits."""
    from glasshouse.run.rules import one_rule

    for line in _page(one_rule(rule, packs), lang):
        click.echo(line)
    return Exit.OK


@rules.command()
@click.argument("folders", nargs=-1, metavar="[FOLDER...]")
@click.option(
    "--cases",
    metavar="FOLDER",
    help="Examples, one file a rule; they are judged. Without it FOLDER/cases is taken, or tests/cases without FOLDER.",
)
def lint(folders: tuple[str, ...], cases: str | None) -> int:
    """Check the packs: ids, clauses, languages, examples, conditions that match too much.

    FOLDER is a law pack or a folder of them, and only its rules are checked; without one the shipped packs are.
    """
    from glasshouse.run.rules import all_rules, lint_rules

    usual = [Path(folder) / "cases" for folder in folders] or [Path("tests/cases")]
    here = cases or next((str(place) for place in usual if place.is_dir()), None)
    problems = lint_rules(folders, here)
    for problem in problems:
        click.echo(problem)
    count = len(all_rules(folders, only_named=bool(folders))[0])
    with_cases = "with examples" if here else "without examples: name their folder with --cases"
    checked = f"{count} rule{'' if count == 1 else 's'}"
    found = f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"
    click.echo(f"{checked} checked {with_cases}; {found}", err=True)
    return Exit.FINDINGS if problems else Exit.OK


@rules.command()
@_LANG
def types(lang: str) -> int:
    """The listed types of app, and what the basic function of each needs."""
    from glasshouse.run.rules import app_types

    for item in app_types():
        needs = "; ".join(_in(need.item, lang) for need in item.needs) or ("-")
        click.echo(f"{item.number:3} {_in(item.name, lang)}: {_in(item.function, lang)}\n      {needs}")
    return Exit.OK


def _page(shown: RuleShown, lang: str) -> list[str]:
    card = shown.card
    lines = [f"{card.id}  ({shown.file})", _in(card.title, lang), ""]
    lines += [f"question   {shown.question}", f"decided    {card.decided}", f"severity   {shown.severity}"]
    lines += [f"verdict    {shown.then}" + (f", from evidence of grade {shown.floor} up" if shown.floor else "")]
    if card.waits_for:
        lines.append(f"waits for  {', '.join(card.waits_for)}")
    if shown.overrides:
        lines.append(f"overrides  {', '.join(shown.overrides)}")
    lines += ["", "Clauses"] + [f"  {line}" for clause in shown.clauses for line in _clause(clause, lang)]
    if shown.condition:
        lines += ["", "Holds when"] + [f"  {line}" for line in shown.condition]
    lines += ["", "Says", f"  {shown.reason_zh if lang == 'zh' else shown.reason}"]
    if card.question:
        lines += ["", "Asks a person", f"  {_in(card.question, lang)}", f"  evidence: {', '.join(card.evidence)}"]
    lines += ["", "Satisfied by", f"  {_in(card.satisfied_by, lang)}"]
    lines += ["", "Does not prove", f"  {_in(card.limits, lang)}"]
    return lines


def _clause(clause: ClauseCard, lang: str) -> list[str]:
    """As it is cited, and in brackets the id that survives renumbering where it is another: rules name that one."""
    dates = f"{clause.valid_from or 'never in force'} to {clause.valid_to or 'now'}" if clause.valid_from else "draft"
    lasting = f"  [{clause.clause}]" if clause.clause != clause.id else ""
    head = f"{clause.id}{lasting}  {_in(clause.instrument, lang)}, {clause.force}, {dates}, {clause.confidence}"
    return [head, f"  {_in(clause.text, lang)}"]


def _in(text: Text, lang: str) -> str:
    return text.zh if lang == "zh" else text.en
