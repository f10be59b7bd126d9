"""How a person was asked: a notice, a consent, a permission dialog, a form."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.ids import AskingId, DataId, PartyId
from glasshouse.model.place import Place


class AskingKind(StrEnum):
    """What kind of asking it is. A permission of the system is not informed consent."""

    NOTICE = "notice"
    CONSENT = "consent"
    PERMISSION = "permission"
    FORM = "form"


class OnRefusal(StrEnum):
    """What a refusal costs."""

    CONTINUES = "continues"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Control:
    """A control of an asking; ``box`` is ``(x, y, width, height)``, ``size`` in sp or px, ``contrast`` a WCAG ratio.

    ``act`` is ``agree``, ``refuse``, ``choices``, ``close`` or ``toggle``; ``node`` its name on the screen, ``area`` in
    square dp or CSS px, ``about`` what it agrees to (purposes, agreements), ``in_view`` without scrolling.
    """

    label: str
    role: str
    state: str | None = None
    box: tuple[int, int, int, int] | None = None
    size: float | None = None
    contrast: float | None = None
    act: str | None = None
    node: str | None = None
    opacity: float | None = None
    area: float | None = None
    in_view: bool | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A notice names a kind of data here. ``shown`` is false where the text is there but hidden at first."""

    data: DataId
    place: Place
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that a notice has to say: stated or not, surely or by key words only; ``value`` is its number."""

    name: str
    stated: bool
    sure: bool = False
    value: float | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """What was asked or told, of which data, how, and what a refusal costs.

    Of a notice: ``source`` is ``policy``, ``screen`` or ``app`` (a text in the package, shown or not); ``mentions`` and
    ``topics`` are what it names and says; ``whole`` is false where a part of it could not be read.

    Of what the app's own code asks (``source`` is ``code``): ``permissions`` that it asks for, whether it does so
    before anybody touched anything (``at_start``), and whether a refusal brings up the question again at once.

    Of a screen: ``wording`` is what it asks with; ``wall``: without agreeing nothing goes on, as far as the screen
    says; ``implied``: going on is taken for agreement.
    """

    id: AskingId
    kind: AskingKind
    data: tuple[DataId, ...]
    place: Place
    purposes: tuple[str, ...] = ()
    recipients: tuple[PartyId, ...] = ()
    function: str | None = None
    required: bool | None = None
    reward: str | None = None
    on_refusal: OnRefusal = OnRefusal.UNKNOWN
    controls: tuple[Control, ...] = ()
    source: str | None = None
    mentions: tuple[Mention, ...] = ()
    topics: tuple[Topic, ...] = ()
    whole: bool = True
    permissions: tuple[str, ...] = ()
    at_start: bool | None = None
    asked_again: bool | None = None
    wording: str | None = None
    wall: bool | None = None
    implied: bool | None = None
