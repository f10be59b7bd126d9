"""Where a report goes: to stdout, or whole and at once into a file."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from glasshouse.errors import UsageError

STDOUT = "-"


def write_report(report: str | bytes, output: str, inputs: Iterable[str] = ()) -> None:
    """Write to ``output`` (``-``: stdout). A file appears only when it is complete, never in place of an input."""
    if output == STDOUT:
        click.echo(report, nl=False, color=True)
        return
    target = Path(output)
    refuse_inputs(target, inputs)
    content = report.encode("utf-8") if isinstance(report, str) else report
    try:
        _replace(target, content)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error


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
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """The permissions that an ordinary write would have left."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def use_colour() -> bool:
    """Whether stdout is a terminal that shows colours and its owner wants them. Source: no-color.org."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
