"""Proposed types of app: names that say it, names that do not, and names that mean something else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.answer.category import PROPOSED_FROM, propose_category
from glasshouse.model.audit import Category
from glasshouse.model.law import AppType, Text
from glasshouse.vocab.category_cues import Cues, load_category_cues

BLANK = Text("", "")
CUES = load_category_cues()
TYPES = tuple(
    AppType(number, "", each.key, BLANK, BLANK, ())
    for number, each in enumerate((each for each in CUES if each.listed), 1)
)
MAP, CHAT, GAME, DELIVERY, BROWSER, SHORT_VIDEO, UTILITY, USED_CAR = 1, 3, 18, 7, 32, 29, 38, 14


def propose(
    label: str | None = None,
    package: str | None = None,
    *,
    permissions: tuple[str, ...] = (),
    roles: tuple[str, ...] = (),
    types: tuple[AppType, ...] = TYPES,
    cues: tuple[Cues, ...] = CUES,
) -> Category | None:
    return propose_category(package, label, permissions, roles, types, cues)


def number(label: str, package: str | None = None) -> int | None:
    found = propose(label, package)
    return found.value if found else None


@pytest.mark.parametrize(
    ("label", "package", "value"),
    [
        ("小鹿地图", None, MAP),
        ("小鹿浏览器", "org.deer.app", BROWSER),
        ("Deer Browser", None, BROWSER),
        ("".join(chr(ord(letter) + 0xFEE0) for letter in "BROWSER"), None, BROWSER),
        ("DeerBrowser", None, BROWSER),
        ("小鹿", "org.deer.browser", BROWSER),
        ("Deer Flashlight", None, UTILITY),
        ("小鹿手电筒", None, UTILITY),
        ("小鹿外卖", None, DELIVERY),
    ],
)
def test_a_name_that_says_it(label: str, package: str | None, value: int) -> None:
    found = propose(label, package)
    assert found is not None
    assert (found.value, found.source) == (value, "proposed")


@pytest.mark.parametrize(
    "label",
    ["", "   ", "小鹿", "Deer", "小鹿搜索", "Deer Search", "\x00", "\u202e\u202d", "🦌", "Bookkeepers", "Mapping"],
)
def test_a_name_that_does_not_say_it_gets_no_proposal(label: str) -> None:
    assert propose(label) is None
    assert propose(label, "") is None


def test_nothing_known_is_no_proposal() -> None:
    assert propose() is None


@pytest.mark.parametrize("label", ["小鹿外卖骑手", "小鹿出行司机端", "Deer Taxi Driver", "小鹿外卖商家版"])
def test_editions_for_those_who_supply_the_service_are_outside_the_table(label: str) -> None:
    assert propose(label) is None


def test_a_longer_word_takes_the_shorter_ones_inside_it() -> None:
    assert number("小鹿短视频") == SHORT_VIDEO
    assert number("小鹿二手车") == USED_CAR


def test_two_types_that_fit_alike_are_no_proposal() -> None:
    assert propose("地图聊天") is None
    assert number("地图聊天", "org.deer.chat") == CHAT


def test_one_weak_word_is_too_little_and_two_are_still() -> None:
    assert propose("小鹿路况") is None
    assert number("小鹿路况定位") == MAP


def test_more_signs_make_it_surer_and_never_sure() -> None:
    def confidence(label: str, package: str | None = None) -> float:
        found = propose(label, package)
        return (found.confidence or 0) if found else 0

    assert PROPOSED_FROM <= confidence("小鹿地图") < confidence("小鹿地图导航")
    assert confidence("小鹿地图") < confidence("小鹿地图", "org.deer.navi") <= 0.9
    assert confidence("地图" * 90, "org.deer.map") == confidence("地图", "org.deer.map")


def test_the_reasons_are_said() -> None:
    found = propose(
        "小鹿地图", "org.deer.navi", roles=("map",), permissions=("android.permission.ACCESS_FINE_LOCATION",)
    )
    assert found is not None
    assert found.reasons == (
        "label:地图",
        "package:navi",
        "role:map",
        "permission:android.permission.ACCESS_FINE_LOCATION",
    )


def test_what_is_inside_alone_proposes_nothing() -> None:
    roles = tuple({role for each in CUES for role in each.roles})
    permissions = tuple({name for each in CUES for name in each.permissions})
    assert propose("小鹿", "org.deer", roles=roles, permissions=permissions) is None


def test_a_type_that_the_list_does_not_have_is_not_proposed() -> None:
    assert propose("小鹿浏览器", types=TYPES[:5]) is None
    assert propose("小鹿浏览器", types=()) is None
    assert propose("小鹿浏览器", cues=()) is None


def test_a_part_of_a_package_name_counts_where_it_begins_or_ends_a_part() -> None:
    assert number("小鹿", "org.deer.deerbrowser") == BROWSER
    assert propose("小鹿", "org.deer.abrowsers1") is None
    assert propose("小鹿", "org.deer.improved") is None


def test_hostile_sizes() -> None:
    names = tuple(f"x.{index}" for index in range(10_000))
    found = propose("浏览器" * 100_000, "browser." * 100_000, permissions=names, roles=names)
    assert found is not None
    assert found.value == BROWSER
    assert len(found.reasons) <= 6


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_gives_a_sound_proposal_or_none(label: str, package: str) -> None:
    found = propose(label, package)
    if found is not None:
        assert 1 <= found.value <= 39
        assert PROPOSED_FROM <= (found.confidence or 0) <= 0.9
        assert found.reasons
