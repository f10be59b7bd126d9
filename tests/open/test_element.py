from __future__ import annotations

from glasshouse.open.element import ANDROID, Attribute, Element

TREE = Element(
    "manifest",
    (Attribute("", "package", "com.x"), Attribute(ANDROID, "package", "other")),
    (Element("a", children=(Element("b"),)), Element("c"), Element("a")),
)


def test_attributes_go_by_name_and_namespace() -> None:
    assert (TREE.get("package", ""), TREE.get("package"), TREE.get("name")) == ("com.x", "other", None)


def test_children_and_descendants() -> None:
    assert [e.name for e in TREE.all("a")] == ["a", "a"]
    assert TREE.first("b") is None
    assert [e.name for e in TREE.walk()] == ["manifest", "a", "b", "c", "a"]
