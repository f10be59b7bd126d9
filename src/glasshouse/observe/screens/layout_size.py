"""How large views of a layout come out, estimated without laying it out: widths go down from a phone of 360 dp."""

from __future__ import annotations

from glasshouse.observe.screens.letters import extent
from glasshouse.observe.screens.style import Looks

#: Width of the phone that is assumed, in dp.
SCREEN = 360.0
MATCH, WRAP = -1, -2
#: Height of a row of letters, in shares of their size, with the padding of fonts.
_ROW = 1.33
#: What a box or a switch takes beside its words, and its least height, in dp.
_DRAWING, _LEAST = 32.0, 32.0
_SIDES = {"Left": ("Left", "Start", "Horizontal"), "Right": ("Right", "End", "Horizontal")}
_ENDS = {"Top": ("Top", "Vertical"), "Bottom": ("Bottom", "Vertical")}


def spaces(looks: Looks, kind: str, *, upright: bool = False) -> float:
    """``padding`` or ``layout_margin`` at both sides, or above and below, in dp."""
    every = looks.measure(kind)
    if every is not None:
        return 2 * max(0.0, every)
    total = 0.0
    for names in (_ENDS if upright else _SIDES).values():
        total += next((v for name in names if (v := looks.measure(f"{kind}{name}")) is not None), 0.0)
    return max(0.0, total)


def asked(looks: Looks, side: str) -> float:
    """The width or height that a view asks for in dp, ``MATCH`` or ``WRAP``."""
    measure = looks.measure(f"layout_{side}")
    if measure is not None:
        return measure
    number = looks.number(f"layout_{side}")
    return WRAP if number is None or number < MATCH else MATCH


def inner_width(looks: Looks, room: float | None) -> float | None:
    """What a group leaves to the views inside it."""
    width = asked(looks, "width")
    if width < 0:
        width = room if room is not None else -1
    return max(0.0, width - spaces(looks, "padding")) if width >= 0 else None


def shares(children: list[Looks], room: float | None) -> list[float | None]:
    """The room of each view in a row: what is fixed comes off, weights share the rest."""
    if room is None:
        return [None] * len(children)
    weights = [max(0.0, looks.number("layout_weight") or 0.0) for looks in children]
    fixed = sum(max(0.0, asked(looks, "width")) for looks, weight in zip(children, weights, strict=True) if not weight)
    total = sum(weights)
    left = max(0.0, room - fixed)
    return [left * weight / total if weight and total else left if not total else None for weight in weights]


def size_of(
    looks: Looks, text: str, letters: float, room: float | None, *, drawn: bool
) -> tuple[float | None, float | None]:
    """Width and height of a view with a text in dp; ``None`` where they hang on what is not known."""
    room = None if room is None else max(0.0, room - spaces(looks, "layout_margin"))
    wide, high = asked(looks, "width"), asked(looks, "height")
    weighted = bool(looks.number("layout_weight"))
    natural = extent(text).along * letters + spaces(looks, "padding") + _DRAWING * drawn
    natural = max(natural, looks.measure("minWidth") or 0.0)
    width: float | None
    if wide > 0 and not weighted:
        width = wide
    elif wide in {MATCH, 0} or weighted:
        width = room
    else:
        width = natural if room is None else min(natural, room)
    if high > 0:
        return width, high
    if high != WRAP:
        return width, None
    across = max(1.0, (width or natural) - spaces(looks, "padding") - _DRAWING * drawn)
    rows = max(1, -int(-extent(text).along * letters // across)) if text else 1
    height = rows * letters * _ROW + spaces(looks, "padding", upright=True)
    return width, max(height, looks.measure("minHeight") or 0.0, _LEAST if drawn else 0.0)
