"""The options of every command that judges: which law, which day, who the operator is, what fails."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypedDict, TypeVar

import click

from glasshouse.cli.output import say

if TYPE_CHECKING:
    from glasshouse.model.audit import Audit, InputFile
    from glasshouse.run.options import Options

#: What ``--fail-on`` takes, gravest first; each stands for itself and those before it.
FAIL_ON = ("violated", "tension", "indicator", "not_decidable", "none")

F = TypeVar("F", bound=Callable[..., object])


class Judging(TypedDict):
    """The values of these options, by their names."""

    day: str | None
    category: str | None
    jurisdiction: tuple[str, ...]
    operator_status: tuple[str, ...]
    packs: tuple[str, ...]
    replies: str | None
    baseline: str | None
    sign: str | None


def _a_day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day like 2026-01-31") from error


def _words(_context: click.Context, _parameter: click.Parameter, value: str | None) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.casefold() for word in (value or "").replace(",", " ").split()))
    if value is not None and not words:
        raise click.BadParameter("found nothing; expected words such as cn,eu")
    return words


def judging_options(command: F) -> F:
    """Add the options; the command receives them under the names of ``Judging``, and ``fail_on``."""
    return _with(command, day="today", laws="cn,eu")


def judging_again_options(command: F) -> F:
    """The same for a command that reads saved audits: what they were judged by holds where nothing else is said."""
    return _with(command, day="what the saved audit says", laws="what the saved audit says")


def _with(command: F, day: str, laws: str) -> F:
    for option in reversed(_options(day, laws)):
        command = option(command)
    return command


def _options(day: str, laws: str) -> tuple[Callable[[F], F], ...]:
    return (
        click.option(
            "--date",
            "day",
            callback=_a_day,
            metavar="YYYY-MM-DD",
            help=f"Day of the conduct: chooses the clauses in force.  [default: {day}]",
        ),
        click.option(
            "--category",
            metavar="N",
            help="Type of the app: one of the 39 listed, by number; see `glasshouse rules types`.",
        ),
        click.option(
            "--jurisdiction",
            callback=_words,
            metavar="LIST",
            help=f"Law packs by prefix, such as cn,eu.  [default: {laws}]",
        ),
        click.option(
            "--operator-status",
            callback=_words,
            metavar="LIST",
            help="What the operator is, such as ciio, platform, minors, or none; docs/words.md lists the words. "
            "What is not in the list counts as not so.",
        ),
        click.option(
            "--packs",
            multiple=True,
            metavar="FOLDER",
            help="A law pack of your own, or a folder of them; it judges whatever the jurisdiction; repeatable.",
        ),
        click.option(
            "--replies", metavar="FILE", help="Answers of people to the questions of rules, with evidence (TOML)."
        ),
        click.option("--baseline", metavar="FILE", help="Accepted findings: they stay visible and do not fail (TOML)."),
        click.option(
            "--sign", metavar="NAME", help="The reviewer who stands for the findings; without one it is a draft."
        ),
        click.option(
            "--fail-on",
            type=click.Choice(FAIL_ON),
            default="violated",
            show_default=True,
            help="Leave with 1 when a verdict is this or graver.",
        ),
    )


def options_from(judging: Judging) -> tuple[Options, tuple[InputFile, ...]]:
    """Return the options of the hall, and the evidence files that replies name. Raises ``InputError``."""
    from glasshouse.run.options import Options
    from glasshouse.run.replies import read_replies

    replies, files = read_replies(judging["replies"]) if judging["replies"] is not None else ((), ())
    options = Options(
        date=judging["day"],
        category=judging["category"],
        jurisdiction=judging["jurisdiction"],
        operator_status=judging["operator_status"],
        packs=judging["packs"],
        replies=replies,
        baseline=judging["baseline"],
        sign=(judging["sign"] or "").strip() or None,
    )
    return options, files


def say_problems(packs: tuple[str, ...]) -> None:
    """Say on stderr which packs could not be read; the others judge all the same."""
    from glasshouse.run.judge import law_for

    for problem in law_for(packs)[1]:
        say(f"glasshouse: law pack left out: {problem}")


def say_notes(audit: Audit) -> None:
    """Say on stderr which entries of the baseline did nothing: not every form of report has room for it."""
    for note in audit.notes:
        say(f"glasshouse: {audit.subject.name}: {note}")
