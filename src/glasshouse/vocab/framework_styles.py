"""Android's own attributes, colours and styles, as far as screens are read by them.

The table is written by ``tools/framework_styles.py``, which explains its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import shipped_data
from glasshouse.vocab.terms import VocabError

_FILE = "framework_styles.tsv"


@dataclass(frozen=True, slots=True)
class FrameworkStyles:
    """``attributes``: id of each name. ``colours``: ``#AARRGGBB`` by id. ``strings``: English and Chinese by id.

    ``styles``: the parent of each style and what it says itself, name of the attribute to a value as in the file.
    """

    attributes: dict[str, int]
    colours: dict[int, str]
    strings: dict[int, tuple[str, str]]
    styles: dict[int, tuple[int, dict[str, str]]]


@cache
def load_framework_styles(folder: Path | None = None) -> FrameworkStyles:
    """Return every row. Raises ``VocabError`` at the first line that is no row."""
    attributes: dict[str, int] = {}
    colours: dict[int, str] = {}
    strings: dict[int, tuple[str, str]] = {}
    styles: dict[int, tuple[int, dict[str, str]]] = {}
    lines = (folder or shipped_data()).joinpath(_FILE).read_text("utf-8").splitlines()
    for count, line in enumerate(lines, 1):
        match line.split("\t"):
            case ["attr", number, name]:
                attributes[name] = int(number, 16)
            case ["colour", number, value]:
                colours[int(number, 16)] = value
            case ["string", number, english, chinese]:
                strings[int(number, 16)] = english, chinese
            case ["style", number, parent, *said]:
                pairs = (pair.partition("=") for pair in said)
                styles[int(number, 16)] = int(parent, 16), {name: value for name, _, value in pairs}
            case _ if not line.startswith("#"):
                raise VocabError(_FILE, f"line {count}", "row", "attr, colour, string or style, and its fields")
    return FrameworkStyles(attributes, colours, strings, styles)
