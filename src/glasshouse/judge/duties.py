"""Two columns for each kind of data: what law asks of the company, and what bodies of a state may demand from it.

What holds of every kind stands once, in the row of ``personal_data``; the rows of kinds hold what is added for them. A
power is shown with the clauses that limit it. A party's country without a pack is said to be missing: silence of the
packs is not absence of powers.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from glasshouse.judge.facts import Covers
from glasshouse.judge.packs import Law
from glasshouse.model.finding import ClauseRef, DutyRow, Power
from glasshouse.model.law import Clause, Duty, Mode, Norm, PatternKind

#: Norms that ask something of the company.
_ASKS = frozenset({Duty.OBLIGE, Duty.FORBID, Duty.RIGHT})
#: Whom a norm may bind that is not the company: its duties do not stand in the company's column.
_NO_COMPANY = frozenset(
    {"any_citizen", "app_recommender", "app_store", "authority", "consumer_association", "court", "government"}
    | {"group_owner", "heir", "installer", "organ", "querier", "state", "state_organ"}
)
_LIMITS = frozenset({Mode.LIMITS_STATE, Mode.FORBIDS_FOREIGN})
ANY = "personal_data"


def duty_rows(
    law: Law, kinds: Iterable[str], day: str, jurisdiction: Iterable[str], countries: Iterable[str], covers: Covers
) -> tuple[DutyRow, ...]:
    """Return the row of every kind, then one a kind.

    Duties come from the chosen packs; powers from the packs of every state where a party sits (``countries``, two
    letters) and of the chosen jurisdictions.
    """
    asked = tuple(jurisdiction)
    packs = law.chosen(asked)
    duties: dict[tuple[str, ...], list[tuple[int, ClauseRef]]] = defaultdict(list)
    for number, clause in enumerate(clause for pack in packs for clause in pack.clauses):
        for norm in clause.norms:
            if _is_duty(norm) and (ref := _ref(clause, day)):
                duties[norm.pattern.data].append((number, ref))
    states = sorted({pack.jurisdiction for pack in packs} | {_land(code) for code in countries})
    powers = [
        (norm, _power(law, clause, norm, day))
        for pack in law.packs
        if pack.enabled and pack.jurisdiction in states
        for clause in pack.clauses
        for norm in clause.norms
        if norm.duty is Duty.EMPOWER
    ]
    missing = tuple(state for state in states if state not in law.jurisdictions())
    return tuple(
        DutyRow(
            data=kind,
            duties=_in_order(found for data, found in duties.items() if _about(data, kind, covers)),
            powers=tuple(
                power for norm, power in powers if _about(norm.pattern.data, kind, covers) and power is not None
            ),
            missing=missing if kind == ANY else (),
        )
        for kind in (ANY, *sorted(set(kinds) - {ANY}))
    )


def _is_duty(norm: Norm) -> bool:
    company = not norm.binds or set(norm.binds) - _NO_COMPANY
    return norm.duty in _ASKS and norm.pattern.kind is not PatternKind.EDGE and bool(company)


def _in_order(groups: Iterable[list[tuple[int, ClauseRef]]]) -> tuple[ClauseRef, ...]:
    """Each clause once, in the order of the packs."""
    return tuple(dict(sorted(pair for group in groups for pair in group)).values())


@lru_cache(maxsize=65_536)
def _about(data: tuple[str, ...], kind: str, covers: Covers) -> bool:
    """Whether a norm about ``data`` belongs in the row: general ones in that of any data, special where kinds meet."""
    if not data or ANY in data:
        return kind == ANY
    return kind != ANY and any(covers(item, kind) or covers(kind, item) for item in data)


def _ref(clause: Clause, day: str) -> ClauseRef | None:
    version = clause.on(day)
    return None if version is None else ClauseRef(version.id, version.version, clause.id)


def _power(law: Law, clause: Clause, norm: Norm, day: str) -> Power | None:
    ref = _ref(clause, day)
    if ref is None or norm.pattern.mode is None:
        return None
    limits = [law.clauses[name] for name in norm.pattern.limited_by if name in law.clauses]
    return Power(
        clause=ref,
        mode=norm.pattern.mode,
        jurisdiction=clause.jurisdiction,
        bodies=norm.pattern.recipients,
        limited_by=tuple(found for limit in limits if (found := _ref(limit, day))),
    )


def _land(code: str) -> str:
    """The pack that speaks for a country: member states share the packs of the Union."""
    return "eu" if code.upper() in _UNION else code.lower()


#: Member states of the European Union in 2026, ISO 3166.
_UNION = frozenset(
    "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".split()  # noqa: SIM905 - a list of codes reads best as words
)
