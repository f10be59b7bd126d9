"""Understands a screen: what asks for agreement, which control agrees, refuses or leads to choices, what it is about.

Cautious on purpose: a box is one of consent only by its own words, a button accepts only beside wording that asks, and
whatever may be a way to refuse counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from glasshouse.model.asking import Asking, AskingKind, Control, OnRefusal
from glasshouse.model.ids import AskingId, DataId, content_id
from glasshouse.model.place import place_key
from glasshouse.observe.screens import acts, purposes
from glasshouse.observe.screens.acts import BOXES, REFUSALS, act_of, label, says
from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.vocab.consent import ACTS, load_consent

_SENTENCE = re.compile("(?<=[。！？!?；;])|(?<=\\.)\\s|\n")
_EXPLICIT = re.compile("勾选|打勾|并不代表|并不表示|不代表您|不表示您|tick|check(?:ing)? th", re.IGNORECASE)
#: Acts of their own, before what they are said to mean: "clicking agree", "switching the permission on", "signing".
_ACTS = re.compile("同意|接受|授权|签署|确认|开启|打开|允许")
_CLICKS = re.compile(r"by (?:click|tapp|press|select)ing\s+(\S+\s?\S*)", re.IGNORECASE)
#: Agreement that is only spoken of: "with your consent".
_ASKED_FOR = re.compile(r"\b(?:with|without|obtain|your|prior|explicit|parental)\s+(?:\w+\s+)?consent\b", re.IGNORECASE)
_QUOTED = re.compile("[\u201c\"「【\u2018']([^\u201d\"」】\u2019']{1,40})[\u201d\"」】\u2019']")
#: So near before or after the act an accepting button is named: "by clicking Accept you agree".
_NEAR = 30
_CONNECTS, _REACH = 8, 2
_ABOVE = 4
#: Characters of one text that are read.
_READ = 4_000


@dataclass(frozen=True, slots=True)
class Box:
    """A box, switch or answer of consent. ``words`` are those that belong to it; ``agrees``: a tick agrees."""

    piece: Piece
    words: str
    agrees: bool

    @property
    def ticked(self) -> bool:
        """Whether it agrees and is on."""
        return self.agrees and self.piece.checked is True


@dataclass(frozen=True)
class Understood:
    """A screen with its parts named. ``asks``: agreement is asked by buttons, with ``asking`` as its wording.

    Controls are in reading order. ``scope`` is the dialog, bar or form of the asking, else the screen. ``implied`` is
    the piece whose wording takes going on for agreement, ``wall`` the one that says that nothing goes on without.
    ``maybe`` could refuse and does not look like a control. ``doubt``: the screen looks like settings, or like a form
    that came back.
    """

    screen: Screen
    boxes: tuple[Box, ...]
    agree: tuple[Piece, ...]
    refuse: tuple[Piece, ...]
    leave: tuple[Piece, ...]
    choices: tuple[Piece, ...]
    close: tuple[Piece, ...]
    maybe: tuple[Piece, ...]
    scope: tuple[Piece, ...]
    asking: tuple[Piece, ...]
    asks: bool
    implied: Piece | None
    wall: Piece | None
    doubt: bool

    @property
    def ways_out(self) -> tuple[Piece, ...]:
        """Everything that refuses, leaves, closes or leads to choices."""
        return (*self.refuse, *self.leave, *self.close, *self.choices)

    @cached_property
    def relevant(self) -> tuple[Piece, ...]:
        """What must be readable: the wording, labels of boxes, names of agreements, labels that refuse or choose."""
        found = {piece.node: piece for piece in (*self.asking, *(box.piece for box in self.boxes if box.agrees))}
        if self.implied is not None:
            found[self.implied.node] = self.implied
        anchors = set(found)
        found |= {piece.node: piece for piece in _beside(self.screen.pieces, anchors)}
        if self.asks:
            found |= {piece.node: piece for piece in self.ways_out}
        return tuple(piece for piece in self.screen.pieces if piece.node in found)

    @cached_property
    def wording(self) -> str:
        """What the buttons ask with, one piece a line."""
        return "\n".join(piece.text for piece in self.asking)

    @cached_property
    def elsewhere(self) -> tuple[str, ...]:
        """What stands on the screen and is not the wording: title, headings, main controls."""
        own = {piece.node for piece in self.relevant}
        asked = [*(piece.text for piece in self.relevant), *(box.words for box in self.boxes)]
        texts = [self.screen.title]
        for piece in self.screen.pieces:
            if piece.node in own or piece.role in BOXES or not piece.shown:
                continue
            in_wording = any(piece.text.strip() in words for words in asked)
            if not (in_wording and piece.role is Role.LINK):
                texts.append(piece.text)
        return tuple(text for text in texts if text.strip())


def understand(screen: Screen) -> Understood:
    """Name the parts of a screen."""
    doubt = acts.is_settings(screen) or acts.is_returned(screen)
    boxes = tuple(_boxes(screen))
    found: dict[str, list[Piece]] = {act: [] for act in ACTS}
    for piece in screen.pieces:
        act = act_of(piece) if piece.role not in {*BOXES, Role.FIELD} else None
        if act is not None:
            found[act].append(piece)
    implied = None if boxes else _implied(screen, found)
    scope = _scope(screen, found["agree"] or found["go_on"])
    asking = tuple(_asking(scope, boxes)) or tuple(_before(scope, found["agree"], boxes))
    agree, asks = _accepts(found, asking, boxes, implied)
    inside = {piece.node for piece in scope}
    refuse = [piece for act in ("refuse", "basic") for piece in found[act] if piece.enabled]
    return Understood(
        screen=screen,
        boxes=boxes,
        agree=agree,
        refuse=tuple(refuse),
        leave=tuple(found["exit"]),
        choices=tuple(piece for piece in found["choices"] if piece.node in inside or acts.is_consent(label(piece))),
        close=tuple(found["close"]),
        maybe=tuple(
            piece for piece in screen.pieces if piece.role in {Role.TEXT, Role.IMAGE} and acts.may_refuse(piece)
        ),
        scope=scope,
        asking=asking if asks else (),
        asks=asks,
        implied=implied,
        wall=_wall(screen, boxes, found, asks=asks),
        doubt=doubt,
    )


def _boxes(screen: Screen) -> Iterator[Box]:
    for at, piece in enumerate(screen.pieces):
        if piece.role in BOXES:
            words = acts.box_words(screen, at)
            if acts.is_consent(words):
                yield Box(piece, words, acts.agrees(words))


def _scope(screen: Screen, accepting: Sequence[Piece]) -> tuple[Piece, ...]:
    """The dialog, bar or form in which accepting happens, where it holds wording of consent; else the screen."""
    for piece in accepting:
        inside = tuple(other for other in screen.pieces if piece.container and other.container == piece.container)
        if any(acts.is_consent(other.text) for other in inside if other.role in {Role.TEXT, Role.LINK}):
            return inside
    return screen.pieces


def _asking(scope: Sequence[Piece], boxes: Sequence[Box]) -> Iterator[Piece]:
    """The sentences that ask or tell, without those that are parts of a box's label."""
    for piece in scope:
        text = piece.text.strip()
        if piece.role not in {Role.TEXT, Role.LINK} or not text or not piece.shown or act_of(piece) is not None:
            continue
        if any(text in box.words for box in boxes):
            continue
        question = any(
            part.rstrip().endswith(("?", "？")) and acts.is_consent(part) for part in _SENTENCE.split(text) if part
        )
        if piece.role is Role.TEXT and (question or any(says(name, text) for name in ("ask", "telling", "agreeing"))):
            yield piece


def _before(scope: Sequence[Piece], accepting: Sequence[Piece], boxes: Sequence[Box]) -> Iterator[Piece]:
    """Texts of consent right before a control that accepts, where no sentence asks in words that are known."""
    if not accepting or boxes:
        return
    at = next((number for number, piece in enumerate(scope) if piece.node == accepting[0].node), 0)
    for piece in scope[max(0, at - _ABOVE) : at]:
        if piece.role is Role.TEXT and piece.shown and acts.is_consent(piece.text):
            yield piece


def _accepts(
    found: dict[str, list[Piece]], asking: Sequence[Piece], boxes: Sequence[Box], implied: Piece | None
) -> tuple[tuple[Piece, ...], bool]:
    """The controls that accept, and whether agreement is asked by them.

    "OK" under a notice that only tells is no acceptance, nor is a submit button beside a box that agrees.
    """
    text = "\n".join(piece.text for piece in asking)
    about = acts.is_consent(text) or (says("ask", text) and bool(purposes.kinds_in(text)))
    refusals = [piece for act in REFUSALS for piece in found[act]]
    by_box = any(box.agrees for box in boxes) and not refusals and not found["choices"]
    labels = "\n".join(label(piece) for piece in found["agree"])
    if found["agree"]:
        about = about or (says("core_document", labels) and not boxes)
        return tuple(found["agree"]), about and not by_box and implied is None
    strong = about and says("ask", text) and not boxes and implied is None
    return (tuple(found["go_on"]), True) if found["go_on"] and strong else ((), False)


def _implied(screen: Screen, found: dict[str, list[Piece]]) -> Piece | None:
    """The first piece that takes going on for agreement, unless the screen lets a person agree or refuse."""
    if found["agree"] and any(found[act] for act in REFUSALS):
        return None
    for piece in screen.pieces:
        if piece.role in {Role.TEXT, Role.LINK, Role.BUTTON} and piece.shown and is_implied(piece.text):
            return piece
    return None


def is_implied(text: str) -> bool:
    """Whether a sentence says that going on means agreement. To name an act that agrees is another thing."""
    for sentence in _SENTENCE.split(_ASKED_FOR.sub(" ", text[:_READ])):
        about = says("consent", sentence) or says("core_document", sentence)
        if about and says("implied_act", sentence) and not _EXPLICIT.search(sentence) and _means(sentence):
            return True
    return False


def _means(sentence: str) -> bool:
    words = load_consent().wording
    for act in words["implied_act"].find(sentence):
        means = words["implied_mean"].find(sentence[act.start :])
        around = sentence[max(0, act.start - _NEAR) : act.end + _NEAR]
        named = " ".join(_QUOTED.findall(around))
        clicks = _CLICKS.match(sentence[act.start :])
        named += f" {clicks[1]}" if clicks else ""
        if means and not _ACTS.search(sentence[: act.start]) and acts.act_of_label(named or " ") != "agree":
            return True
    return False


def _wall(screen: Screen, boxes: Sequence[Box], found: dict[str, list[Piece]], *, asks: bool) -> Piece | None:
    """The piece that says that nothing goes on without agreeing. A box at a form that may stay empty is no wall."""
    if found["basic"] or not (asks or boxes):
        return None
    form = any(piece.role is Role.FIELD for piece in screen.pieces) and any(box.agrees for box in boxes)
    plain = [piece for piece in found["refuse"] if piece.shown]
    for piece in screen.pieces:
        if not piece.shown or piece.role in {*BOXES, Role.FIELD}:
            continue
        if piece.role in {Role.BUTTON, Role.LINK} or piece.clickable:
            if act_of(piece) == "exit" and not form and asks and not plain:
                return piece
            continue
        for sentence in _SENTENCE.split(piece.text[:_READ]):
            if says("wall", sentence) and not says("not_wall", sentence) and not form:
                return piece
    return None


def _beside(pieces: Sequence[Piece], anchors: set[str]) -> Iterator[Piece]:
    """Names of agreements that go on a sentence: links next to it, over words like "and"."""
    for at, piece in enumerate(pieces):
        if piece.node not in anchors:
            continue
        for step in (1, -1):
            gap = 0
            for other in pieces[at + step :: step] if at + step >= 0 else ():
                same = other.container == piece.container and other.shown
                if same and other.role is Role.LINK and says("core_document", other.text) and act_of(other) is None:
                    yield other
                    gap = 0
                elif same and other.role is Role.TEXT and acts.width(other.text.strip()) <= _CONNECTS and gap < _REACH:
                    gap += 1
                else:
                    break


def askings(found: Understood) -> tuple[Asking, ...]:
    """What was asked, for the audit: one asking for each box, one for the buttons, one that is implied."""
    made = [_box_asking(found, box) for box in found.boxes if box.agrees]
    if found.asks:
        made.append(_button_asking(found))
    if found.implied is not None:
        made.append(_made(found, found.implied, found.implied.text, AskingKind.CONSENT, (), implied=True))
    return tuple(made)


def _box_asking(found: Understood, box: Box) -> Asking:
    return _made(
        found, box.piece, box.words, AskingKind.CONSENT, (_control(box.piece, "toggle", purposes.units(box.words)),)
    )


def _button_asking(found: Understood) -> Asking:
    controls = [_control(piece, "agree", purposes.units(found.wording)) for piece in found.agree]
    for act, pieces in (("refuse", (*found.refuse, *found.leave)), ("choices", found.choices), ("close", found.close)):
        controls += [_control(piece, act) for piece in pieces]
    first = (*found.asking, *found.agree)[0]
    return _made(found, first, found.wording or label(first), AskingKind.CONSENT, tuple(controls))


def _made(
    found: Understood,
    piece: Piece,
    wording: str,
    kind: AskingKind,
    controls: tuple[Control, ...],
    *,
    implied: bool = False,
) -> Asking:
    return Asking(
        id=AskingId(content_id("asking", "screen", found.screen.name, piece.node, *place_key(piece.place), kind)),
        kind=kind,
        data=tuple(DataId(name) for name in purposes.kinds_in(wording)),
        place=piece.place,
        purposes=purposes.units(wording),
        on_refusal=OnRefusal.BLOCKED if found.wall is not None else OnRefusal.UNKNOWN,
        controls=controls,
        source="screen",
        wording=wording,
        wall=found.wall is not None or None,
        implied=implied or None,
    )


def area_of(piece: Piece) -> float | None:
    """The area of a control in square dp or CSS px, else in pixels of the picture."""
    if piece.width is not None and piece.height is not None:
        return piece.width * piece.height
    return float(piece.box[2] * piece.box[3]) if piece.box is not None else None


def _control(piece: Piece, act: str, about: tuple[str, ...] = ()) -> Control:
    state = None if piece.checked is None else "on" if piece.checked else "off"
    return Control(
        label=label(piece),
        role=piece.role.value,
        state=state,
        box=piece.box,
        size=piece.size,
        contrast=piece.contrast,
        act=act,
        node=piece.node,
        opacity=piece.opacity,
        area=area_of(piece),
        in_view=piece.in_view,
        about=about,
    )
