"""XML of a package as a tree of elements: binary and protobuf through the core, text through Python's own parser."""

from __future__ import annotations

from xml.parsers import expat

from glasshouse import _core
from glasshouse.open.element import ANDROID, Attribute, Element
from glasshouse.open.sniff import is_text_xml

_DEPTH = 200
_Row = tuple[int, str, int, tuple[Attribute, ...]]


def read_element(
    data: bytes, limits: _core.Limits, resources: _core.Resources | None = None
) -> tuple[Element, list[tuple[str, int, str]], bool]:
    """Read a document: its root; structure, offset and description of what was read past; whether a part was lost.

    Raises ``FormatError`` for binary and protobuf XML, ``ValueError`` for text that is not well formed.
    """
    if is_text_xml(data):
        return _tree(_text_rows(data)), [], False
    xml = _core.read_xml(data, limits)
    rows: list[_Row] = []
    for depth, name, line, attributes, _ in xml.elements():
        rows.append((depth, name, line, _attributes(attributes, resources)))
    return _tree(rows), xml.forgiven(), xml.partial


def _attributes(
    found: list[tuple[str, str, int, str, str, int]], resources: _core.Resources | None
) -> tuple[Attribute, ...]:
    made = [
        Attribute(namespace, name, _resolved(text, kind, data, resources), kind, data, resource)
        for namespace, name, resource, text, kind, data in found
    ]
    # Android finds its own attributes by resource id: one that only has the right name comes last, so that it is
    # used where there is no other, and never instead of the real one.
    made.sort(key=lambda attribute: attribute.namespace == ANDROID and not attribute.resource)
    return tuple(made)


def _resolved(text: str, kind: str, data: int, resources: _core.Resources | None) -> str:
    """The text of a reference in the default configuration; the reference itself when it leads nowhere."""
    if kind != "reference" or resources is None:
        return text
    number = data or resources.id(text)
    values = resources.value(number) if number else []
    return values[0][3] if values and values[0][1] not in ("bag", "reference", "null") else text


def _tree(rows: list[_Row]) -> Element:
    """Build bottom up: elements are frozen, so children are made before their parent."""
    below: list[tuple[int, Element]] = []
    for depth, name, line, attributes in reversed(rows):
        children: list[Element] = []
        while below and below[-1][0] > depth:
            children.append(below.pop()[1])
        below.append((depth, Element(name, attributes, tuple(children), line)))
    roots = [element for _, element in reversed(below)]
    if len(roots) == 1:
        return roots[0]
    # Several roots: the first is the document, as Android reads it.
    return roots[0]


def _text_rows(data: bytes) -> list[_Row]:
    parser = expat.ParserCreate(namespace_separator=" ")
    rows: list[_Row] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth >= _DEPTH:
            raise ValueError(f"line {parser.CurrentLineNumber}: elements deeper than {_DEPTH}")
        made = tuple(Attribute(*_split(key), value) for key, value in attributes.items())
        rows.append((depth, _split(name)[1], parser.CurrentLineNumber, made))
        depth += 1

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> None:
        raise ValueError(f"line {parser.CurrentLineNumber}: a document type, which manifests do not have")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 (the parser takes no keywords)
    except expat.ExpatError as error:
        raise ValueError(f"XML text: {error}") from error
    return rows


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local
