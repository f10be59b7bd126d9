"""Reads what people answered to guided questions: a TOML file, kept with the evidence that it names.

    [[reply]]
    rule = "no-effective-deletion"
    holds = true                      # the wrong is there
    evidence = "shots/delete.png"     # a file beside this one
    by = "Anna Example"
    date = "2026-11-25"
    note = "The button leads nowhere."

A reply with ``by`` and ``evidence`` decides; without them it only points. It never clears what a machine saw.
Evidence lies in the folder of the file or below it, so that both travel together and nothing else is read.
"""

from __future__ import annotations

from pathlib import Path

from glasshouse.errors import InputError
from glasshouse.model.audit import InputFile, Reply
from glasshouse.run.given import check_day, hash_given, is_name, read_table, text_of

_TEXTS = ("evidence", "by", "date", "note")
_FIELDS = {"rule", "holds", *_TEXTS}
_MOST_BYTES = 1_000_000
#: A film of a screen fits; what is larger takes long to hash at each run.
_MOST_EVIDENCE = 200_000_000


def read_replies(path: str) -> tuple[tuple[Reply, ...], tuple[InputFile, ...]]:
    """Return the replies and the evidence files with their hashes. Raises ``InputError`` naming file and entry."""
    parsed = read_table(path, _MOST_BYTES)
    entries = parsed.get("reply")
    if not isinstance(entries, list) or not entries or set(parsed) != {"reply"}:
        found = ", ".join(sorted(parsed)) or "nothing"
        raise InputError(f"{path}: found {found[:80]!r}; expected [[reply]] entries")
    replies = tuple(_reply(entry, f"{path}: reply {number}") for number, entry in enumerate(entries, 1))
    _check_once(replies, path)
    names = sorted({reply.evidence for reply in replies if reply.evidence})
    return replies, tuple(_evidence(Path(path).parent, name, path) for name in names)


def _reply(entry: object, where: str) -> Reply:
    if not isinstance(entry, dict) or not isinstance(entry.get("holds"), bool):
        raise InputError(f"{where}: expected rule = a text and holds = true or false")
    if unknown := sorted(set(entry) - _FIELDS):
        raise InputError(f"{where}: found {unknown[0][:80]!r}; expected one of: {', '.join(sorted(_FIELDS))}")
    rule = text_of(entry.get("rule", ""), f"{where}: rule")
    if not rule:
        raise InputError(f"{where}: expected rule = a text and holds = true or false")
    texts = {name: text_of(entry[name], f"{where}: {name}") for name in _TEXTS if name in entry}
    if not is_name(texts.get("by", "")):
        texts.pop("by", None)  # nobody signed
    if day := texts.get("date"):
        check_day(day, f"{where}: date")
    return Reply(rule, entry["holds"], **{name: text for name, text in texts.items() if text})


def _check_once(replies: tuple[Reply, ...], path: str) -> None:
    """Refuse a second reply to a rule: which of two people is right is not for a program to choose."""
    seen: dict[str, int] = {}
    for number, reply in enumerate(replies, 1):
        first = seen.setdefault(reply.rule, number)
        if first != number:
            raise InputError(
                f"{path}: reply {first} and reply {number} both answer {reply.rule[:80]!r}; expected one for each rule"
            )


def _evidence(folder: Path, name: str, path: str) -> InputFile:
    """Hash the file: a reply whose evidence is not there is no evidence."""
    where = f"{path}: evidence {name[:200]!r}"
    try:
        home, target = folder.resolve(), (folder / name).resolve()
    except (OSError, RuntimeError, ValueError):  # what Python says to a NUL, or to links that lead in a ring
        raise InputError(f"{where}: cannot be read: no file is called that") from None
    if not target.is_relative_to(home):
        raise InputError(f"{where}: leads out of the folder; expected a file beside {Path(path).name} or below")
    return InputFile("evidence", name, hash_given(target, _MOST_EVIDENCE, where))
