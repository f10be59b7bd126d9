"""The example that the package carries is the one whose sources stand in ``examples/``."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "maplike" / "MapLike.apk"


def test_the_bundled_example_is_the_one_in_examples() -> None:
    bundled = files("glasshouse") / "demo_data" / "MapLike.apk"
    assert bundled.read_bytes() == EXAMPLE.read_bytes(), "copy examples/maplike/MapLike.apk to src/glasshouse/demo_data"
