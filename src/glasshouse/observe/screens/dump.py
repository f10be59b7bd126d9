"""A UIAutomator dump, with its picture where there is one, as a screen.

A dump knows texts, boxes and states; sizes of letters, contrast and faces come from the picture.
Covered nodes are in the file like any other, and are told by the order of drawing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from glasshouse.model.place import ScreenPlace
from glasshouse.observe.screens.labels import with_labels
from glasshouse.observe.screens.on_picture import fit, measure
from glasshouse.observe.screens.screen import Box, Piece, Role, Screen
from glasshouse.open.dump import DumpNode, read_nodes
from glasshouse.open.picture import Picture
from glasshouse.open.screen_dump import DRAWN
from glasshouse.vocab.views import Views, load_views

#: Stands for what a person has typed into a field: that it is there matters, what it is does not.
TYPED = "…"
_DRAWN_BY_VIEWS = "text that a view draws itself: the dump does not hold it"
_DENSITY = re.compile(r"(?<![a-z0-9])(?:(?P<dpi>\d{3})dpi|(?P<name>x{0,3}hdpi|mdpi|ldpi))(?![a-z0-9])", re.IGNORECASE)
_NAMED = {"ldpi": 120, "mdpi": 160, "hdpi": 240, "xhdpi": 320, "xxhdpi": 480, "xxxhdpi": 640}
_ENTRY = re.compile(r"[\s\d+().:/@#*•\-年月日时分]+|[^\s@]+@[^\s@]+\.[^\s@]+")
#: A text that can be tapped is a button up to this length, and a text with links in it beyond.
_BUTTON_LETTERS = 24
#: Part of a window from which on a group that is drawn later lies over the whole of it.
_OVER_ALL = 0.9
_COVERED = 0.9
#: Pieces that are compared for covering each other.
_COMPARED = 1_000


def density_of(name: str) -> int | None:
    """The density that a file name tells: ``home-420dpi.xml``, ``home-xxhdpi.png``."""
    found = _DENSITY.search(name)
    if found is None:
        return None
    return int(found["dpi"]) if found["dpi"] else _NAMED[found["name"].lower()]


def read_dump(name: str, source: str, picture: Picture | None = None, density: int | None = None) -> Screen:
    """Read a dump. ``density`` in dots per inch; the name of the file may tell it.

    Raises ``ValueError`` for what is no dump. A picture that does not fit is not used, and ``missing`` says so.
    """
    nodes = read_nodes(source)
    windows = [node.box for node in nodes if node.parent < 0 and node.box is not None]
    reach = max((x + w for x, _, w, _ in windows), default=0), max((y + h for _, y, _, h in windows), default=0)
    placed = fit(picture, reach, from_corner=any(box[:2] == (0, 0) for box in windows))
    view = (picture.width, picture.height) if placed.picture is not None and picture is not None else None
    screen = reach if view is None else (round(view[0] / placed.scale), round(view[1] / placed.scale))
    tree = _Tree(name, nodes, load_views(), screen)
    pieces = [piece for number in range(len(nodes)) if (piece := tree.piece(number)) is not None]
    pieces = _covered(pieces)
    pieces = [replace(piece, box=placed.box(piece.box)) if piece.box else piece for piece in pieces]
    pieces, missing = measure(pieces, placed, density or density_of(name))
    if any(node.kind.endswith(DRAWN) for node in nodes):
        missing.append(_DRAWN_BY_VIEWS)
    pieces = with_labels(pieces)
    return Screen(
        name=name,
        source="dump",
        pieces=tuple(pieces),
        title=_title(pieces),
        picture=picture.name if picture is not None else "",
        view=view,
        covers=tree.covers(),
        missing=tuple(missing),
    )


class _Tree:
    """The nodes of a dump with what is asked of them again and again."""

    def __init__(self, name: str, nodes: tuple[DumpNode, ...], views: Views, view: tuple[int, int]) -> None:
        self.name = name
        self.nodes = nodes
        self.views = views
        self.view = view
        self.idents = Counter(node.ident for node in nodes if node.ident)
        self.containers: list[str] = []
        self.scrolled: list[bool] = []  # what has no area may only be scrolled out of sight
        for node in nodes:
            above = nodes[node.parent] if node.parent >= 0 else None
            named = above is not None and views.names(above.ident, "container")
            self.containers.append(
                ""
                if above is None
                else above.ident.rpartition("/")[2]
                if named
                else self._window(above)
                if above.parent < 0
                else self.containers[node.parent]
            )
            self.scrolled.append(above is not None and ("scrollable" in above.flags or self.scrolled[node.parent]))
        self.below = [0] * len(nodes)  # texts and boxes below each node: is a group a button?
        for number in range(len(nodes) - 1, -1, -1):
            node = nodes[number]
            if node.parent >= 0:
                self.below[node.parent] += self.below[number] + bool(node.text or self._role(node))

    def _role(self, node: DumpNode) -> Role | None:
        role = self.views.role(node.kind)
        if role in (None, "text", "image") and "checkable" in node.flags:
            return Role.CHECKBOX
        return None if role is None else Role(role)

    def piece(self, number: int) -> Piece | None:
        """A node as a piece; ``None`` for groups and decoration."""
        node = self.nodes[number]
        role = self._role(node)
        text, hint = node.text.strip(), (node.hint or node.description).strip()
        clickable, box = "clickable" in node.flags, node.box
        is_tick = role in (None, Role.IMAGE, Role.TEXT) and self._is_tick(node)
        alone = clickable and self.below[number] == 0
        if not text and role in (None, Role.TEXT, Role.IMAGE) and not alone and not is_tick:
            return None
        checked: bool | None = "checked" in node.flags if role in (Role.CHECKBOX, Role.SWITCH, Role.RADIO) else None
        if node.is_field:
            role = Role.FIELD
            text, hint = _field(text, hint)
        elif role in (None, Role.IMAGE, Role.TEXT):
            group = self._group(number)
            if is_tick:
                role, checked = Role.CHECKBOX, self._state(node)
            elif (clickable and len(text) <= _BUTTON_LETTERS) or group is not None:
                role, clickable = Role.BUTTON, True
                box = box if group is None else group
            else:
                role = Role.IMAGE if role is Role.IMAGE else Role.TEXT
        return self._made(number, role or Role.TEXT, (text, hint), box, checked=checked, clickable=clickable)

    def _made(self, number: int, role: Role, words: tuple[str, str], box: Box | None, **state: bool | None) -> Piece:
        node = self.nodes[number]
        seen = box is not None and box[2] > 0 and box[3] > 0
        ident = node.ident.rpartition("/")[2]
        return Piece(
            node=ident if ident and self.idents[node.ident] == 1 else node.path,
            role=role,
            text=words[0],
            place=ScreenPlace(self.name, node.path, node.box or (0, 0, 0, 0)),
            hint=words[1],
            box=box,
            checked=state["checked"],
            enabled="enabled" in node.flags,
            clickable=bool(state["clickable"]),
            shown=seen or box is None or self.scrolled[number],
            in_view=None if box is None else seen and _part_inside(box, self.view) >= 0.5,
            container=self.containers[number],
        )

    def _is_tick(self, node: DumpNode) -> bool:
        """A small drawn box: it says its state, or its name says box."""
        if node.text or node.box is None or not 0 < node.box[3] <= node.box[2] * 2 <= node.box[3] * 4:
            return False
        small = node.box[2] <= max(self.view[0], 1) / 6
        return small and (self.views.state(node.description) is not None or self.views.names(node.ident, "box"))

    def _state(self, node: DumpNode) -> bool | None:
        said = self.views.state(node.description)
        if said is not None:
            return said
        # A picture may be exchanged without any flag: only a set flag tells.
        return True if node.flags & {"selected", "checked"} else None

    def _group(self, number: int) -> Box | None:
        """The box of the group around a lone text, where it is the group that can be tapped."""
        node = self.nodes[number]
        above = node.parent
        for _ in range(3):
            if above < 0 or self.below[above] != 1 or not node.text or "clickable" in node.flags:
                return None
            if "clickable" in self.nodes[above].flags:
                return self.nodes[above].box
            above = self.nodes[above].parent
        return None

    def _window(self, window: DumpNode) -> str:
        """``window`` for a window that leaves part of the screen free on both sides: a dialog."""
        if window.box is None:
            return ""
        left, top, width, _ = window.box
        return "window" if left > 0 and top > 0 and left + width < self.view[0] else ""

    def covers(self) -> str:
        """The container that lies over the whole of the rest: a dialog, or a group drawn over its elders."""
        whole = max(1, self.view[0] * self.view[1])
        elders: dict[int, Box] = {}
        for number, node in enumerate(self.nodes):
            if node.parent < 0:
                if self._window(node):
                    return "window"
                continue
            if node.box is None or not (self.below[number] or node.text):
                continue
            elder = elders.get(node.parent)
            if elder is not None and node.box[2] * node.box[3] >= _OVER_ALL * whole and _lies_over(node.box, elder):
                inner = next((n for n in self._inside(number) if self.views.names(n.ident, "container")), node)
                return inner.ident.rpartition("/")[2] or inner.path
            elders[node.parent] = node.box if elder is None else _around(elder, node.box)
        return ""

    def _inside(self, number: int) -> list[DumpNode]:
        start = self.nodes[number].path
        return [node for node in self.nodes[number:] if node.path == start or node.path.startswith(f"{start}/")]


def _field(text: str, hint: str) -> tuple[str, str]:
    """What stands in a field and what it asks for. Older dumps give the prompt as the text."""
    if text and (hint not in ("", text) or _ENTRY.fullmatch(text)):
        return TYPED, hint
    return "", hint or text


def _part_inside(box: Box, view: tuple[int, int]) -> float:
    wide = min(box[0] + box[2], view[0]) - max(box[0], 0)
    high = min(box[1] + box[3], view[1]) - max(box[1], 0)
    return max(0, wide) * max(0, high) / (box[2] * box[3])


def _covered(pieces: list[Piece]) -> list[Piece]:
    """Each piece with whether another one, drawn later, lies over it."""
    if len(pieces) > _COMPARED:
        return pieces
    return [
        replace(piece, covered=any(_over(later, piece) for later in pieces[number + 1 :]))
        for number, piece in enumerate(pieces)
    ]


def _over(later: Piece, piece: Piece) -> bool:
    return bool(later.text) and later.box is not None and piece.box is not None and _lies_over(later.box, piece.box)


def _lies_over(later: Box, box: Box) -> bool:
    """Whether a box holds nearly all of another one that has an area."""
    if 0 in box[2:]:
        return False
    return _part_inside((box[0] - later[0], box[1] - later[1], box[2], box[3]), later[2:]) >= _COVERED


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def _title(pieces: list[Piece]) -> str:
    """The text with the largest letters, or else the first one."""
    texts = [piece for piece in pieces if piece.role is Role.TEXT and piece.text]
    return max(texts, key=lambda piece: piece.size or 0.0).text if texts else ""
