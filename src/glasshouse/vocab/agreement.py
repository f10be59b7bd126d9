"""Words by which the code of an app is seen to ask for agreement: ``agreement.toml``."""

from __future__ import annotations

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
    """All languages together. ``agree`` and ``refuse`` are whole labels in lower case, ``wording`` parts of a text."""

    agree: frozenset[str]
    refuse: frozenset[str]
    wording: tuple[str, ...]
    agree_parts: tuple[str, ...] = ()
    refuse_parts: tuple[str, ...] = ()

    def answer(self, label: str) -> bool | None:
        """Whether a label agrees (True) or refuses (False); ``None`` where it says neither."""
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
        return any(phrase in plain for phrase in self.wording)


@cache
def load_agreement(folder: Path | None = None) -> AgreementWords:
    """Return the words. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "agreement.toml")
    agree: set[str] = set()
    refuse: set[str] = set()
    wording: dict[str, None] = {}
    parts: dict[str, list[str]] = {"agree_part": [], "refuse_part": []}
    for entry in table.entries("words", "lang"):
        entry.text("lang")
        agree.update(word.lower() for word in entry.texts("agree", required=True))
        refuse.update(word.lower() for word in entry.texts("refuse", required=True))
        wording |= dict.fromkeys(word.lower() for word in entry.texts("wording", required=True))
        for name in parts:
            parts[name] += entry.texts(name, required=True)
        entry.done()
    table.done()
    return AgreementWords(
        frozenset(agree), frozenset(refuse), tuple(wording), tuple(parts["agree_part"]), tuple(parts["refuse_part"])
    )
