"""The answer to the first question: what can the app take, and who inside it takes it.

One row for each kind of data and party, the surest evidence first. ``proved``: a call that hands over the data can be
reached over steps with one possible target each. ``likely``: reached, but a step or a constant is one of several.
``not_found``: a permission is held, or a call is there, but no way from an entry point was found. Where a part of the
code could not be examined, ``not_found`` becomes ``not_examined``: absence was not seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from glasshouse.model.answer import Row, Status
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.party import Party, PartyKind
from glasshouse.model.practice import Action, Grade, PermissionState, Practice, Reach

#: ``covers(general, special)``, the relation of the vocabulary.
Covers = Callable[[str, str], bool]

#: Reasons that leave code unseen in which a call may hide.
_HIDES_CODE = frozenset(
    {Why.PACKED, Why.NATIVE, Why.OTHER_RUNTIME, Why.LOADED_LATER, Why.DAMAGED, Why.OVER_BUDGET, Why.UNSUPPORTED}
)
_ORDER = tuple(Status)


def answer_access(
    practices: Iterable[Practice],
    parties: Sequence[Party],
    not_looked: Iterable[NotLooked],
    covers: Covers,
) -> tuple[Row, ...]:
    """Build the rows of the access answer, sorted: status, then data, then party."""
    hidden = any(item.why in _HIDES_CODE for item in not_looked)
    groups: dict[tuple[DataId, PartyId], list[Practice]] = {}
    held: dict[DataId, list[Practice]] = {}
    for practice in practices:
        if practice.action is not Action.ACCESS:
            continue
        if practice.grade is Grade.CAPABILITY:
            held.setdefault(practice.data, []).append(practice)
        else:
            groups.setdefault((practice.data, practice.actor), []).append(practice)
    rows = _most_special([_access_row(data, actor, group, hidden) for (data, actor), group in groups.items()], covers)
    taken = [row.data for row in rows if row.status in (Status.PROVED, Status.LIKELY)]
    operator = next((party.id for party in parties if party.kind is PartyKind.OPERATOR), None)
    if operator is not None:
        for data, group in held.items():
            if (data, operator) not in groups and not any(covers(data, other) for other in taken):
                rows.append(_capability_row(data, operator, group, hidden))
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.status), row.data, row.actor)))


def _most_special(rows: list[Row], covers: Covers) -> list[Row]:
    """Leave out a general row where the same party has as sure a row for a special kind of it: it adds nothing."""

    def told(row: Row, other: Row) -> bool:
        return (
            row.actor == other.actor
            and row.data != other.data
            and covers(row.data, other.data)
            and _ORDER.index(other.status) <= _ORDER.index(row.status)
        )

    return [row for row in rows if not any(told(row, other) for other in rows)]


def _strength(practice: Practice) -> tuple[int, int, int, int, int, int]:
    """The surest practice of a group comes first: reached, unconditional, sure, unlimited, permitted, short way."""
    return (
        practice.reach is not Reach.REACHABLE,
        practice.condition is not None,
        not practice.sure,
        practice.scope is not None,
        practice.permission is PermissionState.MISSING,
        len(practice.path),
    )


def _access_row(data: DataId, actor: PartyId, group: list[Practice], hidden: bool) -> Row:
    group.sort(key=lambda practice: (_strength(practice), practice.id))
    best = group[0]
    if best.reach is not Reach.REACHABLE:
        status = Status.NOT_EXAMINED if hidden else Status.NOT_FOUND
        reason = "call_not_reached"
    elif best.sure:
        status, reason = Status.PROVED, None
    else:
        status, reason = Status.LIKELY, "several_targets"
    return Row(
        data=data,
        actor=actor,
        status=status,
        grade=Grade.ACCESS,
        permission=best.permission,
        permissions=best.permissions,
        path=best.path,
        practices=tuple(practice.id for practice in group),
        reason=best.condition or best.scope or reason,
    )


def _capability_row(data: DataId, operator: PartyId, group: list[Practice], hidden: bool) -> Row:
    names = sorted({name for practice in group for name in practice.permissions})
    return Row(
        data=data,
        actor=operator,
        status=Status.NOT_EXAMINED if hidden else Status.NOT_FOUND,
        grade=Grade.CAPABILITY,
        permission=PermissionState.HELD,
        permissions=tuple(names),
        practices=tuple(sorted(practice.id for practice in group)),
        reason="permission_only",
    )
