"""Estimates of widths and heights on a phone of 360 dp."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.observe.screens.packages import ATTRIBUTES, LIGHT, app, screen

from glasshouse.observe.screens.layout_size import MATCH, WRAP, asked, inner_width, shares, size_of, spaces
from glasshouse.observe.screens.style import Looks, Theme
from glasshouse.observe.screens.values import Value, Values


@pytest.fixture
def plain(tmp_path: Path) -> Theme:
    return Theme(Values(app(tmp_path, {"main": screen()})), LIGHT)


def looks(plain: Theme, **given: str) -> Looks:
    kinds = {"dp": "dimension", "sp": "dimension"}
    ids: dict[int | str, Value] = {ATTRIBUTES[k]: Value(kinds.get(v[-2:], "int"), 0, v) for k, v in given.items()}
    return Looks(plain, ids, ())


def test_what_a_view_asks_for(plain: Theme) -> None:
    assert [asked(looks(plain, layout_width=w), "width") for w in ("-1", "-2", "40dp", "0dp")] == [MATCH, WRAP, 40, 0]
    assert asked(looks(plain), "width") == WRAP


def test_spaces_at_both_sides(plain: Theme) -> None:
    assert spaces(looks(plain, padding="8dp"), "padding") == 16
    assert spaces(looks(plain, paddingStart="8dp", paddingRight="4dp", paddingTop="90dp"), "padding") == 12
    assert spaces(looks(plain, paddingTop="90dp"), "padding", upright=True) == 90
    assert spaces(looks(plain, paddingLeft="-99dp"), "padding") == 0


def test_room_goes_down_and_is_shared_by_weight(plain: Theme) -> None:
    assert inner_width(looks(plain, layout_width="-1", padding="16dp"), 360) == 328
    assert inner_width(looks(plain, layout_width="100dp"), None) == 100
    assert inner_width(looks(plain, layout_width="-2"), None) is None
    row = [looks(plain, layout_width="60dp"), looks(plain, layout_weight="1"), looks(plain, layout_weight="2")]
    assert shares(row, 360)[1:] == [100, 200]
    assert shares(row, None) == [None, None, None]


def test_a_text_takes_its_letters_and_a_long_one_more_rows(plain: Theme) -> None:
    small = size_of(looks(plain, layout_width="-2", layout_height="-2"), "同意", 10, 360, drawn=False)
    assert list(small) == pytest.approx([20, 13.3])
    width, height = size_of(looks(plain, layout_width="-1", layout_height="-2"), "同" * 72, 10, 360, drawn=False)
    assert width == 360
    assert height == pytest.approx(26.6)


def test_fixed_least_and_unknown_sizes(plain: Theme) -> None:
    assert size_of(looks(plain, layout_width="4dp", layout_height="5dp"), "x", 10, 360, drawn=False) == (4, 5)
    assert size_of(looks(plain, layout_height="-2", minWidth="88dp", minHeight="48dp"), "x", 10, 360, drawn=False) == (
        88,
        48,
    )
    assert size_of(looks(plain, layout_width="-1", layout_height="-1"), "x", 10, None, drawn=False) == (None, None)
    assert size_of(looks(plain, layout_height="-2"), "", 10, 360, drawn=True)[1] == 32
