"""``glasshouse screen``: what a screen asks, and how freely."""

from __future__ import annotations

import click

from glasshouse.cli.output import STDOUT, is_terminal, use_colour, write_report
from glasshouse.errors import Exit

_FORMATS = ("text", "json", "html")
_WIDTH = 100


@click.command()
@click.argument("targets", nargs=-1, required=True, metavar="FILE|URL...")
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Without it the report goes to stdout.")
@click.option(
    "--lang", type=click.Choice(("en", "zh")), default="en", show_default=True, help="Language of the report."
)
@click.option(
    "--evidence",
    metavar="FOLDER",
    help="For one page: visit it untouched, after accepting and after refusing, and keep what was seen and sent.",
)
@click.option(
    "--density",
    type=click.IntRange(60, 1000),
    metavar="DPI",
    help="Dots per inch of the device of a dump (adb shell wm density); without it sizes are not measured.",
)
def screen(
    targets: tuple[str, ...], *, form: str, output: str, lang: str, evidence: str | None, density: int | None
) -> int:
    """Say what a consent screen asks, and what on it bears on the choice.

    FILE is a UIAutomator dump (.xml, its picture .png beside it), a saved page (.html) or an app, whose layouts are
    read. Pages are shown by the Chromium of the system; a URL is the only thing that is fetched.

    \b
    Examples:
      glasshouse screen first-run.xml
      glasshouse screen cookie-page.html --format html --output page-report.html
      glasshouse screen https://example.org --evidence visit/
    """
    from glasshouse.run.screens import see

    if evidence and len(targets) > 1:
        raise click.UsageError("--evidence keeps the visit of one page")
    seen = see(targets, evidence, density)
    match form:
        case "json":
            from glasshouse.tell.screens import render_screens_json

            report = render_screens_json(seen.screens, seen.askings)
        case "html":
            from glasshouse.tell.screens_html import render_screens_html

            report = render_screens_html(seen.screens, lang)
        case _:
            from glasshouse.tell.screens import render_screens_text

            colour = output == STDOUT and is_terminal() and use_colour()
            report = render_screens_text(seen.screens, seen.askings, lang, width=_WIDTH, colour=colour)
    write_report(report, output, inputs=targets)
    if any(item.findings for item in seen.screens):
        return Exit.FINDINGS
    return Exit.INCOMPLETE if any(item.missing for item in seen.screens) else Exit.OK
