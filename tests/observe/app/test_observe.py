"""Whole small apps through the front door: what each shows of itself, and its look-alike does not."""

from __future__ import annotations

from pathlib import Path

from glasshouse.model.looked import Why
from glasshouse.model.party import PartyKind, Presence
from glasshouse.model.practice import Action, Grade, PermissionState, Practice, Reach
from glasshouse.observe.app.observe import Observed, observe_app
from glasshouse.open.app import open_app
from tests.build import apk, axml, dexfile
from tests.build.axml import Element
from tests.build.dexfile import Class, Instruction
from tests.observe.app.small import (
    FINE_LOCATION,
    IMEI,
    IMSI,
    LAST_LOCATION,
    READ_PHONE_STATE,
    activity,
    call,
    el,
    manifest,
    method,
    observed,
    opened,
    permission,
    receiver,
    screen,
    tool,
)

SMS = "android.provider.Telephony.SMS_RECEIVED"
RECEIVED = ("onReceive", "(Landroid/content/Context;Landroid/content/Intent;)V")
STARTUP = "androidx.startup.InitializationProvider"


def app(*components: Element, permissions: tuple[str, ...] = (READ_PHONE_STATE,), **attributes: str | bool) -> Element:
    """A manifest whose first screen is ``.Main``."""
    return manifest(
        *map(permission, permissions), el("application", activity(".Main", launcher=True), *components, **attributes)
    )


def deeds(seen: Observed) -> list[Practice]:
    return [
        practice for practice in seen.practices if practice.grade is Grade.ACCESS and practice.action is Action.ACCESS
    ]


def test_a_call_behind_the_first_screen_is_a_deed_of_the_app(tmp_path: Path) -> None:
    (deed,) = deeds(observed(tmp_path, app(), screen("Lorg/shop/Main;", call(IMEI))))
    assert (deed.data, deed.actor, deed.entry) == ("device.imei", "operator:org.shop", "launcher org.shop.Main")
    assert (deed.reach, deed.sure, deed.permission) == (Reach.REACHABLE, True, PermissionState.HELD)


def test_the_same_call_without_the_permission_says_so(tmp_path: Path) -> None:
    (deed,) = deeds(observed(tmp_path, app(permissions=()), screen("Lorg/shop/Main;", call(IMEI))))
    assert (deed.sure, deed.permission) == (True, PermissionState.MISSING)


def test_a_permission_without_a_call_is_a_capability(tmp_path: Path) -> None:
    seen = observed(tmp_path, app(), screen("Lorg/shop/Main;"))
    assert deeds(seen) == []
    assert {practice.grade for practice in seen.practices} == {Grade.CAPABILITY}
    assert [(fact.name, fact.used) for fact in seen.permissions] == [(READ_PHONE_STATE, False)]


def test_a_permission_is_used_by_a_call_that_can_run_and_not_by_one_that_cannot(tmp_path: Path) -> None:
    used = observed(tmp_path, app(), screen("Lorg/shop/Main;", call(IMSI)))
    idle = observed(tmp_path, app(), tool("Lorg/shop/Tool;", call(IMSI)), screen("Lorg/shop/Main;"))
    assert [fact.used for fact in (*used.permissions, *idle.permissions)] == [True, False]


def test_the_precise_entry_stands_before_its_fallback(tmp_path: Path) -> None:
    root = app(permissions=(FINE_LOCATION,))
    precise = deeds(observed(tmp_path, root, screen("Lorg/shop/Main;", call(LAST_LOCATION, "gps"))))
    rough = deeds(observed(tmp_path, root, screen("Lorg/shop/Main;", call(LAST_LOCATION, "network"))))
    assert [deed.data for deed in (*precise, *rough)] == ["location.precise", "location"]


# Whose deed it is


LIBRARY = tool("Lcom/views/crop/Cropper;", call(IMEI))
CALL_LIBRARY = call("Lcom/views/crop/Cropper;->run()V", static=True)


def test_a_library_that_is_called_is_the_actor_and_reachable(tmp_path: Path) -> None:
    seen = observed(tmp_path, app(), LIBRARY, screen("Lorg/shop/Main;", CALL_LIBRARY))
    assert [deed.actor for deed in deeds(seen)] == ["library:com.views.crop"]
    assert [(party.kind, party.presence) for party in seen.parties] == [
        (PartyKind.OPERATOR, None),
        (PartyKind.SDK, Presence.REACHABLE),
    ]


def test_a_library_that_nothing_calls_is_present(tmp_path: Path) -> None:
    seen = observed(tmp_path, app(), LIBRARY, screen("Lorg/shop/Main;"))
    assert [(deed.actor, deed.reach) for deed in deeds(seen)] == [("library:com.views.crop", Reach.NOT_REACHED)]
    assert seen.parties[1].presence is Presence.PRESENT


def test_a_library_that_reads_nothing_is_no_party(tmp_path: Path) -> None:
    seen = observed(tmp_path, app(), tool("Lcom/views/crop/Cropper;"), screen("Lorg/shop/Main;", CALL_LIBRARY))
    assert [party.kind for party in seen.parties] == [PartyKind.OPERATOR]


def test_a_library_with_a_label_is_shown_by_it(tmp_path: Path) -> None:
    crop = tool("Lcom/soundcloud/android/crop/Crop;", call(IMEI))
    calls = call("Lcom/soundcloud/android/crop/Crop;->run()V", static=True)
    component = el("activity", name="com.soundcloud.android.crop.CropImageActivity")
    named = observed(tmp_path, app(component), crop, screen("Lorg/shop/Main;", calls))
    unnamed = observed(tmp_path, app(), crop, screen("Lorg/shop/Main;", calls))
    assert [(party.id, party.name, party.reason) for party in (named.parties[1], unnamed.parties[1])] == [
        ("library:com.soundcloud.android.crop", "android-crop", "name_only"),
        ("library:com.soundcloud.android", "com.soundcloud.android", "unnamed_library"),
    ]


def test_an_sdk_of_the_vocabulary_is_the_actor_of_its_code(tmp_path: Path) -> None:
    push = tool("Lcn/jpush/android/Push;", call(IMEI))
    seen = observed(
        tmp_path, app(), push, screen("Lorg/shop/Main;", call("Lcn/jpush/android/Push;->run()V", static=True))
    )
    assert [deed.actor for deed in deeds(seen)] == ["sdk:jpush"]
    assert [(party.id, party.presence) for party in seen.parties[1:]] == [("sdk:jpush", Presence.REACHABLE)]


def test_shortened_code_that_only_one_sdk_calls_stays_unknown(tmp_path: Path) -> None:
    inner = tool("La/b/c;", call(IMEI))
    push = tool("Lcn/jpush/android/Push;", call("La/b/c;->run()V", static=True))
    seen = observed(
        tmp_path, app(), inner, push, screen("Lorg/shop/Main;", call("Lcn/jpush/android/Push;->run()V", static=True))
    )
    assert [deed.actor for deed in deeds(seen)] == ["nameless:a.b"]
    (nameless,) = (party for party in seen.parties if party.id == "nameless:a.b")
    assert (nameless.kind, nameless.reason) == (PartyKind.UNKNOWN, "shortened_names")


# Ways in


def test_an_initializer_is_started_by_its_value(tmp_path: Path) -> None:
    init = Class("Lcom/views/crop/Init;", methods=[method("create", "(Landroid/content/Context;)Ljava/lang/Object;", call(IMEI))])  # fmt: skip

    def started(value: str) -> list[tuple[Reach | None, str | None]]:
        item = el("meta-data", name="com.views.crop.Init", value=value)
        root = app(el("provider", item, name=STARTUP))
        return [(deed.reach, deed.entry) for deed in deeds(observed(tmp_path, root, init, screen("Lorg/shop/Main;")))]

    assert started("androidx.startup") == [(Reach.REACHABLE, "startup com.views.crop.Init")]
    assert started("something.else") == [(Reach.NOT_REACHED, None)]


def test_a_receiver_of_the_manifest_is_handed_the_broadcast_when_its_class_is_there(tmp_path: Path) -> None:
    incoming = Class("Lorg/shop/Incoming;", "Landroid/content/BroadcastReceiver;", methods=[method(*RECEIVED)])
    root = app(receiver(".Incoming", SMS))
    there = deeds(observed(tmp_path, root, incoming, screen("Lorg/shop/Main;")))
    gone = deeds(observed(tmp_path, root, screen("Lorg/shop/Main;")))
    assert there
    assert {(deed.observer, deed.entry) for deed in there} == {("manifest", "receiver org.shop.Incoming")}
    assert gone == []


def test_a_switched_off_component_is_reached_but_not_for_sure(tmp_path: Path) -> None:
    pay = screen("Lorg/shop/Pay;", call(IMEI))
    on, off = (
        deeds(observed(tmp_path, app(activity(".Pay", enabled=enabled)), pay, screen("Lorg/shop/Main;")))
        for enabled in (True, False)
    )
    assert [(deed.sure, deed.scope) for deed in (*on, *off)] == [(True, "until_api_28"), (False, "component_off")]


def test_a_click_handler_of_a_layout_is_a_way_in(tmp_path: Path) -> None:
    pay = method("pay", "(Landroid/view/View;)V", call(IMEI))
    code = screen("Lorg/shop/Main;", more=(pay,))

    def reached(handler: str) -> list[Reach | None]:
        files = {"res/layout/main.xml": axml.build(el("Button", onClick=handler))}
        return [deed.reach for deed in deeds(observed(tmp_path, app(), code, files=files))]

    assert reached("pay") == [Reach.REACHABLE]
    assert reached("buy") == [Reach.NOT_REACHED]


def test_a_view_that_a_layout_names_is_a_way_in(tmp_path: Path) -> None:
    drawn = method("onDraw", "(Landroid/graphics/Canvas;)V", call(IMEI))
    code = (Class("Lorg/shop/MapView;", "Landroid/view/View;", methods=[drawn]), screen("Lorg/shop/Main;"))

    def reached(tag: str) -> list[tuple[Reach | None, bool | None]]:
        files = {"res/layout/main.xml": axml.build(Element("LinearLayout", [], [Element(tag)]))}
        return [(deed.reach, deed.sure) for deed in deeds(observed(tmp_path, app(), *code, files=files))]

    assert reached("org.shop.MapView") == [(Reach.REACHABLE, False)]  # nothing says that the layout is ever drawn
    assert reached("org.shop.ListView") == [(Reach.NOT_REACHED, False)]


def test_a_class_in_a_list_of_services_is_a_way_in(tmp_path: Path) -> None:
    codec = Class("Lcom/views/crop/Codec;", methods=[method("<init>", "()V", call(IMEI))])

    def reached(name: str) -> list[tuple[Reach | None, str | None]]:
        files = {"META-INF/services/com.views.Api": name.encode()}
        return [
            (deed.reach, deed.entry)
            for deed in deeds(observed(tmp_path, app(), codec, screen("Lorg/shop/Main;"), files=files))
        ]

    assert reached("com.views.crop.Codec # fast\n") == [(Reach.REACHABLE, "service_loader com.views.crop.Codec")]
    assert reached("# com.views.crop.Codec\n") == [(Reach.NOT_REACHED, None)]


def test_the_components_of_a_split_are_ways_in_as_well(tmp_path: Path) -> None:
    base = opened(tmp_path, app(), screen("Lorg/shop/Main;")).parts[0].package
    split = apk.archive(
        {
            "AndroidManifest.xml": axml.build(manifest(el("application", activity(".Pay")), split="pay")),
            "classes.dex": dexfile.build([screen("Lorg/shop/Pay;", call(IMEI))]).data,
        }
    )
    whole = apk.archive({name: base.read(name) for name in ("AndroidManifest.xml", "classes.dex")})
    path = tmp_path / "shop.apks"
    path.write_bytes(apk.archive({"base.apk": whole, "split_pay.apk": split}))
    (deed,) = deeds(observe_app(open_app(path)))
    assert (deed.entry, deed.reach, deed.permission) == ("activity org.shop.Pay", Reach.REACHABLE, PermissionState.HELD)


# What was and was not looked at


LOADER = "Ldalvik/system/PathClassLoader;-><init>(Ljava/lang/String;Ljava/lang/ClassLoader;)V"
LOAD: list[Instruction] = [("new-instance", 0, LOADER.partition("->")[0]), ("const/4", 1, 0), ("invoke-direct", [0, 1, 1], LOADER)]  # fmt: skip


def test_loading_code_later_is_named_where_a_way_leads_to_it(tmp_path: Path) -> None:
    tools = tool("Lorg/shop/Tool;", LOAD)
    run = call("Lorg/shop/Tool;->run()V", static=True)
    loads = observed(tmp_path, app(), tools, screen("Lorg/shop/Main;", run))
    idle = observed(tmp_path, app(), tools, screen("Lorg/shop/Main;"))
    assert [row.why for row in loads.not_looked] == [Why.LOADED_LATER]
    assert idle.not_looked == ()


def test_a_first_screen_that_is_nowhere_hides_code(tmp_path: Path) -> None:
    seen = observed(tmp_path, app(), tool("Lorg/shop/Tool;"))
    assert [row.why for row in seen.not_looked] == [Why.PACKED]


def test_each_observer_says_what_it_looked_at(tmp_path: Path) -> None:
    steps: list[str] = []
    seen = observe_app(opened(tmp_path, app(), screen("Lorg/shop/Main;")), steps.append)
    assert steps == ["manifest", "code", "calls", "sdks"]
    assert {row.observer for row in seen.looked} == {"package", "manifest", "layouts", "sdks", "calls"}
    assert {(row.unit, row.count) for row in seen.looked} >= {("entries", 2), ("components", 1), ("methods", 1)}


def test_the_subject_is_what_the_manifest_says(tmp_path: Path) -> None:
    root = manifest(el("uses-sdk", minSdkVersion=21), el("application", label="Shop"), versionName="1.2")
    subject = observed(tmp_path, root, Class("Lorg/shop/A;")).subject
    assert (subject.package, subject.label, subject.version, subject.min_sdk) == ("org.shop", "Shop", "1.2", 21)
    assert (subject.kind, subject.name, subject.signers) == ("apk", "shop.apk", ())


def test_code_without_a_manifest_is_a_library_whose_callers_are_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "lib.dex"
    path.write_bytes(dexfile.build([tool("Lcom/lib/Tool;", call(IMEI))]).data)
    seen = observe_app(open_app(path))
    (deed,) = deeds(seen)
    assert (deed.reach, deed.entry) == (Reach.REACHABLE, "public com.lib.Tool")
    assert deed.permission is None
    assert (seen.subject.package, seen.permissions) == (None, ())


def test_what_is_told_is_sorted_and_the_same_twice(tmp_path: Path) -> None:
    classes = (LIBRARY, screen("Lorg/shop/Main;", call(IMSI), CALL_LIBRARY, call(IMEI)))
    first, second = (observed(tmp_path, app(), *classes) for _ in range(2))
    assert first == second
    assert list(first.practices) == sorted(first.practices, key=lambda p: (p.data, p.actor, p.id))
    assert len({practice.id for practice in first.practices}) == len(first.practices)
