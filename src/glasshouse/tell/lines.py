"""Lines of a terminal report: pieces of text with a style, wrapped to a width that counts Chinese characters as two."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO

#: A piece of text and the style it has on a coloured terminal (a rich style; empty: none).
Span = tuple[str, str]

#: What may not be torn apart: a run of spaces, a wide character or a word, with the closing marks after it.
_PIECES = re.compile(
    r"\s+|[（「《“]*(?:[\u2e80-\uffef][，。、；：）」》”！？]*|[^\s\u2e80-\uffef]+[，。、；：）」》”！？]*)|[（「《“]+"
)


@dataclass(slots=True)
class Lines:
    """Collects lines. ``width`` 0 wraps nothing."""

    width: int = 100
    done: list[list[Span]] = field(default_factory=list)

    def add(self, *spans: Span | str, indent: int = 0, hang: int | None = None) -> None:
        """Add a paragraph; lines after its first are indented by ``hang`` (like the first, unless given)."""
        pieces = [(text, style) for text, style in (_span(span) for span in spans) if text]
        self.done += wrapped(pieces, self.width, indent, indent if hang is None else hang)

    def blank(self) -> None:
        """Add an empty line, never two."""
        if self.done and self.done[-1]:
            self.done.append([])

    def plain(self) -> str:
        """Return the text without styles."""
        return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in self.done)

    def coloured(self) -> str:
        """Return the text with the escape sequences of its styles."""
        from rich.console import Console  # only a coloured report pays for rich
        from rich.text import Text

        out = StringIO()
        console = Console(file=out, force_terminal=True, color_system="standard", legacy_windows=False, _environ={})
        for line in self.done:
            text = Text()
            for piece, style in line:
                text.append(piece, style or None)
            text.rstrip()
            console.print(text, soft_wrap=True, highlight=False, markup=False, emoji=False)
        return out.getvalue()


def _span(span: Span | str) -> Span:
    return (span, "") if isinstance(span, str) else span


def cells(text: str) -> int:
    """How many columns a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(spans: Iterable[Span], width: int, indent: int, hang: int) -> Iterator[list[Span]]:
    """Break a paragraph into lines; a word longer than a line stays whole, so that it can be copied."""
    line: list[Span] = [(" " * indent, "")]
    used, broken, is_empty = indent, False, True
    for text, style in spans:
        for piece in _PIECES.findall(text):
            size = cells(piece)
            if width and used + size > width and not is_empty:
                yield line
                line, used, broken, is_empty = [(" " * hang, "")], hang, True, True
            if piece.isspace() and is_empty and broken:
                continue
            if line[-1][1] == style:
                line[-1] = (line[-1][0] + piece, style)
            else:
                line.append((piece, style))
            used += size
            is_empty = False
    if not (is_empty and broken):
        yield line
