"""Screens made by hand: pieces with what a test measures of them, and nothing else."""

from __future__ import annotations

from itertools import count
from typing import Any

from glasshouse.model.place import ScreenPlace
from glasshouse.observe.screens.find import find
from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.observe.screens.understand import understand

_numbers = count(1)


def piece(role: str, text: str, **measured: Any) -> Piece:  # noqa: ANN401 - whatever a piece or screen has
    node = str(next(_numbers))
    return Piece(node, Role(role), text, ScreenPlace("x", node, (0, 0, 1, 1)), **measured)


def button(text: str, **measured: Any) -> Piece:  # noqa: ANN401 - whatever a piece or screen has
    """A button of a usual size, filled and easy to read, unless the test says otherwise."""
    usual = {"width": 120.0, "height": 40.0, "size": 16.0, "contrast": 10.0, "filled": True, "clickable": True}
    return piece("button", text, **usual | measured)


def screen(*pieces: Piece, source: str = "page", **known: Any) -> Screen:  # noqa: ANN401 - whatever a piece or screen has
    return Screen("x", source, pieces, **known)


def ids(*pieces: Piece, source: str = "page", **known: Any) -> set[str]:  # noqa: ANN401 - whatever a piece or screen has
    """The ids of the findings on such a screen."""
    return {item.rule for item in find(understand(screen(*pieces, source=source, **known)))}
