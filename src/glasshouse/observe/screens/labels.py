"""Which words belong to a box that has none of its own: those that stand beside it on the same row."""

from __future__ import annotations

from dataclasses import replace

from glasshouse.observe.screens.screen import Box, Piece, Role

BOXES = (Role.CHECKBOX, Role.SWITCH, Role.RADIO)
#: Share of the lower of two pieces that both have to stand on to be on one row.
_ON_ROW = 0.5
#: A label begins within so many widths of its box.
_NEAR = 3.0
#: Pieces of a screen whose boxes get labels; more is no screen for people.
_MOST = 2_000


def with_labels(pieces: list[Piece]) -> list[Piece]:
    """The pieces, each box with the words beside it; what was measured of the words is then said of the box."""
    boxes = [number for number, piece in enumerate(pieces[:_MOST]) if piece.role in BOXES]
    done = list(pieces)
    for number in boxes:
        box = pieces[number]
        beside = _beside(pieces, number)
        if not beside:
            continue
        first = beside[0]
        said = " ".join(filter(None, (box.text, *(piece.text for piece in beside))))
        done[number] = (
            replace(box, text=said)
            if box.text
            else replace(box, text=said, size=first.size, contrast=first.contrast, bold=first.bold)
        )
    return done


def _beside(pieces: list[Piece], number: int) -> list[Piece]:
    """Texts on the row of a box: to its right up to the next control, for a switch to its left."""
    mine = pieces[number]
    if mine.box is None:
        return []
    row = [
        piece
        for piece in pieces[:_MOST]
        if piece is not mine and piece.box is not None and _same_row(mine.box, piece.box) and piece.box[2] > 0
    ]
    right = sorted((p for p in row if _left(p) >= mine.box[0] + mine.box[2] * 0.9), key=_left)
    found: list[Piece] = []
    end = mine.box[0] + mine.box[2]
    for piece in right:
        if not _is_words(piece) or _left(piece) - end > _NEAR * max(mine.box[3], 1):
            break
        found.append(piece)
        end = _left(piece) + (piece.box or mine.box)[2]
    if found or mine.text or mine.role is not Role.SWITCH:
        return found
    left = [p for p in row if _left(p) < mine.box[0] and _is_words(p)]
    return [max(left, key=_left)] if left else []


def _is_words(piece: Piece) -> bool:
    """Words, or a link among them; a button beside a box is not its label."""
    return bool(piece.text) and piece.role in (Role.TEXT, Role.LINK)


def _left(piece: Piece) -> int:
    return piece.box[0] if piece.box else 0


def _same_row(one: Box, other: Box) -> bool:
    shared = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return shared >= _ON_ROW * max(1, min(one[3], other[3]))
