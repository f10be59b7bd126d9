"""Who: the parties of a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glasshouse.model.ids import PartyId
from glasshouse.model.place import Place


class PartyKind(StrEnum):
    """What a party is to the person who uses the app."""

    OPERATOR = "operator"
    SDK = "sdk"
    AFFILIATE = "affiliate"
    HOST = "host"
    STATE = "state"
    USER = "user"
    UNKNOWN = "unknown"


class Presence(StrEnum):
    """How much of an SDK is really there. A library present is not a library used."""

    STUB = "stub"  # its classes are there, but they do nothing
    PRESENT = "present"  # working code or two kinds of sign; no path from an entry point was found
    REACHABLE = "reachable"  # an entry point leads into its code
    UNKNOWN = "unknown"  # one weak sign: it may be there


@dataclass(frozen=True, slots=True)
class Sign:
    """One trace of an SDK: ``kind`` is ``prefix``, ``component``, ``meta_data``, ``native``, ``endpoint``, ..."""

    kind: str
    value: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A company, an SDK, the user, a state body. ``owner`` and ``country`` are those of the company's seat."""

    id: PartyId
    name: str
    kind: PartyKind
    name_zh: str | None = None
    owner: str | None = None
    owner_zh: str | None = None
    country: str | None = None
    roles: tuple[str, ...] = ()
    presence: Presence | None = None
    renamed: bool = False
    signs: tuple[Sign, ...] = ()
    reason: str | None = None
