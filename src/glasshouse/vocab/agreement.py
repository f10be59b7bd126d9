"""Words by which the code of an app is seen to ask for agreement: ``agreement.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import Table, shipped_data

#: Blanks and marks that may stand around a label.
_AROUND = (
    " \t\r\n\u3000.!,:;()[]<>\"'-_\u201c\u201d\u2018\u2019\uff0c\u3002\uff01\uff1b\uff1a"
    "\uff08\uff09\u3010\u3011\u300a\u300b\u00b7\u2022"
)

#: Bytes of a label past which it is a sentence.
_LONG = 48


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """All languages together. ``agree`` and ``refuse`` are whole labels in lower case, ``wording`` parts of a text.

    ``data`` and ``deeds``: a text that holds one of each asks too.
    """

    agree: frozenset[str]
    refuse: frozenset[str]
    wording: tuple[str, ...]
    agree_parts: tuple[str, ...] = ()
    refuse_parts: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    deeds: tuple[str, ...] = ()

    def answer(self, label: str) -> bool | None:
        """Whether a label agrees (True) or refuses (False); ``None`` where it says neither."""
        if len(label) > 2 * _LONG:
            return None
        plain = label.strip(_AROUND).lower()
        if plain in self.refuse:
            return False
        if plain in self.agree:
            return True
        if len(plain.encode("utf-8", "replace")) > _LONG:
            return None
        if any(part in plain for part in self.refuse_parts):
            return False
        return True if any(part in plain for part in self.agree_parts) else None

    def asks(self, text: str) -> bool:
        """Whether a text holds wording of an agreement."""
        plain = text.lower()
        if _any(self.wording).search(plain):
            return True
        return bool(_any(self.data).search(plain)) and bool(_any(self.deeds).search(plain))


@cache
def _any(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for phrases of ours, taken as they are; thousands of texts are asked for each."""
    return re.compile("|".join(map(re.escape, phrases)))


@cache
def load_agreement(folder: Path | None = None) -> AgreementWords:
    """Return the words. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "agreement.toml")
    agree: set[str] = set()
    refuse: set[str] = set()
    wording: dict[str, None] = {}
    parts: dict[str, list[str]] = {name: [] for name in ("agree_part", "refuse_part", "data", "deed")}
    for entry in table.entries("words", "lang"):
        entry.text("lang")
        agree.update(word.lower() for word in entry.texts("agree", required=True))
        refuse.update(word.lower() for word in entry.texts("refuse", required=True))
        wording |= dict.fromkeys(word.lower() for word in entry.texts("wording", required=True))
        for name in parts:
            parts[name] += entry.texts(name, required=True)
        entry.done()
    table.done()
    others = (tuple(dict.fromkeys(words)) for words in parts.values())
    return AgreementWords(frozenset(agree), frozenset(refuse), tuple(wording), *others)
