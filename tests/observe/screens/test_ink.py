"""What a box measures on a picture, drawn here with known colours and sizes."""

from __future__ import annotations

import pytest
from tests.observe.screens.drawing import WHITE, Canvas

from glasshouse.observe.screens.colour import contrast
from glasshouse.observe.screens.ink import Drawn, look

BLUE, GREY = (11, 87, 208), (195, 207, 223)
BOX = (20, 40, 300, 60)
TEXT = "I agree to this"


def test_letters_on_plain_ground() -> None:
    ink = look(Canvas().text((40, 50), TEXT, 24, GREY).picture(), BOX, len(TEXT), Drawn.NOWHERE)
    assert ink.contrast == pytest.approx(contrast(GREY, WHITE), abs=0.05)
    assert [height for _, height in ink.rows] == pytest.approx([24 * 0.95], abs=2)
    assert (ink.filled, ink.shape, ink.flat) == (False, None, False)


def test_a_filled_button_has_a_face_and_its_corners_are_no_letters() -> None:
    ink = look(Canvas().face(BOX, BLUE, 30).text((100, 55), TEXT, 24, WHITE).picture(), BOX, len(TEXT), Drawn.NOWHERE)
    assert ink.filled
    assert ink.shape == pytest.approx(contrast(BLUE, WHITE))
    assert ink.contrast == pytest.approx(contrast(BLUE, WHITE), abs=0.05)
    assert len(ink.rows) == 1
    assert ink.rows[0][1] < 26


@pytest.mark.parametrize("radius", [0, 8, 30])
def test_an_outline_is_a_shape_and_no_letter(radius: int) -> None:
    canvas = Canvas().face(BOX, None, radius, outline=BLUE, width=2).text((100, 55), TEXT, 24)
    ink = look(canvas.picture(), BOX, len(TEXT), Drawn.NOWHERE)
    assert not ink.filled
    assert ink.shape is not None
    assert ink.shape > 4
    assert [height for _, height in ink.rows] == pytest.approx([24 * 0.95], abs=2)


def test_the_tick_of_a_box_hides_no_pale_letters() -> None:
    canvas = Canvas().face((24, 50, 36, 36), BLUE, 4).text((70, 50), TEXT, 24, GREY)
    ink = look(canvas.picture(), BOX, len(TEXT), Drawn.LEFT)
    assert ink.contrast == pytest.approx(contrast(GREY, WHITE), abs=0.05)
    assert ink.shape == pytest.approx(contrast(BLUE, WHITE), abs=0.05)
    assert ink.rows[0][1] < 26


def test_the_track_of_a_switch_stands_at_the_right() -> None:
    canvas = Canvas().text((24, 50), TEXT, 24, GREY).face((270, 50, 40, 22), (158, 158, 158), 11)
    ink = look(canvas.picture(), BOX, len(TEXT), Drawn.RIGHT)
    assert ink.contrast == pytest.approx(contrast(GREY, WHITE), abs=0.05)
    assert ink.shape == pytest.approx(contrast((158, 158, 158), WHITE), abs=0.05)


def test_an_underline_is_no_row_of_letters() -> None:
    canvas = Canvas().text((24, 50), TEXT, 24).face((20, 96, 300, 2), (0, 0, 0))
    assert len(look(canvas.picture(), BOX, len(TEXT), Drawn.NOWHERE).rows) == 1


def test_two_rows_are_two_rows() -> None:
    canvas = Canvas().text((24, 42), TEXT, 20).text((24, 72), "agreement", 20)
    assert len(look(canvas.picture(), BOX, 24, Drawn.NOWHERE).rows) == 2


def test_nothing_drawn_is_flat() -> None:
    ink = look(Canvas().picture(), BOX, 5, Drawn.NOWHERE)
    assert (ink.flat, ink.contrast, ink.rows) == (True, 1.0, ())


@pytest.mark.parametrize("upright", [True, False])
def test_a_gradient_is_measured_where_the_letters_stand(upright: bool) -> None:
    canvas = Canvas()
    for at in range(400):
        level = 255 - at // (2 if upright else 4)
        canvas.face((0, at, 400, 1) if upright else (at, 0, 1, 200), (level, level, 255))
    canvas.text((40, 50), TEXT, 24, (207, 198, 164))
    ink = look(canvas.picture(), BOX, len(TEXT), Drawn.NOWHERE)
    assert ink.contrast == pytest.approx(contrast((207, 198, 164), (225, 225, 255)), abs=0.12)
    assert [height for _, height in ink.rows] == pytest.approx([24 * 0.95], abs=3)


def test_a_photograph_is_not_measured() -> None:
    canvas = Canvas()
    for x in range(400):
        for y in range(0, 200, 2):
            canvas.face((x, y, 1, 2), (x * 7 % 256, y * 11 % 256, (x * y) % 256))
    assert look(canvas.picture(), BOX, 5, Drawn.NOWHERE).contrast is None


def test_a_box_outside_the_picture_is_not_measured() -> None:
    ink = look(Canvas().picture(), (900, 900, 10, 10), 5, Drawn.NOWHERE)
    assert (ink.contrast, ink.filled) == (None, None)
