from __future__ import annotations

from pathlib import Path

from glasshouse.open.app import open_app
from tests.build import apk
from tests.open.samples import DEX, write


def test_a_library_with_its_jars(tmp_path: Path) -> None:
    jar = apk.archive({"com/x/A.class": b"\xca\xfe\xba\xbe"})
    files = {
        "AndroidManifest.xml": b'<manifest package="com.x"/>',
        "libs/b.jar": jar,
        "classes.jar": jar,
        "libs/a.jar": jar,
        "lint.jar": jar,
    }
    app = open_app(write(tmp_path, apk.archive(files)))
    assert (app.kind, app.manifests[0][1].get("package", "")) == ("aar", "com.x")
    assert [(file.name, file.is_archive) for file in app.code] == [
        (f, True) for f in ("classes.jar", "libs/a.jar", "libs/b.jar")
    ]


def test_a_library_whose_manifest_is_no_xml(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, apk.archive({"AndroidManifest.xml": b"<manifest", "classes.jar": apk.archive({})})))
    assert app.manifests == ()
    assert "XML text" in app.not_looked[0].detail


def test_a_jar_of_classes_or_of_dex(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, apk.archive({"com/x/A.class": b"\xca\xfe\xba\xbe"}), "x.jar"))
    assert (app.kind, [(f.name, f.entry, f.is_archive) for f in app.code]) == ("jar", [("x.jar", "", True)])
    app = open_app(write(tmp_path, apk.archive({"classes.dex": DEX}), "x.jar"))
    assert (app.kind, [(f.name, f.is_archive) for f in app.code]) == ("jar", [("classes.dex", False)])
