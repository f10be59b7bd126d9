"""Manifests, layouts and resource tables that are malformed (B05, B12): read as Android does, or said to be unreadable."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from glasshouse.errors import Exit
from tests.bad_inputs.outcome import Outcome, audited
from tests.bad_inputs.simple import API, RESOURCES, app, entries, image, manifest, manifest_tree, table
from tests.build import arsc, axml
from tests.build.apk import archive
from tests.build.arsc import Bag, Value
from tests.build.axml import Element, Raw, android, text

BOTH = {"READ_PHONE_STATE", "READ_CONTACTS"}


def with_manifest(data: bytes, folder: Path) -> Outcome:
    return audited(app(manifest=data), folder)


def honest(outcome: Outcome) -> None:
    """Either both permissions were read, or the manifest is said to be damaged; the code is read in any case."""
    assert outcome.audit is not None
    assert outcome.reads == {API}
    if outcome.permissions != BOTH:
        assert outcome.exit is Exit.INCOMPLETE
        assert any("AndroidManifest.xml" in line for line in outcome.told)


def chunk(kind: int, body: bytes, *, header: int = 8, size: int | None = None) -> bytes:
    return struct.pack("<HHI", kind, header, 8 + len(body) if size is None else size) + body


@pytest.mark.parametrize("value", [0x0000, 0x0001, 0x0002, 0xFFFF])
def test_the_type_of_the_document_may_be_wrong(value: int, tmp_path: Path) -> None:
    honest(with_manifest(struct.pack("<H", value) + manifest()[2:], tmp_path))


@pytest.mark.parametrize("header", [0, 4, 16, 0x1C01, 0xFFFF])
@pytest.mark.parametrize("size", [0, 8, 0x7FFFFFFF, 0xFFFFFFFF])
def test_header_sizes_may_be_wrong(header: int, size: int, tmp_path: Path) -> None:
    data = manifest()
    honest(with_manifest(data[:2] + struct.pack("<HI", header, size) + data[8:], tmp_path))


POOL = {
    "chunk size": 4,
    "strings": 8,
    "styles": 12,
    "flags": 16,
    "strings start": 20,
    "styles start": 24,
    "offset 0": 28,
    "offset 3": 40,
}


@pytest.mark.parametrize("place", POOL)
@pytest.mark.parametrize("value", [0, 1, 0x7FFFFFFF, 0xFFFFFFFF])
def test_a_string_pool_that_lies(place: str, value: int, tmp_path: Path) -> None:
    data = manifest()
    at = 8 + POOL[place]
    honest(with_manifest(data[:at] + struct.pack("<I", value) + data[at + 4 :], tmp_path))


@pytest.mark.parametrize("count", range(0, 23, 2))
def test_a_pool_that_says_it_holds_fewer_strings(count: int, tmp_path: Path) -> None:
    data = manifest()
    honest(with_manifest(data[:16] + struct.pack("<I", count) + data[20:], tmp_path))


@pytest.mark.parametrize("string", range(0, 22, 2))
def test_a_string_that_lies_past_the_end(string: int, tmp_path: Path) -> None:
    data, at = manifest(), 36 + 4 * string
    honest(with_manifest(data[:at] + struct.pack("<I", 0x7FFFFFFF) + data[at + 4 :], tmp_path))


JUNK = {
    "unknown": chunk(0x7777, b"x" * 20),
    "unknown and empty": chunk(0x7777, b""),
    "size 0": chunk(0x7777, b"", size=0),
    "size past the end": chunk(0x7777, b"", size=0x7FFFFFFF),
    "another pool": axml.Pool(items=["evil"] * 3).chunk(),
    "a hundred thousand": chunk(0x7777, b"") * 100_000,
    "an end too many": chunk(0x0103, struct.pack("<IIII", 1, 0xFFFFFFFF, 0, 0), header=16),
}


@pytest.mark.parametrize("kind", JUNK)
def test_chunks_between_known_ones(kind: str, tmp_path: Path) -> None:
    honest(with_manifest(axml.build(manifest_tree(), before_root=JUNK[kind]), tmp_path))


@pytest.mark.parametrize("seed", range(40))
def test_words_set_to_extremes(seed: int, tmp_path: Path) -> None:
    rng, data = random.Random(seed), bytearray(manifest())  # noqa: S311 (noise)
    for _ in range(rng.choice((1, 1, 3))):
        at = rng.randrange(8, len(data) - 4) & ~1
        data[at : at + 4] = struct.pack("<I", rng.choice((0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)))
    outcome = with_manifest(bytes(data), tmp_path)
    assert outcome.reads == {API}


@pytest.mark.parametrize("cut", [0, 7, 8, 40, 300, 600, 900])
def test_a_cut_manifest(cut: int, tmp_path: Path) -> None:
    outcome = with_manifest(manifest()[:cut], tmp_path)
    honest(outcome)
    assert outcome.exit is Exit.INCOMPLETE


def test_elements_nested_ten_thousand_deep(tmp_path: Path) -> None:
    ids = axml.Pool(items=["a"])
    start = struct.pack("<HHIII", 0x0102, 16, 36, 1, 0xFFFFFFFF) + struct.pack(
        "<IIHHHHHH", 0xFFFFFFFF, 0, 20, 20, 0, 0, 0, 0
    )
    end = struct.pack("<HHIIIII", 0x0103, 16, 24, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    body = ids.chunk() + start * 10_000 + end * 10_000
    outcome = with_manifest(struct.pack("<HHI", 3, 8, 8 + len(body)) + body, tmp_path)
    assert outcome.exit is Exit.INCOMPLETE


def test_text_instead_of_binary_xml(tmp_path: Path) -> None:
    plain = b'<manifest package="com.example.bad"><uses-permission/></manifest>'
    outcome = audited(archive({**entries(), "AndroidManifest.xml": plain}), tmp_path)
    assert outcome.audit is not None
    assert outcome.audit.subject.kind == "apk"
    assert outcome.reads == {API} or outcome.exit is Exit.INCOMPLETE


BOMBS = {
    "entities": b'<!DOCTYPE m [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><manifest>&b;</manifest>',
    "deep": b"<a>" * 100_000,
    "attributes": b"<manifest " + b" ".join(b"a%d='1'" % n for n in range(100_000)) + b"/>",
    "not closed": b"<manifest package='x'>",
    "null": b"<manifest>\0</manifest>",
    "wide": b"\xff\xfe" + "<manifest/>".encode("utf-16-le"),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_text_of_a_library(kind: str, tmp_path: Path) -> None:
    outcome = audited(
        archive({"AndroidManifest.xml": BOMBS[kind], "classes.jar": archive({})}), tmp_path, name="lib.aar"
    )
    assert outcome.exit in (Exit.INCOMPLETE, Exit.UNUSABLE) or kind in ("attributes", "wide")


STRANGE = [
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\x1b[2J\x1b]0;x\x07",
    "a\r\nb",
    "\u202eexe.apk",
    "x" * 20_000,
    "\ud800",
    "",
    "🜁" * 50,
]


@pytest.mark.parametrize("name", STRANGE, ids=range(len(STRANGE)))
def test_names_are_only_text(name: str, tmp_path: Path) -> None:
    tree = manifest_tree(
        Element("service", [android("name", name), android("authorities", name)]),
        Element("meta-data", [android("name", name), android("value", name)]),
        package=name,
        label=name,
    )
    outcome = with_manifest(axml.build(tree), tmp_path)
    assert outcome.permissions == BOTH


def test_an_attribute_by_name_only_never_hides_the_real_one(tmp_path: Path) -> None:
    fake = [
        android("name", "android.permission.VIBRATE", resource=0x01010999),
        android("name", "android.permission.READ_SMS"),
    ]
    root = manifest_tree()
    root = Element("manifest", root.attributes, [*root.children, Element("uses-permission", fake)])
    assert "READ_SMS" in with_manifest(axml.build(root), tmp_path).permissions


def test_numbers_that_are_none(tmp_path: Path) -> None:
    sdk = Element(
        "uses-sdk", [android("minSdkVersion", "9" * 5000), android("targetSdkVersion", Raw(0x10, 0xFFFFFFFF))]
    )
    root = manifest_tree()
    root = Element("manifest", [*root.attributes, android("versionCode", "1e9")], [sdk, *root.children])
    assert with_manifest(axml.build(root), tmp_path).permissions == BOTH


def test_a_manifest_with_fifty_thousand_components(tmp_path: Path) -> None:
    more = [Element("service", [android("name", f".S{n % 100}")]) for n in range(50_000)]
    assert with_manifest(axml.build(manifest_tree(*more)), tmp_path).permissions == BOTH


def reference_loop() -> bytes:
    loop = Value(1, 0x7F010001), Value(1, 0x7F010000)
    types: arsc.Types = {
        "string": {"app_name": {"": loop[0]}, "other": {"": loop[1]}, "../../evil": {"": "../../../etc/passwd"}}
    }
    return arsc.build("../../com.x", types)


def test_references_in_a_ring_end(tmp_path: Path) -> None:
    root = axml.build(manifest_tree(label=Raw(1, 0x7F010000)))  # type: ignore[arg-type]
    assert audited(app(manifest=root, arsc=reference_loop()), tmp_path).permissions == BOTH


def test_bags_in_a_ring_end(tmp_path: Path) -> None:
    types = {
        "style": {"a": {"": Bag(((0x01010001, Value(1, 0x7F010001)),), 0x7F010001)}, "b": {"": Bag((), 0x7F010000)}}
    }
    assert audited(app(arsc=arsc.build("com.x", types)), tmp_path).permissions == BOTH


@pytest.mark.parametrize("seed", range(40))
def test_a_table_with_words_set_to_extremes(seed: int, tmp_path: Path) -> None:
    rng, data = random.Random(seed), bytearray(table())  # noqa: S311 (noise)
    for _ in range(rng.choice((1, 1, 3))):
        at = rng.randrange(0, len(data) - 4) & ~1
        data[at : at + 4] = struct.pack("<I", rng.choice((0, 1, 0xFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)))
    outcome = audited(app(arsc=bytes(data)), tmp_path)
    assert outcome.permissions == BOTH
    assert outcome.reads == {API}


@pytest.mark.parametrize("data", [b"", b"\x02\x00\x0c\x00", b"x" * 5000, table()[:100], str(RESOURCES).encode()])
def test_a_table_that_is_none_keeps_the_rest(data: bytes, tmp_path: Path) -> None:
    outcome = audited(app(arsc=data), tmp_path)
    assert outcome.permissions == BOTH
    assert outcome.exit is Exit.INCOMPLETE


LAYOUTS = [
    b"",
    b"text",
    axml.build(Element("View", [text("onClick", "x")]))[:-9],
    b"\x03\x00\x08\x00\xff\xff\xff\x7f",
    b"<a>" * 1000,
]


@pytest.mark.parametrize("data", LAYOUTS, ids=range(len(LAYOUTS)))
def test_damaged_layouts_keep_the_rest(data: bytes, tmp_path: Path) -> None:
    outcome = audited(archive({**entries(), **{f"res/layout/{n}.xml": data for n in range(30)}}), tmp_path)
    assert outcome.permissions == BOTH
    assert outcome.reads == {API}
    assert outcome.exit is Exit.INCOMPLETE


def field(number: int, body: bytes) -> bytes:
    size, out = len(body), bytearray([number << 3 | 2])
    while size > 0x7F:
        out.append(size & 0x7F | 0x80)
        size >>= 7
    return bytes([*out, size]) + body


def deep_message(depth: int) -> bytes:
    """Elements in elements in elements."""
    inner = b""
    for _ in range(depth):
        inner = field(1, field(3, b"a") + field(5, inner))
    return inner


PROTO = {
    "empty": b"",
    "noise": random.Random(1).randbytes(4000),  # noqa: S311 (noise)
    "varint without end": b"\x08" + b"\xff" * 200,
    "length past the end": b"\x0a\xff\xff\xff\xff\x07",
    "negative length": b"\x0a" + b"\xff" * 9 + b"\x01",
    "groups": b"\x0b" * 5000,
    "deep": deep_message(3000),
    "many empty": b"\x0a\x00" * 500_000,
}


@pytest.mark.parametrize("kind", PROTO)
@pytest.mark.parametrize("entry", ["base/manifest/AndroidManifest.xml", "base/resources.pb"])
def test_damaged_messages_of_a_bundle(kind: str, entry: str, tmp_path: Path) -> None:
    whole = {
        "base/manifest/AndroidManifest.xml": b"",
        "base/dex/classes.dex": image().data,
        "BundleConfig.pb": b"",
        entry: PROTO[kind],
    }
    outcome = audited(archive(whole), tmp_path, name="app.aab")
    assert outcome.exit is Exit.INCOMPLETE
