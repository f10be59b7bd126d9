"""The formats of a report: each asked of its own file in ``tell/``, which is imported only when it is wanted."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from glasshouse.cli.output import STDOUT, is_terminal, use_colour

if TYPE_CHECKING:
    from glasshouse.model.audit import Audit

FORMATS = ("text", "json", "html", "csv", "sarif", "junit")
#: Columns of a text that does not go to a terminal: the same everywhere.
WIDTH = 100

F = TypeVar("F", bound=Callable[..., object])


def report_options(command: F) -> F:
    """The options of every command that ends in a report."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, help="Text: everything, with each way into the code."),
        click.option(
            "--lang", type=click.Choice(("en", "zh")), default="en", show_default=True, help="Language of the report."
        ),
        click.option(
            "-o",
            "--output",
            default=STDOUT,
            metavar="FILE",
            help="File, or with audit a folder; without it the report goes to stdout.",
        ),
        click.option(
            "-f",
            "--format",
            "form",
            type=click.Choice(FORMATS),
            default="text",
            show_default=True,
            help="Form of the report.",
        ),
    ):
        command = option(command)
    return command


def render(audit: Audit, form: str, lang: str, *, output: str, verbose: bool, fail_on: str = "violated") -> str:
    """The report in one of ``FORMATS``; colours and the width of the window count only for text on a terminal.

    ``fail_on``, a verdict, decides what fails in a report for build servers.
    """
    match form:
        case "json":
            from glasshouse.tell.json import render_json

            return render_json(audit)
        case "html":
            from glasshouse.tell.html import render_html

            return render_html(audit, lang)
        case "csv":
            from glasshouse.tell.csv import render_csv

            return render_csv(audit, lang)
        case "sarif":
            from glasshouse.model.gravity import fail_on_of
            from glasshouse.tell.sarif import render_sarif

            return render_sarif(audit, lang, fail_on=fail_on_of(fail_on))
        case "junit":
            from glasshouse.model.gravity import fail_on_of
            from glasshouse.tell.junit import render_junit

            return render_junit(audit, lang, fail_on=fail_on_of(fail_on))
        case _:
            from glasshouse.tell.text import render_text

            here = output == STDOUT and is_terminal()
            width = (os.get_terminal_size(sys.stdout.fileno()).columns if here else 0) or WIDTH
            return render_text(audit, lang, width=width, colour=here and use_colour(), verbose=verbose)
