"""Framework objects that must be started before Android calls them back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources.abc import Traversable

from glasshouse.vocab.entry import Table, shipped_data


@dataclass(frozen=True, slots=True)
class Activation:
    """``owner`` is the class, ``by`` the methods that start an object of it."""

    owner: str
    by: tuple[str, ...]


@cache
def load_activations(folder: Traversable | None = None) -> tuple[Activation, ...]:
    """Return every row. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "activations.toml")
    entries = table.entries("activation", "class")
    table.done()
    found = []
    for entry in entries:
        found.append(Activation(entry.text("class"), entry.texts("by", required=True)))
        entry.done()
    return tuple(found)
