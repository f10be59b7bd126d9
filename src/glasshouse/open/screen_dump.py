"""The texts of a UIAutomator dump: what stood on a screen, and in which box."""

from __future__ import annotations

from dataclasses import dataclass, field

from glasshouse.open.document import Node
from glasshouse.open.dump import DumpNode, read_nodes
from glasshouse.open.limits import DOCUMENT_CHARS

#: Surfaces that draw their text themselves: a dump holds none of it, or a part.
DRAWN = ("WebView", "SurfaceView", "TextureView", "FlutterView", "UnityPlayer")
#: Longer than what people type: a notice that stands in a field.
_LONG_FIELD = 80


@dataclass(slots=True)
class _Texts:
    texts: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    length: int = 0
    unread: int = 0
    drawn: bool = False

    def add(self, node: DumpNode) -> None:
        # What stands in a field was typed by a person: it is no notice, and nobody's business.
        typed = node.text if node.is_field else ""
        own = "" if node.is_field else node.text
        self.unread += node.is_field
        self.drawn = self.drawn or node.kind.endswith(DRAWN) or len(typed) > _LONG_FIELD
        said = dict.fromkeys(text.strip() for text in (own, node.hint, node.description))
        text = "\n".join(filter(None, said))
        if not text:
            return
        box = node.box
        if box is not None and (0 in box[2:] or box[0] + box[2] <= 0 or box[1] + box[3] <= 0):
            self.hidden.append(text)
            return
        if self.length > DOCUMENT_CHARS:
            return
        self.nodes.append(Node(self.length, node.path, box or (0, 0, 0, 0)))
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
    """Read a dump. Raises ``ValueError`` for what is no such dump."""
    found = _Texts()
    for node in read_nodes(source):
        found.add(node)
    text = "".join(found.texts)
    part = "what a view draws itself" if found.drawn else "" if text else "any text"
    return ScreenText(text, "\n\n".join(found.hidden), found.unread, tuple(found.nodes), part)
