"""Included layouts stand where they are taken in."""

from __future__ import annotations

from pathlib import Path

from tests.build.axml import ANDROID, Attribute, Element, Raw, reference
from tests.observe.screens.packages import ATTRIBUTES, app, screen, view

from glasshouse.observe.screens.values import Values
from glasshouse.observe.screens.view_tree import MOST_VIEWS, Trees

MAIN, PART, ALONE, SELF = 0x7F010000, 0x7F010001, 0x7F010002, 0x7F010003


def trees(tmp_path: Path, main: Element) -> Trees:
    layouts = {
        "main": main,
        "part": Element("merge", [], [view("TextView", text="a"), view("CheckBox", text="b")]),
        "alone": view("Button", text="c", visibility=Raw(0x10, 2)),
        "self": screen(view("include", layout=reference(SELF)), view("TextView", text="d")),
    }
    return Trees(Values(app(tmp_path, layouts)))


def test_merged_views_come_in_place_of_the_include(tmp_path: Path) -> None:
    found = trees(tmp_path, screen(view("TextView"), view("include", layout=reference(PART)), view("Button")))
    (root,) = found.read("res/layout/main.xml")
    assert [child.name for child in root.inside] == ["TextView", "TextView", "CheckBox", "Button"]
    assert [child.file.rpartition("/")[2] for child in root.inside] == ["main.xml", "part.xml", "part.xml", "main.xml"]
    assert found.included == {"res/layout/part.xml"}
    assert [child.name for child in found.read("res/layout/part.xml")] == ["TextView", "CheckBox"]


def test_what_the_include_says_goes_before_the_root(tmp_path: Path) -> None:
    shown = view("include", layout=reference(ALONE), visibility=Raw(0x10, 0))
    (root,) = trees(tmp_path, screen(shown)).read("res/layout/main.xml")
    assert root.inside[0].given[ATTRIBUTES["visibility"]].data == 0


def test_a_stub_comes_late_and_a_class_may_stand_in_an_attribute(tmp_path: Path) -> None:
    stub = Element("ViewStub", [Attribute(ANDROID, "layout", reference(ALONE), ATTRIBUTES["layout"])])
    (root,) = trees(tmp_path, screen(stub, view("view", class_="com.x.TickBox"))).read("res/layout/main.xml")
    assert [(child.name, child.late) for child in root.inside] == [("Button", True), ("com.x.TickBox", False)]


def test_a_layout_that_includes_itself_ends(tmp_path: Path) -> None:
    (root,) = trees(tmp_path, screen()).read("res/layout/self.xml")
    assert sum(view.name == "TextView" for view in root.walk()) < 20


def test_missing_and_endless_layouts(tmp_path: Path) -> None:
    found = trees(tmp_path, screen(*[view("TextView")] * (MOST_VIEWS + 500)))
    assert found.read("res/layout/none.xml") == ()
    (root,) = found.read("res/layout/main.xml")
    assert sum(1 for _ in root.walk()) <= MOST_VIEWS
