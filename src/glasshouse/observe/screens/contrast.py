"""How well letters stand out, from two pictures of the same place: with the letters and without them.

What changed between the two is letters; the picture without them shows the true ground, gradients and shadows included.
Soft edges make letters paler than their ink, so the colour that styles give is used where it is beyond doubt
(``ink_of``), and the strongest pixel of each letter where it is not. WCAG 2.2, contrast (minimum).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from glasshouse.observe.screens.colour import Colour, contrast

Rgba = tuple[float, float, float, float]

#: Levels of a channel that a pixel has to change by: the two pictures are of one page, drawn by one program.
_CHANGED = 2
#: Fewer changed pixels than this are no letters.
_FEWEST = 4
#: Levels by which the ground in the picture may differ from the one that styles give.
_NEAR = 4
#: How much stronger than the ink that styles give the pixels may be before they are believed instead.
_STRONGER = 1.1
#: CSS px from which on strokes are wide enough for a pixel without soft edge, and how much weaker it may be.
_WIDE, _WEAKER = 20.0, 0.8

_ratio = lru_cache(100_000)(contrast)


@dataclass(frozen=True, slots=True)
class Layer:
    """What an element paints under its letters: ``ground``, an ``image`` over it, ``opacity`` of all of it.

    ``effect``: filters, blending, masks, shadows and strokes, which only pixels can tell.
    """

    ground: Rgba | None = None
    image: bool = False
    opacity: float = 1.0
    effect: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """What styles say: letters of ``colour`` (premultiplied) on whatever is behind, or on a known ``ground``."""

    colour: Rgba
    ground: Colour | None = None

    def on(self, behind: Colour) -> Colour:
        """The colour that letters have there."""
        red, green, blue = (
            _byte(own + (1 - self.colour[3]) * below) for own, below in zip(self.colour[:3], behind, strict=True)
        )
        return red, green, blue


def ink_of(colour: Rgba, layers: Sequence[Layer]) -> Ink | None:
    """The ink of letters under which ``layers`` lie, the nearest first; ``None`` where only pixels can tell.

    Without a ground of their own the letters are paint on what the picture shows, otherwise all is computed, down to
    the white that a page begins with.
    """
    letters, without = _premultiplied(colour), (0.0, 0.0, 0.0, 0.0)
    for number, layer in enumerate(layers):
        opaque = without[3] > 0.999
        if layer.effect:
            return None
        if layer.image and not opaque:
            # What is inside is paint on this image; a group that fades with its image is not.
            faded = any(outer.opacity < 1 or outer.effect for outer in layers[number:])
            return None if without[3] > 0 or faded else Ink(letters)
        if layer.ground is not None:
            below = _premultiplied(layer.ground)
            letters, without = _over(letters, below), _over(without, below)
        letters, without = _times(letters, layer.opacity), _times(without, layer.opacity)
    if without[3] == 0:
        return Ink(letters)
    white = (255.0, 255.0, 255.0, 1.0)
    return Ink(_over(letters, white), _colour(_over(without, white)))


def computed(ink: Ink) -> float | None:
    """The contrast as styles give it, without a picture; on white where no element has a ground."""
    behind = ink.ground or (255, 255, 255)
    return contrast(ink.on(behind), behind)


def measured(shown: bytes, plain: bytes, width: int, ink: Ink | None, size: float = 0.0) -> float | None:
    """The contrast of letters in a cut of two pictures (RGB, row by row, ``width`` pixels a row), or ``None``.

    ``size`` of the letters in px. 1.0 means that nothing can be seen. Where the ground varies, the letter in the middle
    of the order counts: half of the letters are better, half are worse.
    """
    letters = _letters(shown, plain, width, max(8, round(size)))
    count = sum(map(len, letters))
    if count < _FEWEST:
        return None if ink is None else 1.0 if _drawn_unseen(plain, ink) else None
    pixels = _most(letters, _ratio)
    if ink is None or (ink.ground is not None and not _is_near(letters, ink.ground)):
        return pixels

    def styled(_: Colour, without: Colour) -> float:
        return _ratio(ink.on(without), without)

    most = _most(letters, styled)
    if pixels > most * _STRONGER + 0.1 or (size >= _WIDE and pixels < most * _WEAKER):
        return pixels
    if ink.ground is not None:
        return contrast(ink.on(ink.ground), ink.ground)
    return median(median(styled(*pair) for pair in letter) for letter in letters)


def stands_out(inside: Sequence[tuple[int, Colour]], around: Sequence[tuple[int, Colour]]) -> float | None:
    """Contrast of a control's own shape: colours of its box, how often each, to the most frequent one around it."""
    if not inside or not around:
        return None
    behind = max(around)[1]
    least = max(2, sum(count for count, _ in inside) // 50)
    return max((_ratio(colour, behind) for count, colour in inside if count >= least), default=None)


def _most(letters: list[list[tuple[Colour, Colour]]], ratio: Callable[[Colour, Colour], float]) -> float:
    """The strongest pixel of each letter, and of these the one that three of four letters reach or stay below."""
    strongest = sorted(max(ratio(*pair) for pair in letter) for letter in letters)
    return strongest[len(strongest) * 3 // 4]


def _letters(shown: bytes, plain: bytes, width: int, pitch: int) -> list[list[tuple[Colour, Colour]]]:
    """Changed pixels as (with letters, without), gathered by the columns that a letter is about wide."""
    row = 3 * max(1, width)
    found: dict[int, list[tuple[Colour, Colour]]] = {}
    for start in range(0, len(shown), row):
        one, other = shown[start : start + row], plain[start : start + row]
        if one == other:
            continue
        for at in range(0, len(one), 3):
            with_, without = one[at : at + 3], other[at : at + 3]
            if with_ != without and max(abs(a - b) for a, b in zip(with_, without, strict=True)) >= _CHANGED:
                pair = (with_[0], with_[1], with_[2]), (without[0], without[1], without[2])
                found.setdefault(at // 3 // pitch, []).append(pair)
    return [found[column] for column in sorted(found)]


def _drawn_unseen(plain: bytes, ink: Ink) -> bool:
    """Whether letters in this ink would change nothing: they have the colour of their ground."""
    middle = len(plain) // 6 * 3
    if len(plain) < 3:
        return False
    behind = ink.ground or (plain[middle], plain[middle + 1], plain[middle + 2])
    return max(abs(a - b) for a, b in zip(ink.on(behind), behind, strict=True)) < _CHANGED


def _is_near(letters: list[list[tuple[Colour, Colour]]], ground: Colour) -> bool:
    """Whether most letters stand on the ground that styles give."""
    behind = [without for letter in letters for _, without in letter]
    near = sum(max(abs(a - b) for a, b in zip(colour, ground, strict=True)) <= _NEAR for colour in behind)
    return near * 10 >= len(behind) * 9


def _premultiplied(colour: Rgba) -> Rgba:
    red, green, blue, alpha = colour
    return red * alpha, green * alpha, blue * alpha, alpha


def _over(above: Rgba, below: Rgba) -> Rgba:
    rest = 1 - above[3]
    red, green, blue, alpha = (own + rest * other for own, other in zip(above, below, strict=True))
    return red, green, blue, alpha


def _times(colour: Rgba, share: float) -> Rgba:
    return colour[0] * share, colour[1] * share, colour[2] * share, colour[3] * share


def _colour(colour: Rgba) -> Colour:
    return _byte(colour[0]), _byte(colour[1]), _byte(colour[2])


def _byte(level: float) -> int:
    return min(255, max(0, round(level)))
