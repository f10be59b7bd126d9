"""What can be taken is told apart from what is refused, only allowed, or never reached."""

from __future__ import annotations

from dataclasses import replace

from tests.build import audits

from glasshouse.model.answer import Question, Status
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.party import Presence
from glasshouse.model.place import FilePlace
from glasshouse.tell.names import load_names
from glasshouse.tell.view import takers_of, unused, view_of

VIEW = view_of(audits.maplike(), load_names("en"))


def test_each_row_stands_in_one_place() -> None:
    assert [kind.data for kind in VIEW.taken] == [
        "location.precise",
        "contacts",
        "device.imei",
        "device.imsi",
        "device.installed_apps",
    ]
    assert [kind.data for kind in VIEW.refused] == ["device.network.wifi"]
    assert [kind.data for kind in VIEW.allowed] == ["call_log", "sms"]
    assert [kind.data for kind in VIEW.unreached] == ["clipboard"]


def test_what_android_refuses_counts_for_nobody() -> None:
    assert VIEW.takes["sdk:jpush"] == ("device.installed_apps",)
    assert VIEW.own_kinds == 3
    assert (VIEW.others, VIEW.others_kinds) == (2, 2)


def test_no_version_that_hands_it_out_is_a_refusal() -> None:
    audit = audits.maplike()
    rows = tuple(
        replace(row, reason="not_on_these_versions") if row.data == "device.imei" else row
        for row in audit.answers.access or ()
    )
    view = view_of(replace(audit, answers=replace(audit.answers, access=rows)), load_names("en"))
    assert "device.imei" in {kind.data for kind in view.refused}


def test_an_inference_needs_a_call_that_works() -> None:
    assert VIEW.inferred == ()
    audit = audits.maplike()
    practices = tuple(replace(item, permission=None) if item.action == "infer" else item for item in audit.practices)
    (found,) = view_of(replace(audit, practices=practices), load_names("en")).inferred
    assert (found.data, found.parties) == ("location.coarse", ("sdk:jpush",))


def test_others_are_sorted_by_how_much_of_them_is_there() -> None:
    assert [(presence, [party.name for party in parties]) for presence, parties in VIEW.guests] == [
        (Presence.REACHABLE, ["AdSdk", "JPush"]),
        (Presence.PRESENT, ["com.tools.paste"]),
        (Presence.STUB, ["Umeng Analytics"]),
    ]


def test_not_looked_is_split_by_whether_it_counts() -> None:
    assert [item.why for item in VIEW.not_looked] == ["native", "loaded_later"]
    assert [item.why for item in VIEW.listed] == ["unresolved"]


def test_a_question_that_was_not_asked_has_no_rows() -> None:
    assert takers_of(audits.maplike(), Question.SHARING) == []


def test_the_surest_status_speaks_for_a_kind() -> None:
    assert VIEW.taken[0].status is Status.PROVED


def test_unused_permissions() -> None:
    assert [item.name.rpartition(".")[2] for item in unused(audits.maplike())] == ["READ_CALL_LOG", "READ_SMS"]


def test_what_was_not_examined_is_one_row_a_sentence() -> None:
    damaged = [NotLooked("a part of the code", Why.DAMAGED, FilePlace("a"), f"at {n}", ("a",)) for n in range(20)]
    other = [NotLooked("part of an archive", Why.DAMAGED, FilePlace("b"), detail) for detail in ("cut", "odd", "cut")]
    view = view_of(replace(audits.maplike(), not_looked=(*damaged, *other)), load_names("en"))
    assert [(item.what, item.detail, item.files, item.count) for item in view.not_looked] == [
        ("a part of the code", "at 0", ("a",), 20),
        ("part of an archive", "cut", (), 2),
        ("part of an archive", "odd", (), 1),
    ]
