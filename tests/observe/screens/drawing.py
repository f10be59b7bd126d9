"""Pictures for tests, drawn with a font that comes with Pillow."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from glasshouse.open.picture import Picture, read_picture

WHITE = (255, 255, 255)


class Canvas:
    """A picture that is drawn on and then read back."""

    def __init__(self, width: int = 400, height: int = 200, ground: tuple[int, int, int] = WHITE) -> None:
        self.image = Image.new("RGB", (width, height), ground)
        self.pen = ImageDraw.Draw(self.image)

    def text(self, at: tuple[int, int], text: str, size: int, colour: tuple[int, int, int] = (0, 0, 0)) -> Canvas:
        font = ImageFont.load_default(size)
        self.pen.text(at, text, fill=colour, font=font)
        return self

    def face(
        self, box: tuple[int, int, int, int], fill: tuple[int, int, int] | None, radius: int = 0, **line: object
    ) -> Canvas:
        x, y, width, height = box
        self.pen.rounded_rectangle((x, y, x + width - 1, y + height - 1), radius, fill=fill, **line)  # type: ignore[arg-type]
        return self

    def picture(self, name: str = "a.png") -> Picture:
        made = io.BytesIO()
        self.image.save(made, "PNG")
        return read_picture(name, made.getvalue())
