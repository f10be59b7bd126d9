"""The first half of the consent answer: did it happen before you agreed.

One row for each kind of data, party and time. ``before_consent``: a way that needs no agreement leads to the read;
``after_consent``: each way waits for the answer, or for a test of it; ``unknown``: the app asks nowhere that was found
(``no_gate``), or the code could not be followed. What is early is ``likely`` at most: a branch on the way may hang on a
value that was not followed; and of what a runtime permission guards, Android may refuse the first try.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking, AskingKind, OnRefusal
from glasshouse.model.audit import PermissionFact
from glasshouse.model.ids import AskingId, DataId, PartyId
from glasshouse.model.practice import Action, Grade, PermissionState, Practice, Reach, Step, When

#: The first API level on which the user grants permissions while the app runs.
_RUNTIME_PERMISSIONS = 23
#: Fewer permissions are no "all at once".
_SEVERAL = 3
ANY = DataId("personal_data")
_ORDER = tuple(Status)
_WHEN = (When.BEFORE_CONSENT, When.AFTER_CONSENT, When.ANY, When.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Start:
    """The app starts an SDK: when, and whether no step of the way is one of several."""

    party: PartyId
    when: When
    sure: bool
    path: tuple[Step, ...] = ()


def answer_timing(
    practices: Iterable[Practice],
    askings: Sequence[Asking],
    permissions: Sequence[PermissionFact],
    target_sdk: int | None,
    operator: PartyId | None = None,
    starts: Iterable[Start] = (),
) -> tuple[Row, ...]:
    """Build the rows about time, sorted: time, status, data, party. Of a read that nothing leads to there is none.

    Then what the app's code makes of a refusal, whether it asks for everything at once, and when it starts SDKs: rows
    of the topic ``sdk_start``, since to start one is not yet to read anything.
    """
    practices = tuple(practices)
    gates = tuple(item.id for item in askings if item.kind is AskingKind.CONSENT and item.source == "code")
    runtime = frozenset(item.name for item in permissions if item.level == "dangerous")
    granted_first = target_sdk is not None and target_sdk < _RUNTIME_PERMISSIONS
    groups: dict[tuple[When, DataId, PartyId], list[Practice]] = {}
    for practice in practices:
        if _reads(practice):
            groups.setdefault((practice.when, practice.data, practice.actor), []).append(practice)
    rows = [
        _row(key, group, gates, frozenset() if granted_first else runtime) for key, group in _split(groups, bool(gates))
    ]
    rows.sort(key=lambda row: (_WHEN.index(row.when), _ORDER.index(row.status), row.data, row.actor))
    return (*rows, *_conduct(askings, permissions, operator or PartyId("operator")), *_starts(starts, gates))


def _reads(practice: Practice) -> bool:
    """Whether it takes anything by itself: what Android refuses is not taken, what the user picks is handed over."""
    is_refused = practice.permission is PermissionState.MISSING or practice.scope == "not_on_these_versions"
    return (
        practice.action is Action.ACCESS
        and practice.grade is Grade.ACCESS
        and practice.reach is Reach.REACHABLE
        and practice.condition is None
        and not is_refused
    )


def _starts(starts: Iterable[Start], gates: tuple[AskingId, ...]) -> Iterator[Row]:
    """One row an SDK: when it is started first."""
    first: dict[PartyId, Start] = {}
    for start in starts:
        held = first.get(start.party)
        if held is None or (_WHEN.index(start.when), not start.sure) < (_WHEN.index(held.when), not held.sure):
            first[start.party] = start
    for party, start in sorted(first.items()):
        known = start.when is not When.UNKNOWN
        status = Status.NOT_EXAMINED if not known else Status.PROVED if start.sure else Status.LIKELY
        reason = None if known else "not_followed" if gates else "no_gate"
        yield Row(ANY, party, status, when=start.when, path=start.path, askings=gates, topic="sdk_start", reason=reason)


def _conduct(askings: Sequence[Asking], permissions: Sequence[PermissionFact], operator: PartyId) -> Iterator[Row]:
    """Rows of the classes ``blocked_on_refusal``, ``asked_again_after_refusal`` and ``all_permissions_at_start``."""
    declared = {fact.name for fact in permissions if fact.level == "dangerous"}
    for asking in (asking for asking in askings if asking.source == "code"):
        at_start = bool(asking.at_start) and asking.kind is AskingKind.PERMISSION
        everything = at_start and len(declared) >= _SEVERAL and declared <= {*asking.permissions}
        classes = (
            ("blocked_on_refusal", asking.on_refusal is OnRefusal.BLOCKED),
            ("asked_again_after_refusal", bool(asking.asked_again)),
            ("all_permissions_at_start", everything),
        )
        for name, holds in classes:
            if holds:
                yield Row(ANY, operator, Status.LIKELY, askings=(asking.id,), class_=name, reason=str(asking.kind))


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
    # Branches on the way that could not be decided are not told from open ones yet, so nothing early is proved.
    return Status.LIKELY, None if best.when_sure else "several_targets"
