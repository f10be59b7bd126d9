"""Reads one table of a pack, field by field.

Nothing is passed over, and an error names file, line, what was found and what may stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from glasshouse.errors import InputError
from glasshouse.model.law import Text

_MOST_WORDS = 40
_MOST = 1e15  # of what is counted; keeps out what is not finite

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

#: ``line_of(label, field)``: where a field of an entry stands, as well as that can be told; from 1.
LineOf = Callable[[str, str], int]


class PackError(InputError):
    """A file of a law pack is wrong. The message has file, line, field, what was found and what may stand there."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}", hint="The fields of a pack: docs/format/law-pack-1.md")
        self.file = file
        self.line = line


class Fields:
    """One table. Fields are taken once each; ``done`` refuses what is left."""

    __slots__ = ("_known", "_left", "_line_of", "file", "label")

    def __init__(self, file: str, label: str, table: object, line_of: LineOf) -> None:
        self.file, self.label, self._line_of = file, label, line_of
        self._known: list[str] = []
        if not isinstance(table, Mapping):
            raise PackError(file, line_of(label, ""), f"{label}: found {_shown(table)}; expected a table of fields")
        self._left = {str(key): value for key, value in table.items()}

    def __contains__(self, field: str) -> bool:
        """Whether the field is there and not taken yet."""
        return field in self._left

    def names(self) -> list[str]:
        """The fields that are left, in order."""
        return list(self._left)

    def is_table(self, field: str) -> bool:
        """Whether the field holds a table."""
        return isinstance(self._left.get(field), Mapping)

    def wrong(self, field: str, found: object, expected: str) -> PackError:
        """Build the error for a field."""
        where = f"{self.label}: {field}" if self.label else field
        return PackError(
            self.file, self._line_of(self.label, field), f"{where}: found {_shown(found)}; expected {expected}"
        )

    def take(self, field: str) -> object:
        """Take whatever is there; ``None`` when nothing is."""
        self._known.append(field)
        return self._left.pop(field, None)

    def text(self, field: str) -> str:
        """Take a text that must be there."""
        found = self.take(field)
        words = " ".join(found.split()) if isinstance(found, str) else ""
        if words and words.isprintable():  # a terminal obeys the others
            return words
        raise self.wrong(field, found, "a text of letters and signs")

    def text_or(self, field: str, otherwise: T) -> str | T:
        """Take a text, or ``otherwise`` when it is absent."""
        return self.text(field) if field in self._left else otherwise

    def texts(self, field: str, allowed: Iterable[str] = (), *, required: bool = False) -> tuple[str, ...]:
        """Take a list of different texts, or one text; absent means none. ``allowed``: what may stand there."""
        found = self.take(field)
        items = [found] if isinstance(found, str | int | float) and not isinstance(found, bool) else found
        if items is None and not required:
            return ()
        if not isinstance(items, list) or not items or any(isinstance(item, dict | list | bool) for item in items):
            raise self.wrong(field, found, "a list of words")
        words = tuple(str(item) for item in items)
        if len(set(words)) != len(words):
            raise self.wrong(field, found, "each word once")
        self._check(field, words, allowed)
        return words

    def word(self, field: str, kind: type[E], otherwise: E | None = None) -> E:
        """Take a word of an enumeration; without ``otherwise`` it must be there."""
        found = self.take(field)
        if found is None and otherwise is not None:
            return otherwise
        if isinstance(found, str) and found in tuple(kind):
            return kind(found)
        raise self.wrong(field, found, _one_of(kind))

    def choice(self, field: str, allowed: tuple[str, ...], otherwise: str | None = None) -> str:
        """Take one of a few words."""
        found = self.take(field)
        if found is None and otherwise is not None:
            return otherwise
        if isinstance(found, str) and found in allowed:
            return found
        raise self.wrong(field, found, _one_of(allowed))

    def day_or(self, field: str, otherwise: str | None) -> str | None:
        """Take a day ``YYYY-MM-DD``, or ``otherwise``."""
        found = self.take(field)
        if found is None:
            return otherwise
        if _is_day(str(found)):
            return str(found)
        raise self.wrong(field, found, "a day in quotes, like '2026-01-31'")

    def flag(self, field: str, *, otherwise: bool) -> bool:
        """Take true or false."""
        found = self.take(field)
        if found is None:
            return otherwise
        if isinstance(found, bool):
            return found
        raise self.wrong(field, found, "true or false")

    def number(self, field: str) -> float:
        """Take a number that must be there."""
        found = self.take(field)
        if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < _MOST:
            return float(found)
        raise self.wrong(field, found, "a number")

    def pair(self, prefix: str = "") -> Text:
        """Take ``<prefix>en`` and ``<prefix>zh``, both of which must be there."""
        return Text(self.text(f"{prefix}en"), self.text(f"{prefix}zh"))

    def pair_or(self, prefix: str = "") -> Text | None:
        """Take both languages, or ``None`` when neither is there."""
        return self.pair(prefix) if f"{prefix}en" in self._left or f"{prefix}zh" in self._left else None

    def bilingual(self, field: str) -> Text:
        """Take a table with ``en`` and ``zh``."""
        inner = self.table(field)
        text = inner.pair()
        inner.done()
        return text

    def bilingual_or(self, field: str) -> Text | None:
        """Take a table with ``en`` and ``zh``, if it is there."""
        return self.bilingual(field) if field in self._left else None

    def table(self, field: str) -> Fields:
        """Take a table inside this one."""
        found = self.take(field)
        return Fields(self.file, f"{self.label}: {field}".removeprefix(": "), found, self._line_of)

    def tables(self, field: str) -> list[Fields]:
        """Take a list of tables; absent means none."""
        found = self.take(field)
        if found is None:
            return []
        if not isinstance(found, list):
            raise self.wrong(field, found, "a list of tables")
        return [
            Fields(self.file, f"{self.label}: {field} {number}".removeprefix(": "), item, self._line_of)
            for number, item in enumerate(found, 1)
        ]

    def done(self) -> None:
        """Raise when a field is left that no reader knows."""
        if self._left:
            name = next(iter(self._left))
            raise self.wrong(name, name, _one_of(sorted(set(self._known))))

    def _check(self, field: str, words: tuple[str, ...], allowed: Iterable[str]) -> None:
        known = tuple(allowed)
        for word in words:
            if known and word not in known:
                raise self.wrong(field, word, _one_of(known))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _one_of(words: Iterable[str]) -> str:
    names = list(words)
    rest = f" and {len(names) - _MOST_WORDS} more" if len(names) > _MOST_WORDS else ""
    return f"one of: {', '.join(names[:_MOST_WORDS])}{rest}"


def _shown(value: object) -> str:
    if value is None:
        return "nothing"
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
