"""One form for a screen, whatever showed it: a layout in a package, a dump with its picture, a page in a browser.

A reader fills in what it measured and leaves ``None`` where it could not look. Nothing here is understood yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.place import Place

Box = tuple[int, int, int, int]


class Role(StrEnum):
    """What a piece is for a person."""

    TEXT = "text"
    BUTTON = "button"
    LINK = "link"
    CHECKBOX = "checkbox"
    SWITCH = "switch"
    RADIO = "radio"
    FIELD = "field"
    IMAGE = "image"


@dataclass(frozen=True, slots=True)
class Piece:
    """A text or a control. ``place`` says where it stands; ``node`` is its name in the source, unique on the screen.

    ``text``: what a person reads on it; for a box or a switch the words that belong to it (its label). ``hint``: text
    that stands for it without being drawn as such (placeholder, description).

    Measured, or ``None``: ``box`` in pixels of the picture ``(x, y, width, height)``; ``width`` and ``height`` in dp or
    CSS px; ``size`` of the letters in sp or CSS px; ``bold``; ``contrast`` of the letters to their ground as a WCAG
    ratio; ``ground`` contrast of the control's own shape to what is behind it; ``opacity`` with that of all ancestors;
    ``filled``: it has a ground of its own; ``checked`` (as first shown); ``in_view`` without scrolling; ``covered`` by
    something else. ``shown`` is false where it takes part and nobody can see it. ``required``: a field that must be
    filled. ``container`` names the dialog, form or bar that it stands in; ``target`` is where a link leads.
    """

    node: str
    role: Role
    text: str
    place: Place
    hint: str = ""
    box: Box | None = None
    width: float | None = None
    height: float | None = None
    size: float | None = None
    bold: bool | None = None
    contrast: float | None = None
    ground: float | None = None
    opacity: float | None = None
    filled: bool | None = None
    checked: bool | None = None
    enabled: bool = True
    clickable: bool = False
    in_view: bool | None = None
    covered: bool | None = None
    shown: bool = True
    required: bool = False
    container: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as first shown. ``source`` is ``layout``, ``dump`` or ``page``; pieces are in reading order.

    ``picture`` names the picture that boxes are measured on; ``view`` is its size in pixels. ``covers`` names a
    container that lies over the whole of the rest. ``sure`` is false where code may change what is shown, and
    ``missing`` lists what could not be measured, in plain words.
    """

    name: str
    source: str
    pieces: tuple[Piece, ...]
    title: str = ""
    picture: str = ""
    view: tuple[int, int] | None = None
    covers: str = ""
    sure: bool = True
    missing: tuple[str, ...] = ()
