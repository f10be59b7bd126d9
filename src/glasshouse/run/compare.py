"""Two audits, compared: what the new version takes that the old one did not, and why findings turned.

Pure: values in, values out. Findings are the same when rule and kind of data are; whoever else reads it is a cause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glasshouse.errors import Exit
from glasshouse.model.answer import Row, Status
from glasshouse.model.audit import Audit
from glasshouse.model.difference import (
    Change,
    Difference,
    Guest,
    Held,
    Side,
    Standing,
    Take,
    Turn,
    Warn,
)
from glasshouse.model.finding import Finding, Verdict
from glasshouse.model.gravity import fails, gravity
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.party import Party, PartyKind, Presence
from glasshouse.model.practice import Grade, PermissionState
from glasshouse.run.causes import Causes

_SURE = (Status.PROVED, Status.LIKELY)
_STANDINGS = tuple(Standing)
_STATUSES = tuple(Status)
_CHANGES = tuple(Change)
_PRESENCES = (None, Presence.UNKNOWN, Presence.STUB, Presence.PRESENT, Presence.REACHABLE)


def compare(old: Audit, new: Audit) -> Difference:
    """Compare two audits; sorted, and the same for the same two audits."""
    before, after = ({item.name for item in audit.permissions} for audit in (old, new))
    return Difference(
        old=_side(old),
        new=_side(new),
        warnings=tuple(_warnings(old, new)),
        takes=_takes(old, new),
        permissions_added=tuple(sorted(after - before)),
        permissions_removed=tuple(sorted(before - after)),
        guests=_guests(old.parties, new.parties),
        findings=_turns(old, new),
    )


def exit_code(difference: Difference, fail_on: Verdict | None = Verdict.VIOLATED) -> Exit:
    """1 for a finding at or above ``fail_on`` that the old audit did not have; 4 where either saw only a part."""
    if any(turn.worse and turn.after and fails(turn.after, fail_on) for turn in difference.findings):
        return Exit.FINDINGS
    return Exit.OK if difference.old.complete and difference.new.complete else Exit.INCOMPLETE


def _side(audit: Audit) -> Side:
    subject = audit.subject
    return Side(subject.name, subject.sha256, subject.package, subject.version, audit.inputs.date, audit.complete)


def _warnings(old: Audit, new: Audit) -> Iterator[Warn]:
    if _identity(old) != _identity(new):
        yield Warn.OTHER_SUBJECT
    if not old.complete:
        yield Warn.OLD_INCOMPLETE
    if not new.complete:
        yield Warn.NEW_INCOMPLETE
    if (old.tool_version, old.datasets) != (new.tool_version, new.datasets):
        yield Warn.OTHER_TOOL
    if bool(old.findings) != bool(new.findings):
        yield Warn.NOT_JUDGED


def _identity(audit: Audit) -> str:
    """The package, which is the same in every version; files without one are told apart by their bytes alone."""
    return audit.subject.package or audit.subject.sha256


# Who takes what.


def _takes(old: Audit, new: Audit) -> tuple[Take, ...]:
    before, after = _held(old), _held(new)
    parties = {party.id: party for party in (*old.parties, *new.parties)}
    takes = []
    for key in {*before, *after}:
        data, actor = key
        was, now = before.get(key), after.get(key)
        change = _change(_rank(was), _rank(now))
        if change:
            takes.append(Take(change, data, actor, parties.get(actor), was, now))
    return tuple(sorted(takes, key=lambda take: (_CHANGES.index(take.change), take.data, take.actor)))


def _held(audit: Audit) -> dict[tuple[DataId, PartyId], Held]:
    """The strongest standing of each party towards each kind of data."""
    held: dict[tuple[DataId, PartyId], Held] = {}
    for data, actor, found in _standings(audit):
        known = held.get((data, actor))
        if known is None or (_rank(found), -_STATUSES.index(found.status)) > (
            _rank(known),
            -_STATUSES.index(known.status),
        ):
            held[data, actor] = found
    return held


def _standings(audit: Audit) -> Iterator[tuple[DataId, PartyId, Held]]:
    for row in audit.answers.access or ():
        yield row.data, row.actor, Held(_standing(row), row.status, row.grade)
    for row in audit.answers.sharing or ():
        if row.recipient and row.status in _SURE and row.grade in {Grade.FLOW, Grade.TRANSMISSION}:
            yield row.data, row.recipient, Held(_standing(row), row.status, row.grade)


def _standing(row: Row) -> Standing:
    if row.grade is Grade.CAPABILITY:
        return Standing.ALLOWED
    if row.status not in _SURE:
        return Standing.UNREACHED
    if row.permission is PermissionState.MISSING:
        return Standing.REFUSED
    return {Grade.FLOW: Standing.PASSES_ON, Grade.TRANSMISSION: Standing.SENT}.get(
        row.grade or Grade.ACCESS, Standing.TAKES
    )


def _rank(held: Held | None) -> int:
    return _STANDINGS.index(held.standing) if held else 0


def _change(before: int, after: int) -> Change | None:
    if before == after:
        return None
    if not before or not after:
        return Change.GAINED if after else Change.LOST
    return Change.STRENGTHENED if after > before else Change.WEAKENED


# Code of others.


def _guests(old: Iterable[Party], new: Iterable[Party]) -> tuple[Guest, ...]:
    before, after = _sdks(old), _sdks(new)
    guests = []
    for name in {*before, *after}:
        was, now = before.get(name), after.get(name)
        change = _change(_presence_rank(was), _presence_rank(now))
        if change:
            party = now or before[name]
            guests.append(Guest(change, party, was.presence if was else None, now.presence if now else None))
    return tuple(sorted(guests, key=lambda guest: (_CHANGES.index(guest.change), guest.party.id)))


def _sdks(parties: Iterable[Party]) -> dict[PartyId, Party]:
    return {party.id: party for party in parties if party.kind is PartyKind.SDK}


def _presence_rank(party: Party | None) -> int:
    """0 where it is not there; one whose presence nobody noted may be there."""
    return _PRESENCES.index(party.presence or Presence.UNKNOWN) if party else 0


# Findings.


def _turns(old: Audit, new: Audit) -> tuple[Turn, ...]:
    before, after = _by_key(old.findings), _by_key(new.findings)
    causes = Causes.between(old, new)
    titles = {card.id: card.title for card in (*old.rules, *new.rules)}
    turns = []
    for key in {*before, *after}:
        was, now = before.get(key), after.get(key)
        if _is_turn(was, now):
            worse = _gravity(now) > _gravity(was)
            turns.append(
                Turn(
                    rule=key[0],
                    title=titles.get(key[0]),
                    data=key[1] or None,
                    before=was,
                    after=now,
                    worse=worse,
                    why=causes.of(was, now),
                )
            )
    return tuple(sorted(turns, key=_order))


def _order(turn: Turn) -> tuple[int, int, str, str]:
    return -_gravity(turn.after), -_gravity(turn.before), turn.rule, turn.data or ""


def _by_key(findings: Iterable[Finding]) -> Mapping[tuple[str, str], Finding]:
    """One finding for each rule and kind of data: the gravest."""
    found: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.rule, finding.data or "")
        if key not in found or gravity(finding.verdict) > gravity(found[key].verdict):
            found[key] = finding
    return found


def _is_turn(was: Finding | None, now: Finding | None) -> bool:
    """Whether it reads otherwise than before: another verdict, or the same under another version of the law."""
    if was is None or now is None:
        return bool(_gravity(was) or _gravity(now))
    return was.verdict is not now.verdict or bool(
        gravity(now.verdict) and {ref.id for ref in was.clauses} != {ref.id for ref in now.clauses}
    )


def _gravity(finding: Finding | None) -> int:
    return gravity(finding.verdict) if finding else 0
