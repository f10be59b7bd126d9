"""Files that a person hands over beside the app: replies, their evidence, a baseline, a saved audit.

The name of one may lead to a pipe that never ends, a device or a folder, by mistake or because it stands in a file of
somebody else: only regular files are opened, and no more of them is read than a bound.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import tomli

from glasshouse.errors import InputError

_BLOCK = 1 << 20


def read_given(path: str | Path, most: int) -> bytes:
    """Return the bytes of a file, ``most`` at the most. Raises ``InputError`` naming the file."""
    return b"".join(_blocks(Path(path), most, str(path) or "a file without a name"))


def hash_given(path: Path, most: int, where: str) -> str:
    """Return the SHA-256 of a file as hex digits. Raises ``InputError`` that begins with ``where``."""
    digest = hashlib.sha256()
    for block in _blocks(path, most, where):
        digest.update(block)
    return digest.hexdigest()


def read_table(path: str | Path, most: int) -> dict[str, object]:
    """Return the table of a TOML file, ``most`` bytes at the most. Raises ``InputError`` naming the file."""
    try:
        return tomli.loads(read_given(path, most).decode("utf-8"))
    except RecursionError:
        raise InputError(f"{path}: is not TOML that a person writes: nested too deeply") from None
    except ValueError as error:  # not TOML, not UTF-8, or a number of thousands of digits
        raise InputError(f"{path}: is not TOML in UTF-8: {error}") from None


def text_of(value: object, where: str) -> str:
    """Return a text, or a day as TOML knows it, stripped. Raises ``InputError`` that begins with ``where``."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value.strip()
    raise InputError(f"{where} is {type(value).__name__}; expected text")


def check_day(value: str, where: str) -> None:
    """Raise ``InputError`` beginning with ``where`` for what is no day ``YYYY-MM-DD``: days are compared as text."""
    try:
        is_day = date.fromisoformat(value).isoformat() == value
    except ValueError:
        is_day = False
    if not is_day:
        raise InputError(f"{where} is {value[:40]!r}; expected a day like 2026-01-31")


def is_name(value: str) -> bool:
    """Whether somebody can be meant: a letter or digit is in it, not only space or a dash."""
    return any(letter.isalnum() for letter in value)


def _blocks(path: Path, most: int, where: str) -> Iterator[bytes]:
    left = most
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{where}: is not a regular file")
        with path.open("rb") as file:
            while block := file.read(min(_BLOCK, left + 1)):
                left -= len(block)
                if left < 0:
                    raise InputError(f"{where}: is larger than {most} bytes")
                yield block
    except OSError as error:
        raise InputError(f"{where}: cannot be read: {error.strerror or error}") from None
    except ValueError:  # what Python says to a NUL in a path
        raise InputError(f"{where}: cannot be read: no file is called that") from None
