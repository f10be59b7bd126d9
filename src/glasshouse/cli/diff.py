"""``glasshouse diff``: two saved audits, and what the new version takes that the old one did not."""

from __future__ import annotations

import os
import sys

import click

from glasshouse.cli.judging import FAIL_ON
from glasshouse.cli.output import STDOUT, is_terminal, use_colour, write_report
from glasshouse.cli.render import WIDTH
from glasshouse.cli.saved import read_audit


@click.command(short_help="Compare two saved audits.")
@click.argument("old", metavar="OLD.json")
@click.argument("new", metavar="NEW.json")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="violated",
    show_default=True,
    help="End with 1 for a finding at or above it that OLD did not have.",
)
@click.option(
    "--lang", type=click.Choice(("en", "zh")), default="en", show_default=True, help="Language of the report."
)
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Without it the report goes to stdout.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="Form of the report.",
)
def diff(old: str, new: str, *, fail_on: str, lang: str, output: str, form: str) -> int:
    """Say what the app of NEW takes that the app of OLD did not, and which findings turned, each with why.

    \b
    Examples:
      glasshouse diff shop-1.json shop-2.json
      glasshouse diff day-2017.json day-2026.json      the same app under the law of another day
      glasshouse diff old.json new.json --fail-on tension

    \b
    Exit codes:
      0   nothing at or above --fail-on is new
      1   a finding at or above it is new, or graver than before
      4   nothing such, but one of the two audits saw only a part
    """
    from glasshouse.model.gravity import fail_on_of
    from glasshouse.run.compare import compare, exit_code
    from glasshouse.tell.diff import render_diff_json, render_diff_text

    difference = compare(read_audit(old), read_audit(new))
    if form == "json":
        report = render_diff_json(difference)
    else:
        here = output == STDOUT and is_terminal()
        width = (os.get_terminal_size(sys.stdout.fileno()).columns if here else 0) or WIDTH
        report = render_diff_text(difference, lang, width=width, colour=here and use_colour())
    write_report(report, output, inputs=[old, new])
    return exit_code(difference, fail_on_of(fail_on))
