from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.model.looked import Why
from glasshouse.open.app import open_app
from tests.build import apk
from tests.build.axml import text
from tests.open.samples import DEX, manifest, package, write


def split(name: str, *, code: bool = False) -> bytes:
    files = {"AndroidManifest.xml": manifest("com.x", text("split", name))}
    return apk.archive(files | ({"classes.dex": DEX} if code else {}))


def test_base_first_then_features_then_configurations(tmp_path: Path) -> None:
    files = {
        "manifest.json": b"{}",
        "config.zh.apk": split("config.zh"),
        "a_feature.apk": split("feature", code=True),
        "com.x.apk": package(),
    }
    app = open_app(write(tmp_path, apk.archive(files)))
    assert app.kind == "bundle"
    assert [(part.name, part.role) for part in app.parts] == [
        ("com.x.apk", "base"), ("a_feature.apk", "feature"), ("config.zh.apk", "config"),
    ]  # fmt: skip
    assert [file.name for file in app.code] == ["com.x.apk!classes.dex", "a_feature.apk!classes.dex"]
    assert all(file.part in app.parts for file in app.code)
    assert app.manifests[0][0] == "com.x.apk!AndroidManifest.xml"


def test_a_damaged_split_loses_only_itself(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, apk.archive({"base.apk": package(), "split.apk": b"junk"})))
    assert [part.name for part in app.parts] == ["base.apk"]
    assert [(row.why, row.files) for row in app.not_looked] == [(Why.DAMAGED, ("split.apk",))]


def test_a_store_bundle_is_one_app_not_many(tmp_path: Path) -> None:
    files = {
        "splits/base-master.apk": package(), "splits/base-master_2.apk": package(), "standalones/x.apk": package(),
    }  # fmt: skip
    app = open_app(write(tmp_path, apk.archive(files)))
    assert [part.name for part in app.parts] == ["splits/base-master.apk"]
    assert {row.why for row in app.not_looked} == {Why.NOT_LOADED, Why.UNSUPPORTED}
    files["universal.apk"] = package()
    assert [part.name for part in open_app(write(tmp_path, apk.archive(files))).parts] == ["universal.apk"]


def test_a_bundle_in_which_nothing_opens_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"base\.apk"):
        open_app(write(tmp_path, apk.archive({"base.apk": b"junk"})))
