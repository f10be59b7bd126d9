"""What the controls of a screen do: by their labels, and by the words that belong to a box.

Polarity is settled by the longest phrase: "不同意" is found before "同意", "do not accept" before "accept".
"""

from __future__ import annotations

import re
from functools import lru_cache

from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.vocab.consent import load_consent

BOXES = frozenset({Role.CHECKBOX, Role.SWITCH, Role.RADIO})
REFUSALS = ("refuse", "basic", "exit")
#: Which act a label with several has: "accept & close" accepts, "disagree and exit" leaves.
_ORDER = ("exit", "basic", "refuse", "agree", "choices", "close", "go_on")
#: Longer labels are sentences (a Han character counts for two).
_LONGEST, _LONGEST_TEXT, _WIDE = 60, 40, re.compile("[\u2e80-\u9fff\uff00-\uffef]")
_DOCUMENT = re.compile("[《》「」『』]|(?:书|协议|政策|条款|规则|指引|policy|terms|notice|agreement)$", re.IGNORECASE)
_FIRST = 4
#: Characters of one text that are read.
_READ = 4_000


def says(name: str, text: str) -> bool:
    """Whether the text holds a phrase of that list of ``[wording]``."""
    return name in _said(text[:_READ])


@lru_cache(maxsize=8_192)
def _said(text: str) -> frozenset[str]:
    """The lists of which a phrase stands in the text: asked again and again, found in one search."""
    return frozenset(name for hit in load_consent().wordings.find(text, inside=True) for name in hit.labels)


def is_whole(name: str, text: str) -> bool:
    """Whether the whole text is a phrase of that list."""
    text = text.strip()
    return any(hit.start == 0 and hit.end == len(text) for hit in load_consent().wording[name].find(text))


def label(piece: Piece) -> str:
    """What a person reads on it, else what stands for it."""
    return piece.text.strip() or piece.hint.strip()


def width(text: str) -> int:
    """Length of a text in half-width characters."""
    return len(text) + len(_WIDE.findall(text))


def act_of(piece: Piece) -> str | None:
    """What a control does: one of ``ACTS`` of the vocabulary, or ``None``."""
    clickable = piece.role in {Role.BUTTON, Role.LINK} or (piece.clickable and piece.role in {Role.TEXT, Role.IMAGE})
    text = label(piece)
    if not clickable or not text or width(text) > (_LONGEST if piece.role is Role.BUTTON else _LONGEST_TEXT):
        return None
    act = act_of_label(text)
    if act in {"agree", "go_on"} and piece.role is not Role.BUTTON and _DOCUMENT.search(text):
        return None  # the name of an agreement
    return act


def act_of_label(text: str) -> str | None:
    """What a label says, without regard to what bears it."""
    words = load_consent()
    text = text.strip()
    if found := words.exact.get(text.casefold()):
        return found
    acts = {name for hit in words.labels.find(text) for name in hit.labels}
    return next((act for act in _ORDER if act in acts), None)


def may_refuse(piece: Piece) -> bool:
    """Whether a short text that does not look like a control could be one that refuses: enough to accuse nobody."""
    text = label(piece)
    return (
        width(text) <= _LONGEST_TEXT // 2 and act_of_label(text) in {*REFUSALS, "close"} and not _DOCUMENT.search(text)
    )


def is_settings(screen: Screen) -> bool:
    """Whether the screen is a page of settings, where switches stand as the person left them."""
    heads = [screen.title, *(piece.text for piece in screen.pieces[:_FIRST] if piece.role is Role.TEXT)]
    titled = any(
        is_whole("settings_page", re.split(r"\s[-|·\u2013\u2014]\s", head)[0]) for head in heads if head.strip()
    )
    return titled and not any(act_of(piece) == "agree" for piece in screen.pieces)


def is_returned(screen: Screen) -> bool:
    """Whether a form comes back with an error: what is ticked may have been ticked by the person."""
    fields = any(piece.role is Role.FIELD for piece in screen.pieces)
    return fields and any(
        piece.role is Role.TEXT and piece.shown and says("error", piece.text) for piece in screen.pieces
    )


def is_consent(words: str) -> bool:
    """Whether the words of a box make it one of consent."""
    if says("necessary", words) or not says("consent", words):
        return False
    strong = says("agreeing", words) and (says("core_document", words) or bool(load_consent().purposes.find(words)))
    return strong or not says("not_consent", words)


def box_words(screen: Screen, at: int) -> str:
    """The words that belong to the box at that index; an answer of one word is read with its question."""
    piece = screen.pieces[at]
    own = label(piece)
    if piece.role is Role.RADIO and act_of_label(own) in {"agree", "refuse"} and not says("consent", own):
        before = [other for other in screen.pieces[:at] if other.role is Role.TEXT and other.text.strip()]
        return f"{before[-1].text}\n{own}" if before else own
    return own


def agrees(words: str) -> bool:
    """Whether a tick agrees: not where the words say that it refuses."""
    own = words.rpartition("\n")[2]
    if "\n" in words:
        return act_of_label(own) == "agree"
    return not says("refuses", own) or says("unless", own)
