"""``glasshouse audit``: one or more apps, answered from their own files."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Unpack

import click

from glasshouse.cli.judging import Judging, judging_options, options_from, say_notes, say_problems
from glasshouse.cli.output import STDOUT, refuse_inputs, say, write_report
from glasshouse.cli.progress import draw_progress
from glasshouse.cli.render import render, report_options
from glasshouse.errors import Exit, InputError, UsageError

#: Which exit code stands for several targets: an unusable one hides nothing, so it comes first.
GRAVEST_FIRST = (Exit.UNUSABLE, Exit.FINDINGS, Exit.INCOMPLETE, Exit.OK)

#: How the name of a report ends where it is not the name of its form.
_SUFFIX = {"text": "txt", "junit": "junit.xml"}


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option(
    "--depth",
    type=click.Choice(("facts",)),
    default="facts",
    show_default=True,
    help="How deep to look; so far there is one depth.",
)
@click.option(
    "--budget",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Past it, stop with what was found, marked partial.",
)
@click.option(
    "--policy", "policies", multiple=True, metavar="FILE", help="Privacy policy (.html .md .txt); repeatable."
)
@click.option(
    "--screen",
    "screens",
    multiple=True,
    metavar="FILE",
    help="First screens: UIAutomator dumps (.xml, .png beside) or pages (.html); repeatable.",
)
@click.option(
    "--density",
    type=click.IntRange(60, 1000),
    metavar="DPI",
    help="Density of the device of dumped screens; without it letters are not measured.",
)
@judging_options
@report_options
def audit(
    targets: tuple[str, ...],
    *,
    depth: str,
    budget: float | None,
    policies: tuple[str, ...],
    screens: tuple[str, ...],
    density: int | None,
    fail_on: str,
    form: str,
    output: str,
    lang: str,
    verbose: bool,
    **judging: Unpack[Judging],
) -> int:
    """Say what an Android app can take, who inside it takes it, and what that means under law.

    TARGET is an .apk, .xapk, .apks, .apkm, .aab, .aar, .jar or .dex file; its first bytes decide, not its name.

    \b
    Examples:
      glasshouse audit app.apk
      glasshouse audit app.apk --policy policy.html --screen first.xml --category 32
      glasshouse audit app.apk --format html --output report.html
      glasshouse audit app.apk --format json | jq '.answers.access[].data'
      glasshouse audit *.apk --format json --output reports/

    With several targets, text goes to stdout one report after the other; other formats need a folder in --output.
    """
    del depth  # one value so far
    from glasshouse.run.audit import audit as run_audit
    from glasshouse.run.judge import exit_code

    options, files = options_from(judging)
    options = dataclasses.replace(
        options.with_evidence(files), budget=budget, policies=policies, screens=screens, density=density
    )
    say_problems(options.packs)
    outputs = outputs_for(targets, form, output)
    codes = set()
    for number, (target, goes_to) in enumerate(zip(targets, outputs, strict=True)):
        try:
            with draw_progress(Path(target).name) as progress:
                result = run_audit(target, options, progress)
        except InputError as problem:
            if len(targets) == 1:
                raise
            say(f"glasshouse: {problem}")  # one bad target never loses the rest
            codes.add(Exit.UNUSABLE)
            continue
        report = render(result, form, lang, output=goes_to, verbose=verbose, fail_on=fail_on)
        if number and goes_to == STDOUT:
            click.echo()
        write_report(report, goes_to, inputs=targets)
        say_notes(result)
        codes.add(exit_code(result, fail_on))
    return next(code for code in GRAVEST_FIRST if code in codes)


def outputs_for(targets: tuple[str, ...], form: str, output: str) -> list[str]:
    """Where the report of each target goes. Raises ``UsageError`` where two would share a place."""
    if output == STDOUT:
        if len(targets) > 1 and form != "text":
            raise UsageError(f"several targets as {form} need --output FOLDER: one report is one document")
        return [STDOUT] * len(targets)
    folder = Path(output)
    if len(targets) == 1 and not folder.is_dir() and not output.endswith("/"):
        refuse_inputs(folder, targets)
        return [output]
    return _names_in(folder, targets, _SUFFIX.get(form, form))


def _names_in(folder: Path, targets: tuple[str, ...], suffix: str) -> list[str]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise UsageError(f"{folder}: is a file; several targets need a folder") from error
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made: {error.strerror}") from error
    names = [f"{Path(target).name}.{suffix}" for target in targets]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"two reports would be called {twice[0]}: audit the targets one by one")
    return [str(folder / name) for name in names]
