"""The texts of a UIAutomator dump: what stood on a screen, and in which box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from glasshouse.open.document import Node
from glasshouse.open.limits import DOCUMENT_CHARS, SCREEN_DEPTH, SCREEN_NODES

#: Surfaces that draw their text themselves: a dump holds none of it, or a part.
_DRAWN = ("WebView", "SurfaceView", "TextureView", "FlutterView", "UnityPlayer")
#: Longer than what people type: a notice that stands in a field.
_LONG_FIELD = 80
_BOUNDS = re.compile(r"\[(-?\d{1,6}),(-?\d{1,6})\]\[(-?\d{1,6}),(-?\d{1,6})\]")


@dataclass(slots=True)
class _Dump:
    texts: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    length: int = 0
    count: int = 0
    unread: int = 0
    drawn: bool = False
    path: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=lambda: [0])

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.children) > SCREEN_DEPTH or self.count > SCREEN_NODES:
            raise ValueError(f"more than {SCREEN_NODES} nodes, or nodes deeper than {SCREEN_DEPTH}")
        if self.count == 1 and name != "hierarchy":
            raise ValueError(f"the root is <{name[:40]}>, expected <hierarchy>")
        self.path.append(self.children[-1])
        self.children[-1] += 1
        self.children.append(0)
        if name == "node":
            self._node(attributes)

    def end(self, _: str) -> None:
        self.path.pop()
        self.children.pop()

    def _node(self, attributes: dict[str, str]) -> None:
        box = _box(attributes.get("bounds", ""))
        kind = attributes.get("class", "")
        is_field = kind.endswith("EditText") or attributes.get("password") == "true"
        # What stands in a field was typed by a person: it is no notice, and nobody's business.
        typed = attributes.get("text", "") if is_field else ""
        own = "" if is_field else attributes.get("text", "")
        self.unread += is_field
        self.drawn = self.drawn or kind.endswith(_DRAWN) or len(typed) > _LONG_FIELD
        said = dict.fromkeys(
            text.strip() for text in (own, attributes.get("hint", ""), attributes.get("content-desc", ""))
        )
        text = "\n".join(filter(None, said))
        if not text:
            return
        if box is not None and (0 in box[2:] or box[0] + box[2] <= 0 or box[1] + box[3] <= 0):
            self.hidden.append(text)
            return
        if self.length > DOCUMENT_CHARS:
            return
        path = "/".join(map(str, self.path[1:]))
        self.nodes.append(Node(self.length, path, box or (0, 0, 0, 0)))
        self.texts.append(text + "\n\n")
        self.length += len(text) + 2


@dataclass(frozen=True, slots=True)
class ScreenText:
    """Shown text, text that is off the screen or has no size, fields left out, and the nodes (children from 0).

    ``part`` says what of the screen the dump does not hold; empty where it holds all.
    """

    text: str
    hidden: str
    unread: int
    nodes: tuple[Node, ...]
    part: str


def screen_text(source: str) -> ScreenText:
    """Read a dump. Raises ``ValueError`` for what is no such dump. Document types are refused: no entity can grow."""
    dump = _Dump()
    parser = expat.ParserCreate("utf-8")

    def refuse(*_: object) -> None:
        raise ValueError("a document type, which dumps of screens do not have")

    parser.StartElementHandler = dump.start
    parser.EndElementHandler = dump.end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(source.encode("utf-8", "replace"), True)  # noqa: FBT003 (the parser takes no keywords)
    except expat.ExpatError as error:
        raise ValueError(f"XML: {error}") from error
    text = "".join(dump.texts)
    part = "what a view draws itself" if dump.drawn else "" if text else "any text"
    return ScreenText(text, "\n\n".join(dump.hidden), dump.unread, tuple(dump.nodes), part)


def _box(bounds: str) -> tuple[int, int, int, int] | None:
    found = _BOUNDS.fullmatch(bounds)
    if found is None:
        return None
    left, top, right, bottom = map(int, found.groups())
    return left, top, max(0, right - left), max(0, bottom - top)
