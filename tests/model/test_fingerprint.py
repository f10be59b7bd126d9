"""The same finding keeps its fingerprint from build to build; another reader or another call makes another."""

from __future__ import annotations

from dataclasses import replace

from tests.build.audits import code, maplike
from tests.build.findings import METHOD, finding

from glasshouse.model.finding import Verdict
from glasshouse.model.fingerprint import fingerprint, practices_by_id
from glasshouse.model.ids import PartyId, PracticeId

AUDIT = maplike()
FINDING = finding("r", Verdict.VIOLATED, METHOD, data="location.precise", audit=AUDIT)
FIRST = next(item for item in AUDIT.practices if item.id == FINDING.practices[0])
PRINT = fingerprint(FINDING, practices_by_id(AUDIT.practices))


def test_offsets_ids_verdicts_and_clauses_do_not_count() -> None:
    moved = [
        replace(item, id=PracticeId(f"new-{item.id}"), place=code("b/C", "d()V", 999), path=())
        for item in AUDIT.practices
    ]
    same = replace(
        FINDING,
        practices=tuple(PracticeId(f"new-{name}") for name in FINDING.practices),
        verdict=Verdict.TENSION,
        clauses=(),
    )
    assert fingerprint(same, practices_by_id(moved)) == PRINT
    assert len(PRINT) == 16


def test_rule_data_actor_and_call_count() -> None:
    practices = practices_by_id(AUDIT.practices)
    assert fingerprint(replace(FINDING, rule="other"), practices) != PRINT
    assert fingerprint(replace(FINDING, data="contacts"), practices) != PRINT
    for change in ({"actor": PartyId("sdk:other")}, {"api": "Lx/Y;->z()V"}):
        assert fingerprint(FINDING, practices | {FIRST.id: replace(FIRST, **change)}) != PRINT


def test_practices_that_are_not_there_are_passed_over() -> None:
    assert fingerprint(FINDING, {}) != PRINT
