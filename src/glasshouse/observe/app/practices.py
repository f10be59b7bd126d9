"""Reads and permissions become sentences: who accesses which data, where, on which way, with which permission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from glasshouse.model.audit import PermissionFact
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.party import Party, PartyKind, Presence
from glasshouse.model.place import CodePlace, Place
from glasshouse.model.practice import (
    Action,
    Grade,
    PermissionState,
    Polarity,
    Practice,
    Reach,
    Step,
    Voice,
    When,
    practice_id,
)
from glasshouse.observe.app.attribution import Attribution, Owner
from glasshouse.observe.app.calls import PackageUse, Read
from glasshouse.observe.app.entries import EntryPoint
from glasshouse.observe.app.manifest import Component
from glasshouse.observe.app.names import Labels
from glasshouse.observe.app.permissions import Held
from glasshouse.vocab.terms import BroadcastSpec, Facts

#: Which SDK of the vocabulary a dotted package belongs to, if any.
SdkOf = Callable[[str], PartyId | None]


@dataclass(slots=True)
class Actors:
    """Turns a package into the party whose code it is; libraries without a family become parties when first met."""

    operator: Party
    attribution: Attribution
    sdk_of: SdkOf
    labels: Labels = field(default_factory=lambda: Labels(()))
    libraries: dict[PartyId, Party] = field(default_factory=dict)

    def of(self, package: str) -> PartyId:
        """The party of a dotted package."""
        sdk = self.sdk_of(package)
        if sdk is not None:
            return sdk
        owner, name = self.attribution.of(package)
        match owner:
            case Owner.APP:
                return self.operator.id
            case Owner.LIBRARY:
                party = self._library(package, name)
            case Owner.NAMELESS:
                party_id = PartyId(f"nameless:{name}")
                party = Party(party_id, name, PartyKind.UNKNOWN, presence=Presence.UNKNOWN, reason="shortened_names")
        return self.libraries.setdefault(party.id, party).id

    def _library(self, package: str, stem: str) -> Party:
        """A library by its label, where the vocabulary knows one: a name to show, which says nothing of the owner."""
        found = self.labels.of(package)
        if found is None:
            party_id = PartyId(f"library:{stem}")
            return Party(party_id, stem, PartyKind.SDK, presence=Presence.UNKNOWN, reason="unnamed_library")
        home, named = found
        party_id = PartyId(f"library:{home}")
        name = named.label.name
        return Party(party_id, name, PartyKind.SDK, presence=Presence.UNKNOWN, signs=named.signs, reason="name_only")


def operator_party(package: str, label: str | None) -> Party:
    """The app's maker, known by the package name until a policy or a store page says more."""
    return Party(PartyId(f"operator:{package}"), label or package, PartyKind.OPERATOR)


def graded(actors: Actors, packages: Iterable[PackageUse]) -> tuple[Party, ...]:
    """The libraries without a family that were met as actors so far, graded by how much of their code can run."""
    met = sorted(actors.libraries.items())
    reached: dict[PartyId, int] = {}
    for use in packages:
        party_id = actors.of(use.name)
        reached[party_id] = reached.get(party_id, 0) + use.reached
    found = []
    for party_id, party in met:
        presence = Presence.REACHABLE if reached.get(party_id) else Presence.PRESENT
        found.append(replace(party, presence=presence))
    return tuple(found)


def read_practices(reads: Iterable[Read], actors: Actors, held: Held) -> Iterator[Practice]:
    """One practice for each kind of data that a read hands over; what can be inferred from it is a practice apart."""
    for read in reads:
        package = read.place.class_[1:-1].rpartition("/")[0].replace("/", ".")
        actor = actors.of(package)
        facts = read.asked.facts
        if facts is None:
            continue
        for data in facts.data:
            yield _practice(read, facts, actor, Action.ACCESS, DataId(data), held)
        for data in facts.infers:
            yield _practice(read, facts, actor, Action.INFER, DataId(data), held)


def _practice(read: Read, facts: Facts, actor: PartyId, action: Action, data: DataId, held: Held) -> Practice:
    api = f"{read.api} [{read.detail}]" if read.detail else read.api
    switched_off = read.entry is not None and not read.entry.enabled
    # Whether the layout is ever shown, or the service asked for, was not looked at.
    made_by_name = read.entry is not None and read.entry.kind in ("layout", "service_loader")
    return Practice(
        id=practice_id(Voice.DONE, actor, action, data, read.place, api),
        voice=Voice.DONE,
        actor=actor,
        action=action,
        polarity=Polarity.DOES,
        data=data,
        place=read.place,
        observer="calls",
        grade=Grade.ACCESS,
        verb=read.api.partition("->")[2].partition("(")[0],
        scope=_scope(facts, held, switched_off=switched_off),
        condition="picked_by_user" if facts.mediated else None,
        api=api,
        entry=entry_text(read.entry),
        reach=read.reach,
        sure=read.sure and not switched_off and not made_by_name,
        permission=held.state(facts),
        permissions=held.needed(facts),
        when=read.when,
        guard=read.guard,
        when_sure=read.when_sure if read.when is When.BEFORE_CONSENT else None,
        path=read.path,
    )


def _scope(facts: Facts, held: Held, *, switched_off: bool) -> str | None:
    """What limits a read most, as a key of the report's words."""
    if not held.available(facts):
        return "not_on_these_versions"
    if switched_off:
        return "component_off"
    return None if facts.until is None else f"until_api_{facts.until}"


def entry_text(entry: EntryPoint | None) -> str | None:
    """An entry point as ``provider com.x.Init``: its kind and its class."""
    return None if entry is None else f"{entry.kind} {entry.class_name}"


def capability_practices(permissions: Iterable[PermissionFact], operator: Party) -> Iterator[Practice]:
    """One practice for each kind of data that a declared permission opens: it may be taken, nothing more."""
    for permission in permissions:
        for data in permission.opens:
            yield Practice(
                id=practice_id(Voice.DONE, operator.id, Action.ACCESS, DataId(data), permission.place, permission.name),
                voice=Voice.DONE,
                actor=operator.id,
                action=Action.ACCESS,
                polarity=Polarity.MAY,
                data=DataId(data),
                place=permission.place,
                observer="manifest",
                grade=Grade.CAPABILITY,
                permission=PermissionState.HELD,
                permissions=(permission.name,),
            )


def receiver_practices(
    receivers: Iterable[Component],
    broadcasts: Iterable[BroadcastSpec],
    defined: Callable[[str], bool],
    actors: Actors,
    held: Held,
) -> Iterator[Practice]:
    """Receivers that the manifest subscribes to a broadcast with personal data, where their class is really there."""
    by_action = {spec.action: spec for spec in broadcasts}
    for receiver in receivers:
        for action in receiver.actions:
            spec = by_action.get(action)
            if spec is None or not defined(receiver.class_name):
                continue
            actor = actors.of(receiver.class_name.rpartition(".")[0])
            for data in spec.facts.data:
                yield _received(receiver, action, spec.facts, DataId(data), actor, held)


def _received(receiver: Component, action: str, facts: Facts, data: DataId, actor: PartyId, held: Held) -> Practice:
    place: Place = receiver.place
    handler = CodePlace(
        "",
        f"L{receiver.class_name.replace('.', '/')};",
        "onReceive(Landroid/content/Context;Landroid/content/Intent;)V",
    )
    return Practice(
        id=practice_id(Voice.DONE, actor, Action.ACCESS, data, place, action),
        voice=Voice.DONE,
        actor=actor,
        action=Action.ACCESS,
        polarity=Polarity.DOES,
        data=data,
        place=place,
        observer="manifest",
        grade=Grade.ACCESS,
        verb="onReceive",
        scope=_scope(facts, held, switched_off=not receiver.enabled),
        api=action,
        entry=f"receiver {receiver.class_name}",
        reach=Reach.REACHABLE,
        sure=receiver.enabled,
        permission=held.state(facts),
        permissions=held.needed(facts),
        path=(Step(handler, "entry"),),
    )


def party_order(party: Party) -> tuple[int, str, str]:
    """Operator first, then SDKs, then the rest, by name."""
    return (tuple(PartyKind).index(party.kind), party.name.casefold(), party.id)
