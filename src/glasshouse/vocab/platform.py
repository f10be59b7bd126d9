"""How Android treats some of its own classes: what must be started to be called back, and what loads code."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import Table, shipped_data


@dataclass(frozen=True, slots=True)
class Activation:
    """``owner`` is the class, ``by`` the methods that start an object of it, or that its library calls on it."""

    owner: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loader:
    """A method that loads code which stands outside the package's DEX files."""

    owner: str
    name: str


@dataclass(frozen=True, slots=True)
class Platform:
    """All rows of ``platform.toml``."""

    activations: tuple[Activation, ...]
    library_callbacks: tuple[Activation, ...]
    loaders: tuple[Loader, ...]


@cache
def load_platform(folder: Path | None = None) -> Platform:
    """Return every row. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "platform.toml")
    activations, callbacks, loaders = [], [], []
    for entry in table.entries("activation", "class"):
        activations.append(Activation(entry.text("class"), entry.texts("by", required=True)))
        entry.done()
    for entry in table.entries("library_callback", "class"):
        callbacks.append(Activation(entry.text("class"), entry.texts("by", required=True)))
        entry.done()
    for entry in table.entries("loader", "class", "name"):
        loaders.append(Loader(entry.text("class"), entry.text("name")))
        entry.done()
    table.done()
    return Platform(tuple(activations), tuple(callbacks), tuple(loaders))
