"""What views of Android are to a person: roles by class name, states by description, parts by resource name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import Table, shipped_data

_WORDS = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Views:
    """All rows of ``views.toml``."""

    roles: tuple[tuple[str, str], ...]
    states: tuple[tuple[str, bool], ...]
    parts: tuple[tuple[str, str], ...]
    default_styles: dict[str, tuple[str, ...]]
    libraries: tuple[str, ...]

    def role(self, kind: str) -> str | None:
        """The role of a class by its simple name, ``None`` for groups and the unknown."""
        name = kind.rpartition(".")[2]
        return next((role for end, role in self.roles if name.endswith(end)), None)

    def state(self, description: str) -> bool | None:
        """The state that a description tells. The longest word decides: ``not checked`` holds ``checked``."""
        said = description.strip().casefold()
        found = [(len(word), on) for word, on in self.states if _holds(said, word)]
        return max(found)[1] if found else None

    def names(self, ident: str, part: str) -> bool:
        """Whether a resource name says that the view is such a part: ``cb_agree`` is a ``box``."""
        name = ident.rpartition("/")[2]
        spelt = "_" + "_".join(_WORDS.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).casefold())) + "_"
        return any(f"_{word}_" in spelt for word, of in self.parts if of == part)


def _holds(said: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", said) is not None if word.isascii() else word in said


@cache
def load_views(folder: Path | None = None) -> Views:
    """Return every row. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "views.toml")
    roles: list[tuple[str, str]] = []
    states: list[tuple[str, bool]] = []
    parts: list[tuple[str, str]] = []
    for entry in table.entries("role", "role"):
        role = entry.text("role")
        roles += [(name, role) for name in entry.texts("names", required=True)]
        entry.done()
    for entry in table.entries("state", "on"):
        on = entry.flag("on")
        states += [(word, on) for word in entry.texts("words", required=True)]
        entry.done()
    for entry in table.entries("part", "of"):
        part = entry.text("of")
        parts += [(word, part) for word in entry.texts("words", required=True)]
        entry.done()
    styles: dict[str, tuple[str, ...]] = {}
    for entry in table.entries("default_style", "role"):
        styles[entry.text("role")] = entry.texts("attributes", required=True)
        entry.done()
    libraries: list[str] = []
    for entry in table.entries("library"):
        libraries += entry.texts("names", required=True)
        entry.done()
    table.done()
    return Views(tuple(roles), tuple(states), tuple(parts), styles, tuple(libraries))
