"""A picture of a screen, opened with bounds. Pillow (extra ``screens``) decodes it; what it shows is unknown here."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from glasshouse.errors import GlasshouseError, InputError
from glasshouse.open.limits import PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE

if TYPE_CHECKING:
    from PIL.Image import Image

Box = tuple[int, int, int, int]
Colour = tuple[int, int, int]

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HINT = "Give the screenshot as a PNG file, as the device writes it."
#: Deflate cannot do better: a file that claims more pixels than this many times its bytes is cut or a trick.
_MOST_INFLATED = 1_100
#: What a zlib stream, its chunks and the header take at least.
_FEWEST_BYTES = 60


class NoPictureReaderError(GlasshouseError):
    """Pillow is not installed: pictures cannot be measured, all else can."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a picture in RGB. Boxes are ``(x, y, width, height)`` in pixels and are cut to the picture."""

    name: str
    width: int
    height: int
    _image: Image

    def cut(self, box: Box) -> Box:
        """The part of a box that lies on the picture; without area where none does."""
        left, top = max(0, box[0]), max(0, box[1])
        right, bottom = min(self.width, box[0] + box[2]), min(self.height, box[1] + box[3])
        return left, top, max(0, right - left), max(0, bottom - top)

    def colours(self, box: Box) -> list[tuple[int, Colour]]:
        """How often each colour stands in a box, the most frequent first; equally frequent ones by colour."""
        left, top, width, height = self.cut(box)
        if not width or not height:
            return []
        part = self._image.crop((left, top, left + width, top + height))
        # An RGB picture has triples for colours; the type of the call covers all kinds of picture.
        found = cast("list[tuple[int, Colour]]", part.getcolors(width * height) or [])
        return sorted(found, key=lambda pair: (-pair[0], pair[1]))

    def pixels(self, box: Box) -> bytes:
        """Red, green and blue of each pixel of a box, row by row."""
        left, top, width, height = self.cut(box)
        return self._image.crop((left, top, left + width, top + height)).tobytes()

    def distance(self, box: Box, colour: Colour) -> bytes:
        """For each pixel of a box, row by row, the largest difference of a channel to a colour, 0 to 255."""
        from PIL import Image, ImageChops  # an extra, and only pictures need it

        left, top, width, height = self.cut(box)
        if not width or not height:
            return b""
        part = self._image.crop((left, top, left + width, top + height))
        red, green, blue = ImageChops.difference(part, Image.new("RGB", part.size, colour)).split()
        return ImageChops.lighter(ImageChops.lighter(red, green), blue).tobytes()


def read_picture(name: str, data: bytes) -> Picture:
    """Decode a PNG file.

    Raises ``InputError`` for what is no PNG, is too large or damaged, ``NoPictureReaderError`` without Pillow.
    """
    width, height = _size(name, data)
    try:
        from PIL import Image  # an extra, and only pictures need it
    except ImportError as error:
        raise NoPictureReaderError(
            "pictures cannot be read: Pillow is not installed", hint='Install it: pip install "glasshouse[screens]"'
        ) from error
    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as opened:
            image = opened.convert("RGB")
    except (OSError, SyntaxError, ValueError, struct.error) as error:  # Pillow raises all four for damaged files
        raise InputError(f"{name}: a damaged PNG picture: {error}", hint=_HINT) from error
    return Picture(name, width, height, image)


def _size(name: str, data: bytes) -> tuple[int, int]:
    """Width and height as the header states them, before a decoder sees the file."""
    if len(data) > PICTURE_BYTES:
        raise InputError(f"{name}: a picture of {len(data)} bytes, more than {PICTURE_BYTES}", hint=_HINT)
    if not data.startswith(_SIGNATURE) or data[12:16] != b"IHDR" or len(data) < _FEWEST_BYTES:
        raise InputError(f"{name}: begins with {data[:8]!r}, expected a PNG picture", hint=_HINT)
    width, height = struct.unpack(">II", data[16:24])
    if not 0 < width <= PICTURE_SIDE or not 0 < height <= PICTURE_SIDE or width * height > PICTURE_PIXELS:
        raise InputError(
            f"{name}: a picture of {width} x {height} pixels, expected sides up to {PICTURE_SIDE} and "
            f"{PICTURE_PIXELS} pixels in all",
            hint=_HINT,
        )
    bits = width * height * data[24] * {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}.get(data[25], 1)
    if bits // 8 > len(data) * _MOST_INFLATED:
        raise InputError(f"{name}: {len(data)} bytes cannot hold {width} x {height} pixels", hint=_HINT)
    return width, height
