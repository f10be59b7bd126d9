"""Words, parts of package names, roles of SDKs and permissions that speak for a type of app: ``category_cues.toml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import Entry, Table, shipped_data


@dataclass(frozen=True, slots=True)
class Cues:
    """What speaks for one type of app, or, where ``listed`` is false, for something that is none of the listed types.

    ``strong`` and ``weak`` are words of a label, in lower case; ``package`` are parts of a package name besides the
    strong words; ``roles`` are those of SDKs.
    """

    key: str
    listed: bool
    strong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    package: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()


@cache
def load_category_cues(folder: Path | None = None) -> tuple[Cues, ...]:
    """Return every row, listed types first. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "category_cues.toml")
    rows = [_cues(entry, listed=True) for entry in table.entries("type", "key")]
    rows += [_cues(entry, listed=False) for entry in table.entries("outside", "key")]
    table.done()
    return tuple(rows)


def _cues(entry: Entry, *, listed: bool) -> Cues:
    cues = Cues(
        key=entry.text("key"),
        listed=listed,
        strong=_words(entry, "strong", required=True),
        weak=_words(entry, "weak"),
        package=_words(entry, "package"),
        roles=entry.texts("role"),
        permissions=entry.texts("permission"),
    )
    entry.done()
    return cues


def _words(entry: Entry, field: str, *, required: bool = False) -> tuple[str, ...]:
    words = entry.texts(field, required=required)
    for word in words:
        if word != word.casefold().strip():
            raise entry.wrong(field, f"words in lower case without spaces around them, found {word!r}")
    return words
