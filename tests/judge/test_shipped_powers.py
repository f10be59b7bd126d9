"""Powers of states in the packs of this release: dated, with their limits, in the same words for every state."""

from __future__ import annotations

import pytest

from glasshouse.judge.duties import duty_rows
from glasshouse.judge.packs import shipped
from glasshouse.model.law import Clause, Duty, Mode, Norm
from glasshouse.vocab.load import load_kinds

LAW, _ = shipped()
STATES = ("cn", "us", "eu", "gb", "ru", "in")
BODIES = {
    "public_security",
    "state_security",
    "intelligence_body",
    "procuratorate",
    "competent_department",
    "court",
    "state_organ",
    "military_organ",
    "foreign_authority",
}
EDGES = [
    (clause, norm)
    for pack in LAW.packs
    if pack.id.endswith("-state-access")
    for clause in pack.clauses
    for norm in clause.norms
]
POWERS = [(clause, norm) for clause, norm in EDGES if norm.duty is Duty.EMPOWER]


def _powers(day: str, state: str, kind: str = "personal_data") -> dict[str, tuple[str, ...]]:
    rows = duty_rows(LAW, [kind], day, [state], [], load_kinds().covers)
    row = next(row for row in rows if row.data == kind)
    return {power.clause.id: tuple(ref.id for ref in power.limited_by) for power in row.powers}


@pytest.mark.parametrize("state", STATES)
def test_each_state_has_powers_and_limits(state: str) -> None:
    modes = {norm.pattern.mode for clause, norm in EDGES if clause.jurisdiction == state}
    assert modes & {Mode.MAY_DEMAND, Mode.MUST_COOPERATE}
    assert Mode.LIMITS_STATE in modes


@pytest.mark.parametrize(("clause", "norm"), POWERS, ids=[clause.id for clause, _ in POWERS])
def test_a_power_names_who_must_answer_and_what_limits_it(clause: Clause, norm: Norm) -> None:
    pattern = norm.pattern
    assert norm.binds
    assert pattern.limited_by, clause.id
    assert all(name in LAW.clauses for name in pattern.limited_by)


def test_bodies_are_named_in_words_that_all_states_share() -> None:
    assert {body for _, norm in EDGES for body in norm.pattern.recipients} <= BODIES


def test_a_limit_is_no_power_and_a_power_is_no_duty_of_the_company() -> None:
    limits = {Mode.LIMITS_STATE, Mode.FORBIDS_FOREIGN}
    assert all((norm.pattern.mode in limits) == (norm.duty is Duty.FORBID) for _, norm in EDGES)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        ("2026-06-12", {"US-FISA/702"}),
        ("2026-06-13", {"US-FISA/702-TRANSITION"}),
        ("2027-03-31", {"US-FISA/702-TRANSITION"}),
        ("2027-04-01", set()),
    ],
)
def test_a_power_ends_with_its_term_and_directives_run_on(day: str, in_force: set[str]) -> None:
    found = {name: limits for name, limits in _powers(day, "us").items() if "FISA" in name}
    assert set(found) == in_force
    assert all(limits == ("US-FISA/702(b)",) for limits in found.values())


def test_orders_between_member_states_begin_in_august_2026() -> None:
    assert "EU-EEVID/5(4)" not in _powers("2026-08-17", "eu", "messages.content")
    assert _powers("2026-08-18", "eu", "messages.content")["EU-EEVID/5(4)"] == ("EU-EEVID/8-17",)


def test_letters_that_reach_records_do_not_reach_content() -> None:
    assert "US-NSL/2709" in _powers("2026-01-01", "us", "network_log")
    assert "US-NSL/2709" not in _powers("2026-01-01", "us", "messages.content")
