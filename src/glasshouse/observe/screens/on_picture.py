"""A dump and its picture brought together: do they fit, and what does a box measure on the picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glasshouse.observe.screens.ink import Drawn, Ink, look
from glasshouse.observe.screens.letters import font_size
from glasshouse.observe.screens.screen import Box, Piece, Role
from glasshouse.open.picture import Picture

#: Two ratios of sides are one, when they differ by no more: pictures are scaled to whole pixels.
_SAME_RATIO = 0.015
#: Part of a picture of one colour from which on nothing was drawn on it.
_EMPTY = 0.999
#: A share of boxes with text that show nothing: the picture is of another moment.
_OTHER_MOMENT = 0.5
#: Density without scale: one dp is one pixel.
_PLAIN_DENSITY = 160

NO_PICTURE = "sizes of letters and contrast: there is no picture"
NO_DENSITY = "sizes in dp and sp: the density of the screen is not known"
MANY = "sizes and contrast of some pieces: there are too many"
#: Pieces that are measured on one picture.
_MEASURED = 1_000
#: Pixels that are looked at for one picture, in pictures of its size: boxes inside each other are seen more than once.
_LOOKED_AT = 12


@dataclass(frozen=True, slots=True)
class Fit:
    """How a dump lies on its picture: ``scale`` turns its pixels into those of the picture.

    ``picture`` is absent where nothing can be measured; ``remark`` says why, or that the picture was scaled.
    """

    picture: Picture | None
    scale: float = 1.0
    remark: str = ""

    def box(self, box: Box) -> Box:
        """A box of the dump in pixels of the picture."""
        left, top, width, height = box
        ends = (left, top, left + width, top + height)
        x, y, right, bottom = (round(end * self.scale) for end in ends)
        return x, y, right - x, bottom - y


def fit(picture: Picture | None, reach: tuple[int, int], *, from_corner: bool) -> Fit:
    """Bring a dump that reaches to ``(x, y)`` onto a picture; ``from_corner``: its window begins at the corner."""
    if picture is None:
        return Fit(None, remark=NO_PICTURE)
    colours = picture.colours((0, 0, picture.width, picture.height))
    if colours[0][0] >= _EMPTY * picture.width * picture.height:
        said = "black, as of an app that forbids pictures" if max(colours[0][1]) == 0 else "of one colour"
        return Fit(None, remark=f"sizes of letters and contrast: the picture is {said}")
    across, down = picture.width / max(1, reach[0]), picture.height / max(1, reach[1])
    alike = abs(across / down - 1) <= _SAME_RATIO
    fits = across >= 1 and down >= 1
    if fits and not (alike and from_corner and across > 1 + _SAME_RATIO):
        return Fit(picture)
    if alike:
        wide, high = reach
        return Fit(picture, across, f"exact sizes: the dump is of {wide} x {high} pixels, the picture was scaled to it")
    return Fit(
        None,
        remark=f"sizes of letters and contrast: the picture of {picture.width} x {picture.height} pixels is not of "
        f"the screen of the dump, which reaches to {reach[0]} x {reach[1]}",
    )


def measure(pieces: list[Piece], placed: Fit, density: int | None) -> tuple[list[Piece], list[str]]:
    """The pieces with what the picture shows of them, and what could not be measured.

    Widths, heights and sizes come in dp and sp where the density is known, and stay absent else.
    """
    unit = _PLAIN_DENSITY / density / placed.scale if density else None
    missing = [placed.remark] if placed.remark else []
    missing += [] if density else [NO_DENSITY]
    done: list[Piece] = []
    flat = lettered = 0
    left = _LOOKED_AT * placed.picture.width * placed.picture.height if placed.picture is not None else 0
    for number, given in enumerate(pieces):
        piece = given
        if unit and piece.box is not None:
            piece = replace(piece, width=round(piece.box[2] * unit, 1), height=round(piece.box[3] * unit, 1))
        area = piece.box[2] * piece.box[3] if piece.box is not None else 0
        left -= area
        if placed.picture is not None and area and number < _MEASURED and left >= 0:
            own = _letters(piece)
            ink = look(placed.picture, _free(pieces, number), len(own), _drawn(piece.role))
            flat += ink.flat and bool(own)
            lettered += bool(own)
            piece = _with(piece, ink, own, unit)
        done.append(piece)
    missing += [MANY] if placed.picture is not None and (len(pieces) > _MEASURED or left < 0) else []
    if lettered > 1 and flat > _OTHER_MOMENT * lettered:
        missing.append("sizes of letters and contrast: the picture does not show the texts of the dump")
        done = [replace(p, size=None, contrast=None, ground=None, filled=None) for p in done]
    return done, missing


def _letters(piece: Piece) -> str:
    """What is drawn in letters: the text, or the prompt of an empty field; what was typed is not known here."""
    if piece.role is Role.FIELD:
        return "" if piece.text else piece.hint
    return piece.text


def _with(piece: Piece, ink: Ink, own: str, unit: float | None) -> Piece:
    pixels = font_size(own, list(ink.rows))
    return replace(
        piece,
        size=round(pixels * unit, 1) if pixels and unit else None,
        contrast=_round(ink.contrast),
        ground=_round(ink.shape),
        filled=ink.filled,
    )


def _round(ratio: float | None) -> float | None:
    return None if ratio is None else round(ratio, 2)


def _drawn(role: Role) -> Drawn:
    if role in (Role.CHECKBOX, Role.RADIO):
        return Drawn.LEFT
    return Drawn.RIGHT if role is Role.SWITCH else Drawn.NOWHERE


def _free(pieces: list[Piece], number: int) -> Box:
    """The box of a piece without what another piece takes of its left or right end: a close button beside a title."""
    left, top, width, height = pieces[number].box or (0, 0, 0, 0)
    right, middle = left + width, left + width / 2
    for other, piece in enumerate(pieces):
        if other == number or piece.box is None:
            continue
        x, y, wide, high = piece.box
        if y >= top + height or y + high <= top or x >= right or x + wide <= left:
            continue
        if x > middle:
            right = min(right, x)
        elif x + wide < middle:
            left = max(left, x + wide)
    return left, top, right - left, height
