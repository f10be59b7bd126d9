"""Where an app starts, in Android's order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glasshouse import _core
from glasshouse.observe.app.entries import EntryPoint, entry_points, layout_entries, public_entries
from tests.build import dexfile
from tests.build.axml import Element
from tests.observe.app.small import activity, el, manifest, read, receiver

STARTUP = "androidx.startup.InitializationProvider"


def starts(*components: Element, **attributes: str | bool) -> tuple[EntryPoint, ...]:
    return entry_points(read(manifest(el("application", *components, **attributes))))


def names(entries: tuple[EntryPoint, ...]) -> list[str]:
    return [f"{entry.kind} {entry.class_name}" for entry in entries]


def test_the_order_is_that_of_a_fresh_process() -> None:
    found = starts(
        el("service", name=".Sync"),
        receiver(".Boot", "android.intent.action.BOOT_COMPLETED"),
        activity(".Pay"),
        activity(".Main", launcher=True),
        el("provider", name=".Late"),
        el("provider", name=".Early", initOrder=100),
        name=".App",
        appComponentFactory=".Factory",
    )
    assert names(found) == [
        "factory org.shop.Factory",
        "application org.shop.App",  # made, attachBaseContext
        "provider org.shop.Early",
        "provider org.shop.Late",
        "application org.shop.App",  # onCreate
        "launcher org.shop.Main",
        "activity org.shop.Pay",
        "receiver org.shop.Boot",
        "service org.shop.Sync",
        "provider org.shop.Late",  # queries, once it runs
        "provider org.shop.Early",
        "application org.shop.App",  # whatever else it declares
    ]
    made, created, rest = (entry.methods for entry in found if entry.kind == "application")
    assert "attachBaseContext" in made
    assert "onCreate" not in made
    assert (created, rest) == (("onCreate",), ())


def test_providers_start_by_init_order_and_then_as_written() -> None:
    found = starts(
        el("provider", name=".A"),
        el("provider", name=".B", initOrder=-1),
        el("provider", name=".C", initOrder=5),
        el("provider", name=".D"),
    )
    early = [entry for entry in found if entry.kind == "provider" and entry.methods]
    assert [entry.class_name for entry in early] == ["org.shop.C", "org.shop.A", "org.shop.D", "org.shop.B"]


def test_an_app_without_an_application_class_starts_at_its_components() -> None:
    assert names(starts(activity(".Main", launcher=True))) == ["launcher org.shop.Main"]
    assert starts() == ()


@pytest.mark.parametrize(
    ("provider", "value", "started"),
    [
        (STARTUP, "androidx.startup", True),
        (STARTUP, "androidx.startup.not", False),
        ("org.shop.InitializationProvider", "androidx.startup", False),
    ],
)
def test_initializers_are_named_by_the_right_value_in_the_right_provider(
    provider: str, value: str, started: bool
) -> None:
    item = el("meta-data", name="com.ads.Init", value=value)
    found = starts(el("provider", item, name=provider), name=".App")
    assert ("startup com.ads.Init" in names(found)) is started
    if started:
        assert names(found).index("startup com.ads.Init") < names(found).index("application org.shop.App", 1)


def test_an_initializer_has_the_place_of_its_meta_data() -> None:
    item = replace(el("meta-data", name="com.ads.Init", value="androidx.startup"), line=12)
    (found,) = (entry for entry in starts(el("provider", item, name=STARTUP)) if entry.kind == "startup")
    assert found.place is not None
    assert (found.place.kind, found.place.line) == ("xml", 12)
    assert {"create", "dependencies"} <= set(found.methods)


def test_an_alias_starts_its_target() -> None:
    alias = activity(".Icon", tag="activity-alias", targetActivity=".Main", launcher=True)
    assert names(starts(activity(".Main"), alias)) == ["launcher org.shop.Main", "activity org.shop.Main"]


def test_what_is_switched_off_comes_last_and_is_marked() -> None:
    found = starts(activity(".Off", launcher=True, enabled=False), activity(".On"))
    assert [(entry.class_name, entry.enabled) for entry in found] == [("org.shop.On", True), ("org.shop.Off", False)]


def test_an_initializer_is_as_much_switched_off_as_its_provider() -> None:
    item = el("meta-data", name="com.ads.Init", value="androidx.startup")
    off = starts(el("provider", item, name=STARTUP, enabled=False))
    assert {entry.class_name: entry.enabled for entry in off} == {STARTUP: False, "com.ads.Init": False}


def test_layouts_name_each_class_once_in_order() -> None:
    found = layout_entries(["org.shop.B", "org.shop.A", "org.shop.B"])
    assert names(found) == ["layout org.shop.A", "layout org.shop.B"]
    assert all(entry.methods == () for entry in found)


def test_of_a_library_every_class_is_an_entry() -> None:
    classes = [dexfile.Class("Lcom/lib/A;"), dexfile.Class("Lcom/lib/B;", flags=0)]
    program = _core.Program.link([("classes.dex", dexfile.build(classes).data)])
    assert names(public_entries(program)) == ["public com.lib.A", "public com.lib.B"]
