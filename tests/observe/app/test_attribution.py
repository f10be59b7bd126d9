"""Whose code it is: each rule with the package that it must not take in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.observe.app.attribution import Attribution, Owner, attribution

NONE: frozenset[str] = frozenset()


def owner(package: str, of: Attribution) -> Owner:
    return of.of(package)[0]


def test_the_app_owns_its_package_and_all_below() -> None:
    app = attribution("org.shop", (), NONE)
    assert app.of("org.shop") == (Owner.APP, "org.shop")
    assert app.of("org.shop.ui.cart") == (Owner.APP, "org.shop")
    assert owner("org.shopping", app) is Owner.LIBRARY
    assert owner("org", app) is Owner.LIBRARY


def test_a_component_of_the_same_maker_in_another_package_makes_it_own() -> None:
    app = attribution("org.shop.pro", ("org.shop.core.Main", "com.ads.Screen"), NONE)
    assert app.of("org.shop.core.net") == (Owner.APP, "org.shop.pro")
    assert owner("org.shop.other", app) is Owner.LIBRARY
    assert owner("com.ads", app) is Owner.LIBRARY


def test_a_component_of_an_sdk_does_not_make_its_package_own() -> None:
    components = ("com.maker.push.Receiver", "com.maker.game.Main")
    app = attribution("com.maker.game.lite", components, frozenset({"com.maker.push"}))
    assert owner("com.maker.push", app) is Owner.LIBRARY
    assert owner("com.maker.game", app) is Owner.APP


@pytest.mark.parametrize("stem", ["com.example", "com.github", "io.github", "com.google"])
def test_a_stem_that_unrelated_makers_share_takes_one_label_more(stem: str) -> None:
    components = (f"{stem}.Main", f"{stem}.notes.core.Main", f"{stem}.picker.PickActivity")
    app = attribution(f"{stem}.notes.pro", components, NONE)
    assert owner(f"{stem}.notes.core", app) is Owner.APP
    assert owner(f"{stem}.picker", app) is Owner.LIBRARY
    assert owner(stem, app) is Owner.LIBRARY


def test_an_app_whose_package_is_a_shared_stem_still_owns_it() -> None:
    assert owner("com.example.ui", attribution("com.example", (), NONE)) is Owner.APP


@pytest.mark.parametrize("package", ["", "a", "a.b", "a.b.c", "o0.aa"])
def test_shortened_names_have_no_owner(package: str) -> None:
    assert attribution("org.shop", (), NONE).of(package) == (Owner.NAMELESS, package or "(no package)")


@pytest.mark.parametrize("package", ["okio", "a.b.retrofit", "com.x.y"])
def test_one_word_among_short_labels_is_a_name(package: str) -> None:
    assert attribution("org.shop", (), NONE).of(package) == (Owner.LIBRARY, package)


def test_an_app_with_a_short_package_still_owns_it() -> None:
    assert owner("a.b.c", attribution("a.b", (), NONE)) is Owner.APP


def test_a_library_is_called_by_its_first_three_labels() -> None:
    app = attribution("org.shop", (), NONE)
    assert app.of("com.ads.core.net.http") == (Owner.LIBRARY, "com.ads.core")
    assert app.of("com.ads") == (Owner.LIBRARY, "com.ads")


def test_without_a_manifest_nothing_is_own() -> None:
    library = attribution("", ("com.lib.A",), NONE)
    assert owner("com.lib", library) is Owner.LIBRARY
    assert owner("", library) is Owner.NAMELESS


LABELS = st.lists(st.sampled_from(["org", "shop", "a", "ui", "com"]), min_size=1, max_size=4).map(".".join)


@given(LABELS, st.lists(LABELS, max_size=4), LABELS)
def test_the_order_of_components_does_not_matter(package: str, names: list[str], asked: str) -> None:
    turned = tuple(reversed(names))
    assert attribution(package, tuple(names), NONE).of(asked) == attribution(package, turned, NONE).of(asked)


@given(LABELS, st.lists(LABELS, max_size=3), LABELS)
def test_more_components_never_take_a_package_from_the_app(package: str, names: list[str], asked: str) -> None:
    if owner(asked, attribution(package, (), NONE)) is Owner.APP:
        assert owner(asked, attribution(package, tuple(names), NONE)) is Owner.APP
