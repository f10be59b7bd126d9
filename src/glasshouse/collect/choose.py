"""Which control of a page accepts and which refuses: by phrases that the caller gives, and by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: What may be pressed for an answer; ticking a box is a choice that is not made for a person.
_ROLES = {"button", "link"}
#: Longer than what stands on a button: a sentence that merely holds the phrase.
_SPARE = 16


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words on controls, in any language and case: ``accept`` agrees to everything, ``refuse`` to nothing optional."""

    accept: tuple[str, ...]
    refuse: tuple[str, ...]


def choose(pieces: Iterable[dict[str, Any]], phrases: Phrases, answer: str, covers: str = "") -> dict[str, Any] | None:
    """The piece that gives the ``answer`` (``accept`` or ``refuse``), or ``None``: no control is guessed.

    A control in a dialog or bar goes before one of the page, a button before a link, the whole text before a part.
    Words that refuse ("do not accept") are never taken for words that accept.
    """
    best: tuple[tuple[int, ...], dict[str, Any]] | None = None
    for piece in pieces:
        if piece["role"] not in _ROLES or not piece["shown"] or not piece["enabled"]:
            continue
        text = _plain(piece["text"]) or _plain(piece["hint"])
        agrees, refuses = _fit(text, phrases.accept), _fit(text, phrases.refuse)
        fit, other = (agrees, refuses) if answer == "accept" else (refuses, agrees)
        if not fit[0] or other > fit or (answer == "accept" and other == fit):
            continue
        place = piece["container"]
        rank = 2 * (bool(covers) and place == covers) + place.startswith(("dialog", "bar"))
        score = (rank, fit[0], piece["role"] == "button", fit[1])
        if best is None or score > best[0]:
            best = (score, piece)
    return None if best is None else best[1]


def _fit(text: str, phrases: Iterable[str]) -> tuple[int, int]:
    """How well the best phrase fits: 3 the whole text, 2 its beginning, 1 a part; and its length. ``(0, 0)``: none."""
    best = (0, 0)
    for phrase in map(_plain, phrases):
        if not phrase or not _within(phrase, text) or len(text) > len(phrase) + _SPARE:
            continue
        kind = 3 if text == phrase else 2 if text.startswith(phrase) else 1
        best = max(best, (kind, len(phrase)))
    return best


def _within(phrase: str, text: str) -> bool:
    """Whole words in scripts that part words: ``no`` is not in ``not now``."""
    return re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", text) is not None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
