"""``glasshouse demo``: an audit of a small bundled example."""

from __future__ import annotations

from pathlib import Path

import click

from glasshouse.cli.output import write_report
from glasshouse.cli.render import render, report_options

EXAMPLE = Path(__file__).parent.parent / "demo_data" / "MapLike.apk"

#: The example is judged by the law of one day, so that everybody sees the same report.
DAY = "2026-11-25"


@click.command(short_help="Audit a small bundled example.")
@report_options
def demo(*, form: str, output: str, lang: str, verbose: bool) -> int:
    """Audit the bundled example, a map app that does nearly everything wrong.

    It is 60 lines of Java of our own; sources and what an audit should say are in examples/maplike.

    \b
    Examples:
      glasshouse demo
      glasshouse demo --lang zh
      glasshouse demo --format html --output demo.html
    """
    from glasshouse.run.audit import audit
    from glasshouse.run.judge import exit_code
    from glasshouse.run.options import Options

    result = audit(str(EXAMPLE), Options(date=DAY))
    write_report(render(result, form, lang, output=output, verbose=verbose), output)
    return exit_code(result)
