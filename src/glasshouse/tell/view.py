"""An audit, sorted for a reader: what can be taken and by whom, what is refused, allowed, unreached, inferred.

Every report for people is written from this, so that they agree. No word of any language stands here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from glasshouse.model.answer import Question, Row, Status
from glasshouse.model.audit import Audit, PermissionFact
from glasshouse.model.looked import NotLooked
from glasshouse.model.party import Party, PartyKind, Presence
from glasshouse.model.practice import Action, Grade, PermissionState, Practice
from glasshouse.tell.names import Names

#: A way from an entry point to the call was found.
SURE = (Status.PROVED, Status.LIKELY)
_STATUSES = tuple(Status)
_PRESENCES = (Presence.REACHABLE, Presence.PRESENT, Presence.STUB, Presence.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Taker:
    """One party and one kind of data: the row and what supports it, surest first. ``party`` is absent when unknown."""

    row: Row
    party: Party | None
    practices: tuple[Practice, ...]

    @property
    def is_own(self) -> bool:
        """Whether it is the app's own code."""
        return self.party is not None and self.party.kind is PartyKind.OPERATOR

    @property
    def is_allowed(self) -> bool:
        """Whether it rests on a permission alone."""
        return self.row.grade is Grade.CAPABILITY


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of data and everybody in the same position towards it."""

    data: str
    takers: tuple[Taker, ...]

    @property
    def status(self) -> Status:
        """The surest status among the takers."""
        return min((taker.row.status for taker in self.takers), key=_STATUSES.index)


@dataclass(frozen=True, slots=True)
class Inferred:
    """A kind of data that can be worked out from something else, and who could."""

    data: str
    parties: tuple[str, ...]
    practices: tuple[Practice, ...]


@dataclass(frozen=True, slots=True)
class View:
    """The access answer in its parts, and the rest of the audit in reading order."""

    audit: Audit
    parties: dict[str, Party]
    taken: tuple[Kind, ...]
    refused: tuple[Kind, ...]
    allowed: tuple[Kind, ...]
    unreached: tuple[Kind, ...]
    inferred: tuple[Inferred, ...]
    guests: tuple[tuple[Presence, tuple[Party, ...]], ...]
    not_looked: tuple[NotLooked, ...]
    listed: tuple[NotLooked, ...]
    takes: dict[str, tuple[str, ...]]

    @property
    def takers(self) -> tuple[str, ...]:
        """Everybody who takes something, busiest first."""
        return tuple(self.takes)

    @property
    def own_kinds(self) -> int:
        """How many kinds of data the app's own code takes."""
        return sum(any(taker.is_own for taker in kind.takers) for kind in self.taken)

    @property
    def others_kinds(self) -> int:
        """How many kinds of data code of others takes."""
        return sum(any(not taker.is_own for taker in kind.takers) for kind in self.taken)

    @property
    def others(self) -> int:
        """How many parties other than the app itself take something."""
        own = {party.id for party in self.parties.values() if party.kind is PartyKind.OPERATOR}
        return sum(actor not in own for actor in self.takes)


def view_of(audit: Audit, names: Names) -> View:
    """Sort an audit for a reader. Data stands in the order of ``names.weight``, parties by what they take."""
    parties: dict[str, Party] = {party.id: party for party in audit.parties}
    rows = takers_of(audit, Question.ACCESS)
    taken = _kinds(rows, names, lambda taker: taker.row.status in SURE and not _is_refused(taker))
    takes = _takes(taken)
    return View(
        audit=audit,
        parties=parties,
        taken=taken,
        refused=_kinds(rows, names, lambda taker: taker.row.status in SURE and _is_refused(taker)),
        allowed=_kinds(rows, names, lambda taker: taker.row.status not in SURE and taker.is_allowed),
        unreached=_kinds(rows, names, lambda taker: taker.row.status not in SURE and not taker.is_allowed),
        inferred=_inferred(audit.practices, {kind.data for kind in taken}, names),
        guests=_guests(audit.parties, takes),
        not_looked=_joined(item for item in audit.not_looked if item.counts),
        listed=_joined(item for item in audit.not_looked if not item.counts),
        takes=takes,
    )


def takers_of(audit: Audit, question: Question) -> list[Taker]:
    """The rows of one answer, each with its party and its practices, in the order of the document."""
    parties: dict[str, Party] = {party.id: party for party in audit.parties}
    practices: dict[str, Practice] = {practice.id: practice for practice in audit.practices}
    return [
        Taker(row, parties.get(row.actor), tuple(practices[name] for name in row.practices if name in practices))
        for row in getattr(audit.answers, question) or ()
    ]


def unused(audit: Audit) -> tuple[PermissionFact, ...]:
    """The permissions that are declared and that no read seen needs."""
    return tuple(item for item in audit.permissions if item.used is False)


def _is_refused(taker: Taker) -> bool:
    reasons = {taker.row.reason, *(practice.scope for practice in taker.practices[:1])}
    return taker.row.permission is PermissionState.MISSING or "not_on_these_versions" in reasons


def _kinds(takers: Iterable[Taker], names: Names, wanted: Callable[[Taker], bool]) -> tuple[Kind, ...]:
    groups: dict[str, list[Taker]] = {}
    for taker in takers:
        if wanted(taker):
            groups.setdefault(taker.row.data, []).append(taker)
    found = [Kind(data, tuple(sorted(group, key=_taker_order))) for data, group in groups.items()]
    return tuple(sorted(found, key=lambda kind: (names.weight(kind.data), kind.data)))


def _taker_order(taker: Taker) -> tuple[int, bool, str]:
    name = taker.party.name.casefold() if taker.party else ""
    return _STATUSES.index(taker.row.status), not taker.is_own, f"{name} {taker.row.actor}"


def _takes(taken: Iterable[Kind]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for kind in taken:
        for taker in kind.takers:
            found.setdefault(taker.row.actor, []).append(kind.data)
    busiest = sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
    return {actor: tuple(data) for actor, data in busiest}


def _joined(items: Iterable[NotLooked]) -> tuple[NotLooked, ...]:
    """What was not examined, one row a sentence: twenty damaged places of one file are one thing to a reader."""
    groups: dict[tuple[str, str, str], NotLooked] = {}
    for item in items:
        key = (item.what, item.why, "" if item.files else item.detail)
        before = groups.get(key)
        if before is None:
            groups[key] = item
            continue
        files = tuple(dict.fromkeys(before.files + item.files))
        groups[key] = dataclasses.replace(before, files=files, count=before.count + item.count)
    return tuple(groups.values())


def _inferred(practices: Iterable[Practice], taken: set[str], names: Names) -> tuple[Inferred, ...]:
    groups: dict[str, list[Practice]] = {}
    for practice in practices:
        if practice.action is Action.INFER and practice.path and practice.permission is not PermissionState.MISSING:
            groups.setdefault(practice.data, []).append(practice)
    return tuple(
        Inferred(data, tuple(dict.fromkeys(practice.actor for practice in groups[data])), tuple(groups[data]))
        for data in sorted(groups, key=lambda data: (names.weight(data), data))
        if data not in taken
    )


def _guests(
    parties: Iterable[Party], takes: dict[str, tuple[str, ...]]
) -> tuple[tuple[Presence, tuple[Party, ...]], ...]:
    """Everybody but the app itself, by how much of them is there; those who take most come first."""
    groups: dict[Presence, list[Party]] = {}
    for party in parties:
        if party.kind is not PartyKind.OPERATOR:
            groups.setdefault(party.presence or Presence.UNKNOWN, []).append(party)
    return tuple(
        (presence, tuple(sorted(groups[presence], key=lambda p: (-len(takes.get(p.id, ())), p.name.casefold(), p.id))))
        for presence in _PRESENCES
        if presence in groups
    )
