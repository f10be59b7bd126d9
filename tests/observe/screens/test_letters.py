"""Sizes of letters from rows of ink: the rows here are those that a renderer drew in a known size."""

from __future__ import annotations

import pytest

from glasshouse.observe.screens.letters import extent, font_size


@pytest.mark.parametrize(
    ("text", "rows", "pixels"),
    [
        ("服务协议与隐私政策", [(533, 56)], 60),
        ("不同意并退出", [(210, 33)], 36),
        ("同意《芝麻服务协议》，允许芝麻信用收集我的信息并向第三方提供", [(411, 13)], 14),
        ("I agree", [(112, 31)], 32),
        ("No", [(37, 23)], 30),
        ("x", [(15, 16)], 30),
    ],
)
def test_height_of_a_row_gives_the_size(text: str, rows: list[tuple[int, int]], pixels: float) -> None:
    assert font_size(text, rows) == pytest.approx(pixels, rel=0.08)


def test_the_tallest_of_several_rows_decides() -> None:
    assert font_size("a page on one or two rows", [(200, 16), (90, 23)]) == pytest.approx(26, rel=0.07)


def test_letters_drawn_as_capitals_are_not_taken_for_smaller_ones() -> None:
    # "I AGREE" at 28 pixels: no letter reaches below the line, and the row is wider.
    assert font_size("I agree", [(118, 21)]) == pytest.approx(28, rel=0.1)


@pytest.mark.parametrize(
    ("text", "rows"), [("", [(5, 5)]), ("a", []), ("   ", [(5, 5)]), ("\u00d7", [(9, 8)]), ("a", [(900, 10)])]
)
def test_where_nothing_fits_there_is_no_size(text: str, rows: list[tuple[int, int]]) -> None:
    assert font_size(text, rows) is None


def test_extent_of_nothing_is_nothing() -> None:
    assert extent("").along == 0
