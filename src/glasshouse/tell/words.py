"""The sentences of the reports, one file a language. What is said is data; only how a sentence is chosen is code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

from glasshouse.errors import UsageError

#: Languages of the reports; the first is the default.
LANGUAGES = ("en", "zh")

#: The two forms of a sentence with a number in it; Chinese has one.
_FORMS = {"one", "other"}


class Words:
    """The sentences of one language, by dotted key: ``words("status.proved")``."""

    def __init__(self, lang: str, sentences: Mapping[str, str | Mapping[str, str]]) -> None:
        self.lang = lang
        self.sentences = sentences

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence with its places filled; ``n`` chooses between singular and plural.

        Values are inserted as they are, never read as a pattern.
        """
        found = self.sentences[key]
        if not isinstance(found, str):
            found = found["one"] if values.get("n") == 1 and "one" in found else found["other"]
        if isinstance(values.get("n"), int):
            values["n"] = f"{values['n']:,}"
        return found.format_map(values)

    def known(self, section: str, name: str) -> str:
        """Return what a section says of a word that comes from a fact, or the word itself where it says nothing."""
        found = self.sentences.get(f"{section}.{name}", name)
        return found if isinstance(found, str) else name

    def has(self, key: str) -> bool:
        """Whether there is such a sentence."""
        return key in self.sentences

    def list(self, items: Iterable[str], most: int = 0) -> str:
        """Join names: ``a, b and c``; beyond ``most`` (0: no limit) the rest is counted."""
        names = list(items)
        if most and len(names) > most:
            rest = self("more", n=len(names) - most)
            return (
                self("stop").join([*names[:most], rest]) if self.lang == "zh" else f"{', '.join(names[:most])} {rest}"
            )
        if len(names) < 2:
            return "".join(names)
        return self("stop").join(names[:-1]) + self("and") + names[-1]


@cache
def load_words(lang: str) -> Words:
    """Return the sentences of a language. Raises ``UsageError`` for one that there is not."""
    if lang not in LANGUAGES:
        raise UsageError(f"no reports in language {lang!r}", hint=f"Choose one of: {', '.join(LANGUAGES)}.")
    text = (Path(__file__).parent / "words" / f"{lang}.toml").read_text("utf-8")
    return Words(lang, MappingProxyType(dict(_flat(tomli.loads(text)))))


def _flat(table: Mapping[str, Any], above: str = "") -> Iterable[tuple[str, str | Mapping[str, str]]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield above + name, value
        elif set(value) <= _FORMS and "other" in value:
            yield above + name, MappingProxyType(value)
        else:
            yield from _flat(value, f"{above}{name}.")
