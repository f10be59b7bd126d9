"""How large letters are, from the height of the rows of ink that they leave.

A row of ink reaches from the top of its highest letter to the foot of its lowest. How far each letter reaches is much
the same in all fonts for screens: shares of the font size here are those of Android's own, Roboto and Noto Sans CJK.
DejaVu Sans, Liberation Sans and bold faces differ by up to 8 %, book faces by up to 12 %.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_HAN = (0.845, 0.083, 1.0)
_CAPITAL = (0.713, 0.0, 0.66)
_DIGIT = (0.72, 0.005, 0.56)
_SMALL = (0.535, 0.0, 0.54)
_ASCENDING = (0.75, 0.0, 0.50)
_OTHER = (0.72, 0.0, 0.55)
_SPACE = (0.0, 0.0, 0.28)
_BY_CATEGORY = {"Zs": _SPACE, "Cc": _SPACE, "Nd": _DIGIT, "Lu": _CAPITAL}
#: What reaches elsewhere than its class: top, foot, advance.
_SINGLE = {
    **dict.fromkeys("gpqy", (0.535, 0.208, 0.55)),
    **dict.fromkeys("j", (0.725, 0.213, 0.24)),
    **dict.fromkeys("bdhk", (0.75, 0.0, 0.55)),
    **dict.fromkeys("fl", (0.755, 0.0, 0.29)),
    **dict.fromkeys("i", (0.725, 0.0, 0.25)),
    **dict.fromkeys("t", (0.657, 0.0, 0.33)),
    **dict.fromkeys("r", (0.535, 0.0, 0.35)),
    **dict.fromkeys("mw", (0.535, 0.0, 0.82)),
    **dict.fromkeys("MW", (0.713, 0.0, 0.88)),
    **dict.fromkeys("IJ", (0.713, 0.0, 0.35)),
    **dict.fromkeys(",;", (0.5, 0.142, 0.22)),
    **dict.fromkeys(".:", (0.5, 0.0, 0.28)),
    **dict.fromkeys("-", (0.3, 0.0, 0.35)),
    **dict.fromkeys("'\u2019!|", (0.735, 0.0, 0.25)),
    **dict.fromkeys("()[]{}", (0.795, 0.19, 0.33)),
    "Q": (0.72, 0.12, 0.69),
    "_": (0.0, 0.2, 0.5),
    **dict.fromkeys("，。、", (0.24, 0.1, 1.0)),
    **dict.fromkeys("：；！？", (0.75, 0.05, 1.0)),
    **dict.fromkeys("—…\u00b7", (0.45, 0.0, 0.9)),
    **dict.fromkeys("一", (0.43, 0.0, 1.0)),
    **dict.fromkeys("\u201c\u201d\u2018", (0.84, 0.0, 0.7)),
}
#: Part of an advance that stays blank before the first and after the last letter of a row.
_BLANK = 0.09


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a text reaches, in shares of its size: above and below the line, and along it when set in one row."""

    above: float
    below: float
    along: float


def extent(text: str) -> Extent:
    """The extent of a text set in one row."""
    shapes = [_shape(letter) for letter in text]
    if not shapes:
        return Extent(0.0, 0.0, 0.0)
    return Extent(max(s[0] for s in shapes), max(s[1] for s in shapes), sum(s[2] for s in shapes))


def _shape(letter: str) -> tuple[float, float, float]:
    known = _SINGLE.get(letter)
    if known is not None:
        return known
    if unicodedata.east_asian_width(letter) in "WF":
        return _HAN
    category = unicodedata.category(letter)
    if category == "Ll":
        return _SMALL if letter.isascii() else _ASCENDING
    return _BY_CATEGORY.get(category, _OTHER)


def font_size(text: str, rows: list[tuple[int, int]]) -> float | None:
    """The size of the letters of a text in pixels, from the width and height of each of its rows of ink.

    Height decides, since a text may be cut short. A text that may have been set in capitals (an old habit of buttons)
    is read in the way that its width fits. ``None`` where there are no rows, or where no reading fits at all.
    """
    text = text.strip()
    if not rows or not any(map(str.isalnum, text)):
        return None  # signs alone, such as a cross, are drawn in any size
    readings = [_reading(spelt, rows) for spelt in dict.fromkeys((text, text.upper()))]
    plain = readings[0]
    best = min(readings, key=lambda pair: abs(pair[1] / pair[0] - 1) if pair[0] else 9.0)
    # Capitals only where they explain what the text as written does not.
    by_height, by_width = best if plain[0] and abs(plain[1] / plain[0] - 1) > _MISFIT else plain
    if not by_height or by_width / by_height > _FAR_OFF:
        return None
    return by_height


_MISFIT = 0.25
_FAR_OFF = 2.5


def _reading(text: str, rows: list[tuple[int, int]]) -> tuple[float, float]:
    """The size by height and the size by width of a text as spelt."""
    reach = extent(text)
    tall = reach.above + reach.below
    along = reach.along - _BLANK * len(rows) - _SPACE[2] * (len(rows) - 1) * (" " in text)
    by_height = max(height for _, height in rows) / tall if tall else 0.0
    return by_height, sum(width for width, _ in rows) / max(along, 0.2)
