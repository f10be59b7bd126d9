"""The one sentence: WHO does / does not / may DO WHAT with WHICH DATA, for whose hands, why, when, how long, where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.ids import AskingId, DataId, PartyId, PracticeId, content_id
from glasshouse.model.place import Place, place_key


class Voice(StrEnum):
    """Who speaks: an observation or a declaration. Law speaks in norms, not in practices."""

    DONE = "done"
    SAID = "said"


class Action(StrEnum):
    """What is done; ``verb`` of the practice keeps the exact word."""

    ACCESS = "access"
    INFER = "infer"
    USE = "use"
    STORE = "store"
    SEND = "send"
    SHARE = "share"
    DISCLOSE = "disclose"
    DELETE = "delete"


class Polarity(StrEnum):
    """Whether it is done, denied or allowed."""

    DOES = "does"
    DOES_NOT = "does_not"
    MAY = "may"
    MAY_NOT = "may_not"


class Grade(StrEnum):
    """How strong the evidence of a deed is, weakest first."""

    CAPABILITY = "capability"  # a permission is held
    ACCESS = "access"  # a call that reads the data is reachable from an entry point
    FLOW = "flow"  # the value reaches a sink
    TRANSMISSION = "transmission"  # it was seen on the wire

    @property
    def strength(self) -> int:
        """0 for a capability up to 3 for a transmission."""
        return _STRENGTH[self]


_STRENGTH = {grade: number for number, grade in enumerate(Grade)}


class When(StrEnum):
    """When, relative to the asking in ``gated_by``. No gate found is a reason for ``unknown``, not for "before"."""

    BEFORE_CONSENT = "before_consent"
    AFTER_CONSENT = "after_consent"
    ANY = "any"
    UNKNOWN = "unknown"


class Reach(StrEnum):
    """Whether an entry point leads to the place."""

    REACHABLE = "reachable"
    NOT_REACHED = "not_reached"  # in the code, but no path was found
    UNKNOWN = "unknown"


class PermissionState(StrEnum):
    """Whether the permission that a read needs is declared in the manifest."""

    HELD = "held"
    MISSING = "missing"
    NONE_NEEDED = "none_needed"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a place, and how the next step is reached from it.

    ``how`` is ``entry``, ``call``, ``dispatch`` (one of several possible targets), ``callback`` (the system calls it
    later), ``class_init`` or ``reflection``.
    """

    place: Place
    how: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A deed or a statement. A slot that is absent means unknown, never "no".

    ``api`` names what was called or declared (``Landroid/telephony/TelephonyManager;->getDeviceId()``), ``path`` leads
    from an entry point to ``place``; ``sure`` says that each of its steps has one possible target and that each
    constant that decides is known.

    ``gated_by`` is the asking that ``when`` is about; of a deed before it, ``path`` is a way that needs no agreement;
    of one after it, ``guard`` is the test, or the handler of the answer (without an offset), that it waits for.
    ``when_sure``: no step of that way is one of several.
    """

    id: PracticeId
    voice: Voice
    actor: PartyId
    action: Action
    polarity: Polarity
    data: DataId
    place: Place
    observer: str
    grade: Grade | None = None
    verb: str | None = None
    recipient: PartyId | None = None
    purpose: str | None = None
    condition: str | None = None
    exception_of: PracticeId | None = None
    scope: str | None = None
    retention: str | None = None
    storage: str | None = None
    transform: tuple[str, ...] = ()
    when: When = When.UNKNOWN
    gated_by: AskingId | None = None
    guard: Place | None = None
    when_sure: bool | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    confidence: float | None = None
    api: str | None = None
    entry: str | None = None
    reach: Reach | None = None
    sure: bool | None = None
    permission: PermissionState | None = None
    permissions: tuple[str, ...] = ()
    path: tuple[Step, ...] = ()


def practice_id(voice: Voice, actor: PartyId, action: Action, data: DataId, place: Place, api: str = "") -> PracticeId:
    """The id of a practice: what is said of whom, and where it was seen."""
    return PracticeId(content_id("practice", voice, actor, action, data, api, *place_key(place)))
