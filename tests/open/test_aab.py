from __future__ import annotations

from pathlib import Path

from glasshouse.open.app import open_app
from tests.build import apk, proto
from tests.open.samples import DEX, write


def module(package: str, label: bytes = b"") -> bytes:
    application = proto.element("application", [proto.attribute("label", "", resource=0x01010001, item=label)])
    return proto.element("manifest", [proto.attribute("package", package)], [application])


def test_modules_of_a_bundle(tmp_path: Path) -> None:
    data = apk.archive(
        {
            "BundleConfig.pb": b"",
            "extra/manifest/AndroidManifest.xml": module("com.x.extra"),
            "extra/dex/classes.dex": DEX,
            "base/manifest/AndroidManifest.xml": module("com.x", proto.inside(1, proto.inside(3, "string/app_name"))),
            "base/resources.pb": proto.strings("com.x", {"app_name": "Map"}),
            "base/dex/classes.dex": DEX,
            "base/dex/classes3.dex": DEX,
            "base/assets/classes2.dex": DEX,
        }
    )
    app = open_app(write(tmp_path, data))
    assert app.kind == "aab"
    assert [(file, root.get("package", "")) for file, root in app.manifests] == [
        ("base/manifest/AndroidManifest.xml", "com.x"),
        ("extra/manifest/AndroidManifest.xml", "com.x.extra"),
    ]
    application = app.manifests[0][1].first("application")
    assert application is not None
    assert application.get("label") == "Map"
    assert [file.name for file in app.code] == ["base/dex/classes.dex", "extra/dex/classes.dex"]
    assert [row.files for row in app.not_looked] == [("base/dex/classes3.dex",)]
