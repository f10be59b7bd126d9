"""How the app's own code asks: the gate with what a refusal costs, permissions asked for, and when SDKs are started."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glasshouse.model.asking import Asking, AskingKind, OnRefusal
from glasshouse.model.ids import AskingId, DataId, content_id
from glasshouse.model.place import CodePlace, Place, place_key
from glasshouse.observe.app.calls import Gate, Refusal, Request

#: Closing the screen that asked closes the app where that screen is its first.
_CLOSES, _ENDS, _AGAIN = "finish", "exit", frozenset({"ask_again", "request_again"})
_HANDLES_PERMISSIONS = "onRequestPermissionsResult("


@dataclass(frozen=True, slots=True)
class Screens:
    """Classes of the screens that Android opens first, dotted."""

    first: frozenset[str]

    def ends(self, refusals: Sequence[Refusal]) -> bool:
        """Whether these consequences of one handler close the app."""
        kinds = {item.kind for item in refusals}
        if _ENDS in kinds:
            return True
        closes = any(item.kind == _CLOSES and _outermost(item.place) in self.first for item in refusals)
        return closes and "opens" not in kinds


def askings_in_code(
    gate: Gate | None, refusals: Sequence[Refusal], requests: Sequence[Request], screens: Screens, opens: Opens
) -> tuple[Asking, ...]:
    """The gate, and the permissions that the code asks for; each with what a refusal leads to where that was seen."""
    by_permission = [item for item in refusals if item.handler.method.startswith(_HANDLES_PERMISSIONS)]
    by_answer = [item for item in refusals if item not in by_permission]
    found = [] if gate is None or not gate.places else [_gate(gate, by_answer, screens)]
    return (*found, *_permissions(by_permission, requests, screens, opens))


class Opens:
    """Which kinds of data a permission opens, and which permissions the user is asked for."""

    def __init__(self, declared: Iterable[tuple[str, tuple[str, ...], str]]) -> None:
        rows = tuple(declared)
        self._opens = {name: opens for name, opens, _ in rows}
        self.asked = frozenset(name for name, _, level in rows if level == "dangerous")

    def data(self, names: Iterable[str]) -> tuple[DataId, ...]:
        """The kinds, sorted."""
        return tuple(sorted({DataId(kind) for name in names for kind in self._opens.get(name, ())}))


def _gate(gate: Gate, refusals: Sequence[Refusal], screens: Screens) -> Asking:
    return Asking(
        id=_id("gate", gate.places),
        kind=AskingKind.CONSENT,
        data=(),
        place=min(gate.places),
        source="code",
        on_refusal=_on_refusal(refusals, screens) if gate.refuse else OnRefusal.UNKNOWN,
        asked_again=any(item.kind in _AGAIN for item in refusals) if gate.refuse else None,
        at_start=True,
    )


def _permissions(
    refusals: Sequence[Refusal], requests: Sequence[Request], screens: Screens, opens: Opens
) -> Iterator[Asking]:
    """One for what is asked for at the start, and one for each handler of denied permissions that does something."""
    names = sorted({name for request in requests for name in request.permissions} & opens.asked)
    if names:
        yield Asking(
            id=_id("permissions", tuple(request.place for request in requests)),
            kind=AskingKind.PERMISSION,
            data=opens.data(names),
            place=min(request.place for request in requests),
            source="code",
            permissions=tuple(names),
            at_start=True,
        )
    handlers = {item.handler for item in refusals}
    for handler in sorted(handlers):
        mine = [item for item in refusals if item.handler == handler]
        yield Asking(
            id=_id("denied", (handler,)),
            kind=AskingKind.PERMISSION,
            data=(),
            place=min(item.place for item in mine),
            source="code",
            on_refusal=_on_refusal(mine, screens),
            asked_again=any(item.kind in _AGAIN for item in mine),
        )


def _on_refusal(refusals: Sequence[Refusal], screens: Screens) -> OnRefusal:
    if screens.ends(refusals):
        return OnRefusal.BLOCKED
    return OnRefusal.CONTINUES if any(item.kind == "opens" for item in refusals) else OnRefusal.UNKNOWN


def _id(what: str, places: Sequence[Place]) -> AskingId:
    return AskingId(
        content_id("asking", what, *(part for place in sorted(places, key=place_key) for part in place_key(place)))
    )


def _outermost(place: CodePlace) -> str:
    return place.class_[1:-1].replace("/", ".").partition("$")[0]
