"""The rows of the first answer: each status with the app that nearly has it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.answer.access import answer_access
from glasshouse.model.answer import Row, Status
from glasshouse.model.ids import DataId, PartyId, PracticeId
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.party import Party, PartyKind
from glasshouse.model.place import CodePlace, FilePlace, XmlPlace
from glasshouse.model.practice import (
    Action,
    Grade,
    PermissionState,
    Polarity,
    Practice,
    Reach,
    Step,
    Voice,
    practice_id,
)
from glasshouse.vocab.load import load_kinds

APP, ADS = PartyId("operator:org.shop"), PartyId("sdk:ads")
PARTIES = (Party(APP, "Shop", PartyKind.OPERATOR), Party(ADS, "Ads", PartyKind.SDK))
PACKED = NotLooked("the app's own code", Why.PACKED, FilePlace("lib/libshell.so"))
SERVERS = NotLooked("what the servers do", Why.OUT_OF_SCOPE, FilePlace("shop.apk"))


def deed(  # (a slot of a practice each)
    data: str = "location",
    actor: PartyId = APP,
    *,
    reach: Reach = Reach.REACHABLE,
    sure: bool = True,
    at: str = "Lorg/shop/Main;",
    steps: int = 1,
    condition: str | None = None,
    scope: str | None = None,
    action: Action = Action.ACCESS,
    permission: PermissionState = PermissionState.HELD,
) -> Practice:
    """A call that hands the data over."""
    place = CodePlace("classes.dex", at, "go()V", 4)
    return Practice(
        practice_id(Voice.DONE, actor, action, DataId(data), place),
        Voice.DONE,
        actor,
        action,
        Polarity.DOES,
        DataId(data),
        place,
        "calls",
        grade=Grade.ACCESS,
        reach=reach,
        sure=sure and reach is Reach.REACHABLE,
        condition=condition,
        scope=scope,
        permission=permission,
        permissions=("a.FINE",),
        path=(Step(place, "call"),) * steps if reach is Reach.REACHABLE else (),
    )


def may(data: str = "location", name: str = "a.FINE") -> Practice:
    """A permission that opens the data."""
    place = XmlPlace("AndroidManifest.xml", 3, f"uses-permission[{name}]")
    return Practice(
        practice_id(Voice.DONE, APP, Action.ACCESS, DataId(data), place, name),
        Voice.DONE,
        APP,
        Action.ACCESS,
        Polarity.MAY,
        DataId(data),
        place,
        "manifest",
        grade=Grade.CAPABILITY,
        permission=PermissionState.HELD,
        permissions=(name,),
    )


def rows(*practices: Practice, not_looked: tuple[NotLooked, ...] = ()) -> tuple[Row, ...]:
    return answer_access(practices, PARTIES, not_looked, load_kinds().covers)


def told(*practices: Practice, not_looked: tuple[NotLooked, ...] = ()) -> list[tuple[str, str, str | None]]:
    return [(row.data, row.status.value, row.reason) for row in rows(*practices, not_looked=not_looked)]


def test_nothing_seen_is_no_row() -> None:
    assert rows() == ()


def test_reached_for_sure_is_proved_and_reached_perhaps_is_likely() -> None:
    assert told(deed()) == [("location", "proved", None)]
    assert told(deed(sure=False)) == [("location", "likely", "several_targets")]


def test_a_call_that_nothing_leads_to_is_not_found() -> None:
    assert told(deed(reach=Reach.NOT_REACHED)) == [("location", "not_found", "call_not_reached")]


def test_a_permission_alone_is_not_found_in_use() -> None:
    (row,) = rows(may())
    assert (row.status, row.reason, row.grade) == (Status.NOT_FOUND, "permission_only", Grade.CAPABILITY)
    assert (row.actor, row.permissions) == (APP, ("a.FINE",))


@pytest.mark.parametrize("seen", [may(), deed(reach=Reach.NOT_REACHED)])
@pytest.mark.parametrize(
    ("why", "status"),
    [
        (Why.PACKED, Status.NOT_EXAMINED),
        (Why.NATIVE, Status.NOT_EXAMINED),
        (Why.LOADED_LATER, Status.NOT_EXAMINED),
        (Why.DAMAGED, Status.NOT_EXAMINED),
        (Why.OVER_BUDGET, Status.NOT_EXAMINED),
        (Why.OUT_OF_SCOPE, Status.NOT_FOUND),
        (Why.NOT_LOADED, Status.NOT_FOUND),
        (Why.UNRESOLVED, Status.NOT_FOUND),
    ],
)
def test_where_code_is_hidden_absence_was_not_seen(seen: Practice, why: Why, status: Status) -> None:
    (row,) = rows(seen, not_looked=(replace(PACKED, why=why),))
    assert row.status is status


def test_hidden_code_takes_nothing_from_what_was_seen() -> None:
    assert told(deed(), not_looked=(PACKED,)) == told(deed())


def test_each_party_has_its_own_row() -> None:
    found = rows(deed(), deed(actor=ADS, sure=False), deed(actor=ADS, at="Lcom/ads/B;", reach=Reach.NOT_REACHED))
    assert [(row.actor, row.status, len(row.practices)) for row in found] == [
        (APP, Status.PROVED, 1),
        (ADS, Status.LIKELY, 2),
    ]


def test_a_capability_is_a_row_only_when_nothing_of_it_was_seen() -> None:
    assert [row.grade for row in rows(deed(), may())] == [Grade.ACCESS]
    assert [row.grade for row in rows(deed(actor=ADS), may())] == [Grade.ACCESS]
    assert [row.grade for row in rows(deed("location.precise"), may("location"))] == [Grade.ACCESS]
    assert [row.data for row in rows(deed("location"), may("location.precise"))] == ["location", "location.precise"]
    assert [row.data for row in rows(deed("contacts"), may("location"))] == ["contacts", "location"]


def test_a_call_that_nothing_leads_to_stands_for_the_apps_permission_and_not_for_another_party() -> None:
    assert [row.reason for row in rows(deed(reach=Reach.NOT_REACHED), may())] == ["call_not_reached"]
    both = rows(deed(actor=ADS, reach=Reach.NOT_REACHED), may())
    assert [(row.actor, row.reason) for row in both] == [(APP, "permission_only"), (ADS, "call_not_reached")]


def test_a_call_under_a_special_name_does_not_bring_the_capability_of_the_general_one_back() -> None:
    unreached = [deed(data, reach=Reach.NOT_REACHED) for data in ("location", "location.precise")]
    assert [row.reason for row in rows(*unreached, may("location"))] == ["call_not_reached"]


def test_two_permissions_for_the_same_data_are_one_row() -> None:
    (row,) = rows(may(name="a.FINE"), may(name="a.BACKGROUND"))
    assert (row.permissions, len(row.practices)) == (("a.BACKGROUND", "a.FINE"), 2)


def test_without_an_operator_permissions_have_nobody() -> None:
    assert answer_access([may()], PARTIES[1:], (), load_kinds().covers) == ()


def test_a_general_row_is_left_out_where_a_special_one_says_as_much() -> None:
    assert told(deed("location"), deed("location.precise")) == [("location.precise", "proved", None)]


def test_a_general_row_stays_where_it_says_more() -> None:
    weaker = told(deed("location"), deed("location.precise", sure=False))
    assert weaker == [("location", "proved", None), ("location.precise", "likely", "several_targets")]
    other_party = rows(deed("location"), deed("location.precise", ADS))
    assert {row.actor for row in other_party} == {APP, ADS}
    beside = told(deed("location.coarse"), deed("location.precise"))
    assert [data for data, _, _ in beside] == ["location.coarse", "location.precise"]


def test_what_the_user_picks_says_so_and_taking_it_besides_says_more() -> None:
    picked = deed("photos", condition="picked_by_user")
    assert told(picked) == [("photos", "proved", "picked_by_user")]
    assert told(picked, deed("photos", at="Lorg/shop/B;")) == [("photos", "proved", None)]


def test_a_limit_is_told_unless_there_is_a_call_without_one() -> None:
    limited = deed(scope="not_on_these_versions")
    assert told(limited) == [("location", "proved", "not_on_these_versions")]
    assert told(limited, deed(at="Lorg/shop/B;", steps=3)) == [("location", "proved", None)]


def test_a_missing_permission_is_told_unless_another_call_has_it() -> None:
    missing = deed(permission=PermissionState.MISSING)
    (row,) = rows(missing)
    assert (row.status, row.permission) == (Status.PROVED, PermissionState.MISSING)
    (row,) = rows(missing, deed(at="Lorg/shop/B;", steps=3))
    assert row.permission is PermissionState.HELD


def test_the_shortest_of_equally_sure_ways_is_shown() -> None:
    (row,) = rows(deed(steps=4), deed(at="Lorg/shop/B;", steps=2))
    assert len(row.path) == 2


def test_what_is_only_inferred_is_no_access() -> None:
    assert rows(deed(action=Action.INFER)) == ()


def test_rows_are_sorted_by_status_then_data_then_party() -> None:
    found = rows(
        may("sms"), deed("location", ADS), deed("location"), deed("contacts", sure=False), not_looked=(SERVERS,)
    )
    assert [(row.status.value, row.data, row.actor) for row in found] == [
        ("proved", "location", APP),
        ("proved", "location", ADS),
        ("likely", "contacts", APP),
        ("not_found", "sms", APP),
    ]


DEEDS = st.builds(
    deed,
    st.sampled_from(["location", "location.precise", "contacts", "device", "device.imei"]),
    st.sampled_from([APP, ADS]),
    reach=st.sampled_from([Reach.REACHABLE, Reach.NOT_REACHED]),
    sure=st.booleans(),
    at=st.sampled_from(["La;", "Lb;", "Lc;"]),
    steps=st.integers(1, 3),
    scope=st.sampled_from([None, "until_api_28"]),
    permission=st.sampled_from(PermissionState),
)
SEEN = st.lists(
    DEEDS | st.builds(may, st.sampled_from(["location", "contacts"])),
    max_size=8,
    unique_by=lambda practice: practice.id,
)
HIDDEN = st.sampled_from([(), (PACKED,)])


@given(SEEN, HIDDEN, st.data())
def test_the_order_of_practices_does_not_matter(
    seen: list[Practice], hidden: tuple[NotLooked, ...], data: st.DataObject
) -> None:
    turned = data.draw(st.permutations(seen))
    assert rows(*seen, not_looked=hidden) == rows(*turned, not_looked=hidden)


@given(SEEN, HIDDEN)
def test_each_row_rests_on_practices_of_its_data_and_party(seen: list[Practice], hidden: tuple[NotLooked, ...]) -> None:
    by_id: dict[PracticeId, Practice] = {practice.id: practice for practice in seen}
    found = rows(*seen, not_looked=hidden)
    assert len({(row.data, row.actor) for row in found}) == len(found)
    for row in found:
        assert row.practices
        assert {(by_id[name].data, by_id[name].actor) for name in row.practices} == {(row.data, row.actor)}


ORDER = (Status.NOT_FOUND, Status.NOT_EXAMINED, Status.LIKELY, Status.PROVED)


@given(SEEN, DEEDS, HIDDEN)
def test_more_evidence_never_weakens_what_was_said(
    seen: list[Practice], more: Practice, hidden: tuple[NotLooked, ...]
) -> None:
    """A row may give way to a more special one, or a permission to a call; what is said of its data never gets weaker.

    Only what a person picks is apart: proved for the pick, likely for taking it unasked are two claims.
    """
    covers = load_kinds().covers
    after = rows(*seen, *([] if more.id in {p.id for p in seen} else [more]), not_looked=hidden)
    for row in rows(*seen, not_looked=hidden):
        heirs = [other for other in after if covers(row.data, other.data)]
        if row.grade is not Grade.CAPABILITY:
            heirs = [other for other in heirs if other.actor == row.actor]
        assert heirs, row
        assert max(ORDER.index(other.status) for other in heirs) >= ORDER.index(row.status)


@given(SEEN)
def test_hiding_code_changes_not_found_and_nothing_else(seen: list[Practice]) -> None:
    def words(found: tuple[Row, ...]) -> set[Row]:
        return {replace(row, status=Status.NOT_FOUND) if row.status is Status.NOT_EXAMINED else row for row in found}

    hidden = rows(*seen, not_looked=(PACKED,))
    assert all(row.status is not Status.NOT_FOUND for row in hidden)
    assert words(hidden) == set(rows(*seen))
