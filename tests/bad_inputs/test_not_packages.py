"""Files that are no package: refused in one sentence, and with a way on."""

from __future__ import annotations

import os
import struct
import zlib
from pathlib import Path

import pytest

from glasshouse.errors import Exit
from tests.bad_inputs.outcome import audited
from tests.bad_inputs.simple import app
from tests.build.apk import archive, many, nested

PNG = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
FILES = {
    "empty": b"",
    "one byte": b"P",
    "text": b"not an app\n" * 1000,
    "picture": PNG + struct.pack(">I", zlib.crc32(PNG[12:])),
    "start of a zip": b"PK\x03\x04",
    "end of a zip": b"PK\x05\x06" + bytes(18),
    "zeros": bytes(1 << 20),
    "elf": b"\x7fELF" + bytes(4096),
    "zip without anything": archive({}),
    "zip of a text": archive({"readme.txt": b"hello"}),
    "zip of folders": archive({"a/": b"", "b/": b""}),
    "a bundle of texts": archive({"a.apk": b"text", "b.apk": b"text"}),
    "an archive in archives": nested(80),
    "start of a DEX file": b"dex\n035\0",
    "a DEX file of zeros": b"dex\n035\0" + bytes(4096),
    "an iOS app": archive({"Payload/X.app/Info.plist": b""}),
}


@pytest.mark.parametrize("kind", FILES)
def test_no_package(kind: str, tmp_path: Path) -> None:
    outcome = audited(FILES[kind], tmp_path)
    assert outcome.exit in (Exit.UNUSABLE, Exit.INCOMPLETE)
    if outcome.audit is not None:
        assert outcome.told


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert audited(folder, tmp_path).exit is Exit.UNUSABLE


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert audited(tmp_path / "none.apk", tmp_path).exit is Exit.UNUSABLE


def test_a_pipe_is_refused_and_does_not_wait(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert audited(tmp_path / "pipe", tmp_path, deadline=10).exit is Exit.UNUSABLE


def test_a_device_without_end_is_refused(tmp_path: Path) -> None:
    assert audited(Path("/dev/zero"), tmp_path, deadline=10).exit is Exit.UNUSABLE


@pytest.mark.parametrize("name", ["a\n\x1b[31mred.apk", "<script>.apk", "=cmd|'x'.apk", "\udcff.apk"])
def test_the_name_of_a_file_may_be_anything(name: str, tmp_path: Path) -> None:
    outcome = audited(app(), tmp_path, name="plain.apk")
    assert outcome.exit is Exit.OK
    path = tmp_path / os.fsdecode(os.fsencode(name))
    path.write_bytes(app())
    assert audited(path, tmp_path).reads == outcome.reads


def test_a_million_entries_are_too_many(tmp_path: Path) -> None:
    outcome = audited(many(1_000_000), tmp_path, deadline=60)
    assert outcome.exit in (Exit.UNUSABLE, Exit.INCOMPLETE)
