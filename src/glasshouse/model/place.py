"""Where a fact was seen: typed, exact enough to click. A finding without a place cannot be built.

Each class carries its ``kind`` as the tag of the saved form, as CONTRACT.md section 2 names it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, order=True)
class CodePlace:
    """An instruction. ``offset`` counts 16-bit code units (DEX) or bytes (class file) from the start of the method.

    ``class_`` is a descriptor (``Lcom/x/Y;``), ``method`` a name with its descriptor (``send(Ljava/lang/String;)V``).
    ``offset`` is absent when the whole method is meant.
    """

    dex: str
    class_: str
    method: str
    offset: int | None = None
    kind: Literal["dex"] = "dex"


@dataclass(frozen=True, slots=True, order=True)
class XmlPlace:
    """An element of a manifest or a layout; ``path`` reads like ``application/activity[2]``."""

    file: str
    line: int | None = None
    path: str | None = None
    kind: Literal["xml"] = "xml"


@dataclass(frozen=True, slots=True, order=True)
class TextPlace:
    """A span of a text in code points, ``end`` exclusive."""

    file: str
    start: int
    end: int
    quote: str
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True, order=True)
class ScreenPlace:
    """A node of a screen and its box ``(x, y, width, height)`` in pixels."""

    file: str
    node: str
    box: tuple[int, int, int, int]
    kind: Literal["screen"] = "screen"


@dataclass(frozen=True, slots=True, order=True)
class FlowPlace:
    """A part of a captured request; entries count from 0."""

    file: str
    entry: int
    part: Literal["url", "header", "cookie", "body"]
    field: str
    kind: Literal["flow"] = "flow"


@dataclass(frozen=True, slots=True, order=True)
class FilePlace:
    """A whole file of the subject."""

    path: str
    kind: Literal["file"] = "file"


Place = CodePlace | XmlPlace | TextPlace | ScreenPlace | FlowPlace | FilePlace


def place_key(place: Place) -> tuple[str, ...]:
    """A sort key over all kinds of place; also the parts of a content id."""
    match place:
        case CodePlace():
            return ("dex", place.dex, place.class_, place.method, _padded(place.offset))
        case XmlPlace():
            return ("xml", place.file, _padded(place.line), place.path or "")
        case TextPlace():
            return ("text", place.file, _padded(place.start), _padded(place.end))
        case ScreenPlace():
            return ("screen", place.file, place.node)
        case FlowPlace():
            return ("flow", place.file, _padded(place.entry), place.part, place.field)
        case FilePlace():
            return ("file", place.path)


def _padded(number: int | None) -> str:
    return "" if number is None else f"{number:010d}"
