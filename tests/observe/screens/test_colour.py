"""Contrast as WCAG defines it."""

from __future__ import annotations

import pytest

from glasshouse.observe.screens.colour import contrast, luminance, over

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), ((0x76, 0x76, 0x76), WHITE, 4.54), (WHITE, (0xFF, 0, 0), 4.0)],
)
def test_known_ratios_in_either_order(one: tuple[int, int, int], other: tuple[int, int, int], ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_luminance_runs_from_black_to_white() -> None:
    assert luminance(BLACK) == 0.0
    assert luminance(WHITE) == pytest.approx(1.0)


def test_paint_lets_the_ground_through() -> None:
    assert over(0xFF102030, WHITE) == (0x10, 0x20, 0x30)
    assert over(0x80000000, WHITE) == (127, 127, 127)
    assert over(0xFF000000, WHITE, 0.5) == (128, 128, 128)
    assert over(0x00FF0000, WHITE) == WHITE
