"""What comes with the use of a screen: unrelated services, data that must be given, rewards for data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glasshouse.observe.screens import purposes
from glasshouse.observe.screens.acts import BOXES, label, says, width
from glasshouse.observe.screens.screen import Piece, Role, Screen

_SENTENCE = re.compile("(?<=[。！？!?；;])|(?<=\\.)\\s|\n")
_STAR = re.compile("[*\uff0a]")
_TITLES = re.compile("《[^》]{0,60}》")
#: A label is no longer than this, in half-width characters; and so far before its field.
_LABEL, _BEFORE = 60, 2
#: Characters of one text that are read.
_READ = 4_000
#: Stands for what a person typed.
_TYPED = "…"
#: Money or a voucher that is given: an amount, and a verb of giving or the thing itself.
_AMOUNT = re.compile(
    r"\d\s*(?:元|块)|[€£$]\s?\d|\d\s?(?:€|£|\$|euros?\b|dollars?\b|pounds?\b)|券|\d\s?% off\b", re.IGNORECASE
)
_GIVES = re.compile(
    r"[送领赢奖返赠抵换]|(?<![获征取不])得|获得(?![您你用])|\b(?:get|earn|win|receive|claim|gift|give you|yours|off)\b",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]")
#: An offer is short: longer sentences, in half-width characters, tell how data are handled.
_OFFER = 110


def agreed_to(asking: Sequence[Piece], *, alone: bool) -> str:
    """The wording that accepting covers: sentences of agreement; where there is no way out, all that names no terms.

    A policy that the wording only points to ("see our privacy policy") is not agreed to.
    """
    sentences = [part for piece in asking for part in _SENTENCE.split(piece.text)]
    plain = [part for part in sentences if not says("reference", part)]
    return "\n".join(part for part in plain if says("agreeing", part) or (alone and not says("core_document", part)))


def is_about_cookies(text: str) -> bool:
    """Whether the asking is one about cookies: its choices stand beside "accept all"."""
    return "cookie" in text.casefold()


def unrelated(words: str, elsewhere: Sequence[str]) -> tuple[str, ...]:
    """Services in the wording that nothing else on the screen speaks of, and data its function cannot use."""
    about = purposes.about(elsewhere)
    others = [name for name in purposes.services(words) if name not in about]
    functions = purposes.functions(elsewhere)
    if not others and functions and all(function.uses is not None for function in functions):
        usable = [kind for function in functions for kind in function.uses or ()]
        others += purposes.beyond([kind for kind in purposes.kinds_in(words) if kind != "personal_data"], usable)
    return tuple(others)


def is_mandatory(screen: Screen, text: str) -> bool:
    """Whether words say that it must be given: "required", or an asterisk where the screen explains it."""
    if says("optional", text):
        return False
    return says("mandatory", text) or (bool(_STAR.search(text)) and _has_legend(screen))


def _has_legend(screen: Screen) -> bool:
    """Whether a text says what the asterisk means; "* ID number (required)" is a field, and no legend."""
    texts = [piece.text for piece in screen.pieces if piece.role is Role.TEXT and _STAR.search(piece.text)]
    return any(says("legend", text) or (says("mandatory", text) and not purposes.field_kinds(text)) for text in texts)


def forced(screen: Screen) -> Iterator[tuple[Piece, tuple[str, ...]]]:
    """Fields that must be filled with data that the stated function can do without; none where it is not known."""
    pieces = screen.pieces
    if not any(piece.role is Role.FIELD for piece in pieces):
        return
    functions = purposes.functions(_stated(screen))
    if not functions:
        return
    needs = [kind for function in functions for kind in function.needs]
    seen: set[str] = set()
    for at, piece in enumerate(pieces):
        words = _field_words(pieces, at)
        if not words or not (piece.required or is_mandatory(screen, words)):
            continue
        kinds = purposes.beyond(purposes.field_kinds(words), needs)
        if kinds and not seen.issuperset(kinds):
            seen.update(kinds)
            yield piece, kinds


def _stated(screen: Screen) -> list[str]:
    """Where a form says what it is for: its title, headings and the labels of its buttons."""
    texts = [screen.title]
    for at, piece in enumerate(screen.pieces):
        if piece.role is Role.BUTTON or (piece.role is Role.TEXT and (piece.bold or at < _BEFORE)):
            texts.append(label(piece))
    return texts


def _field_words(pieces: Sequence[Piece], at: int) -> str:
    """The label of a field: its own, and where that names no data the short text before it. Or a text that demands."""
    piece = pieces[at]
    if piece.role is Role.FIELD:
        text = "" if piece.text == _TYPED else piece.text
        own = f"{text} {piece.hint}".strip()
        if text:
            return own
        before = [other for other in pieces[max(0, at - _BEFORE) : at] if other.role is Role.TEXT]
        near = before[-1].text if before and width(before[-1].text) <= _LABEL else ""
        return own if purposes.field_kinds(own) and says("mandatory", own) else f"{near} {own}".strip()
    if piece.role is Role.TEXT and width(piece.text) <= _LABEL and says("mandatory", piece.text):
        return piece.text
    return piece.text if piece.role in BOXES and says("mandatory", piece.text) else ""


def reward(screen: Screen) -> Piece | None:
    """The first piece that offers something for data or for agreeing."""
    for piece in screen.pieces:
        if piece.role is Role.FIELD or not piece.shown:
            continue
        for sentence in _SENTENCE.split(_TITLES.sub(" ", piece.text[:_READ])):
            if width(sentence) <= _OFFER and _is_offer(sentence) and _gives_data(sentence):
                return piece
    return None


def _is_offer(sentence: str) -> bool:
    """Whether something is given that is not a price or for buying; in Chinese a verb of giving must say so."""
    gives = bool(_GIVES.search(sentence))
    named = says("reward", sentence) and (gives or not _HAN.search(sentence))
    return (named or (gives and bool(_AMOUNT.search(sentence)))) and not any(
        says(name, sentence) for name in ("buying", "handling")
    )


def _gives_data(sentence: str) -> bool:
    """Whether a person is to agree or to hand over data."""
    return says("giving", sentence) or (says("handing", sentence) and bool(_named(sentence)))


def _named(sentence: str) -> tuple[str, ...]:
    return (*purposes.kinds_in(sentence), *purposes.field_kinds(sentence))
