"""The listed types of app as they ship: all 39, in the words of the vocabulary, and what none of them needs."""

from __future__ import annotations

import pytest

from glasshouse.judge.packs import shipped
from glasshouse.vocab.category_cues import load_category_cues
from glasshouse.vocab.load import load_kinds

TYPES = shipped()[0].types()
NEEDED = {kind for each in TYPES for need in each.needs for kind in need.data}


def met(kind: str) -> list[int]:
    """The types that need the kind, or a wider or narrower one."""
    covers = load_kinds().covers
    return [
        each.number
        for each in TYPES
        if any(covers(kind, item) or covers(item, kind) for need in each.needs for item in need.data)
    ]


def test_there_are_39_and_13_of_them_need_nothing() -> None:
    assert [each.number for each in TYPES] == list(range(1, 40))
    assert [each.number for each in TYPES if not each.needs] == [21, *range(27, 39)]


def test_types_have_a_clause_of_their_own_and_the_keys_of_the_cues() -> None:
    assert [each.clause for each in TYPES] == [f"CN-NECPI-2021/5.{number}" for number in range(1, 40)]
    assert {each.key for each in TYPES} == {each.key for each in load_category_cues() if each.listed}


def test_every_item_is_a_kind_of_the_vocabulary() -> None:
    assert all(need.data for each in TYPES for need in each.needs)
    assert set(load_kinds().by_id) >= NEEDED
    assert "personal_data" not in NEEDED


@pytest.mark.parametrize(
    "kind",
    "contacts sms call_log calendar clipboard microphone camera photos device.imei device.installed_apps browsing".split(),
)
def test_no_type_needs_what_is_not_in_the_table(kind: str) -> None:
    assert met(kind) == []


@pytest.mark.parametrize(
    ("kind", "numbers"),
    [
        ("location.precise", [1, 2, 22]),
        ("account", [3]),
        ("id_number.driving_licence", [5, 8, 9, 12, 14, 15, 16, 22, 23, 24]),
        ("profile.age", [10]),
        ("address", [6, 7, 8]),
        ("vehicle.vin", [14]),
    ],
)
def test_types_that_need_a_kind(kind: str, numbers: list[int]) -> None:
    assert met(kind) == numbers
