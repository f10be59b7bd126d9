"""``glasshouse judge``: saved audits, judged again by other packs or for another day. No app is opened."""

from __future__ import annotations

from typing import Unpack

import click

from glasshouse.cli.audit import GRAVEST_FIRST, outputs_for
from glasshouse.cli.judging import Judging, judging_again_options, options_from, say_notes, say_problems
from glasshouse.cli.output import STDOUT, say, write_report
from glasshouse.cli.render import render, report_options
from glasshouse.cli.saved import read_audit
from glasshouse.errors import Exit, InputError


@click.command()
@click.argument("saved", nargs=-1, required=True, metavar="AUDIT.json...")
@judging_again_options
@report_options
def judge(
    saved: tuple[str, ...],
    *,
    fail_on: str,
    form: str,
    output: str,
    lang: str,
    verbose: bool,
    **judging: Unpack[Judging],
) -> int:
    """Judge saved facts again: by another day, other packs, other inputs. Opens no app.

    What the audit was judged by before (date, jurisdiction, category, operator status, replies, signer) holds until an
    option says otherwise. A baseline does not: give it again.

    \b
    Examples:
      glasshouse audit app.apk --format json --output app.json
      glasshouse judge app.json --date 2018-01-09
      glasshouse judge app.json --jurisdiction us --category 32
      glasshouse judge app.json --replies answers.toml --sign "Anna Example" --format html --output app.html
    """
    from glasshouse.run.judge import exit_code, judged, law_for

    options, files = options_from(judging)
    options = options.with_evidence(files)
    say_problems(options.packs)
    law, _ = law_for(options.packs)
    codes = set()
    for number, (name, goes_to) in enumerate(zip(saved, outputs_for(saved, form, output), strict=True)):
        try:
            result = judged(read_audit(name, facts_only=True), options, law)
        except InputError as problem:
            if len(saved) == 1:
                raise
            say(f"glasshouse: {problem}")  # one bad file never loses the rest
            codes.add(Exit.UNUSABLE)
            continue
        report = render(result, form, lang, output=goes_to, verbose=verbose, fail_on=fail_on)
        if number and goes_to == STDOUT:
            click.echo()
        write_report(report, goes_to, inputs=saved)
        say_notes(result)
        codes.add(exit_code(result, fail_on))
    return next(code for code in GRAVEST_FIRST if code in codes)
