"""Pictures are decoded behind bounds, and only PNG."""

from __future__ import annotations

import io
import struct
import sys
import zlib

import pytest
from PIL import Image

from glasshouse.errors import InputError
from glasshouse.open.picture import NoPictureReaderError, read_picture


def png(image: Image.Image, kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    image.save(made, kind)
    return made.getvalue()


def two_halves() -> Image.Image:
    image = Image.new("RGB", (8, 4), (255, 255, 255))
    image.paste((10, 20, 30), (0, 0, 2, 4))
    return image


def header(width: int, height: int) -> bytes:
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + body + struct.pack(">I", zlib.crc32(body)) + bytes(60)


def test_colours_come_most_frequent_first_and_boxes_are_cut_to_the_picture() -> None:
    picture = read_picture("a.png", png(two_halves()))
    assert (picture.width, picture.height) == (8, 4)
    assert picture.colours((-5, 0, 100, 100)) == [(24, (255, 255, 255)), (8, (10, 20, 30))]
    assert picture.colours((9, 9, 3, 3)) == []


def test_distance_is_the_largest_difference_of_a_channel() -> None:
    picture = read_picture("a.png", png(two_halves()))
    assert picture.distance((1, 0, 2, 1), (255, 255, 255)) == bytes([245, 0])
    assert picture.distance((8, 0, 2, 1), (0, 0, 0)) == b""


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "1", "I;16"])
def test_every_kind_of_png_is_read_as_rgb(mode: str) -> None:
    image = Image.new(mode, (3, 3))
    assert read_picture("a.png", png(image)).colours((0, 0, 3, 3)) == [(9, (0, 0, 0))]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "expected a PNG"),
        (png(two_halves(), "JPEG"), "expected a PNG"),
        (png(two_halves())[:50], "expected a PNG"),
        (png(Image.effect_noise((64, 64), 90))[:2000], "damaged"),
        (header(100_000, 10), "100000 x 10 pixels"),
        (header(0, 10), "0 x 10 pixels"),
        (header(15_000, 15_000), "40000000 pixels in all"),
        (header(6_000, 6_000), "cannot hold"),
        (header(8, 8), "damaged"),
    ],
)
def test_bombs_other_formats_and_damage_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_picture("a.png", data)


def test_too_many_bytes_are_not_even_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glasshouse.open.picture.PICTURE_BYTES", 60)
    with pytest.raises(InputError, match="more than 60"):
        read_picture("a.png", png(two_halves()))


def test_without_pillow_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    data = png(two_halves())
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(NoPictureReaderError) as caught:
        read_picture("a.png", data)
    assert "glasshouse[screens]" in caught.value.hint
