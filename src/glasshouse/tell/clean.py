r"""Texts that an app chose, made harmless before any report sees them.

An app names its classes, files and permissions as it likes: with escape sequences for the terminal, with marks that
turn the direction of reading, with line ends. Here they become visible (``\u202e``), once and for the whole audit, so
that no report has to remember it. Marking up (HTML, tables) is escaped by each report in its own way.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

#: A name may have 65,535 bytes; a report shows this many characters of it.
LONGEST = 400

#: Blank characters beside the plain space that ordinary names hold: no-break and ideographic space.
_BLANKS = frozenset("\u00a0\u3000")

T = TypeVar("T")


def visible(text: str) -> str:
    """Return the text with every character that is no letter, sign or space written as an escape; cut if very long."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() or c in _BLANKS else _escape(c) for c in text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _escape(character: str) -> str:
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(character)
    if short:
        return short
    number = ord(character)
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def cleaned(value: T) -> T:
    """Return a value of the model with every text in it made visible; what is clean already is the same object."""
    result: T = _clean(value)
    return result


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        clean = visible(value)
        return value if clean == value else clean
    if isinstance(value, tuple):
        items = [_clean(item) for item in value]
        return value if all(map(_same, items, value)) else tuple(items)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names, get = _parts(type(value))
        before = get(value)
        after = [_clean(part) for part in before]
        if all(map(_same, after, before)):
            return value
        return dataclasses.replace(value, **dict(zip(names, after, strict=True)))
    return value


def _same(first: object, second: object) -> bool:
    return first is second


@cache
def _parts(model: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(field.name for field in dataclasses.fields(model))
    if len(names) == 1:
        return names, lambda value: (getattr(value, names[0]),)
    return names, attrgetter(*names)
