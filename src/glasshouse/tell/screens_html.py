"""What screens showed, as a page: each picture with the boxes drawn on it, the findings beside it.

A person looks before reading. The picture is inside the page; nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from glasshouse.model.screen_finding import Box, SeenScreen
from glasshouse.tell.clean import cleaned
from glasshouse.tell.screens import Told, told
from glasshouse.tell.words import Words, load_words

if TYPE_CHECKING:
    from jinja2 import Environment

#: Base64 of the signature of a PNG file: nothing else becomes a picture of the page.
_PNG = "iVBORw0KGgo"
#: Screens on one page.
_SCREENS = 20


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on the picture with the number of its element; the text stands where there is room."""

    number: int
    box: Box
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A screen as the page shows it. ``size`` is that of the letters on the picture, in its pixels."""

    name: str
    source: str
    view: tuple[int, int] | None
    png: str | None
    marks: tuple[Mark, ...]
    told: tuple[Told, ...]
    missing: str
    size: int


def render_screens_html(screens: Sequence[SeenScreen], lang: str = "en") -> str:
    """The page of ``glasshouse screen``."""
    words = load_words(lang)
    return (
        environment()
        .get_template("screens.html")
        .render(w=words, lang="zh-CN" if lang == "zh" else lang, screens=drawn(screens, words))
    )


def drawn(screens: Sequence[SeenScreen], words: Words) -> tuple[Drawn, ...]:
    """The screens with their marks. Texts of an app are made visible, pictures are taken as they are."""
    return tuple(_drawn(screen, words) for screen in screens[:_SCREENS])


def _drawn(screen: SeenScreen, words: Words) -> Drawn:
    clean = cleaned(replace(screen, png=None))
    lines = told(clean, words)
    is_png = screen.png is not None and screen.png.startswith(_PNG) and screen.png.isascii()
    size = max(14, (screen.view or (0, 0))[0] // 40)
    marks = {item.number: _mark(item.number, item.box, size) for item in lines if item.box is not None}
    return Drawn(
        clean.name,
        words(f"screens.source.{screen.source}"),
        screen.view,
        screen.png if is_png else None,
        tuple(marks.values()) if screen.view else (),
        lines,
        words("screens.missing", what=words.list(clean.missing)) if clean.missing else "",
        size,
    )


def _mark(number: int, box: Box, size: int) -> Mark:
    x, y, _, _ = box
    return Mark(number, box, (max(x, 0), y - size // 4 if y > size else y + size))


@cache
def environment() -> Environment:
    """The templates of all pages; whatever they insert is escaped."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    folder = Path(__file__).parent / "templates"
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
