"""Write protobuf messages field by field, and with them the manifest of a bundle.

    message(text(3, "manifest"), message_field(4, attribute("package", "com.x")))

Written from protobuf.dev and aapt2's Resources.proto; shares nothing with the parsers it tests.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.build.axml import ANDROID


def varint(value: int) -> bytes:
    """Seven bits a byte, low ones first."""
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def inside(field: int, data: bytes | str) -> bytes:
    """A field of bytes, text or a nested message."""
    raw = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(raw)) + raw


def attribute(name: str, value: str, *, resource: int = 0, item: bytes = b"") -> bytes:
    """An ``XmlAttribute``; with a resource id it is one of Android's. ``item`` is a compiled ``Item``."""
    out = inside(1, ANDROID) if resource else b""
    out += inside(2, name) + inside(3, value)
    if resource:
        out += number(5, resource)
    return out + (inside(6, item) if item else b"")


def element(
    name: str, attributes: list[bytes] | None = None, children: list[bytes] | None = None, line: int = 1
) -> bytes:
    """An ``XmlNode`` that holds an element."""
    body = inside(3, name)
    body += b"".join(inside(4, one) for one in attributes or [])
    body += b"".join(inside(5, one) for one in children or [])
    return inside(1, body) + inside(3, number(1, line))


def strings(package: str, entries: Mapping[str, str]) -> bytes:
    """A ``ResourceTable`` with one type, ``string``, in the default configuration."""
    body = number_in(1, 1) + inside(2, "string")
    for at, (name, value) in enumerate(entries.items()):
        item = inside(2, inside(4, inside(2, inside(1, value))))
        body += inside(3, number_in(1, at) + inside(2, name) + inside(6, item))
    return inside(2, number_in(1, 0x7F) + inside(2, package) + inside(3, body))


def number_in(field: int, value: int) -> bytes:
    """A message that holds one number in its first field."""
    return inside(field, number(1, value))
