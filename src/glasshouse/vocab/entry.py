"""Read one TOML file, and the fields of one entry, with an error that names the place.

Every field is taken by a method that knows its type, and what nobody took is an error: a misspelt field never passes.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import tomli

from glasshouse.vocab.terms import VocabError

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")

T = TypeVar("T")


def shipped_data() -> Path:
    """Return the folder of data files inside the installed package."""
    return Path(__file__).parent / "data"


class Entry:
    """One table of a file. ``label`` names it in errors; fields are taken once each, then ``done`` is called."""

    __slots__ = ("_left", "file", "label")

    def __init__(self, file: str, label: str, table: object) -> None:
        self.file = file
        self.label = label
        if not isinstance(table, dict):
            raise self.wrong("entry", "a table")
        self._left: dict[str, object] = dict(table)

    def wrong(self, field: str, expected: str) -> VocabError:
        """Build the error for ``field``."""
        return VocabError(self.file, self.label, field, expected)

    def text(self, field: str) -> str:
        """Take a text that must be there and not be empty."""
        value = self._left.pop(field, None)
        if isinstance(value, str) and value.strip():
            return value
        raise self.wrong(field, f"a text that is not empty, found {value!r}")

    def text_or(self, field: str, otherwise: T) -> str | T:
        """Take a text, or ``otherwise`` when the field is absent."""
        return self.text(field) if field in self._left else otherwise

    def texts(self, field: str, *, required: bool = False) -> tuple[str, ...]:
        """Take a list of texts without repetition; absent means empty, unless ``required``."""
        value = self._left.pop(field, None)
        if value is None and not required:
            return ()
        whole = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
        if isinstance(value, list) and whole and len(set(value)) == len(value) and (value or not required):
            return tuple(value)
        raise self.wrong(field, f"a list of different texts, found {value!r}")

    def number(self, field: str) -> int:
        """Take a whole number, 0 or more, that must be there."""
        value = self._left.pop(field, None)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise self.wrong(field, f"a whole number, 0 or more, found {value!r}")

    def number_or(self, field: str, otherwise: T) -> int | T:
        """Take a whole number, or ``otherwise`` when the field is absent."""
        return self.number(field) if field in self._left else otherwise

    def flag(self, field: str) -> bool:
        """Take true or false; absent means false."""
        value = self._left.pop(field, False)
        if isinstance(value, bool):
            return value
        raise self.wrong(field, f"true or false, found {value!r}")

    def table(self, field: str) -> Entry | None:
        """Take a table inside this one, if it is there."""
        if field not in self._left:
            return None
        return Entry(self.file, f"{self.label}: {field}", self._left.pop(field))

    def constants(self, field: str) -> tuple[str | int, ...]:
        """Take a list of different texts and whole numbers that is not empty."""
        found = self._left.pop(field, None)
        value = found if isinstance(found, list) else []
        if not all(isinstance(item, (str, int)) for item in value):
            value = []
        if value and len(set(value)) == len(value) and not any(isinstance(item, bool) for item in value):
            return tuple(value)
        raise self.wrong(field, f"a list of different texts or whole numbers, found {found!r}")

    def date_or(self, field: str, otherwise: str) -> str:
        """Take a date as ``YYYY-MM-DD`` text, or ``otherwise`` when the field is absent."""
        value = self.text_or(field, otherwise)
        if value is otherwise or _DATE.fullmatch(value):
            return value
        raise self.wrong(field, f"a date YYYY-MM-DD, found {value!r}")

    def done(self) -> None:
        """Raise when a field is left that no reader knows."""
        if self._left:
            name = min(self._left)
            raise self.wrong(name, "no such field")


class Table:
    """One file: its ``[meta]`` and its lists of entries."""

    __slots__ = ("_lists", "date", "file", "source", "source_base", "version")

    def __init__(self, folder: Path, name: str) -> None:
        self.file = name
        try:
            parsed = tomli.loads(folder.joinpath(*name.split("/")).read_text("utf-8"))
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            raise VocabError(name, "file", "text", f"TOML in UTF-8: {error}") from error
        except OSError as error:
            raise VocabError(name, "file", "text", "a file that can be read") from error
        meta = Entry(name, "meta", parsed.pop("meta", None))
        self.version = meta.text("version")
        self.date = meta.date_or("date", "")
        if not self.date:
            raise meta.wrong("date", "a date YYYY-MM-DD, found nothing")
        self.source = meta.text("source")
        self.source_base = meta.text_or("source_base", "")
        meta.done()
        self._lists: dict[str, object] = parsed

    def entries(self, kind: str, *label_fields: str) -> list[Entry]:
        """Take the entries of ``[[kind]]``; an entry is labelled by the values of ``label_fields``."""
        tables = self._lists.pop(kind, [])
        if not isinstance(tables, list):
            raise VocabError(self.file, kind, "entries", f"[[{kind}]] tables")
        found = []
        for index, table in enumerate(tables):
            if isinstance(table, dict):
                label = ".".join(str(table[field]) for field in label_fields if field in table)
            else:
                label = ""
            found.append(Entry(self.file, f"{kind} {label or index}", table))
        return found

    def done(self) -> None:
        """Raise when the file holds a list that no reader knows."""
        if self._lists:
            raise VocabError(self.file, min(self._lists), "entries", "no such kind of entry")
