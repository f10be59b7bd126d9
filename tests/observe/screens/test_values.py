"""References through an app's table and Android's."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.build.arsc import Types
from tests.build.axml import Element, reference
from tests.observe.screens.packages import ATTRIBUTES, app, colour, dp, screen, sp, style, value, view

from glasshouse.observe.screens.values import Value, Values

TYPES: Types = {
    "string": {"ask": {"": "Ask", "zh": "问"}},
    "color": {
        "grey": {"": value(colour(0xFF808080))},
        "alias": {"": value(reference(0x7F020000))},
        "ring": {"": value(reference(0x7F020002))},
        "black": {"": value(reference(0x0106000C))},
    },
    "style": {"A": {"": style(0x01030206, textSize=sp(8))}},
}


@pytest.fixture
def values(tmp_path: Path) -> Values:
    return Values(app(tmp_path, {"main": screen(view("TextView", text="x"))}, TYPES))


def test_references_lead_to_values_also_those_of_android(values: Values) -> None:
    assert values.value(0x7F020001) == Value("colour", 0xFF808080, "#ff808080")
    assert values.value(0x7F020003) == Value("colour", 0xFF000000, "#FF000000")
    assert values.value(0x0104000A) == Value("string", 0, "OK")


def test_rings_and_unknown_ids_lead_nowhere(values: Values) -> None:
    assert values.value(0x7F020002) is None
    assert values.value(0x7F090000) is None
    assert values.value(0x01990000) is None


def test_texts_come_in_the_language_asked_for(tmp_path: Path, values: Values) -> None:
    chinese = Values(app(tmp_path, {"main": screen()}, TYPES), "zh")
    found = [v.value(0x7F010000) for v in (values, chinese)]
    assert [one.text for one in found if one is not None] == ["Ask", "问"]
    assert chinese.value(0x0104000A) == Value("string", 0, "确定")


def test_a_style_has_a_parent_and_says_its_own(values: Values) -> None:
    parent, said = values.bag(0x7F030000)
    assert parent == 0x01030206
    assert {number: one.measure for number, one in said.items()} == {ATTRIBUTES["textSize"]: 8.0}
    assert values.bag(0x01030206)[1][ATTRIBUTES["textSize"]].measure == 14.0
    assert values.bag(0x7F990000) == (0, {})


@pytest.mark.parametrize(
    ("text", "measure"), [("12dp", 12.0), ("12sp", 12.0), ("12px", 6.0), ("1in", 160.0), ("x", None)]
)
def test_measures_are_dp_and_sp(text: str, measure: float | None) -> None:
    assert Value("dimension", 0, text).measure == measure


def test_documents_are_read_by_attribute_ids(tmp_path: Path) -> None:
    drawn = {"res/drawable/a.xml": Element("shape", [], [view("solid", padding=dp(1))])}
    found = Values(app(tmp_path, {"main": screen()}, TYPES, drawn=drawn))
    items = found.document("res/drawable/a.xml")
    assert items is not None
    assert [(item.depth, item.name) for item in items] == [(0, "shape"), (1, "solid")]
    assert items[1].given[ATTRIBUTES["padding"]].measure == 1.0
    assert found.document("res/drawable/none.xml") is None
    assert found.document("AndroidManifest.xml") is not None
