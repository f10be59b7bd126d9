"""The rows of the fourth answer: what some type needs, what none needs, and what nobody may assume."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.answer.necessity import answer_necessity
from glasshouse.model.answer import Row, Status
from glasshouse.model.audit import Category, PermissionFact
from glasshouse.model.ids import DataId, PartyId, PracticeId
from glasshouse.model.law import AppType, Needed, Text
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace, XmlPlace
from glasshouse.model.practice import Action, Grade, PermissionState, Polarity, Practice, Voice, practice_id
from glasshouse.vocab.load import load_kinds

APP, ADS = PartyId("operator:org.shop"), PartyId("sdk:ads")
PACKED = NotLooked("the app's own code", Why.PACKED, FilePlace("lib/libshell.so"))
UNRESOLVED = NotLooked("addresses asked for", Why.UNRESOLVED, FilePlace("shop.apk"))
SERVERS = NotLooked("what the servers do", Why.OUT_OF_SCOPE, FilePlace("shop.apk"))
NAME = "android.permission.{}"


def need(*data: str) -> Needed:
    return Needed(Text(data[0], data[0]), data, "registered_user")


def type_(number: int, *needs: Needed) -> AppType:
    name = Text(f"type {number}", f"第{number}类")
    return AppType(number, f"CN-NECPI-2021/5.{number}", f"type_{number}", name, name, needs)


MAP, RIDE, PAY, BROWSER = 1, 2, 5, 32
TYPES = (
    type_(MAP, need("location")),
    type_(RIDE, need("phone_number"), need("location.precise"), need("payment")),
    type_(PAY, need("phone_number"), need("name"), need("id_number")),
    type_(BROWSER),
)


def chosen(number: int, source: str = "given") -> Category:
    return Category(number, source, None if source == "given" else 0.9)


def taken(
    data: str = "contacts",
    actor: PartyId = APP,
    status: Status = Status.PROVED,
    grade: Grade = Grade.ACCESS,
    reason: str | None = None,
) -> Row:
    return Row(DataId(data), actor, status, grade, practices=(PracticeId(f"practice-{data}-{actor}"),), reason=reason)


def fact(name: str, *opens: str, used: bool | None = False, level: str = "dangerous") -> PermissionFact:
    place = XmlPlace("AndroidManifest.xml", 3, f"uses-permission[{name}]")
    return PermissionFact(NAME.format(name), opens, level, place, used)


def may(item: PermissionFact) -> list[Practice]:
    """The sentences of the manifest about one permission."""
    return [
        Practice(
            practice_id(Voice.DONE, APP, Action.ACCESS, DataId(data), item.place, item.name),
            Voice.DONE,
            APP,
            Action.ACCESS,
            Polarity.MAY,
            DataId(data),
            item.place,
            "manifest",
            grade=Grade.CAPABILITY,
            permission=PermissionState.HELD,
            permissions=(item.name,),
        )
        for data in item.opens
    ]


def rows(
    *access: Row,
    permissions: tuple[PermissionFact, ...] = (),
    category: Category | None = None,
    not_looked: tuple[NotLooked, ...] = (SERVERS,),
    types: tuple[AppType, ...] = TYPES,
) -> tuple[Row, ...]:
    practices = [practice for item in permissions for practice in may(item)]
    return answer_necessity(access, permissions, practices, types, category, not_looked, load_kinds().covers)


def class_of(data: str, category: Category | None = None) -> str | None:
    (row,) = rows(taken(data), category=category)
    return row.class_


def test_nothing_taken_and_nothing_declared_is_no_row() -> None:
    assert rows(category=chosen(BROWSER)) == ()


@pytest.mark.parametrize("category", [None, chosen(MAP), chosen(BROWSER), chosen(MAP, "proposed")])
@pytest.mark.parametrize(
    "data",
    "contacts sms call_log calendar clipboard camera microphone device.imei device.android_id device.installed_apps".split(),
)
def test_what_no_type_needs_is_told_whatever_the_type(data: str, category: Category | None) -> None:
    assert class_of(data, category) == "no_type_needs"


@pytest.mark.parametrize("data", ["location", "location.precise", "location.coarse", "phone_number", "payment"])
def test_what_some_type_needs_is_never_said_to_be_needed_by_none(data: str) -> None:
    assert class_of(data) is None


@pytest.mark.parametrize(
    ("number", "data", "class_"),
    [
        (MAP, "location", "needed"),
        (MAP, "location.coarse", "needed"),
        (RIDE, "location", "needed"),
        (RIDE, "location.precise", "needed"),
        (RIDE, "location.coarse", "not_needed"),
        (RIDE, "payment.bank_card", "needed"),
        (PAY, "location", "not_needed"),
        (BROWSER, "location.precise", "not_needed"),
        (BROWSER, "phone_number", "not_needed"),
    ],
)
def test_a_given_type_decides_in_both_directions_of_covering(number: int, data: str, class_: str) -> None:
    assert class_of(data, chosen(number)) == class_


@pytest.mark.parametrize("category", [None, chosen(MAP, "proposed"), chosen(BROWSER, "proposed"), chosen(40)])
def test_a_type_that_nobody_gave_is_never_assumed(category: Category | None) -> None:
    (row,) = rows(taken("location"), category=category)
    assert (row.class_, row.status, row.reason) == (None, Status.NOT_EXAMINED, "category_unknown")
    assert row.practices


@pytest.mark.parametrize("category", [None, chosen(MAP)])
def test_without_the_table_nothing_is_compared(category: Category | None) -> None:
    (row,) = rows(taken("contacts"), category=category, types=())
    assert (row.class_, row.status, row.reason) == (None, Status.NOT_EXAMINED, "types_unknown")


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("grade", [Grade.CAPABILITY, Grade.ACCESS])
def test_a_row_is_as_sure_as_the_deed_and_rests_on_its_practices(status: Status, grade: Grade) -> None:
    deed = taken("contacts", ADS, status, grade, "call_not_reached")
    assert rows(deed) == (replace(deed, class_="no_type_needs"),)


@pytest.mark.parametrize("reason", ["picked_by_user", "not_on_these_versions"])
def test_what_is_not_demanded_is_left_open(reason: str) -> None:
    assert rows(taken("camera", reason=reason), category=chosen(BROWSER))[0].class_ is None
    assert rows(taken("camera", reason="until_api_28"), category=chosen(BROWSER))[0].class_ == "no_type_needs"


def test_each_party_has_its_own_row() -> None:
    found = rows(taken("location", ADS), taken("location"), taken("contacts", ADS), category=chosen(PAY))
    assert [(row.data, row.actor, row.class_) for row in found] == [
        ("contacts", ADS, "no_type_needs"),
        ("location", APP, "not_needed"),
        ("location", ADS, "not_needed"),
    ]


CONTACTS = fact("READ_CONTACTS", "contacts")
COARSE = fact("ACCESS_COARSE_LOCATION", "location.coarse")


def unused(
    *permissions: PermissionFact, access: tuple[Row, ...] = (), not_looked: tuple[NotLooked, ...] = (SERVERS,)
) -> list[tuple[str, str, str | None, int]]:
    found = rows(*access, permissions=permissions, not_looked=not_looked)
    return [
        (row.data, row.status.value, row.reason, len(row.permissions))
        for row in found
        if row.class_ == "unused_permission"
    ]


def test_a_permission_that_no_read_needs() -> None:
    assert unused(CONTACTS) == [("contacts", "proved", None, 1)]
    assert unused(replace(CONTACTS, used=True)) == []
    assert unused(replace(CONTACTS, used=None)) == []


def test_only_permissions_that_ask_the_user_and_open_data() -> None:
    assert unused(replace(CONTACTS, level="normal"), fact("POST_NOTIFICATIONS")) == []


def test_the_row_says_who_may_and_where_it_is_declared() -> None:
    (row,) = rows(permissions=(CONTACTS,))
    assert (row.actor, row.grade, row.permission) == (APP, Grade.CAPABILITY, PermissionState.HELD)
    assert row.permissions == (CONTACTS.name,)
    assert row.practices == tuple(practice.id for practice in may(CONTACTS))


@pytest.mark.parametrize(
    ("hidden", "expected"),
    [
        (PACKED, ("not_examined", "code_hidden")),
        (replace(PACKED, why=Why.OVER_BUDGET), ("not_examined", "code_hidden")),
        (UNRESOLVED, ("likely", "values_not_constant")),
        (SERVERS, ("proved", None)),
    ],
)
def test_what_was_not_examined_may_use_it(hidden: NotLooked, expected: tuple[str, str | None]) -> None:
    assert unused(CONTACTS, not_looked=(SERVERS, hidden)) == [("contacts", *expected, 1)]


def test_a_permission_to_write_may_be_used_for_that() -> None:
    storage = fact("WRITE_EXTERNAL_STORAGE", "photos")
    assert unused(storage) == [("photos", "not_examined", "may_write", 1)]


def test_a_permission_that_comes_with_a_used_one_is_used() -> None:
    fine = fact("ACCESS_FINE_LOCATION", "location.precise", used=True)
    assert unused(fine, COARSE) == []
    assert unused(replace(fine, used=False), COARSE) == [
        ("location.coarse", "proved", None, 1),
        ("location.precise", "proved", None, 1),
    ]


@pytest.mark.parametrize(
    ("deed", "expected"),
    [
        (taken("location.precise"), ("likely", "read_otherwise")),
        (taken("location", status=Status.LIKELY), ("likely", "read_otherwise")),
        (taken("location", status=Status.NOT_FOUND, reason="call_not_reached"), ("likely", "call_not_reached")),
        (taken("location", status=Status.NOT_FOUND, grade=Grade.CAPABILITY), ("proved", None)),
        (taken("contacts"), ("proved", None)),
    ],
)
def test_background_location_may_be_what_a_read_seen_goes_by(deed: Row, expected: tuple[str, str | None]) -> None:
    background = fact("ACCESS_BACKGROUND_LOCATION", "location")
    assert unused(background, access=(deed,)) == [("location", *expected, 1)]


def test_what_a_permission_opens_by_implying_another_is_not_told_twice() -> None:
    fine = fact("ACCESS_FINE_LOCATION", "location.precise", "location.coarse")
    assert unused(fine) == [("location.precise", "proved", None, 1)]


def test_several_permissions_for_the_same_data_are_one_row() -> None:
    sms = [fact(name, "sms") for name in ("READ_SMS", "RECEIVE_SMS", "RECEIVE_MMS")]
    assert unused(*sms) == [("sms", "proved", None, 3)]


def test_ten_thousand_permissions_with_hostile_names() -> None:
    many = tuple(fact(f"\u202e{number}\x00{'a' * 100}", "contacts") for number in range(10_000))
    assert unused(*many, CONTACTS) == [("contacts", "proved", None, 10_001)]


DEEDS = st.builds(
    taken,
    st.sampled_from("contacts location location.precise phone_number device.imei".split()),
    st.sampled_from([APP, ADS]),
    st.sampled_from(Status),
    st.sampled_from([Grade.CAPABILITY, Grade.ACCESS]),
    st.sampled_from([None, "picked_by_user", "permission_only"]),
)
CATEGORIES = st.sampled_from([None, chosen(MAP), chosen(BROWSER), chosen(MAP, "proposed")])


@given(st.lists(DEEDS, max_size=8, unique_by=lambda row: (row.data, row.actor)), CATEGORIES)
def test_no_deed_is_lost_added_or_made_surer(deeds: list[Row], category: Category | None) -> None:
    found = rows(*deeds, category=category)
    by_deed = {(row.data, row.actor): row for row in deeds}
    assert {(row.data, row.actor) for row in found} == set(by_deed)
    assert len(found) == len(deeds)
    for row in found:
        deed = by_deed[row.data, row.actor]
        assert row.status in {deed.status, Status.NOT_EXAMINED}
        assert (row.grade, row.practices) == (deed.grade, deed.practices)


@given(st.lists(DEEDS, max_size=6, unique_by=lambda row: (row.data, row.actor)), CATEGORIES, st.data())
def test_the_order_does_not_matter(deeds: list[Row], category: Category | None, data: st.DataObject) -> None:
    turned = data.draw(st.permutations(deeds))
    assert rows(*deeds, category=category) == rows(*turned, category=category)
