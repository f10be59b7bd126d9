"""The builders against readers that are not ours: the standard library's."""

from __future__ import annotations

import hashlib
import io
import struct
import zipfile
import zlib

import pytest

from tests.build import apk, arsc, axml, classfile, dexfile

SMALL = dexfile.Class(
    "Lcom/x/A;",
    fields=[dexfile.Field("K", "Ljava/lang/String;", dexfile.PUBLIC | dexfile.STATIC | dexfile.FINAL, "android_id")],
    methods=[dexfile.Method("m", "()V", code=[("const-string", 0, "hé"), ("label", "a"), ("goto", "a")])],
)


def test_dex_is_sealed_and_says_its_size() -> None:
    data = dexfile.build([SMALL]).data
    assert struct.unpack_from("<I", data, 8)[0] == zlib.adler32(data[12:])
    assert data[12:32] == hashlib.sha1(data[32:]).digest()  # noqa: S324
    assert struct.unpack_from("<I", data, 32)[0] == len(data)


def test_dex_can_be_broken_with_or_without_repair() -> None:
    image = dexfile.build([SMALL])
    repaired = image.with_u4("string_ids", 0xFFFFFFFF)
    assert struct.unpack_from("<I", repaired.data, 8)[0] == zlib.adler32(repaired.data[12:])
    raw = image.with_u4("string_ids", 0xFFFFFFFF, repair=False)
    assert struct.unpack_from("<I", raw.data, 8)[0] != zlib.adler32(raw.data[12:])
    assert len(image.data) == len(raw.data) == len(repaired.data)


def test_dex_is_the_same_twice() -> None:
    assert dexfile.build([SMALL]).data == dexfile.build([SMALL]).data


@pytest.mark.parametrize(("value", "coded"), [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\x01"), (16384, b"\x80\x80\x01")])
def test_uleb128(value: int, coded: bytes) -> None:
    assert dexfile.uleb128(value) == coded


@pytest.mark.parametrize(("value", "coded"), [(0, b"\0"), (-1, b"\x7f"), (-128, b"\x80\x7f"), (64, b"\xc0\x00")])
def test_sleb128(value: int, coded: bytes) -> None:
    assert dexfile.sleb128(value) == coded


def test_mutf8_writes_zero_in_two_bytes_and_pairs_in_six() -> None:
    assert dexfile.mutf8("a\0") == b"a\xc0\x80"
    assert dexfile.mutf8("\U0001d11e") == b"\xed\xa0\xb4\xed\xb4\x9e"


@pytest.mark.parametrize("utf8", [False, True])
def test_chunks_add_up(utf8: bool) -> None:
    document = axml.build(
        axml.Element("manifest", [axml.text("package", "com.x"), axml.android("versionCode", 3)]), utf8=utf8
    )
    table = arsc.build("com.x", {"string": {"app_name": {"": "Map", "zh": "地图"}}}, utf8=utf8)
    for data, head in ((document, 8), (table, 12)):
        assert struct.unpack_from("<I", data, 4)[0] == len(data)
        at = head
        while at < len(data):
            at += struct.unpack_from("<I", data, at + 4)[0]
        assert at == len(data)


def test_zip_is_read_by_the_standard_library() -> None:
    data = apk.archive(
        [
            apk.Entry("a", b"x" * 99, has_descriptor=True),
            apk.Entry("b", b"y", method=apk.STORED),
            apk.bomb("z", 5 << 20),
        ],
        prefix=b"#!/bin/sh\n",
        comment=b"hi",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert read.testzip() is None
        assert [(i.filename, i.file_size) for i in read.infolist()] == [("a", 99), ("b", 1), ("z", 5 << 20)]
        assert read.comment == b"hi"


def test_zip_lies_when_told_to() -> None:
    data = apk.archive([apk.Entry("a", b"x", says_size=1 << 31), apk.Entry("a", b"y", encrypted=True)])
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        first, second = read.infolist()
    assert first.file_size == 1 << 31
    assert (second.filename, second.flag_bits & 1) == ("a", 1)


def test_more_entries_than_sixteen_bits_hold() -> None:
    with zipfile.ZipFile(io.BytesIO(apk.many(70_000))) as read:
        assert len(read.infolist()) == 70_000


def test_class_file_has_its_head() -> None:
    data = classfile.build(
        "com/x/A", methods=[classfile.Method("m", "()V", code=[("ldc", "x"), ("pop",), ("return",)])]
    )
    assert struct.unpack_from(">IHH", data) == (0xCAFEBABE, 0, 50)
