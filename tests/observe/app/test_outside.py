"""Packers and runtimes: each mark with the twin that must not count."""

from __future__ import annotations

import pytest

from glasshouse.model.looked import Why
from glasshouse.observe.app.outside import Outside, Shown, application_missing, missing_components, outside

PLAIN = Shown(
    entries=("AndroidManifest.xml", "classes.dex", "classes2.dex", "assets/www/index.html", "assets/data.json"),
    application="org.shop.App",
    components=("org.shop.Main", "org.shop.Pay", "androidx.core.content.FileProvider"),
    defined=frozenset({"org.shop.App", "org.shop.Main", "org.shop.Pay"}),
)


def ids(shown: Shown, heads: dict[str, bytes] | None = None) -> list[str]:
    return [row.id for row in outside(shown, None if heads is None else heads.get)]


def with_entries(*entries: str) -> Shown:
    return Shown((*PLAIN.entries, *entries), PLAIN.application, PLAIN.components, PLAIN.defined)


def test_a_plain_app_has_nothing_outside() -> None:
    assert ids(PLAIN) == []
    assert ids(PLAIN, {"assets/data.json": b'{"a": 1}', "classes2.dex": b"dex\n035\0"}) == []


@pytest.mark.parametrize(
    ("entry", "packer"),
    [
        ("assets/libjiagu.so", "qihoo-jiagu"),
        ("lib/arm64-v8a/libjiagu_a64.so", "qihoo-jiagu"),
        ("lib/armeabi/libshella-4.1.0.10.so", "tencent-legu"),
        ("lib/arm64-v8a/libDexHelper.so", "bangcle"),
        ("assets/ijiami.dat", "ijiami"),
        ("lib/armeabi-v7a/libbaiduprotect.so", "baidu-protect"),
        ("lib/armeabi/libmobisec.so", "ali-protect"),
        ("lib/armeabi/libchaosvmp.so", "naga"),
        ("lib/arm64-v8a/libnesec.so", "netease-yidun"),
        ("lib/arm64-v8a/libkwscmm.so", "kiwivm"),
        ("lib/armeabi/libAPKProtect.so", "apkprotect"),
        ("assets/dp.arm-v7.so.dat", "dexprotector"),
        ("lib/arm64-v8a/libcovault.so", "appsealing"),
        ("assets/LIAPPEgg", "liapp"),
    ],
)
def test_a_packer_is_known_by_its_files(entry: str, packer: str) -> None:
    rows = outside(with_entries(entry))
    assert rows[0].id == packer
    assert rows[0].why is Why.PACKED
    assert entry in rows[0].files


def test_a_packer_is_known_by_its_stub_application() -> None:
    stub = Shown(("classes.dex",), "com.stub.StubApp", ("org.shop.Main",), frozenset({"com.stub.StubApp"}))
    assert ids(stub) == ["qihoo-jiagu"]
    named_alike = Shown(("classes.dex",), "com.stub.StubAppearance", (), frozenset({"com.stub.StubAppearance"}))
    assert ids(named_alike) == []


def test_a_common_file_name_needs_a_second_sign() -> None:
    assert "ijiami" not in ids(with_entries("lib/arm64-v8a/libexec.so"))
    assert "ijiami" in ids(with_entries("lib/arm64-v8a/libexec.so", "lib/arm64-v8a/libexecmain.so"))
    missing = Shown(("lib/arm64-v8a/libexec.so",), "org.shop.App", (), frozenset({"org.x.Y"}))
    assert "ijiami" in ids(missing)


def test_a_library_name_outside_lib_is_no_sign() -> None:
    assert ids(with_entries("res/raw/libjiagu.so.txt", "docs/libjiagu.so")) == []


def test_a_missing_application_class_is_a_sure_sign() -> None:
    hidden = Shown(("classes.dex",), "org.shop.App", ("org.shop.Main",), frozenset({"org.other.Thing"}))
    assert application_missing(hidden)
    assert ids(hidden) == ["hidden-code"]
    assert not application_missing(PLAIN)
    platform = Shown(("classes.dex",), "android.app.Application", (), frozenset({"org.shop.Main"}))
    assert not application_missing(platform)
    unread = Shown(("classes.dex",), "org.shop.App", ("org.shop.Main",), None)
    assert not application_missing(unread)
    assert missing_components(unread) == ()


def test_a_missing_first_screen_is_a_sure_sign() -> None:
    gone = Shown(("classes.dex",), None, ("org.shop.Main",), frozenset({"org.x.Y"}), launchers=("org.shop.Main",))
    there = Shown(
        ("classes.dex",), None, ("org.shop.Main",), frozenset({"org.shop.Main"}), launchers=("org.shop.Main",)
    )
    assert ids(gone) == ["hidden-code"]
    assert ids(there) == []


def test_a_few_missing_components_are_leftovers_and_most_are_hidden_code() -> None:
    names = tuple(f"org.shop.A{number}" for number in range(6))
    few = Shown(("classes.dex",), None, names, frozenset(names[2:]))
    most = Shown(("classes.dex",), None, names, frozenset(names[4:]))
    assert missing_components(few) == names[:2]
    assert ids(few) == []
    assert ids(most) == ["hidden-code"]


@pytest.mark.parametrize(
    ("entries", "runtime"),
    [
        (("lib/arm64-v8a/libflutter.so", "lib/arm64-v8a/libapp.so"), "flutter"),
        (("assets/index.android.bundle",), "react-native"),
        (("assets/bin/Data/Managed/Metadata/global-metadata.dat",), "unity-il2cpp"),
        (("assets/bin/Data/Managed/Assembly-CSharp.dll",), "unity-mono"),
        (("assets/www/cordova.js",), "cordova"),
        (("assets/capacitor.config.json",), "capacitor"),
        (("assets/apps/__UNI__1234/www/app-service.js",), "uni-app"),
        (("assets/weex-main-jsfm.js",), "weex"),
        (("assets/shop.wxapkg",), "mini-program"),
        (("assemblies/assemblies.blob",), "xamarin"),
        (("lib/arm64-v8a/libQt5Core_arm64-v8a.so",), "qt"),
        (("assets/chaquopy/app.imy",), "python"),
        (("lib/armeabi-v7a/libcocos2dlua.so",), "cocos"),
        (("assets/main.lua",), "lua"),
    ],
)
def test_a_runtime_is_known_by_its_files(entries: tuple[str, ...], runtime: str) -> None:
    rows = {row.id: row for row in outside(with_entries(*entries))}
    assert runtime in rows
    assert rows[runtime].kind == "runtime"


@pytest.mark.parametrize(
    "entries",
    [
        ("lib/arm64-v8a/libapp.so",),
        ("assets/www/index.html", "assets/www/app.js"),
        ("assets/apps/readme.txt",),
        ("assets/flutter_notes.txt",),
        ("assets/index.html",),
    ],
)
def test_look_alikes_are_not_runtimes(entries: tuple[str, ...]) -> None:
    assert set(ids(with_entries(*entries))) <= {"native"}


def test_native_libraries_are_named_and_those_of_a_runtime_counted_once() -> None:
    rows = {
        row.id: row
        for row in outside(
            with_entries("lib/arm64-v8a/libapp.so", "lib/arm64-v8a/libflutter.so", "lib/arm64-v8a/libx.so")
        )
    }
    assert rows["flutter"].files == ("lib/arm64-v8a/libapp.so",)
    assert rows["native"].files == ("lib/arm64-v8a/libflutter.so", "lib/arm64-v8a/libx.so")
    assert rows["native"].why is Why.NATIVE


def test_a_payload_is_known_by_its_first_bytes_not_its_name() -> None:
    shown = with_entries("assets/logo.png", "assets/real.png")
    heads = {"assets/logo.png": b"dex\n035\0", "assets/real.png": b"\x89PNG\r\n\x1a\n"}
    rows = {row.id: row for row in outside(shown, heads.get)}
    assert rows["bundled-dex"].files == ("assets/logo.png",)
    assert rows["bundled-dex"].why is Why.LOADED_LATER
    assert "bundled-dex" not in ids(shown)
    elf = {"assets/logo.png": b"\x7fELF\x02\x01\x01"}
    assert ids(shown, elf) == ["bundled-elf"]


def test_a_named_archive_counts_when_it_is_one() -> None:
    shown = with_entries("assets/plugin.apk")
    assert ids(shown, {"assets/plugin.apk": b"PK\x03\x04"}) == ["bundled-archive"]
    assert ids(shown, {"assets/plugin.apk": b"just text"}) == []


def test_a_row_becomes_not_looked_with_a_place() -> None:
    row: Outside = outside(with_entries("assets/index.android.bundle"))[0]
    told = row.not_looked("AndroidManifest.xml")
    assert told.why is Why.OTHER_RUNTIME
    assert told.files == ("assets/index.android.bundle",)
    hidden = outside(Shown((), "org.shop.App", (), frozenset({"x.Y"})))[0].not_looked("AndroidManifest.xml")
    assert hidden.place.kind == "xml"
    assert hidden.counts


def test_the_order_of_entries_does_not_matter() -> None:
    entries = ("assets/libjiagu.so", "assets/index.android.bundle", "lib/arm64-v8a/libz.so", "assets/main.lua")
    assert outside(with_entries(*entries)) == outside(with_entries(*reversed(entries)))
