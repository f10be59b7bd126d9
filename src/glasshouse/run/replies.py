"""Reads what people answered to guided questions: a TOML file, kept with the evidence that it names.

    [[reply]]
    rule = "no-effective-deletion"
    holds = true                      # the wrong is there
    evidence = "shots/delete.png"     # a file beside this one
    by = "Anna Example"
    date = "2026-11-25"
    note = "The button leads nowhere."

A reply with ``by`` and ``evidence`` decides; without them it only points. It never clears what a machine saw.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import tomli

from glasshouse.errors import InputError
from glasshouse.model.audit import InputFile, Reply

_FIELDS = {"rule", "holds", "evidence", "by", "date", "note"}
_MOST_BYTES = 1_000_000


def read_replies(path: str) -> tuple[tuple[Reply, ...], tuple[InputFile, ...]]:
    """Return the replies and the evidence files with their hashes. Raises ``InputError`` naming file and entry."""
    file = Path(path)
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path}: found {file.stat().st_size} bytes; expected at most {_MOST_BYTES}")
        parsed = tomli.loads(file.read_text("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: not TOML in UTF-8: {error}") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    entries = parsed.get("reply")
    if not isinstance(entries, list) or not entries or set(parsed) != {"reply"}:
        raise InputError(f"{path}: found {', '.join(parsed) or 'nothing'}; expected [[reply]] entries")
    replies = tuple(_reply(entry, f"{path}: reply {number}") for number, entry in enumerate(entries, 1))
    names = sorted({reply.evidence for reply in replies if reply.evidence})
    return replies, tuple(_evidence(file.parent, name, path) for name in names)


def _reply(entry: object, where: str) -> Reply:
    if (
        not isinstance(entry, dict)
        or not isinstance(entry.get("rule"), str)
        or not isinstance(entry.get("holds"), bool)
    ):
        raise InputError(f"{where}: expected rule = a text and holds = true or false")
    if unknown := sorted(set(entry) - _FIELDS):
        raise InputError(f"{where}: found {unknown[0]!r}; expected one of: {', '.join(sorted(_FIELDS))}")
    texts = {name: str(entry[name]) for name in ("evidence", "by", "date", "note") if name in entry}
    return Reply(entry["rule"], entry["holds"], **texts)


def _evidence(folder: Path, name: str, path: str) -> InputFile:
    """Hash the file: a reply whose evidence is not there is no evidence."""
    try:
        with (folder / name).open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: evidence {name}: cannot be read: {error.strerror}") from error
    return InputFile("evidence", name, digest)
