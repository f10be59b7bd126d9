"""Build a small resource table (``resources.arsc``): one package, a few types, values per configuration.

    build("com.x", {"string": {"app_name": {"": "Map", "zh": "地图"}}, "color": {"faint": {"": Value(0x1C, 0xFFCCCCCC)}}})

Ids follow the order given: 0x7f, then the type (from 1), then the entry (from 0). A configuration is "" (default), a language ("zh"),
or a language and region ("zh-CN"). A value is a string, a ``Value``, or a ``Bag`` (styles, arrays).
Written from ResourceTypes.h; shares nothing with the parsers it tests.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass

from tests.build.axml import NO_INDEX, TYPE_STRING, Pool


@dataclass(frozen=True)
class Value:
    """A value as it lies in the file: type byte and data."""

    kind: int
    data: int


@dataclass(frozen=True)
class Bag:
    """A complex entry: a parent (0: none) and (attribute id, value) pairs."""

    pairs: tuple[tuple[int, Value | str], ...]
    parent: int = 0


Types = Mapping[str, Mapping[str, Mapping[str, "str | Value | Bag"]]]


def build(package: str, types: Types, *, package_id: int = 0x7F, utf8: bool = True) -> bytes:
    """The table's bytes."""
    values, type_names, keys = Pool(utf8), Pool(utf8), Pool(utf8)
    for type_name, entries in types.items():
        type_names.index(type_name)
        for entry in entries:
            keys.index(entry)
    chunks = b""
    for number, entries in enumerate(types.values(), 1):
        flags = [0] * len(entries)
        chunks += struct.pack(
            f"<HHIBBHI{len(entries)}I", 0x0202, 16, 16 + 4 * len(entries), number, 0, 0, len(entries), *flags
        )
        for config in sorted({config for by_config in entries.values() for config in by_config}):
            chunks += _type_chunk(number, entries, config, keys, values)
    inside = type_names.chunk() + keys.chunk()
    size = 288 + len(inside) + len(chunks)
    head = struct.pack("<HHII", 0x0200, 288, size, package_id) + package.encode("utf-16-le").ljust(256, b"\0")
    head += struct.pack("<IIIII", 288, 0, 288 + len(type_names.chunk()), 0, 0)
    everything = values.chunk() + head + inside + chunks
    return struct.pack("<HHII", 0x0002, 12, 12 + len(everything), 1) + everything


def resource_id(types: Types, type_name: str, entry: str, *, package_id: int = 0x7F) -> int:
    """The id that ``build`` gives an entry."""
    return package_id << 24 | (list(types).index(type_name) + 1) << 16 | list(types[type_name]).index(entry)


def _type_chunk(
    number: int, entries: Mapping[str, Mapping[str, str | Value | Bag]], config: str, keys: Pool, values: Pool
) -> bytes:
    offsets, body = [], b""
    for name, by_config in entries.items():
        if config not in by_config:
            offsets.append(NO_INDEX)
            continue
        offsets.append(len(body))
        value = by_config[config]
        if isinstance(value, Bag):
            body += struct.pack("<HHIII", 16, 1, keys.index(name), value.parent, len(value.pairs))
            for attribute, item in value.pairs:
                body += struct.pack("<I", attribute) + _value(item, values)
        else:
            body += struct.pack("<HHI", 8, 0, keys.index(name)) + _value(value, values)
    language, _, region = config.partition("-")
    described = struct.pack("<II2s2s", 64, 0, language.encode(), region.encode()).ljust(64, b"\0")
    head = 20 + len(described)
    start = head + 4 * len(offsets)
    out = struct.pack("<HHIBBHII", 0x0201, head, start + len(body), number, 0, 0, len(offsets), start) + described
    return out + struct.pack(f"<{len(offsets)}I", *offsets) + body


def _value(value: str | Value, values: Pool) -> bytes:
    if isinstance(value, str):
        value = Value(TYPE_STRING, values.index(value))
    return struct.pack("<HBBI", 8, 0, value.kind, value.data)
