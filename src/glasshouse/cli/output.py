"""Where a report goes: to stdout, or whole and at once into a file."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from glasshouse.errors import UsageError

STDOUT = "-"


def write_report(report: str, output: str, inputs: Iterable[str] = ()) -> None:
    """Write to ``output`` (``-``: stdout). A file appears only when it is complete, never in place of an input.

    Always UTF-8, so that the same report gives the same bytes; only a terminal gets the encoding it asks for.
    """
    if output == STDOUT:
        _to_stdout(report)
        return
    target = Path(output)
    refuse_inputs(target, inputs)
    try:
        _replace(target, report.encode("utf-8", "replace"))
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error


def _to_stdout(report: str) -> None:
    if sys.stdout is None:
        raise UsageError("stdout is closed: the report has nowhere to go", hint="Name a file with --output.")
    encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
    try:
        click.echo(report.encode(encoding, "replace"), nl=False)
    except BrokenPipeError:
        raise
    except OSError as error:
        let_the_reader_go()
        raise UsageError(f"stdout: cannot be written: {error.strerror}") from error


def say(sentence: str) -> None:
    """Say a sentence on stderr. What a file put into it shows as escapes: it never acts on a terminal."""
    blanks = "\u00a0\u3000"  # of ordinary names
    shown = (letter if letter.isprintable() or letter in blanks else ascii(letter)[1:-1] for letter in sentence)
    click.echo("".join(shown), err=True)


def let_the_reader_go() -> None:
    """Whatever Python still wants to write at the end goes nowhere, without a second complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def is_terminal() -> bool:
    """Whether stdout is there and a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def refuse_inputs(target: Path, inputs: Iterable[str]) -> None:
    """Raise ``UsageError`` when writing ``target`` would overwrite a file that is read."""
    for name in inputs:
        if target.exists() and Path(name).exists() and target.samefile(name):
            raise UsageError(f"{target}: is the input; the report needs a name of its own")


def _replace(target: Path, content: bytes) -> None:
    if target.exists() and not target.is_file():  # a device or a named pipe is written to, not replaced
        target.write_bytes(content)
        return
    target = target.resolve()  # a link stays a link
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(content)
        if target.exists():
            temporary.chmod(target.stat().st_mode & 0o777)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def use_colour() -> bool:
    """Whether stdout is a terminal that shows colours and its owner wants them. Source: no-color.org."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
