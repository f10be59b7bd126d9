"""What a notice has to say, and what the thresholds of rules are called, in words: ``topics.toml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import Table, shipped_data


@cache
def load_topics(folder: Path | None = None) -> dict[str, tuple[str, str]]:
    """Return English and Chinese of each topic and threshold by id. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "topics.toml")
    found: dict[str, tuple[str, str]] = {}
    for kind in ("topic", "threshold"):
        for entry in table.entries(kind, "id"):
            found[entry.text("id")] = (entry.text("en"), entry.text("zh"))
            entry.done()
    table.done()
    return found
