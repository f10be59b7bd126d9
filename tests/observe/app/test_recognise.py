"""Traces of SDKs, packers and runtimes are gathered from every part of a package."""

from __future__ import annotations

from pathlib import Path

from glasshouse.model.looked import Why
from glasshouse.model.party import Presence
from glasshouse.observe.app.calls import PackageUse
from glasshouse.observe.app.code import link
from glasshouse.observe.app.recognise import Recognised, recognise
from glasshouse.open.app import open_app
from tests.build import apk
from tests.build.axml import Element
from tests.build.dexfile import Class
from tests.observe.app.small import el, manifest, opened, permission, read, screen

BUSY = PackageUse("cn.jpush.android", 10, 40, 5_000, 40, 0)
JPUSH = "cn.jpush.android.service.PushService"


def seen(
    folder: Path,
    *components: Element,
    classes: tuple[Class, ...] = (Class("Lorg/shop/A;"),),
    packages: tuple[PackageUse, ...] = (),
    files: dict[str, bytes] | None = None,
    asked: tuple[str, ...] = (),
    **attributes: str,
) -> Recognised:
    root = manifest(*map(permission, asked), el("application", *components, **attributes))
    app = opened(folder, root, *classes, files=files)
    return recognise(app, read(root), link(app)[0], packages)


def sdks(found: Recognised) -> dict[str, Presence | None]:
    return {party.id: party.presence for party in found.parties}


def test_a_plain_app_shows_nothing(tmp_path: Path) -> None:
    found = seen(tmp_path)
    assert (found.sdks, found.outside, found.not_looked) == ((), (), ())
    assert found.families > 500


def test_code_below_a_prefix_is_the_sdk_and_how_much_of_it_runs_decides(tmp_path: Path) -> None:
    reached = PackageUse("cn.jpush.android", 10, 40, 5_000, 40, 3)
    idle = PackageUse("cn.jpush.android", 10, 10, 20, 0, 0)
    grades = [sdks(seen(tmp_path, packages=(use,)))["sdk:jpush"] for use in (reached, BUSY, idle)]
    assert grades == [Presence.REACHABLE, Presence.PRESENT, Presence.STUB]


def test_signs_come_from_the_manifest_and_the_archive(tmp_path: Path) -> None:
    found = seen(
        tmp_path,
        el("service", name=JPUSH),
        el("meta-data", name="JPUSH_APPKEY", value="x"),
        files={"lib/arm64-v8a/libjcore284.so": b"\x7fELF"},
        asked=("org.shop.permission.JPUSH_MESSAGE",),
        packages=(PackageUse("org.shop", 1, 0, 0, 0, 0),),
    )
    (row,) = (row for row in found.sdks if row.sdk.id == "jpush")
    assert {sign.kind for sign in row.signs} == {"component", "meta_data", "native", "permission"}
    places = {sign.kind: sign.place for sign in row.signs}
    assert places["native"] is not None
    assert (row.presence, row.renamed) == (Presence.PRESENT, True)


def test_one_sign_in_the_manifest_is_not_enough(tmp_path: Path) -> None:
    assert sdks(seen(tmp_path, el("service", name=JPUSH))) == {"sdk:jpush": Presence.UNKNOWN}


def test_an_alias_is_a_sign_by_its_name_and_by_its_target(tmp_path: Path) -> None:
    alias = el("activity-alias", name="org.shop.Icon", targetActivity="cn.jpush.android.ui.PopWinActivity")
    assert "sdk:jpush" in sdks(seen(tmp_path, alias))


def test_a_host_in_a_string_of_the_code_is_a_weak_sign(tmp_path: Path) -> None:
    def named(text: str) -> dict[str, Presence | None]:
        return sdks(seen(tmp_path, classes=(screen("Lorg/shop/Main;", [("const-string", 0, text)]),)))

    assert named("https://x.jpush.cn/v3") == {"sdk:jpush": Presence.UNKNOWN}
    assert named("https://xjpush.cn/v3") == {}


def test_a_package_belongs_to_an_sdk_only_if_the_sdk_was_found(tmp_path: Path) -> None:
    found = seen(tmp_path, packages=(BUSY,))
    assert found.sdk_of("cn.jpush.android.service") == "sdk:jpush"
    assert found.sdk_of("cn.jpushed") is None
    assert seen(tmp_path).sdk_of("cn.jpush.android.service") is None


def test_labels_are_found_for_components_without_a_family(tmp_path: Path) -> None:
    crop = "com.soundcloud.android.crop"
    found = seen(tmp_path, el("activity", name=f"{crop}.CropImageActivity")).labels.of(crop)
    assert found is not None
    assert (found[0], found[1].label.name) == (crop, "android-crop")
    assert seen(tmp_path, el("activity", name=f"{crop}.OtherActivity")).labels.of(crop) is None


def test_packed_code_is_named_and_nothing_is_called_renamed(tmp_path: Path) -> None:
    service, key = el("service", name=JPUSH), el("meta-data", name="JPUSH_APPKEY", value="x")
    found = seen(tmp_path, service, key, name=".App", packages=(PackageUse("com.shell", 1, 1, 9, 1, 1),))
    assert [row.why for row in found.not_looked] == [Why.PACKED]
    (row,) = (row for row in found.sdks if row.sdk.id == "jpush")
    assert (row.presence, row.renamed) == (Presence.PRESENT, False)


def test_an_application_class_that_is_there_hides_nothing(tmp_path: Path) -> None:
    assert seen(tmp_path, name=".App", classes=(Class("Lorg/shop/App;", "Landroid/app/Application;"),)).not_looked == ()


def test_a_payload_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    found = seen(tmp_path, files={"assets/logo.png": b"dex\n035\0", "assets/real.png": b"\x89PNG"})
    assert [(row.why, row.files) for row in found.not_looked] == [(Why.LOADED_LATER, ("assets/logo.png",))]


def test_entries_of_a_library_count_where_they_will_be_installed(tmp_path: Path) -> None:
    path = tmp_path / "lib.aar"
    text = b'<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.lib"/>'
    jar = apk.archive({"META-INF/MANIFEST.MF": b""})
    path.write_bytes(
        apk.archive({"AndroidManifest.xml": text, "classes.jar": jar, "jni/arm64-v8a/libjcore284.so": b"\x7fELF"})
    )
    app = open_app(path)
    found = recognise(app, None, link(app)[0], ())
    assert "sdk:jpush" in sdks(found)
    assert [row.files for row in found.not_looked if row.why is Why.NATIVE] == [("jni/arm64-v8a/libjcore284.so",)]
