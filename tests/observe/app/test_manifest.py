"""What a manifest says, as Android would read it; each claim beside the manifest for which it is not so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glasshouse.model.place import XmlPlace
from glasshouse.observe.app.manifest import Component, Manifest, MetaData, merge
from tests.build.axml import Element, text
from tests.observe.app.small import activity, el, manifest, permission, read, receiver


def app(*components: Element, **attributes: str | bool) -> Manifest:
    return read(manifest(el("application", *components, **attributes)))


def only(*components: Element, **attributes: str | bool) -> Component:
    (found,) = app(*components, **attributes).components
    return found


@pytest.mark.parametrize(
    ("written", "means"),
    [
        (".Main", "org.shop.Main"),
        ("Main", "org.shop.Main"),
        (".ui.Main", "org.shop.ui.Main"),
        ("com.ads.Screen", "com.ads.Screen"),
    ],
)
def test_names_are_made_absolute(written: str, means: str) -> None:
    assert only(activity(written)).name == means
    assert app(name=written).application == means
    assert only(activity(".Alias", tag="activity-alias", targetActivity=written)).class_name == means


def test_a_component_without_a_name_is_none_and_leaves_the_numbers_of_the_others() -> None:
    assert only(el("service"), el("service", name=".Sync")).place.path == "application/service[1]"


def test_an_alias_stands_for_its_target_and_an_activity_for_itself() -> None:
    alias = only(activity(".Icon", tag="activity-alias", targetActivity=".Main", launcher=True))
    assert (alias.name, alias.class_name, alias.launcher) == ("org.shop.Icon", "org.shop.Main", True)
    assert only(activity(".Main")).class_name == "org.shop.Main"


@pytest.mark.parametrize(
    ("component", "exported"),
    [
        (receiver(".R", "a.b.C"), True),
        (receiver(".R", "a.b.C", exported=False), False),
        (el("receiver", name=".R"), False),
        (el("receiver", name=".R", exported=True), True),
    ],
)
def test_exported_follows_the_attribute_and_without_it_the_filter(component: Element, exported: bool) -> None:
    assert only(component).exported is exported


def test_a_switched_off_component_is_off_and_the_others_stay_on() -> None:
    found = app(activity(".A", enabled=False), activity(".B", enabled=True), activity(".C"))
    assert [component.enabled for component in found.components] == [False, True, True]


def test_a_switched_off_application_switches_all_components_off() -> None:
    found = app(activity(".A"), activity(".B", enabled=True), enabled=False)
    assert [component.enabled for component in found.components] == [False, False]


@pytest.mark.parametrize(
    ("action", "category", "launcher"),
    [
        ("android.intent.action.MAIN", "android.intent.category.LAUNCHER", True),
        ("android.intent.action.MAIN", "android.intent.category.LEANBACK_LAUNCHER", True),
        ("android.intent.action.MAIN", "android.intent.category.DEFAULT", False),
        ("android.intent.action.VIEW", "android.intent.category.LAUNCHER", False),
    ],
)
def test_a_launcher_has_action_and_category(action: str, category: str, launcher: bool) -> None:
    both = el("intent-filter", el("action", name=action), el("category", name=category))
    assert only(activity(".Main", both)).launcher is launcher


def test_action_and_category_in_two_filters_make_no_launcher() -> None:
    action = el("intent-filter", el("action", name="android.intent.action.MAIN"))
    category = el("intent-filter", el("category", name="android.intent.category.LAUNCHER"))
    assert not only(activity(".Main", action, category)).launcher


def test_actions_of_all_filters_count_once() -> None:
    one = el("intent-filter", el("action", name="a.A"), el("action", name="a.B"))
    two = el("intent-filter", el("action", name="a.B"), el("action", name="a.C"))
    assert only(el("receiver", one, two, name=".R")).actions == ("a.A", "a.B", "a.C")


def test_a_provider_has_authorities_and_an_order() -> None:
    found = only(el("provider", name=".P", authorities="a.one;a.two;", initOrder=7))
    assert (found.authorities, found.init_order) == (("a.one", "a.two"), 7)
    plain = only(el("provider", name=".P"))
    assert (plain.authorities, plain.init_order) == ((), 0)


def test_permissions_keep_their_place_and_their_last_version() -> None:
    root = manifest(
        replace(permission("a.ONE", maxSdkVersion=28), line=4),
        el("uses-permission-sdk-23", name="a.TWO"),
        el("permission", name="org.shop.OWN"),
        el("uses-permission"),
    )
    found = read(root)
    assert [(item.name, item.max_sdk) for item in found.permissions] == [("a.ONE", 28), ("a.TWO", None)]
    assert found.permissions[0].place == XmlPlace("AndroidManifest.xml", 4, "uses-permission[0]")
    assert found.defined_permissions == ("org.shop.OWN",)


def test_meta_data_of_the_application_is_a_switch_and_that_of_a_component_is_not() -> None:
    off = el("meta-data", name="ads_enabled", value="false")
    assert app(off).switch("ads_enabled") == "false"
    inside = app(activity(".Main", off))
    assert inside.switch("ads_enabled") is None
    place = XmlPlace("AndroidManifest.xml", 1, "application/activity[0]/meta-data[0]")
    assert inside.components[0].meta_data == (MetaData("ads_enabled", "false", place),)


def test_versions_are_numbers_and_a_code_name_is_none() -> None:
    numbers = read(
        manifest(el("uses-sdk", minSdkVersion=21, targetSdkVersion="0x22"), versionName="1.2", versionCode=7)
    )
    assert (numbers.min_sdk, numbers.target_sdk) == (21, 34)
    assert (numbers.version_name, numbers.version_code) == ("1.2", "7")
    preview = read(manifest(el("uses-sdk", minSdkVersion="Baklava")))
    assert (preview.min_sdk, preview.target_sdk) == (None, None)
    assert read(manifest()).min_sdk is None


def test_a_manifest_without_an_application_has_no_components() -> None:
    found = read(manifest(permission("a.ONE"), activity(".Main")))
    assert (found.application, found.factory, found.label, found.components, found.meta_data) == (None,) * 3 + ((), ())
    assert len(found.permissions) == 1


def test_a_manifest_without_a_package_is_read_all_the_same() -> None:
    assert read(Element("manifest", [], [el("application", name="org.shop.App")])).application == "org.shop.App"
    assert read(Element("manifest", [text("package", "")])).package == ""


def test_splits_add_to_the_base_whatever_their_order() -> None:
    base = read(manifest(permission("a.ONE"), el("application", activity(".Main"), label="Shop")), "base.apk!M.xml")
    feature = read(
        manifest(permission("a.TWO"), el("application", activity(".Pay"), el("meta-data", name="k")), split="pay"),
        "pay.apk!M.xml",
    )
    for order in ((base, feature), (feature, base)):
        whole = merge(order)
        assert whole is not None
        assert (whole.label, whole.split, whole.file) == ("Shop", None, "base.apk!M.xml")
        assert [component.name for component in whole.components] == ["org.shop.Main", "org.shop.Pay"]
        assert [item.name for item in whole.permissions] == ["a.ONE", "a.TWO"]
        assert [item.place.file for item in whole.permissions] == ["base.apk!M.xml", "pay.apk!M.xml"]
        assert whole.switch("k") is None
        assert [item.name for item in whole.meta_data] == ["k"]


def test_one_manifest_is_itself_and_none_is_nothing() -> None:
    alone = read(manifest(el("application")))
    assert merge((alone,)) is alone
    assert merge(()) is None


def test_splits_without_a_base_are_joined_at_the_first() -> None:
    one, two = (read(manifest(permission(f"a.{name}"), split=name)) for name in ("one", "two"))
    whole = merge((one, two))
    assert whole is not None
    assert (whole.split, [item.name for item in whole.permissions]) == ("one", ["a.one", "a.two"])
