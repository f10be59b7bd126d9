"""``glasshouse report``: a saved audit, told again. The app is not opened."""

from __future__ import annotations

import click

from glasshouse.cli.output import write_report
from glasshouse.cli.render import render, report_options
from glasshouse.cli.saved import read_audit


@click.command()
@click.argument("saved", metavar="AUDIT.json")
@report_options
def report(saved: str, *, form: str, output: str, lang: str, verbose: bool) -> int:
    """Render a saved audit again, in another form or language.

    \b
    Examples:
      glasshouse audit app.apk --format json --output app.json
      glasshouse report app.json
      glasshouse report app.json --format html --lang zh --output app.html
    """
    from glasshouse.run.judge import exit_code

    result = read_audit(saved)
    write_report(render(result, form, lang, output=output, verbose=verbose), output, inputs=[saved])
    return exit_code(result)
