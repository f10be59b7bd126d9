"""A page as a browser showed it, from the folder that ``collect`` left: ``snapshot.json`` and its pictures.

The folder may have been sent by anyone: what is not of the expected form is refused or left out, never believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from glasshouse.errors import GlasshouseError, InputError
from glasshouse.model.place import ScreenPlace
from glasshouse.observe.screens.contrast import Ink, Layer, Rgba, computed, ink_of, measured, stands_out
from glasshouse.observe.screens.screen import Box, Piece, Role, Screen
from glasshouse.open.picture import Picture, read_picture

Json = Mapping[str, Any]

#: Bounds of a snapshot: bytes, pieces, characters of a text, pictures.
_BYTES, _PIECES, _CHARS, _PICTURES = 32 * 2**20, 2_000, 4_000, 8
#: Pixels around a control that show what is behind it.
_RIM = 3
#: Pixels of a text that are measured: enough for every letter of a paragraph.
_PIXELS = 120_000


@dataclass(slots=True)
class _Pictures:
    """Pairs of pictures, with and without letters, and what could not be measured."""

    pairs: list[tuple[Picture, Picture]] = field(default_factory=list)
    missing: dict[str, None] = field(default_factory=dict)


def read_page(folder: Path, name: str = "") -> Screen:
    """The screen of one state. ``name`` stands in places and before the name of the picture; the folder's by default.

    Raises ``InputError`` for a folder without a readable snapshot. Pictures that are missing or damaged are said in
    ``missing``, and contrast is then computed from styles alone.
    """
    snapshot = _snapshot(folder / "snapshot.json")
    name = name or folder.name
    pictures = _pictures(folder, snapshot)
    file = f"{name}/screen.png"
    raw = [piece for piece in _list(snapshot, "pieces")[:_PIECES] if isinstance(piece, dict)]
    pieces = tuple(piece for piece in (_piece(one, file, pictures) for one in raw) if piece is not None)
    view = _numbers(snapshot.get("view"), 2)
    remarks = [_text(remark) for remark in _list(snapshot, "remarks")[:50]]
    return Screen(
        name=name,
        source="page",
        pieces=pieces,
        title=_text(snapshot.get("title")),
        picture=file if (folder / "screen.png").is_file() else "",
        view=(int(view[0]), int(view[1])) if view else None,
        covers=_text(snapshot.get("covers")),
        missing=tuple(dict.fromkeys([*remarks, *pictures.missing])),
    )


def _snapshot(path: Path) -> Json:
    try:
        if path.stat().st_size > _BYTES:
            raise InputError(f"{path}: larger than {_BYTES} bytes, which no snapshot is")
        read = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{path}: no snapshot of a page: {error}", hint="give the folder of one state") from error
    if not isinstance(read, dict) or read.get("format") != 1:
        raise InputError(f"{path}: expected a snapshot of format 1", hint="give the folder of one state")
    return read


def _pictures(folder: Path, snapshot: Json) -> _Pictures:
    found = _Pictures()
    try:
        for pair in _list(snapshot, "pictures")[:_PICTURES]:
            names = [Path(str(name)).name for name in pair][:2] if isinstance(pair, list) else []
            shown, plain = (read_picture(name, (folder / name).read_bytes()) for name in names)
            if (shown.width, shown.height) != (plain.width, plain.height):
                raise InputError(f"{shown.name} and {plain.name} are not of one size")
            found.pairs.append((shown, plain))
    except (GlasshouseError, OSError, ValueError) as error:
        found.missing[f"pictures could not be read, contrast is computed from styles: {str(error)[:200]}"] = None
    return found


def _piece(raw: Json, file: str, pictures: _Pictures) -> Piece | None:
    box = _box(raw.get("box"))
    try:
        role = Role(str(raw.get("role")))
    except ValueError:
        return None
    if box is None:
        return None
    letters = raw.get("letters") if isinstance(raw.get("letters"), dict) else None
    shown, node = raw.get("shown") is not False, _text(raw.get("node"))
    checked = raw.get("checked")
    return Piece(
        node=node,
        role=role,
        text=_text(raw.get("text")),
        place=ScreenPlace(file, node, box),
        hint=_text(raw.get("hint")),
        box=box,
        width=_number(raw.get("width")),
        height=_number(raw.get("height")),
        size=_number(letters.get("size")) if letters else None,
        bold=letters.get("bold") is True if letters else None,
        contrast=_contrast(raw, letters, pictures) if letters and shown else None,
        ground=_ground(raw, box, pictures) if shown and role not in {Role.TEXT, Role.LINK} else None,
        opacity=_number(raw.get("opacity")),
        filled=_filled(raw),
        checked=checked if isinstance(checked, bool) else None,
        enabled=raw.get("enabled") is not False,
        clickable=raw.get("clickable") is True,
        in_view=raw.get("in_view") if isinstance(raw.get("in_view"), bool) else None,
        covered=raw.get("covered") if isinstance(raw.get("covered"), bool) else None,
        shown=shown,
        required=raw.get("required") is True,
        container=_text(raw.get("container")),
        target=_text(raw.get("target")),
    )


def _contrast(raw: Json, letters: Json, pictures: _Pictures) -> float | None:
    """On pixels where the letters are in a picture, else from plain styles, as for words yet to be typed."""
    colour, pair = _rgba(letters.get("ink")), _pair(raw, pictures)
    ink = ink_of(colour, _layers(letters.get("layers"))) if colour else None
    found = None
    if pair is not None and letters.get("typed") is not True:
        rects = [box for box in map(_box, _list(raw, "rects")) if box]
        found = _on_pixels(pair, rects, ink, _number(letters.get("size")) or 0.0)
    elif ink is not None:
        found = computed(ink)
    if found is None:
        pictures.missing["contrast of some texts: neither pictures nor styles tell it"] = None
    return None if found is None else round(found, 2)


def _on_pixels(pair: tuple[Picture, Picture], rects: list[Box], ink: Ink | None, size: float) -> float | None:
    """The line that most letters stand in decides; lines are measured one by one, up to a bound of pixels."""
    values: list[tuple[int, float]] = []
    left = _PIXELS
    for rect in sorted(rects, key=lambda box: -box[2] * box[3]):
        box = pair[0].cut(rect)
        left -= box[2] * box[3]
        if left < 0 and values:
            break
        value = measured(pair[0].pixels(box), pair[1].pixels(box), box[2], ink, size) if box[2] and box[3] else None
        if value is not None:
            values.append((box[2], value))
    if not values:
        return None
    values.sort(key=lambda pair: pair[1])
    half, total = sum(width for width, _ in values) / 2, 0
    for width, value in values:
        total += width
        if total >= half:
            return value
    return values[-1][1]


def _ground(raw: Json, box: Box, pictures: _Pictures) -> float | None:
    """Contrast of the control's own shape to the rim around it, in the picture without letters."""
    pair = _pair(raw, pictures)
    if pair is None or raw.get("picture") != 0 or raw.get("stand") is True:
        return None  # what stands for an invisible input may be drawn anywhere beside its box
    left, top, width, height = box
    sides = [
        (left - _RIM, top - _RIM, width + 2 * _RIM, _RIM - 1),
        (left - _RIM, top + height + 1, width + 2 * _RIM, _RIM - 1),
        (left - _RIM, top, _RIM - 1, height),
        (left + width + 1, top, _RIM - 1, height),
    ]
    plain = pair[1]
    return stands_out(plain.colours(box), [most for side in sides for most in plain.colours(side)[:1]])


def _filled(raw: Json) -> bool | None:
    """A ground of its own that differs from what is behind; ``None`` for what is no control."""
    fill = _rgba(raw.get("fill"))
    if fill is None:
        return None
    if raw.get("image") is True:
        return True
    behind = _layers(raw.get("behind"))
    own, other = ink_of(fill, behind), ink_of((0, 0, 0, 0), behind)
    if own is None or other is None or own.ground is None:
        return fill[3] > 0.05
    return (computed(own) or 1.0) > 1.05


def _pair(raw: Json, pictures: _Pictures) -> tuple[Picture, Picture] | None:
    number = raw.get("picture")
    return pictures.pairs[number] if isinstance(number, int) and 0 <= number < len(pictures.pairs) else None


def _layers(value: object) -> tuple[Layer, ...]:
    if not isinstance(value, list):
        return ()
    found = []
    for one in value[:50]:
        if isinstance(one, dict):
            opacity = _number(one.get("opacity"))
            faded = 1.0 if opacity is None else opacity
            found.append(Layer(_rgba(one.get("ground")), one.get("image") is True, faded, one.get("effect") is True))
    return tuple(found)


def _list(raw: Json, key: str) -> Sequence[Any]:
    value = raw.get(key)
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value[:_CHARS] if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e7
    return round(float(value), 3) if fits else None  # type: ignore[arg-type]


def _numbers(value: object, count: int) -> tuple[float, ...] | None:
    if not isinstance(value, list) or len(value) != count:
        return None
    found = tuple(number for number in map(_number, value) if number is not None)
    return found if len(found) == count else None


def _box(value: object) -> Box | None:
    found = _numbers(value, 4)
    return (int(found[0]), int(found[1]), int(found[2]), int(found[3])) if found else None


def _rgba(value: object) -> Rgba | None:
    found = _numbers(value, 4)
    return (found[0], found[1], found[2], found[3]) if found else None
