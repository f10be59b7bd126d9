"""Build Android's binary XML from elements, so that a test can say what is in it and then break it.

    manifest = Element("manifest", [text("package", "com.x")], [
        Element("application", [android("name", ".App")])])
    build(manifest)

Attribute values are typed: ``text``/``android`` pick the type from the Python value (string, bool, int); ``Raw`` gives any type.
Written from ResourceTypes.h; shares nothing with the parsers it tests.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

ANDROID = "http://schemas.android.com/apk/res/android"
NO_INDEX = 0xFFFFFFFF
TYPE_REFERENCE, TYPE_STRING, TYPE_FLOAT, TYPE_DIMENSION, TYPE_DEC, TYPE_HEX, TYPE_BOOLEAN, TYPE_COLOR = (
    1,
    3,
    4,
    5,
    0x10,
    0x11,
    0x12,
    0x1C,
)

# Resource ids of the attributes that tests use; public and fixed for ever.
ATTRIBUTE_IDS = {
    "theme": 0x01010000, "label": 0x01010001, "icon": 0x01010002, "name": 0x01010003, "permission": 0x01010006,
    "readPermission": 0x01010007, "writePermission": 0x01010008, "protectionLevel": 0x01010009, "enabled": 0x0101000E,
    "exported": 0x01010010, "process": 0x01010011, "authorities": 0x01010018, "initOrder": 0x0101001A, "priority": 0x0101001C,
    "value": 0x01010024, "resource": 0x01010025, "mimeType": 0x01010026, "scheme": 0x01010027, "host": 0x01010028,
    "path": 0x0101002A, "textSize": 0x01010095, "textColor": 0x01010098, "id": 0x010100D0, "checked": 0x01010106,
    "text": 0x0101014F, "targetActivity": 0x01010202, "minSdkVersion": 0x0101020C, "versionCode": 0x0101021B,
    "versionName": 0x0101021C, "onClick": 0x0101026F, "targetSdkVersion": 0x01010270, "maxSdkVersion": 0x01010271,
    "allowBackup": 0x01010280, "usesCleartextTraffic": 0x010104EC, "networkSecurityConfig": 0x01010527,
}  # fmt: skip


@dataclass(frozen=True)
class Raw:
    """A typed value as it lies in the file; ``text`` also fills the raw string."""

    kind: int
    data: int
    text: str | None = None


@dataclass(frozen=True)
class Attribute:
    """``resource`` is the attribute's id (0: not in the resource map); ``namespace`` None: none."""

    namespace: str | None
    name: str
    value: str | int | bool | Raw
    resource: int = 0


@dataclass(frozen=True)
class Element:
    tag: str
    attributes: Sequence[Attribute] = ()
    children: Sequence[Element | str] = ()
    namespace: str | None = None
    line: int = 1


def android(name: str, value: str | int | bool | Raw, *, resource: int | None = None) -> Attribute:
    """An attribute of the android namespace, with the id the platform gives it."""
    return Attribute(ANDROID, name, value, ATTRIBUTE_IDS.get(name, 0) if resource is None else resource)


def text(name: str, value: str | int | bool | Raw) -> Attribute:
    """An attribute without a namespace."""
    return Attribute(None, name, value)


def reference(resource: int) -> Raw:
    return Raw(TYPE_REFERENCE, resource)


@dataclass
class Pool:
    """A string pool in the making; the first strings are those the resource map speaks about."""

    utf8: bool = False
    items: list[str] = field(default_factory=list)

    def index(self, item: str | None) -> int:
        if item is None:
            return NO_INDEX
        if item not in self.items:
            self.items.append(item)
        return self.items.index(item)

    def chunk(self) -> bytes:
        body, offsets = bytearray(), []
        for item in self.items:
            offsets.append(len(body))
            body += _pooled(item, utf8=self.utf8)
        body += bytes(-len(body) % 4)
        start = 28 + 4 * len(offsets)
        flags = 0x100 if self.utf8 else 0
        head = struct.pack("<HHIIIIII", 0x0001, 28, start + len(body), len(offsets), 0, flags, start, 0)
        return head + struct.pack(f"<{len(offsets)}I", *offsets) + bytes(body)


def _pooled(item: str, *, utf8: bool) -> bytes:
    raw16 = item.encode("utf-16-le", "surrogatepass")
    length = len(raw16) // 2
    if not utf8:
        head = (
            struct.pack("<H", length) if length < 0x8000 else struct.pack("<HH", 0x8000 | length >> 16, length & 0xFFFF)
        )
        return head + raw16 + b"\0\0"
    raw8 = item.encode("utf-8", "surrogatepass")
    return (
        b"".join(bytes([n]) if n < 0x80 else bytes([0x80 | n >> 8, n & 0xFF]) for n in (length, len(raw8)))
        + raw8
        + b"\0"
    )


def build(root: Element, *, utf8: bool = False, resource_map: bool = True, before_root: bytes = b"") -> bytes:
    """The document. ``before_root``: chunks put between the resource map and the first element (junk that packers add)."""
    pool, ids = Pool(utf8), []
    if resource_map:
        seen: dict[str, int] = {}
        for attribute in _attributes(root):
            if attribute.resource and attribute.name not in seen:
                seen[attribute.name] = attribute.resource
        # The platform looks attributes up by id, in rising order.
        for name, number in sorted(seen.items(), key=lambda pair: pair[1]):
            pool.items.append(name)
            ids.append(number)
    uri, prefix = pool.index(ANDROID), pool.index("android")
    body = _node(0x0100, 1, struct.pack("<II", prefix, uri))
    body += _element(root, pool) + _node(0x0101, 1, struct.pack("<II", prefix, uri))
    if ids:
        before_root = struct.pack(f"<HHI{len(ids)}I", 0x0180, 8, 8 + 4 * len(ids), *ids) + before_root
    inside = pool.chunk() + before_root + body
    return struct.pack("<HHI", 0x0003, 8, 8 + len(inside)) + inside


def _attributes(element: Element) -> list[Attribute]:
    found = list(element.attributes)
    for child in element.children:
        if isinstance(child, Element):
            found += _attributes(child)
    return found


def _node(kind: int, line: int, rest: bytes) -> bytes:
    return struct.pack("<HHIII", kind, 16, 16 + len(rest), line, NO_INDEX) + rest


def _element(element: Element, pool: Pool) -> bytes:
    namespace, name = pool.index(element.namespace), pool.index(element.tag)
    rows = b""
    in_order = sorted(element.attributes, key=lambda a: a.resource or NO_INDEX)
    for attribute in in_order:
        value = attribute.value
        if isinstance(value, str):
            value = Raw(TYPE_STRING, pool.index(value), value)
        elif isinstance(value, bool):
            value = Raw(TYPE_BOOLEAN, NO_INDEX if value else 0)
        elif isinstance(value, int):
            value = Raw(TYPE_DEC, value & NO_INDEX)
        rows += struct.pack("<III", pool.index(attribute.namespace), pool.index(attribute.name), pool.index(value.text))
        rows += struct.pack("<HBBI", 8, 0, value.kind, value.data)
    head = struct.pack("<IIHHHHHH", namespace, name, 20, 20, len(in_order), 0, 0, 0)
    out = _node(0x0102, element.line, head + rows)
    for child in element.children:
        if isinstance(child, str):
            index = pool.index(child)
            out += _node(0x0104, element.line, struct.pack("<IHBBI", index, 8, 0, TYPE_STRING, index))
        else:
            out += _element(child, pool)
    return out + _node(0x0103, element.line, struct.pack("<II", namespace, name))
