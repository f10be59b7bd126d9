"""Two columns for each kind of data."""

from __future__ import annotations

from pathlib import Path

from tests.judge.packs import law_in, write_pack

from glasshouse.judge.duties import duty_rows
from glasshouse.judge.packs import shipped
from glasshouse.vocab.load import load_kinds

COVERS = load_kinds().covers


def test_what_holds_of_every_kind_stands_once_and_a_power_beside_its_limit(tmp_path: Path) -> None:
    write_pack(tmp_path)
    every, contacts, sms = duty_rows(law_in(tmp_path), ["contacts", "sms"], "2018-01-09", ["cn"], ["US"], COVERS)
    assert [ref.id for ref in contacts.duties] == ["OLD/1"]
    assert (sms.duties, sms.powers, every.duties) == ((), (), ())
    (power,) = every.powers
    assert (power.clause.id, power.mode, power.bodies, [ref.id for ref in power.limited_by]) == (
        "OLD/4",
        "may_demand",
        ("public_security",),
        ["OLD/5"],
    )
    assert every.missing == ("us",)


def test_the_day_chooses_the_version_and_a_power_that_ended_is_gone(tmp_path: Path) -> None:
    write_pack(tmp_path)
    every, contacts = duty_rows(law_in(tmp_path), ["contacts"], "2026-02-01", ["cn"], [], COVERS)
    assert [ref.id for ref in contacts.duties] == ["NEW/2"]
    assert every.powers == ()


def test_a_member_state_shares_the_packs_of_the_union(tmp_path: Path) -> None:
    write_pack(tmp_path, name="eu-test")
    every, *_ = duty_rows(law_in(tmp_path), [], "2018-01-09", ["eu"], ["DE", "FR"], COVERS)
    assert (len(every.powers), every.missing) == (1, ())


def test_what_a_court_or_a_store_must_do_is_no_duty_of_the_company() -> None:
    law, _ = shipped()
    rows = duty_rows(law, [], "2026-11-25", ["cn"], [], COVERS)
    told = {ref.id for row in rows for ref in row.duties}
    others = {
        clause.id
        for pack in law.chosen(["cn"])
        for clause in pack.clauses
        if clause.norms and all(set(norm.binds) <= {"court", "app_store", "state_organ"} for norm in clause.norms)
    }
    assert others
    assert not told & others
