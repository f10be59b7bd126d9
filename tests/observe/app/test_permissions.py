"""Held, missing or not needed; each rule with the app that does not meet it."""

from __future__ import annotations

import pytest

from glasshouse.model.place import XmlPlace
from glasshouse.model.practice import PermissionState
from glasshouse.observe.app.manifest import Manifest
from glasshouse.observe.app.permissions import Held, held_by, permission_facts
from glasshouse.vocab.load import load_permissions
from glasshouse.vocab.terms import Facts, Level, Permission
from tests.build.axml import Element
from tests.observe.app.small import el, manifest, permission, read


def facts(*any_of: str, also: tuple[str, ...] = (), until: int | None = None) -> Facts:
    return Facts(("location",), (), any_of, also, 1, until, mediated=False, note="", source="", date="", file="")


def term(name: str, *opens: str, implies: tuple[str, ...] = (), level: Level = Level.DANGEROUS) -> Permission:
    return Permission(name, "", "", opens, (), level, 1, None, implies, "", "")


KNOWN = (
    term("a.BACKGROUND", "location", implies=("a.FINE",)),
    term("a.FINE", "location.precise", implies=("a.COARSE",)),
    term("a.COARSE", "location.coarse"),
    term("a.INTERNET"),
    term("a.BIND_KEYBOARD", "password", level=Level.SPECIAL),
)


def asking(*names: str, services: tuple[Element, ...] = (), min_sdk: int | None = None) -> Manifest:
    sdk = [] if min_sdk is None else [el("uses-sdk", minSdkVersion=min_sdk)]
    return read(manifest(*sdk, *map(permission, names), el("application", *services)))


def held(*names: str, services: tuple[Element, ...] = (), min_sdk: int | None = None) -> Held:
    return held_by(asking(*names, services=services, min_sdk=min_sdk), KNOWN)


@pytest.mark.parametrize(
    ("declared", "needs", "state"),
    [
        ((), facts(), PermissionState.NONE_NEEDED),
        (("a.FINE",), facts(), PermissionState.NONE_NEEDED),
        (("a.FINE",), facts("a.FINE"), PermissionState.HELD),
        (("a.COARSE",), facts("a.FINE"), PermissionState.MISSING),
        (("a.COARSE",), facts("a.FINE", "a.COARSE"), PermissionState.HELD),
        ((), facts("a.FINE", "a.COARSE"), PermissionState.MISSING),
        (("a.FINE", "a.INTERNET"), facts("a.FINE", also=("a.INTERNET",)), PermissionState.HELD),
        (("a.FINE",), facts("a.FINE", also=("a.INTERNET",)), PermissionState.MISSING),
        (("a.INTERNET",), facts("a.FINE", also=("a.INTERNET",)), PermissionState.MISSING),
        (("a.INTERNET",), facts(also=("a.INTERNET",)), PermissionState.HELD),
        ((), facts(also=("a.INTERNET",)), PermissionState.MISSING),
        (("a.health.READ_SLEEP",), facts("a.health.*"), PermissionState.HELD),
        (("a.health",), facts("a.health.*"), PermissionState.MISSING),
        (("a.healthy.READ",), facts("a.health.*"), PermissionState.MISSING),
        (("a.NEVER_HEARD_OF",), facts("a.NEVER_HEARD_OF"), PermissionState.HELD),
    ],
)
def test_any_one_of_the_permissions_and_all_of_the_others(
    declared: tuple[str, ...], needs: Facts, state: PermissionState
) -> None:
    assert held(*declared).state(needs) is state


def test_an_implied_permission_is_held_down_the_chain_and_not_up() -> None:
    assert held("a.BACKGROUND").names == {"a.BACKGROUND", "a.FINE", "a.COARSE"}
    assert held("a.COARSE").names == {"a.COARSE"}


def test_a_service_that_only_the_system_may_bind_holds_its_permission() -> None:
    keyboard = el("service", name=".Keys", permission="a.BIND_KEYBOARD")
    off = el("service", name=".Keys", permission="a.BIND_KEYBOARD", enabled=False)
    unguarded = el("service", name=".Keys")
    for services, state in (
        ((keyboard,), PermissionState.HELD),
        ((off,), PermissionState.MISSING),
        ((unguarded,), PermissionState.MISSING),
    ):
        assert held(services=services).state(facts("a.BIND_KEYBOARD")) is state


def test_a_guard_of_the_apps_own_is_no_permission_held() -> None:
    guarded = el("service", name=".Sync", permission="org.shop.SYNC")
    assert held(services=(guarded,)).names == frozenset()


@pytest.mark.parametrize(
    ("until", "min_sdk", "available"),
    [(28, 21, True), (28, 28, True), (28, 29, False), (None, 35, True), (28, None, True)],
)
def test_data_is_available_while_a_version_that_the_app_runs_on_gives_it(
    until: int | None, min_sdk: int | None, available: bool
) -> None:
    assert held(min_sdk=min_sdk).available(facts(until=until)) is available


@pytest.mark.parametrize(
    ("last", "min_sdk", "asked"), [(28, 28, True), (28, 29, False), (None, 29, True), (28, None, True)]
)
def test_a_permission_that_no_version_asks_for_is_not_held(last: int | None, min_sdk: int | None, asked: bool) -> None:
    more = {} if last is None else {"maxSdkVersion": last}
    sdk = [] if min_sdk is None else [el("uses-sdk", minSdkVersion=min_sdk)]
    found = held_by(read(manifest(*sdk, permission("a.COARSE", **more))), KNOWN)
    assert (found.state(facts("a.COARSE")) is PermissionState.HELD) is asked
    assert bool(permission_facts(found, frozenset())) is asked


def test_without_a_manifest_nothing_is_held() -> None:
    nothing = held_by(None, KNOWN)
    assert (nothing.declared, nothing.names) == ((), frozenset())
    assert nothing.state(facts("a.FINE")) is PermissionState.MISSING


def test_of_a_library_a_missing_permission_is_unknown_for_the_app_around_it_may_hold_it() -> None:
    library = held_by(asking("a.COARSE"), KNOWN, is_library=True)
    assert [library.state(needs) for needs in (facts("a.FINE"), facts("a.COARSE"), facts())] == [
        None,
        PermissionState.HELD,
        PermissionState.NONE_NEEDED,
    ]


def test_a_read_names_the_permissions_that_it_goes_by_and_all_where_none_is_held() -> None:
    needs = facts("a.FINE", "a.COARSE", also=("a.INTERNET",))
    assert held("a.COARSE", "a.INTERNET").needed(needs) == ("a.COARSE", "a.INTERNET")
    assert held("a.COARSE").needed(needs) == ("a.FINE", "a.COARSE", "a.INTERNET")


def test_a_fact_says_what_a_permission_opens_the_implied_ones_included() -> None:
    (fact,) = permission_facts(held("a.BACKGROUND"), frozenset())
    assert (fact.name, fact.level) == ("a.BACKGROUND", "dangerous")
    assert fact.opens == ("location", "location.precise", "location.coarse")
    assert fact.place == XmlPlace("AndroidManifest.xml", 1, "uses-permission[0]")


def test_what_opens_nothing_personal_or_is_unknown_makes_no_fact() -> None:
    assert permission_facts(held("a.INTERNET", "a.NEVER_HEARD_OF"), frozenset()) == ()


def test_used_is_told_apart_from_asked_for() -> None:
    rows = permission_facts(held("a.FINE", "a.COARSE"), frozenset({"a.COARSE"}))
    assert [(row.name, row.used) for row in rows] == [("a.COARSE", True), ("a.FINE", False)]


def test_the_shipped_permissions_imply_only_permissions_and_never_in_a_ring() -> None:
    known = load_permissions()
    names = {item.id for item in known}
    for item in known:
        assert names.issuperset(item.implies), item.id
        below = held_by(asking(*item.implies), known).names
        assert item.id not in below, item.id
