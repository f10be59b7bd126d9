"""A text that a person supplies or a package carries: a policy, the dump of a screen. Opened, not understood."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from glasshouse.model.place import FilePlace, Place, ScreenPlace, TextPlace

_QUOTE = 160


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a screen's text: where it starts in the text, which node it is, its box ``(x, y, width, height)``."""

    start: int
    path: str
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Document:
    """What a person can read in a file, in code points.

    ``kind`` is ``text``, ``html`` or ``screen``. ``hidden`` is text that is in the file and not shown at first; it may
    come up when a person touches something. ``unread`` counts scripts, styles and the like that were left out.
    ``whole``: nothing was cut, and no part of it is a picture, another document or the like; else ``part`` says what is
    missing. ``nodes`` are there for screens, by ``start``; ``links`` are texts of links to other documents.
    """

    name: str
    sha256: str
    kind: str
    text: str
    hidden: str = ""
    unread: int = 0
    whole: bool = True
    nodes: tuple[Node, ...] = ()
    part: str = ""
    links: tuple[str, ...] = ()

    def place(self, start: int, end: int) -> Place:
        """Where ``text[start:end]`` stands: a span of the text, or the node of a screen that it begins in."""
        at = bisect_right(self.nodes, start, key=lambda node: node.start) - 1
        if at >= 0:
            return ScreenPlace(self.name, self.nodes[at].path, self.nodes[at].box)
        if self.kind == "screen":
            return FilePlace(self.name)
        end = min(end, start + _QUOTE)
        return TextPlace(self.name, start, end, self.text[start:end])
