"""The nodes of a UIAutomator dump, as they stand in the file: bounded, and nothing in it is believed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from glasshouse.open.limits import SCREEN_DEPTH, SCREEN_NODES

Box = tuple[int, int, int, int]

_BOUNDS = re.compile(r"\[(-?\d{1,6}),(-?\d{1,6})\]\[(-?\d{1,6}),(-?\d{1,6})\]")
_FLAGS = (
    "checkable",
    "checked",
    "clickable",
    "enabled",
    "focused",
    "long-clickable",
    "password",
    "scrollable",
    "selected",
)


@dataclass(frozen=True, slots=True)
class DumpNode:
    """A node. ``path`` counts children from 0 (``0/2/1``); ``parent`` is its place in the list, -1 for a window.

    ``kind`` is the class name, ``ident`` the resource id (``com.example:id/agree``), ``box``
    ``(x, y, width, height)`` in pixels or ``None`` where the bounds cannot be read, ``flags`` the attributes that are
    ``true``.
    """

    path: str
    parent: int
    kind: str
    text: str
    description: str
    hint: str
    ident: str
    package: str
    box: Box | None
    flags: frozenset[str]

    @property
    def is_field(self) -> bool:
        """A person types here."""
        return self.kind.endswith(("EditText", "AutoCompleteTextView")) or "password" in self.flags


@dataclass(slots=True)
class _Reader:
    nodes: list[DumpNode] = field(default_factory=list)
    count: int = 0
    path: list[int] = field(default_factory=list)
    children: list[int] = field(default_factory=lambda: [0])
    above: list[int] = field(default_factory=lambda: [-1])

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
            self.nodes.append(_node("/".join(map(str, self.path[1:])), self.above[-1], attributes))
        self.above.append(len(self.nodes) - 1 if name == "node" else self.above[-1])

    def end(self, _: str) -> None:
        self.path.pop()
        self.children.pop()
        self.above.pop()


def read_nodes(source: str) -> tuple[DumpNode, ...]:
    """Read the nodes of a dump in document order, which is the order of drawing.

    Raises ``ValueError`` for what is no such dump. Document types are refused: no entity can grow.
    """
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")

    def refuse(*_: object) -> None:
        raise ValueError("a document type, which dumps of screens do not have")

    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(source.encode("utf-8", "replace"), True)  # noqa: FBT003 (the parser takes no keywords)
    except expat.ExpatError as error:
        raise ValueError(f"XML: {error}") from error
    return tuple(reader.nodes)


def _node(path: str, parent: int, attributes: dict[str, str]) -> DumpNode:
    given = attributes.get
    return DumpNode(
        path=path,
        parent=parent,
        kind=given("class", ""),
        text=given("text", ""),
        description=given("content-desc", ""),
        hint=given("hint", ""),
        ident=given("resource-id", ""),
        package=given("package", ""),
        box=_box(given("bounds", "")),
        flags=frozenset(name for name in _FLAGS if given(name) == "true"),
    )


def _box(bounds: str) -> Box | None:
    found = _BOUNDS.fullmatch(bounds)
    if found is None:
        return None
    left, top, right, bottom = map(int, found.groups())
    return left, top, max(0, right - left), max(0, bottom - top)
