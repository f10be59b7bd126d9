"""What is drawn inside a box of a picture: its ground, the rows of its letters, its drawing, and what is behind it.

The ground of a box is its most frequent colour; ink is what differs from it. Strokes around a button and under a field,
the corners of a rounded shape and the tick of a box are told apart from letters by where they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from glasshouse.observe.screens.colour import Colour, contrast
from glasshouse.open.picture import Box, Picture

#: Levels of a channel from which on a pixel is not ground.
_SEEN = 2
#: Share of the furthest ink up to which a pixel is a trace of lossy compression.
_SPECK = 0.03
#: Share of the furthest ink from which on a pixel belongs to a letter, and not to its soft edge.
_CORE = 0.42
#: Share of a box that its ground has to take; less is a photograph or a gradient.
_PLAIN = 0.30
#: Strips of a gradient that are looked at, and the share of them that may have no plain ground.
_MOST_STRIPS, _UNPLAIN = 1_200, 0.1
#: Share of a width that ink runs through without a gap in a stroke; letters leave gaps.
_STROKE = 0.6
#: Share of the pixels of letters that lie beyond the colour taken for them: soft edges lie on this side of it.
_FURTHEST = 0.01
#: Up to so many signs a text is taken to stand in one row, so that 二 is not read as two rows.
_ONE_ROW = 3
_RUN = re.compile(b"\x01+")


class Drawn(Enum):
    """Where a control draws its own shape beside its letters."""

    NOWHERE = auto()
    LEFT = auto()
    RIGHT = auto()


@dataclass(frozen=True, slots=True)
class Ink:
    """What was measured; ``None`` where it is not plain.

    ``rows``: width and height in pixels of each row of letters. ``contrast``: of the letters to their ground.
    ``shape``: contrast of the control's own shape (face, outline, tick) to what is behind it. ``filled``: it has a
    face of its own. ``flat``: no pixel of the box differs from its ground.
    """

    rows: tuple[tuple[int, int], ...] = ()
    contrast: float | None = None
    shape: float | None = None
    filled: bool | None = None
    flat: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    """A part of a distance map: ``wide`` bytes a row; the part is given as left, top, right, bottom."""

    far: bytes
    wide: int

    def mask(self, least: int) -> _Field:
        return _Field(self.far.translate(bytes(int(level >= least) for level in range(256))), self.wide)

    def rows(self, part: Box) -> bytes:
        left, top, right, bottom = part
        return bytes(1 in self.far[y * self.wide + left : y * self.wide + right] for y in range(top, bottom))

    def columns(self, part: Box) -> bytes:
        left, top, right, bottom = part
        end = (bottom - 1) * self.wide + right
        return bytes(1 in self.far[top * self.wide + x : end : self.wide] for x in range(left, right))


def look(picture: Picture, box: Box, signs: int, drawn: Drawn) -> Ink:
    """Measure a box that holds a text of so many signs (0: a picture or a bare box) and perhaps a drawing."""
    box = picture.cut(box)
    colours = picture.colours(box)
    if not colours:
        return Ink()
    count, ground = colours[0]
    behind = _behind(picture, box)
    filled = None if behind is None else _differ(ground, behind)
    shape = contrast(ground, behind) if behind is not None and filled else None
    if count < _PLAIN * box[2] * box[3]:
        return _on_gradient(picture, box, signs, drawn) if signs else Ink()
    far = _Field(picture.distance(box, ground), box[2])
    most = max(far.far)
    if most < _SEEN:
        return Ink(contrast=1.0 if signs else None, shape=shape, filled=filled, flat=True)
    seen = far.mask(max(_SEEN, round(most * _SPECK)))
    inside, stroked = _between_strokes(seen, (0, 0, box[2], box[3]))
    letters, drawing = _apart(seen, inside, drawn, signs)
    if shape is None and behind is not None and drawing is not None:
        shape = _farthest(picture, box, drawing, ground)
    elif shape is None and behind is not None and (stroked or not signs):
        shape = _farthest(picture, box, (0, 0, box[2], box[3]), ground)
    if not signs or letters is None:
        return Ink(shape=shape, filled=filled)
    return Ink(_rows(far, letters, signs), _farthest(picture, box, letters, ground), shape, filled)


def _on_gradient(picture: Picture, box: Box, signs: int, drawn: Drawn) -> Ink:
    """The same where the ground changes along one direction: each strip across it has a plain ground of its own."""
    left, top, width, height = box
    rows = [(left, y, width, 1) for y in range(top, top + height)]
    columns = [(x, top, 1, height) for x in range(left, left + width)]
    for strips in (rows, columns):
        if len(strips) > _MOST_STRIPS:
            continue
        grounds = [picture.colours(strip)[0] for strip in strips]
        if sum(count < _PLAIN * (width * height / len(strips)) for count, _ in grounds) > _UNPLAIN * len(strips):
            continue
        parts = [picture.distance(strip, ground) for strip, (_, ground) in zip(strips, grounds, strict=True)]
        if strips is columns:
            parts = [bytes(part[y] for part in parts) for y in range(height)]
        far = _Field(b"".join(parts), width)
        letters, _ = _apart(far.mask(max(_SEEN, round(max(far.far) * _SPECK))), (0, 0, width, height), drawn, signs)
        if max(far.far) < _SEEN or letters is None:
            return Ink()
        inside = (
            [strip for strip in strips if letters[0] <= strip[0] - left < letters[2]] if strips is columns else strips
        )
        known = dict(zip(strips, (ground for _, ground in grounds), strict=True))
        ratios = [max(contrast(colour, known[strip]) for _, colour in picture.colours(strip)) for strip in inside]
        inked = sorted(ratio for ratio in ratios if ratio - 1 > (max(ratios) - 1) * _CORE)
        return Ink(_rows(far, letters, signs), inked[len(inked) // 2] if inked else None)
    return Ink()


def _behind(picture: Picture, box: Box) -> Colour | None:
    """The most frequent colour of a thin frame around a box."""
    left, top, width, height = box
    sides = (left - 3, top, 2, height), (left + width + 1, top, 2, height)
    ends = (left, top - 3, width, 2), (left, top + height + 1, width, 2)
    counted: dict[Colour, int] = {}
    for side in (*sides, *ends):
        for count, colour in picture.colours(side):
            counted[colour] = counted.get(colour, 0) + count
    return max(counted, key=lambda colour: (counted[colour], colour)) if counted else None


def _differ(one: Colour, other: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) >= _SEEN


def _between_strokes(seen: _Field, part: Box) -> tuple[Box, bool]:
    """The tallest part between horizontal strokes, and whether strokes stood on both sides of it."""
    left, top, right, bottom = part
    needle = b"\x01" * max(24, int(_STROKE * (right - left)))
    strokes = [y for y in range(top, bottom) if needle in seen.far[y * seen.wide + left : y * seen.wide + right]]
    edges = [top - 1, *strokes, bottom]
    above, below = max(pairwise(edges), key=lambda pair: pair[1] - pair[0])
    return (left, above + 1, right, below), above >= top and below < bottom


def _apart(seen: _Field, part: Box, drawn: Drawn, signs: int) -> tuple[Box | None, Box | None]:
    """The part with the letters and the part with the control's own drawing."""
    left, top, right, bottom = part
    if top >= bottom:
        return None, None
    runs = [(run.start() + left, run.end() + left) for run in _RUN.finditer(seen.columns(part))]
    # Ink at both edges is the corners of a rounded shape, or the sides of an outline.
    if len(runs) > 2 and runs[0][0] == left and runs[-1][1] == right:
        runs = runs[1:-1]
    drawing = None
    if drawn is not Drawn.NOWHERE and runs and (len(runs) > 1 or not signs):
        taken = runs.pop(0 if drawn is Drawn.LEFT else -1)
        drawing = (taken[0], top, taken[1], bottom)
    return ((runs[0][0], top, runs[-1][1], bottom) if runs else None), drawing


def _rows(far: _Field, letters: Box, signs: int) -> tuple[tuple[int, int], ...]:
    left, top, right, bottom = letters
    lines = [far.far[y * far.wide + left : y * far.wide + right] for y in range(top, bottom)]
    most = max(map(max, lines))
    soft, core = (far.mask(max(_SEEN, round(most * share))) for share in (_CORE / 3, _CORE))
    bands = [(run.start() + top, run.end() + top) for run in _RUN.finditer(soft.rows(letters))]
    if signs <= _ONE_ROW and bands:
        bands = [(bands[0][0], bands[-1][1])]
    rows = []
    for first, last in bands:
        across = core.columns((left, first, right, last))
        down = core.rows((left, first, right, last))
        if 1 in across:
            rows.append((across.rindex(1) - across.index(1) + 1, down.rindex(1) - down.index(1) + 1))
    return tuple(rows)


def _farthest(picture: Picture, box: Box, part: Box, ground: Colour) -> float | None:
    """Contrast of the ink that is furthest from the ground: a letter's stroke, without its soft edge."""
    left, top, right, bottom = part
    ink = [
        (contrast(colour, ground), count)
        for count, colour in picture.colours((box[0] + left, box[1] + top, right - left, bottom - top))
        if _differ(colour, ground)
    ]
    if not ink:
        return None
    ink.sort(reverse=True)
    beyond = _FURTHEST * sum(count for _, count in ink)
    for ratio, count in ink:
        beyond -= count
        if beyond <= 0:
            return ratio
    return ink[-1][0]
