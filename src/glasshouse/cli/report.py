"""``glasshouse report``: a saved audit, told again. The app is not opened."""

from __future__ import annotations

from pathlib import Path

import click

from glasshouse.cli.output import write_report
from glasshouse.cli.render import render, report_options
from glasshouse.errors import InputError


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
    from glasshouse.model.codec import decode
    from glasshouse.run.audit import exit_code

    try:
        content = Path(saved).read_bytes()
    except OSError as error:
        raise InputError(f"{saved}: cannot be read: {error.strerror}") from error
    try:
        result = decode(content)
    except InputError as problem:
        raise type(problem)(f"{saved}: {problem}", hint=problem.hint) from problem
    write_report(render(result, form, lang, output=output, verbose=verbose), output, inputs=[saved])
    return exit_code(result)
