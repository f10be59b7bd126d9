"""Rows about time: before, after, and what nobody may say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glasshouse.answer.timing import answer_timing
from glasshouse.model.answer import Status
from glasshouse.model.asking import Asking, AskingKind
from glasshouse.model.audit import PermissionFact
from glasshouse.model.ids import AskingId, DataId, PartyId
from glasshouse.model.place import CodePlace, XmlPlace
from glasshouse.model.practice import (
    Action,
    Grade,
    PermissionState,
    Polarity,
    Practice,
    Reach,
    Voice,
    When,
    practice_id,
)

APP = PartyId("operator:org.shop")
GATE = Asking(
    AskingId("asking-gate"), AskingKind.CONSENT, (), CodePlace("classes.dex", "La/A;", "ask()V", 1), source="code"
)
FINE = "android.permission.ACCESS_FINE_LOCATION"
DANGEROUS = PermissionFact(FINE, ("location.precise",), "dangerous", XmlPlace("AndroidManifest.xml", 1))


def read(when: When, *, sure: bool = True, permission: str | None = None, at: int = 0) -> Practice:
    place = CodePlace("classes.dex", "La/A;", "read()V", at)
    data = DataId("location.precise" if permission else "device.android_id")
    return Practice(
        practice_id(Voice.DONE, APP, Action.ACCESS, data, place),
        Voice.DONE,
        APP,
        Action.ACCESS,
        Polarity.DOES,
        data,
        place,
        "calls",
        Grade.ACCESS,
        when=when,
        when_sure=sure if when is When.BEFORE_CONSENT else None,
        reach=Reach.REACHABLE,
        sure=sure,
        permission=PermissionState.HELD if permission else PermissionState.NONE_NEEDED,
        permissions=(permission,) if permission else (),
    )


@pytest.mark.parametrize(
    ("practice", "status", "reason"),
    [
        (read(When.BEFORE_CONSENT), Status.LIKELY, None),
        (read(When.BEFORE_CONSENT, sure=False), Status.LIKELY, "several_targets"),
        (read(When.AFTER_CONSENT), Status.PROVED, None),
        (read(When.UNKNOWN), Status.NOT_EXAMINED, "not_followed"),
    ],
)
def test_how_sure_a_time_is(practice: Practice, status: Status, reason: str | None) -> None:
    (row,) = answer_timing([practice], [GATE], [], 30)
    assert (row.when, row.status, row.reason, row.askings) == (practice.when, status, reason, (GATE.id,))


def test_without_a_gate_nothing_is_before() -> None:
    (row,) = answer_timing([read(When.UNKNOWN)], [], [], 30)
    assert (row.when, row.status, row.reason) == (When.UNKNOWN, Status.NOT_EXAMINED, "no_gate")


@pytest.mark.parametrize(("target", "reason"), [(30, "permission_first"), (None, "permission_first"), (22, None)])
def test_what_a_runtime_permission_guards_is_likely_at_most(target: int | None, reason: str | None) -> None:
    (row,) = answer_timing([read(When.BEFORE_CONSENT, permission=FINE)], [GATE], [DANGEROUS], target)
    assert (row.status, row.reason) == (Status.LIKELY, reason)


def test_a_call_that_android_refuses_takes_nothing_before_anything() -> None:
    early = read(When.BEFORE_CONSENT)
    refused = replace(early, permission=PermissionState.MISSING, permissions=("android.permission.X",))
    never = replace(early, scope="not_on_these_versions")
    assert answer_timing([refused, never], [GATE], [], 30) == ()
    assert len(answer_timing([early, replace(early, scope="until_api_28")], [GATE], [], 30)) == 1


def test_one_read_that_does_not_wait_counts_for_its_kind() -> None:
    rows = answer_timing([read(When.AFTER_CONSENT), read(When.BEFORE_CONSENT, at=4)], [GATE], [], 30)
    assert [row.when for row in rows] == [When.BEFORE_CONSENT]


def test_what_the_user_picks_is_handed_over_and_has_no_time() -> None:
    picked = replace(read(When.BEFORE_CONSENT), condition="picked_by_user")
    assert answer_timing([picked], [GATE], [], 30) == ()
