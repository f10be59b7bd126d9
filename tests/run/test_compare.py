"""Two versions, compared: what is gained, what is lost, what turned; and when a job fails."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glasshouse.errors import Exit
from glasshouse.model.answer import Answers, Row, Status
from glasshouse.model.audit import Audit
from glasshouse.model.difference import Change, Standing, Warn
from glasshouse.model.finding import Finding, Verdict
from glasshouse.model.gravity import FAIL_ON
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.party import Party, PartyKind, Presence
from glasshouse.model.practice import Grade, PermissionState
from glasshouse.run.compare import compare, exit_code
from tests.build.audits import maplike, permission
from tests.build.findings import LOGS_2017, LOGS_2025, METHOD, finding, judged, one_of_each

ME, SDK = PartyId("operator:com.example.maplike"), PartyId("sdk:example-ads")
WHOLE = replace(maplike(), partial=False, not_looked=())


def with_rows(*rows: Row) -> Audit:
    return replace(WHOLE, answers=Answers(access=rows))


def standing(status: Status, grade: Grade | None, permission: PermissionState | None = None) -> Row:
    return Row(DataId("sms"), SDK, status, grade, permission=permission)


LADDER = (
    standing(Status.NOT_FOUND, Grade.ACCESS),
    standing(Status.NOT_EXAMINED, Grade.CAPABILITY),
    standing(Status.PROVED, Grade.ACCESS, PermissionState.MISSING),
    standing(Status.LIKELY, Grade.ACCESS, PermissionState.HELD),
    standing(Status.PROVED, Grade.FLOW),
    standing(Status.PROVED, Grade.TRANSMISSION),
)


def test_an_audit_does_not_differ_from_itself() -> None:
    found = compare(one_of_each(), one_of_each())
    assert found.is_empty
    assert found.warnings == (Warn.OLD_INCOMPLETE, Warn.NEW_INCOMPLETE)


@pytest.mark.parametrize("low", range(len(LADDER) - 1))
def test_each_step_up_is_stronger_and_each_step_down_weaker(low: int) -> None:
    below, above = with_rows(LADDER[low]), with_rows(LADDER[low + 1])
    assert [take.change for take in compare(below, above).takes] == [Change.STRENGTHENED]
    assert [take.change for take in compare(above, below).takes] == [Change.WEAKENED]


def test_what_came_and_what_went() -> None:
    (gained,) = compare(with_rows(), with_rows(LADDER[1])).takes
    assert (gained.change, gained.before, gained.party and gained.party.name) == (Change.GAINED, None, "AdSdk")
    assert gained.after is not None
    assert gained.after.standing is Standing.ALLOWED
    (lost,) = compare(with_rows(LADDER[3]), with_rows()).takes
    assert (lost.change, lost.after) == (Change.LOST, None)


def test_surer_evidence_of_the_same_is_no_change() -> None:
    likely, proved = (with_rows(standing(status, Grade.ACCESS)) for status in (Status.LIKELY, Status.PROVED))
    assert compare(likely, proved).takes == ()


def test_the_strongest_row_of_a_party_counts() -> None:
    assert compare(with_rows(LADDER[3]), with_rows(LADDER[1], LADDER[3], LADDER[0])).takes == ()


def test_a_recipient_is_a_party_too() -> None:
    row = Row(DataId("sms"), ME, Status.PROVED, Grade.FLOW, recipient=SDK)
    seen = replace(
        WHOLE, answers=Answers(access=(), sharing=(row, replace(row, status=Status.NOT_EXAMINED, recipient=ME)))
    )
    assert [(take.actor, take.change) for take in compare(with_rows(), seen).takes] == [(SDK, Change.GAINED)]


def test_permissions() -> None:
    new = replace(WHOLE, permissions=(*WHOLE.permissions[1:], permission("CAMERA", "camera", used=False)))
    found = compare(WHOLE, new)
    assert found.permissions_added == ("android.permission.CAMERA",)
    assert found.permissions_removed == ("android.permission.ACCESS_FINE_LOCATION",)


def test_sdks_come_go_wake_and_sleep() -> None:
    awake = tuple(
        replace(party, presence=Presence.REACHABLE) if party.presence is Presence.STUB else party
        for party in WHOLE.parties
        if party.id != SDK
    )
    new = replace(WHOLE, parties=(*awake, Party(PartyId("sdk:new"), "New", PartyKind.SDK)))
    assert [(guest.change, guest.party.name) for guest in compare(WHOLE, new).guests] == [
        (Change.GAINED, "New"),
        (Change.STRENGTHENED, "Umeng Analytics"),
        (Change.LOST, "AdSdk"),
    ]
    assert compare(WHOLE, replace(WHOLE, parties=WHOLE.parties[::-1])).guests == ()


def test_warnings() -> None:
    other = replace(WHOLE, subject=replace(WHOLE.subject, package="com.other"), tool_version="9", partial=True)
    assert compare(WHOLE, other).warnings == (Warn.OTHER_SUBJECT, Warn.NEW_INCOMPLETE, Warn.OTHER_TOOL)
    assert compare(WHOLE, WHOLE).warnings == ()
    assert compare(WHOLE, judged(audit=WHOLE, day="2026-01-01")).warnings == ()
    assert compare(WHOLE, judged(finding("r", Verdict.NOT_VIOLATED), audit=WHOLE)).warnings == (Warn.NOT_JUDGED,)


def test_two_files_without_a_package_are_two_subjects() -> None:
    jar = replace(WHOLE, subject=replace(WHOLE.subject, package=None))
    other = replace(jar, subject=replace(jar.subject, sha256="ff" * 32))
    assert compare(jar, other).warnings == (Warn.OTHER_SUBJECT,)


def turns(old: Finding | None, new: Finding | None) -> list[tuple[Verdict | None, Verdict | None, bool]]:
    sides = [judged(*([item] if item else []), audit=WHOLE) for item in (old, new)]
    return [(*turn.verdicts, turn.worse) for turn in compare(*sides).findings]


def test_findings_appear_go_and_turn() -> None:
    bad, fine = finding("r", Verdict.VIOLATED, METHOD), finding("r", Verdict.NOT_VIOLATED, METHOD)
    assert turns(None, bad) == [(None, Verdict.VIOLATED, True)]
    assert turns(bad, None) == [(Verdict.VIOLATED, None, False)]
    assert turns(fine, bad) == [(Verdict.NOT_VIOLATED, Verdict.VIOLATED, True)]
    assert turns(bad, fine) == [(Verdict.VIOLATED, Verdict.NOT_VIOLATED, False)]
    assert turns(bad, bad) == []


def test_what_never_fails_does_not_appear() -> None:
    assert turns(None, finding("r", Verdict.NOT_APPLICABLE, METHOD)) == []


def test_the_same_verdict_under_another_version_of_the_law_is_told() -> None:
    before, after = (finding("r", Verdict.INDICATOR, card) for card in (LOGS_2017, LOGS_2025))
    assert turns(before, after) == [(Verdict.INDICATOR, Verdict.INDICATOR, False)]


@pytest.mark.parametrize("fail_on", FAIL_ON)
@pytest.mark.parametrize("old", [None, *FAIL_ON])
@pytest.mark.parametrize("new", FAIL_ON)
def test_a_job_fails_on_what_is_new_or_graver_only(old: Verdict | None, new: Verdict, fail_on: Verdict) -> None:
    before = judged(*([finding("r", old, METHOD)] if old else []), audit=WHOLE)
    difference = compare(before, judged(finding("r", new, METHOD), audit=WHOLE))
    graver = old is None or FAIL_ON.index(new) < FAIL_ON.index(old)
    is_bad = graver and FAIL_ON.index(new) <= FAIL_ON.index(fail_on)
    assert exit_code(difference, fail_on) is (Exit.FINDINGS if is_bad else Exit.OK)


def test_an_accepted_finding_does_not_fail() -> None:
    new = judged(finding("r", Verdict.VIOLATED, METHOD, accepted="agreed"), audit=WHOLE)
    assert exit_code(compare(judged(audit=WHOLE), new)) is Exit.OK


def test_a_part_unseen_is_never_all_well() -> None:
    assert exit_code(compare(WHOLE, replace(WHOLE, partial=True))) is Exit.INCOMPLETE
    assert exit_code(compare(replace(WHOLE, partial=True), WHOLE)) is Exit.INCOMPLETE
    bad = judged(finding("r", Verdict.VIOLATED, METHOD), audit=replace(WHOLE, partial=True))
    assert exit_code(compare(WHOLE, bad)) is Exit.FINDINGS


def test_order_of_input_does_not_matter() -> None:
    old, new = judged(audit=WHOLE), one_of_each()
    turned = replace(new, findings=new.findings[::-1], parties=new.parties[::-1], permissions=new.permissions[::-1])
    assert compare(old, turned) == compare(old, new)
