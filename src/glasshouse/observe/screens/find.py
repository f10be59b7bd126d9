"""Finds how a screen bears on a choice: the ids of the contract, each with element, measured value and threshold.

What was not measured gives no finding. Where two findings could be made of one control, ``hidden_control`` stands for
the others. Meanings: benchmarks/screens/definitions.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from glasshouse.model.ids import DataId
from glasshouse.model.law import Text
from glasshouse.model.screen_finding import ScreenFinding
from glasshouse.observe.screens import forms, purposes
from glasshouse.observe.screens.acts import label
from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.observe.screens.understand import Box, Understood, area_of
from glasshouse.vocab.consent import load_consent, load_limits, load_sentences

_LABEL = 60
#: Controls whose boxes end in the picture are off it where nothing of them is inside.
_PAGE = "page"
#: Part by which a size read off a picture may be too small: fonts differ, and edges of letters fall between pixels.
_UNSURE = {"dump": 0.06}


def find(found: Understood) -> tuple[ScreenFinding, ...]:
    """The findings of a screen, in the order of the contract."""
    hidden = {piece.node: (piece, reason, value, limit) for piece, reason, value, limit in _hidden(found)}
    made = [
        *_pre_checked(found),
        *_unreadable(found, hidden.keys()),
        *(_found(found, "hidden_control", *each) for each in hidden.values()),
        *_refusal(found, hidden.keys()),
        *_about(found),
        *_going_on(found),
        *_data(found),
    ]
    return tuple(made)


def _pre_checked(found: Understood) -> Iterator[ScreenFinding]:
    if not found.doubt:
        for box in found.boxes:
            if box.ticked:
                yield _found(found, "pre_checked", box.piece, value=1, limit="pre_checked", words=box.words)


def _unreadable(found: Understood, hidden: Collection[str]) -> Iterator[ScreenFinding]:
    tiny: list[Piece] = []
    pale: list[tuple[Piece, str]] = []
    for piece in found.relevant:
        if not piece.shown or not piece.enabled or not piece.text.strip() or piece.node in hidden:
            continue
        if piece.size is not None and _at_most(found.screen, piece.size) < _limit("tiny_text"):
            tiny.append(piece)
        least = "low_contrast_large" if is_large(found.screen, piece) else "low_contrast"
        if piece.contrast is not None and piece.contrast < _limit(least):
            pale.append((piece, least))
    yield from (_found(found, "tiny_text", piece, value=piece.size, limit="tiny_text") for piece in tiny)
    yield from (_found(found, "low_contrast", piece, value=piece.contrast, limit=least) for piece, least in pale)


def is_large(screen: Screen, piece: Piece) -> bool:
    """Whether the letters are large text of WCAG. Letters of unknown size are taken for large: nobody is accused."""
    if piece.size is None:
        return True
    kind = "large_page" if screen.source == _PAGE else "large_app"
    size = _at_most(screen, piece.size)
    return size >= _limit(kind) or (piece.bold is not False and size >= _limit(f"{kind}_bold"))


def _at_most(screen: Screen, size: float) -> float:
    return size * (1 + _UNSURE.get(screen.source, 0.0))


def _hidden(found: Understood) -> Iterator[tuple[Piece, str, float | None, str]]:
    refusing = (*found.refuse, *found.leave, *found.close) if found.asks else ()
    agreeing = [] if found.doubt else [box.piece for box in found.boxes if box.ticked]
    for piece in (*refusing, *agreeing):
        reason = hidden_by(found.screen, piece)
        if reason is not None:
            yield piece, *reason


def hidden_by(screen: Screen, piece: Piece) -> tuple[str, float | None, str] | None:
    """Why a control cannot be seen: the reason, what was measured, the threshold. ``None`` where it can, or may be."""
    if piece.opacity is not None and piece.opacity < _limit("hidden_opacity"):
        return "opacity", piece.opacity, "hidden_opacity"
    sides = [side for side in (piece.width, piece.height) if side is not None]
    if len(sides) == 2 and max(sides) < _limit("hidden_side"):
        return "small", max(sides), "hidden_side"
    if screen.view is not None and piece.box is not None:
        x, y, width, height = piece.box
        if x + width <= 0 or y + height <= 0 or x >= screen.view[0]:
            return "off_screen", None, ""
    if piece.covered:
        return "covered", None, ""
    shape = [value for value in (piece.contrast, piece.ground) if value is not None]
    drawn = piece.ground if piece.role in {Role.CHECKBOX, Role.SWITCH, Role.RADIO} else max(shape, default=None)
    if drawn is not None and round(drawn, 1) < _limit("hidden_contrast"):  # no finer than it can be measured
        return "contrast", drawn, "hidden_contrast"
    return None


def _refusal(found: Understood, hidden: Collection[str]) -> Iterator[ScreenFinding]:
    if not found.asks or not found.agree:
        return
    screen = found.screen
    agree = max(found.agree, key=lambda piece: area_of(piece) or 0)
    refusals = [piece for piece in (*found.refuse, *found.leave, *found.close) if piece.node not in hidden]
    is_form = any(piece.role is Role.FIELD for piece in screen.pieces)
    if refusals:
        best = max(refusals, key=lambda piece: (piece.in_view is not False, area_of(piece) or 0))
        harder = _harder(agree, best)
        if harder is not None:
            yield _found(found, "unequal_choice", best, *harder, other=label(agree))
    elif hidden or found.maybe or is_form or found.boxes:
        return
    elif found.choices:
        yield _found(found, "unequal_choice", found.choices[0], "clicks", other=label(agree))
    elif elsewhere := _says_elsewhere(found):
        yield _found(found, "unequal_choice", elsewhere, "elsewhere", other=label(agree))
    else:
        yield _found(found, "no_refuse", agree)


def _harder(agree: Piece, refuse: Piece) -> tuple[str, float | None, str] | None:
    """How refusing is harder than agreeing, the plainest reason first."""
    if agree.in_view and refuse.in_view is False:
        return "scroll", None, ""
    areas = area_of(agree), area_of(refuse)
    if areas[0] and areas[1] is not None and areas[1] / areas[0] < _limit("unequal_area"):
        return "area", areas[1] / areas[0], "unequal_area"
    if agree.size and refuse.size is not None and refuse.size / agree.size <= _limit("unequal_size"):
        return "size", refuse.size / agree.size, "unequal_size"
    if agree.filled and refuse.contrast is not None and refuse.contrast < _limit("low_contrast"):
        return "pale", refuse.contrast, "low_contrast"
    return None


def _says_elsewhere(found: Understood) -> Piece | None:
    search = load_consent().wording["elsewhere"]
    texts = (piece for piece in found.scope if piece.role is Role.TEXT and piece.shown)
    return next((piece for piece in texts if search.find(piece.text)), None)


def _about(found: Understood) -> Iterator[ScreenFinding]:
    """Several things in one act, and things the screen is not for."""
    for piece, words, comes_with_it in _acts(found):
        about = purposes.about(found.elsewhere)
        # An agreement of the service that the screen is about is one of its terms.
        covered = tuple(dict.fromkeys(purposes.TERMS if unit in about else unit for unit in purposes.units(words)))
        if len(covered) >= _limit("bundled"):
            yield _found(found, "bundled", piece, value=len(covered), limit="bundled", words=words, about=covered)
        if comes_with_it:
            others = forms.unrelated(words, found.elsewhere)
            if others:
                yield _found(found, "unrelated_purpose", piece, words=words, about=others)


def _acts(found: Understood) -> Iterator[tuple[Piece, str, bool]]:
    """Each act that agrees: its element, its wording, and whether it comes with what the screen is for."""
    for box in found.boxes:
        if box.agrees:
            yield box.piece, box.words, (box.ticked and not found.doubt) or _must(found, box)
    if found.implied is not None:
        yield found.implied, found.implied.text, True
    if found.asks and found.agree:
        alone = not found.ways_out and not found.maybe
        words = forms.agreed_to(found.asking, alone=alone)
        if not (found.ways_out and forms.is_about_cookies(found.wording)):
            yield found.agree[0], words, alone


def _must(found: Understood, box: Box) -> bool:
    return box.piece.required or forms.is_mandatory(found.screen, box.words)


def _going_on(found: Understood) -> Iterator[ScreenFinding]:
    if found.implied is not None:
        yield _found(found, "implied_consent", found.implied)
    elif found.wall is not None:
        yield _found(found, "consent_wall", found.wall)
    elif found.asks and found.agree and _covers_all(found):
        yield _found(found, "consent_wall", found.agree[0])


def _covers_all(found: Understood) -> bool:
    """Whether the asking covers the page and accepting is the only way on."""
    covers = found.screen.covers
    inside = bool(covers) and all(piece.container == covers for piece in found.agree)
    return inside and not found.ways_out and not found.maybe and not found.boxes


def _data(found: Understood) -> Iterator[ScreenFinding]:
    for piece, kinds in forms.forced(found.screen):
        yield _found(found, "forced_data", piece, data=kinds)
    reward = forms.reward(found.screen)
    if reward is not None:
        yield _found(found, "reward_for_data", reward)


def _limit(name: str) -> float:
    return load_limits()[name].value


def _found(  # noqa: PLR0913 - a finding has many parts, and each has a default
    found: Understood,
    rule: str,
    piece: Piece,
    reason: str = "",
    value: float | None = None,
    limit: str = "",
    *,
    words: str = "",
    other: str = "",
    about: tuple[str, ...] = (),
    data: tuple[str, ...] = (),
) -> ScreenFinding:
    threshold = load_limits()[limit] if limit else None
    measured = None if value is None else round(value, 2)
    shown = _short(words or label(piece))
    app = found.screen.source != _PAGE
    slots = {
        "label": shown,
        "measured": _number(measured),
        "limit": _number(threshold.value if threshold else None),
        "unit": "sp" if app else "px",
        "other": _short(other),
    }
    sentences = load_sentences()
    texts = []
    for lang in (0, 1):
        inner = sentences[f"reason.{reason}"][lang].format(**slots) if reason else _listed(about, lang)
        texts.append(sentences[rule][lang].format(**slots, reason=inner, reason_zh=inner))
    return ScreenFinding(
        rule=rule,
        screen=found.screen.name,
        node=piece.node,
        label=shown,
        place=piece.place,
        why=Text(*texts),
        origin=threshold.origin if threshold else "pack",
        box=piece.box,
        measured=measured,
        threshold=threshold.value if threshold else None,
        unit=threshold.unit if threshold else "",
        sure=found.screen.sure,
        data=tuple(DataId(kind) for kind in data or (purposes.kinds_in(words) if words else ())),
    )


def _listed(about: tuple[str, ...], lang: int) -> str:
    sentences = load_sentences()
    return ("; ", "；")[lang].join(sentences.get(f"about.{name}", (name, name))[lang] for name in about)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
