from __future__ import annotations

import pytest

from glasshouse import _core
from glasshouse.open.element import Element
from glasshouse.open.limits import Limits
from glasshouse.open.manifest import read_element
from tests.build import arsc, axml, proto
from tests.build.axml import Raw, android, reference, text

LIMITS = Limits().core()
TYPES: arsc.Types = {
    "string": {"app_name": {"": "Map", "zh": "地图"}},
    "bool": {"on": {"": arsc.Value(0x12, 0xFFFFFFFF)}},
}
TABLE = _core.Resources.from_arsc(arsc.build("com.x", TYPES))


def read(data: bytes, table: _core.Resources | None = None) -> Element:
    return read_element(data, LIMITS, table)[0]


def activity(*attributes: axml.Attribute) -> bytes:
    return axml.build(axml.Element("manifest", [], [axml.Element("activity", attributes, line=9)]))


@pytest.mark.parametrize("utf8", [True, False])
def test_binary_protobuf_and_text_give_the_same_tree(utf8: bool) -> None:
    name = android("name", ".Ä")
    tree = axml.Element("manifest", [text("package", "com.x")], [axml.Element("a", [name]), axml.Element("b", line=3)])
    child = proto.element("a", [proto.attribute("name", ".Ä", resource=0x01010003)])
    bundle = proto.element("manifest", [proto.attribute("package", "com.x")], [child, proto.element("b", line=3)])
    source = f'<manifest xmlns:q="{axml.ANDROID}" package="com.x"><a q:name=".Ä"/>\n\n<b/></manifest>'
    shapes = {
        (root.name, root.get("package", ""), tuple((e.name, e.get("name"), e.line) for e in root.children))
        for root in (read(axml.build(tree, utf8=utf8)), read(bundle), read(source.encode()))
    }
    assert shapes == {("manifest", "com.x", (("a", ".Ä", 1), ("b", None, 3)))}


def test_references_are_resolved_in_the_default_configuration() -> None:
    label = reference(arsc.resource_id(TYPES, "string", "app_name"))
    attributes = [
        android("label", label),
        android("enabled", reference(0x7F020000)),
        android("icon", reference(0x7F990000)),
    ]
    found = read(activity(*attributes), TABLE).children[0]
    assert [found.get(name) for name in ("label", "enabled", "icon")] == ["Map", "true", "@0x7f990000"]
    assert [a.data for a in found.attributes if a.name == "label"] == [0x7F010000]
    assert read(activity(android("label", label))).children[0].get("label") == "@0x7f010000"


def test_an_attribute_without_its_id_never_stands_before_the_real_one() -> None:
    found = read(activity(android("name", ".Fake", resource=0), android("name", ".Real")))
    assert found.children[0].get("name") == ".Real"


def test_values_keep_their_kind() -> None:
    attributes = [android("exported", value=False), android("priority", 7), android("textSize", Raw(5, 0x1002))]
    found = read(activity(*attributes)).children[0]
    assert [(a.value, a.kind) for a in found.attributes] == [("false", "bool"), ("7", "int"), ("16sp", "dimension")]
    assert found.line == 9


def test_junk_between_chunks_is_listed() -> None:
    data = axml.build(axml.Element("manifest"), before_root=b"\x99\x99\x08\0\x0c\0\0\0junk")
    root, notes, _ = read_element(data, LIMITS)
    assert root.name == "manifest"
    assert ["unknown chunk 0x9999" in what for _, _, what in notes] == [True]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "binary XML"),
        (b"\3\0\10\0", "binary XML"),
        (b"<manifest>", "XML text: no element found: line 1"),
        (b'<!DOCTYPE m [<!ENTITY a "x">]><m>&a;</m>', "document type"),
        (b"<a>" * 5000, "elements deeper"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(data)
