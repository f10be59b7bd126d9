from __future__ import annotations

from pathlib import Path

from glasshouse.model.looked import Why
from glasshouse.open.app import open_app
from tests.build import apk
from tests.build.apk import Entry
from tests.open.samples import DEX, manifest, package, write


def test_android_stops_at_the_first_gap(tmp_path: Path) -> None:
    app = open_app(
        write(tmp_path, package(classes2__dex=DEX, classes4__dex=DEX, classes10__dex=DEX, classes1__dex=DEX))
    )
    assert [file.name for file in app.code] == ["classes.dex", "classes2.dex"]
    rows = [(row.files[0], row.why, row.counts) for row in app.not_looked]
    assert rows == [(f"classes{n}.dex", Why.NOT_LOADED, False) for n in (1, 4, 10)]


def test_many_dex_files_are_read_in_the_order_of_numbers(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, package(**{f"classes{n}__dex": DEX for n in range(12, 1, -1)})))
    assert [file.name for file in app.code] == ["classes.dex", *(f"classes{n}.dex" for n in range(2, 13))]


def test_without_the_first_none_is_loaded(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, apk.archive({"AndroidManifest.xml": manifest(), "classes2.dex": DEX})))
    assert app.code == ()
    assert [row.why for row in app.not_looked] == [Why.NOT_LOADED]


def test_dex_elsewhere_is_not_the_apps_code(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, package(**{"assets/classes2.dex": DEX})))
    assert [file.name for file in app.code] == ["classes.dex"]


def test_of_two_manifests_the_first_counts_and_the_other_is_listed(tmp_path: Path) -> None:
    entries = [
        Entry("AndroidManifest.xml", manifest("com.first")),
        Entry("AndroidManifest.xml", manifest("com.second")),
    ]
    app = open_app(write(tmp_path, apk.archive(entries)))
    assert [root.get("package", "") for _, root in app.manifests] == ["com.first"]
    assert [(row.what, row.counts) for row in app.not_looked] == [("another manifest", True)]
    assert any("2 entries of this name" in note.what for note in app.forgiven)


def test_where_the_first_manifest_is_junk_the_second_is_read(tmp_path: Path) -> None:
    entries = [Entry("AndroidManifest.xml", b"junk"), Entry("AndroidManifest.xml", manifest("com.second"))]
    app = open_app(write(tmp_path, apk.archive(entries)))
    assert [root.get("package", "") for _, root in app.manifests] == ["com.second"]
    assert "entry 1 of this name" in app.not_looked[0].detail


def test_a_damaged_manifest_is_a_row_with_its_place(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, apk.archive({"AndroidManifest.xml": b"\3\0\10\0" + bytes(40), "classes.dex": DEX})))
    assert app.manifests == ()
    assert len(app.code) == 1
    row = app.not_looked[0]
    assert (row.why, row.files) == (Why.DAMAGED, ("AndroidManifest.xml",))
    assert row.detail.startswith("AndroidManifest.xml: xml_header at 0x0: found ")


def test_a_broken_resource_table_loses_only_texts(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, package(resources__arsc=b"\2\0\14\0junk")))
    assert len(app.manifests) == 1
    assert [row.what for row in app.not_looked] == ["the resource table"]
