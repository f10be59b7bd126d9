"""The answer to the fourth question: whether the app needs what it takes or may take.

The yardstick is the list of types of app and of what may be mandatory for the basic function of each
(``model/law.py``: AppType). It speaks of users of the service: editions for drivers, couriers and merchants are outside
it, and it limits what may be *mandatory*, not what a person hands over freely. So a class is no verdict. A type is only
assumed when a person gave it; a proposed one is shown and leaves the rows open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from glasshouse.model.answer import Row, Status
from glasshouse.model.audit import Category, PermissionFact
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.law import AppType
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.practice import Grade, PermissionState, Practice
from glasshouse.vocab.load import load_permissions
from glasshouse.vocab.terms import Permission

#: ``covers(general, special)``, the relation of the vocabulary.
Covers = Callable[[str, str], bool]

#: Reasons of an access row under which nothing is demanded: the user hands it over, or Android gives nothing out.
_NOT_DEMANDED = frozenset({"picked_by_user", "not_on_these_versions"})
_TAKEN = (Status.PROVED, Status.LIKELY)
_ORDER = tuple(Status)


def answer_necessity(
    access_rows: Sequence[Row],
    permissions: Iterable[PermissionFact],
    practices: Iterable[Practice],
    types: Sequence[AppType],
    category: Category | None,
    not_looked: Iterable[NotLooked],
    covers: Covers,
) -> tuple[Row, ...]:
    """Build the rows of the necessity answer, sorted: status, data, party, class.

    One row for each access row: ``no_type_needs``, or with a given type ``needed`` or ``not_needed``; open where that
    cannot be told. Then ``unused_permission`` for each kind of data that a declared permission opens in vain.
    Without ``types`` nothing is compared. Raises ``KeyError`` for a kind of data that ``covers`` does not know.
    """
    needs = _Needs(types, category, covers)
    rows = [needs.row(row) for row in access_rows]
    rows += _unused(access_rows, tuple(permissions), practices, tuple(not_looked), covers)
    return tuple(sorted(rows, key=_place_in_list))


def _place_in_list(row: Row) -> tuple[int, str, str, str, tuple[str, ...]]:
    return _ORDER.index(row.status), row.data, row.actor, row.class_ or "", row.permissions


class _Needs:
    """What the types need, asked for one kind of data at a time."""

    def __init__(self, types: Sequence[AppType], category: Category | None, covers: Covers) -> None:
        given = category.value if category is not None and category.source == "given" else None
        by_number = {each.number: frozenset(data for need in each.needs for data in need.data) for each in types}
        self._known = bool(by_number)
        self._any = frozenset().union(*by_number.values())
        self._given = by_number.get(given) if given is not None else None
        self._covers = covers
        self._met: dict[tuple[bool, str], bool] = {}

    def row(self, access: Row) -> Row:
        """The access row with its class. Status and grade stay: it is as sure as the deed."""
        if access.reason in _NOT_DEMANDED:
            return access
        if not self._known:
            return replace(access, status=Status.NOT_EXAMINED, reason="types_unknown")
        if not self._meets(self._any, access.data, given=False):
            return replace(access, class_="no_type_needs")
        if self._given is None:
            return replace(access, status=Status.NOT_EXAMINED, reason="category_unknown")
        return replace(access, class_="needed" if self._meets(self._given, access.data, given=True) else "not_needed")

    def _meets(self, needed: frozenset[str], data: str, *, given: bool) -> bool:
        """Either way: who needs the location needs a precise one, and who needs a precise one needs the location."""
        if (given, data) not in self._met:
            self._met[given, data] = any(self._covers(need, data) or self._covers(data, need) for need in needed)
        return self._met[given, data]


@cache
def _known_permissions() -> dict[str, Permission]:
    return {permission.id: permission for permission in load_permissions()}


def _unused(
    access_rows: Sequence[Row],
    permissions: tuple[PermissionFact, ...],
    practices: Iterable[Practice],
    not_looked: tuple[NotLooked, ...],
    covers: Covers,
) -> Iterator[Row]:
    """Rows of permissions that ask the user and that no read seen needs, one for each kind of data and reason."""
    used = _with_implied(fact.name for fact in permissions if fact.used)
    idle = {fact.name for fact in permissions if fact.used is False and fact.level == "dangerous"} - used
    unseen = _unseen(not_looked)
    groups: dict[tuple[DataId, PartyId, Status, str | None], list[tuple[str, Practice]]] = {}
    for practice in practices:
        if practice.grade is not Grade.CAPABILITY:
            continue
        for name in idle.intersection(practice.permissions):
            known = _known_permissions().get(name)
            if known is not None and practice.data not in known.opens:
                continue  # it comes with an implied permission: the same one would be told twice
            status, reason = unseen or _how_sure(name, practice.data, access_rows, covers)
            groups.setdefault((practice.data, practice.actor, status, reason), []).append((name, practice))
    for (data, actor, status, reason), held in groups.items():
        yield Row(
            data=data,
            actor=actor,
            status=status,
            grade=Grade.CAPABILITY,
            permission=PermissionState.HELD,
            permissions=tuple(sorted({name for name, _ in held})),
            practices=tuple(sorted({practice.id for _, practice in held})),
            class_="unused_permission",
            reason=reason,
        )


def _with_implied(names: Iterable[str]) -> set[str]:
    """A permission that comes with a used one is used: newer versions ask for both to be declared."""
    found = list(dict.fromkeys(names))
    for name in found:
        known = _known_permissions().get(name)
        found += [implied for implied in (known.implies if known else ()) if implied not in found]
    return set(found)


def _unseen(not_looked: tuple[NotLooked, ...]) -> tuple[Status, str] | None:
    """What was not examined may use any permission; a value that is not constant may be the one that does."""
    if any(item.counts for item in not_looked):
        return Status.NOT_EXAMINED, "code_hidden"
    if any(item.why is Why.UNRESOLVED for item in not_looked):
        return Status.LIKELY, "values_not_constant"
    return None


def _how_sure(name: str, data: DataId, access_rows: Sequence[Row], covers: Covers) -> tuple[Status, str | None]:
    known = _known_permissions().get(name)
    if known is not None and known.writes:
        return Status.NOT_EXAMINED, "may_write"  # only reads are looked for: it may well be used
    related = [row for row in access_rows if covers(row.data, data) or covers(data, row.data)]
    if any(row.status in _TAKEN for row in related):
        return Status.LIKELY, "read_otherwise"  # in the background, perhaps: that is not told apart
    if any(row.grade is Grade.ACCESS for row in related):
        return Status.LIKELY, "call_not_reached"
    return Status.PROVED, None
