from __future__ import annotations

from pathlib import Path

from glasshouse import _core
from glasshouse.open.app import open_app
from glasshouse.open.artifact import Part
from tests.open.samples import package, write


def test_places_name_the_part_and_the_entry() -> None:
    archive = _core.Package.from_bytes(package())
    assert Part("", "base", archive).inside("classes.dex") == "classes.dex"
    assert Part("split.apk", "feature", archive).inside("classes.dex") == "split.apk!classes.dex"


def test_entries_of_all_parts(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, package(b=b"", a=b"")))
    assert [entry for _, entry in app.entries()] == ["AndroidManifest.xml", "classes.dex", "b", "a"]
