from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.open.app import open_app
from tests.build import arsc
from tests.build.axml import reference
from tests.open.samples import manifest, package, write

MAPLIKE = Path(__file__).parents[2] / "examples" / "maplike" / "MapLike.apk"


def test_the_label_comes_from_the_resource_table(tmp_path: Path) -> None:
    table = arsc.build("com.x", {"string": {"app_name": {"": "Map", "zh": "地图"}}})
    data = package(resources__arsc=table, AndroidManifest__xml=manifest(label=reference(0x7F010000)))
    app = open_app(write(tmp_path, data))
    application = app.manifests[0][1].first("application")
    assert application is not None
    assert application.get("label") == "Map"
    assert app.resources[0].value(0x7F010000) == [("", "string", 0, "Map"), ("zh", "string", 1, "地图")]


@pytest.mark.skipif(not MAPLIKE.exists(), reason="the example is not part of this checkout")
def test_certificates_of_a_signed_package_agree() -> None:
    app = open_app(MAPLIKE)
    assert [scheme for scheme, _ in app.certificates] == ["v1", "v2", "v3"]
    assert len({der for _, der in app.certificates}) == 1
