"""The words of notices: phrases that name kinds of data, verbs of collection, and what a notice has to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import tomli

from glasshouse.vocab.entry import shipped_data
from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.terms import VocabError

#: Languages that notices are read in.
LANGUAGES = ("zh", "en")
_LISTS = ("general", "collect", "other", "sweeping", "parts")


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The phrases of one language. ``general`` name personal data as such; ``other`` hold a phrase and mean no data.

    ``cues`` may speak of a kind, ``sweeping`` of any; ``parts`` is what links to a part of a notice say.
    """

    lang: str
    version: str
    date: str
    kinds: Mapping[str, tuple[str, ...]]
    general: tuple[str, ...]
    collect: tuple[str, ...]
    other: tuple[str, ...]
    sweeping: tuple[str, ...]
    parts: tuple[str, ...]
    topics: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]


@cache
def load_notice_words(lang: str, folder: Path | None = None) -> NoticeWords:
    """Return the words of a language. Raises ``VocabError`` for a kind the vocabulary lacks or a text that is none."""
    file = f"words/{lang}.toml"
    try:
        parsed = tomli.loads(((folder or shipped_data()) / file).read_text("utf-8"))
    except (OSError, tomli.TOMLDecodeError) as error:
        raise VocabError(file, "file", "text", f"TOML that can be read: {error}") from error
    meta = parsed["meta"]
    kinds = _phrases(file, "kinds", parsed["kinds"])
    cues = _phrases(file, "cues", parsed["cues"])
    unknown = sorted({*kinds, *cues} - set(load_kinds().by_id))
    if unknown:
        raise VocabError(file, "kinds", unknown[0], "a kind of data of data_kinds.toml")
    lists = {name: _phrases(file, name, parsed[name])["words"] for name in _LISTS}
    topics = _phrases(file, "topics", parsed["topics"])
    return NoticeWords(lang, meta["version"], meta["date"], kinds, **lists, topics=topics, cues=cues)


def _phrases(file: str, section: str, table: Mapping[str, object]) -> Mapping[str, tuple[str, ...]]:
    found = {}
    for name, phrases in table.items():
        if not isinstance(phrases, list) or not phrases or not all(isinstance(item, str) and item for item in phrases):
            raise VocabError(file, section, name, "a list of texts")
        if len({item.lower() for item in phrases}) != len(phrases):
            raise VocabError(file, section, name, "each phrase once")
        found[name] = tuple(phrases)
    return MappingProxyType(found)
