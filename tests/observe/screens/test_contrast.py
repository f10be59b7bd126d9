"""Letters are measured where two pictures differ; styles count where they are beyond doubt."""

from __future__ import annotations

import pytest

from glasshouse.observe.screens.contrast import Ink, Layer, Rgba, computed, ink_of, measured, stands_out

Colour = tuple[int, int, int]

BLACK, WHITE, GREY = (0, 0, 0, 1.0), (255, 255, 255, 1.0), (118, 118, 118, 1.0)
LETTER = ("........", "..####..", "..#..#..", "..####..", "..#..#..", "........")


def drawn(ink: Colour, ground: list[Colour], soft: float = 1.0) -> tuple[bytes, bytes, int]:
    """A letter over columns of ground, with and without it; ``soft`` is how much of a pixel the letter covers."""

    def row(line: str, *, inked: bool) -> bytes:
        pixels = []
        for sign, below in zip(line, ground, strict=True):
            share = soft if inked and sign == "#" else 0.0
            pixels.append(bytes(round(share * i + (1 - share) * b) for i, b in zip(ink, below, strict=True)))
        return b"".join(pixels)

    shown, plain = (b"".join(row(line, inked=inked) for line in LETTER) for inked in (True, False))
    return shown, plain, 8


@pytest.mark.parametrize(
    ("colour", "layers", "expected"),
    [
        (GREY, (), 4.54),
        (BLACK, (Layer(ground=WHITE),), 21.0),
        ((0, 0, 0, 0.3), (Layer(ground=WHITE),), 2.12),  # alpha of the letters
        (BLACK, (Layer(opacity=0.3), Layer(ground=WHITE)), 2.12),  # opacity of the text alone
        (BLACK, (Layer(ground=(128, 128, 128, 1.0), opacity=0.5),), 2.17),  # of a group with its ground, over white
        (WHITE, (Layer(ground=(0, 0, 0, 0.5)), Layer(ground=WHITE)), 3.98),  # half a ground over another
        (BLACK, (Layer(ground=WHITE), Layer(image=True)), 21.0),  # what lies under an opaque ground does not count
    ],
)
def test_styles_are_computed_layer_by_layer(colour: Rgba, layers: tuple[Layer, ...], expected: float) -> None:
    ink = ink_of(colour, layers)
    assert ink is not None
    assert computed(ink) == pytest.approx(expected, abs=0.05)


@pytest.mark.parametrize(
    "layers",
    [
        (Layer(effect=True),),
        (Layer(ground=(0, 0, 0, 0.5)), Layer(image=True)),
        (Layer(image=True, opacity=0.5),),
        (Layer(ground=WHITE), Layer(effect=True)),
    ],
)
def test_where_only_pixels_can_tell_styles_are_silent(layers: tuple[Layer, ...]) -> None:
    assert ink_of(BLACK, layers) is None


def test_soft_edges_do_not_make_known_ink_paler() -> None:
    ground = [(255, 255, 255)] * 8
    pictures = drawn((0, 0, 0), ground, soft=0.6)
    assert measured(*pictures, ink_of(BLACK, ()), 10) == pytest.approx(21)
    assert measured(*pictures, None, 10) == pytest.approx(5.74, abs=0.2)


def test_the_ground_behind_the_letters_counts_not_the_rest() -> None:
    ground: list[Colour] = [(0, 0, 0)] * 2 + [(200, 200, 200)] * 4 + [(0, 0, 0)] * 2
    pictures = drawn((120, 120, 120), ground)
    assert measured(*pictures, ink_of((120, 120, 120, 1), (Layer(image=True),)), 10) == pytest.approx(2.64, abs=0.05)


def test_a_picture_is_believed_where_styles_claim_another_ground() -> None:
    pictures = drawn((255, 255, 255), [(0, 0, 0)] * 8)
    assert measured(*pictures, ink_of(WHITE, (Layer(ground=WHITE),)), 10) == pytest.approx(21)


def test_a_veil_over_large_letters_is_seen() -> None:
    pictures = drawn((200, 200, 200), [(255, 255, 255)] * 8)
    assert measured(*pictures, ink_of(BLACK, ()), 40) == pytest.approx(1.67, abs=0.05)
    assert measured(*pictures, ink_of(BLACK, ()), 10) == pytest.approx(21)  # small letters are never sharp


def test_letters_in_the_colour_of_their_ground_have_none() -> None:
    plain = bytes([255] * 3 * 40)
    assert measured(plain, plain, 8, ink_of(WHITE, ()), 10) == 1.0
    assert measured(plain, plain, 8, ink_of(BLACK, ()), 10) is None  # nothing was drawn: under something, perhaps
    assert measured(plain, plain, 8, None, 10) is None
    assert measured(b"", b"", 0, ink_of(BLACK, ()), 10) is None


def test_ink_is_paint_on_what_is_there() -> None:
    assert Ink((0.0, 0.0, 0.0, 0.5)).on((100, 200, 0)) == (50, 100, 0)


def test_a_shape_stands_out_by_what_it_has_most_of() -> None:
    around = [(40, (255, 255, 255)), (2, (0, 0, 0))]
    assert stands_out([(90, (255, 255, 255)), (10, (118, 118, 118))], around) == pytest.approx(4.54, abs=0.01)
    assert stands_out([(990, (255, 255, 255)), (1, (0, 0, 0))], around) == 1.0
    assert stands_out([], around) is None
