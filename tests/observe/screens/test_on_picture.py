"""A dump and a picture that may not belong together."""

from __future__ import annotations

import pytest
from tests.observe.screens.drawing import Canvas

from glasshouse.model.place import ScreenPlace
from glasshouse.observe.screens.on_picture import MANY, NO_DENSITY, NO_PICTURE, fit, measure
from glasshouse.observe.screens.screen import Box, Piece, Role

TEXT = "I agree to this"


def piece(box: Box, text: str = TEXT, role: Role = Role.TEXT) -> Piece:
    return Piece("a", role, text, ScreenPlace("a", "0", box), box=box)


def drawn(width: int = 400, height: int = 200) -> Canvas:
    return Canvas(width, height).text((40, 50), TEXT, 24, (90, 90, 90))


@pytest.mark.parametrize(
    ("reach", "from_corner", "scale"),
    [
        ((400, 200), True, 1.0),
        ((400, 180), True, 1.0),  # bars of the system are on the picture and not in the dump
        ((300, 150), False, 1.0),  # a dialog
        ((200, 100), True, 2.0),
        ((800, 400), True, 0.5),
    ],
)
def test_a_picture_fits_or_is_scaled(reach: tuple[int, int], from_corner: bool, scale: float) -> None:
    found = fit(drawn().picture(), reach, from_corner=from_corner)
    assert found.picture is not None
    assert found.scale == pytest.approx(scale)
    assert bool(found.remark) is (scale != 1.0)


@pytest.mark.parametrize("reach", [(200, 400), (500, 200), (4000, 10)])
def test_a_picture_of_another_screen_is_not_used(reach: tuple[int, int]) -> None:
    found = fit(drawn().picture(), reach, from_corner=True)
    assert found.picture is None
    assert "400 x 200" in found.remark


def test_a_black_picture_says_that_the_app_forbids_pictures() -> None:
    found = fit(Canvas(ground=(0, 0, 0)).picture(), (400, 200), from_corner=True)
    assert found.picture is None
    assert "black" in found.remark
    assert "one colour" in fit(Canvas().picture(), (400, 200), from_corner=True).remark
    assert fit(None, (1, 1), from_corner=True).remark == NO_PICTURE


def test_sizes_come_in_sp_and_only_with_a_density() -> None:
    placed = fit(drawn().picture(), (400, 200), from_corner=True)
    (known,), nothing = measure([piece((20, 40, 300, 60))], placed, 320)
    assert (known.width, known.height) == (150, 30)
    assert known.size == pytest.approx(12, rel=0.07)
    assert nothing == []
    (unknown,), missing = measure([piece((20, 40, 300, 60))], placed, None)
    assert (unknown.width, unknown.size, unknown.contrast) == (None, None, known.contrast)
    assert missing == [NO_DENSITY]


def test_a_scaled_picture_gives_the_same_sizes() -> None:
    placed = fit(drawn(400, 200).picture(), (800, 400), from_corner=True)
    (found,), _ = measure([piece(placed.box((40, 80, 600, 120)))], placed, 320)
    assert found.size == pytest.approx(24, rel=0.07)
    assert (found.width, found.height) == (300, 60)


def test_a_picture_of_another_moment_measures_nothing() -> None:
    placed = fit(drawn().picture(), (400, 200), from_corner=True)
    found, missing = measure([piece((20, 110, 300, 20)), piece((20, 140, 300, 20))], placed, 160)
    assert [p.contrast for p in found] == [None, None]
    assert "does not show" in missing[0]


def test_a_close_button_on_the_row_is_not_measured_with_the_title() -> None:
    canvas = drawn().text((330, 20), "X", 90)
    pieces = [piece((20, 40, 370, 60)), piece((320, 20, 70, 100), "X", Role.BUTTON)]
    title = measure(pieces, fit(canvas.picture(), (400, 200), from_corner=True), 160)[0][0]
    assert title.size == pytest.approx(24, rel=0.07)


def test_many_pieces_are_not_all_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glasshouse.observe.screens.on_picture._MEASURED", 1)
    found, missing = measure([piece((20, 40, 300, 60))] * 2, fit(drawn().picture(), (400, 200), from_corner=True), 160)
    assert found[1].contrast is None
    assert MANY in missing


def test_boxes_inside_each_other_do_not_cost_without_end() -> None:
    found, missing = measure([piece((0, 0, 400, 200))] * 30, fit(drawn().picture(), (400, 200), from_corner=True), 160)
    assert found[0].contrast is not None
    assert found[-1].contrast is None
    assert missing == [MANY]
