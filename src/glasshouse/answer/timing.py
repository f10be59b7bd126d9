"""The first half of the consent answer: did it happen before you agreed.

One row for each kind of data, party and time. ``before_consent``: a way that needs no agreement leads to the read;
``after_consent``: each way waits for the answer, or for a test of it; ``unknown``: the app asks nowhere that was found
(``no_gate``), or the code could not be followed. A read of what a runtime permission guards is ``likely`` at most: the
first try may be refused by Android, and whether somebody granted it before is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking, AskingKind
from glasshouse.model.audit import PermissionFact
from glasshouse.model.ids import AskingId, DataId, PartyId
from glasshouse.model.practice import Action, Grade, PermissionState, Practice, Reach, When

#: The first API level on which the user grants permissions while the app runs.
_RUNTIME_PERMISSIONS = 23
_ORDER = tuple(Status)
_WHEN = (When.BEFORE_CONSENT, When.AFTER_CONSENT, When.ANY, When.UNKNOWN)


def answer_timing(
    practices: Iterable[Practice],
    askings: Sequence[Asking],
    permissions: Iterable[PermissionFact],
    target_sdk: int | None,
) -> tuple[Row, ...]:
    """Build the rows about time, sorted: time, status, data, party. Of a read that nothing leads to there is none."""
    gates = tuple(item.id for item in askings if item.kind is AskingKind.CONSENT and item.source == "code")
    runtime = frozenset(item.name for item in permissions if item.level == "dangerous")
    granted_first = target_sdk is not None and target_sdk < _RUNTIME_PERMISSIONS
    groups: dict[tuple[When, DataId, PartyId], list[Practice]] = {}
    for practice in practices:
        if practice.action is Action.ACCESS and practice.grade is Grade.ACCESS and practice.reach is Reach.REACHABLE:
            groups.setdefault((practice.when, practice.data, practice.actor), []).append(practice)
    rows = [
        _row(key, group, gates, frozenset() if granted_first else runtime) for key, group in _split(groups, bool(gates))
    ]
    return tuple(sorted(rows, key=lambda row: (_WHEN.index(row.when), _ORDER.index(row.status), row.data, row.actor)))


def _split(
    groups: dict[tuple[When, DataId, PartyId], list[Practice]], has_gate: bool
) -> Iterator[tuple[tuple[When, DataId, PartyId], list[Practice]]]:
    """Where some reads of a kind wait and another does not, the one that does not is what counts."""
    early = {(data, actor) for when, data, actor in groups if when is When.BEFORE_CONSENT}
    for (when, data, actor), group in groups.items():
        if not has_gate or when is not When.AFTER_CONSENT or (data, actor) not in early:
            yield (when, data, actor), group


def _row(
    key: tuple[When, DataId, PartyId], group: list[Practice], gates: tuple[AskingId, ...], runtime: frozenset[str]
) -> Row:
    when, data, actor = key
    best = min(group, key=lambda practice: (not practice.when_sure, not practice.sure, len(practice.path), practice.id))
    status, reason = _how_sure(best, when, bool(gates), runtime)
    return Row(
        data=data,
        actor=actor,
        status=status,
        grade=Grade.ACCESS,
        when=when,
        permission=best.permission,
        permissions=best.permissions,
        path=best.path,
        practices=tuple(sorted(practice.id for practice in group)),
        askings=gates,
        reason=reason,
    )


def _how_sure(best: Practice, when: When, has_gate: bool, runtime: frozenset[str]) -> tuple[Status, str | None]:
    if when is When.UNKNOWN:
        return Status.NOT_EXAMINED, "not_followed" if has_gate else "no_gate"
    if when is not When.BEFORE_CONSENT:
        return (Status.PROVED if best.sure else Status.LIKELY), None
    if best.permission is PermissionState.HELD and runtime.intersection(best.permissions):
        return Status.LIKELY, "permission_first"
    return (Status.PROVED, None) if best.when_sure else (Status.LIKELY, "several_targets")
