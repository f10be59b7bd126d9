"""Archives that lie (B01, B03, B09, B10, B11, B13): read as Android reads them, or said to be unreadable."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from glasshouse.errors import Exit
from tests.bad_inputs.outcome import audited
from tests.bad_inputs.simple import API, app, as_entries, entries, image, manifest, manifest_tree
from tests.build import axml
from tests.build.apk import Entry, archive, bomb, nested

ESCAPES = ["../../x", "/abs/x", "C:\\x", "a/../../x", "..\\x", "x\0y", "res/" + "d/" * 5000 + "x", "."]


def test_the_sound_app_is_complete(tmp_path: Path) -> None:
    outcome = audited(app(), tmp_path)
    assert outcome.exit is Exit.OK
    assert outcome.reads == {API}
    assert outcome.permissions == {"READ_PHONE_STATE", "READ_CONTACTS"}


@pytest.mark.parametrize("name", ESCAPES)
def test_names_that_escape_write_nothing(name: str, tmp_path: Path) -> None:
    outcome = audited(archive([*as_entries(), Entry(name, b"x", mode=0o120777)]), tmp_path)
    assert outcome.reads == {API}


def change(name: str, **lies: object) -> bytes:
    """The app with lies about one entry."""
    return archive(replace(e, **lies) if e.name == name else e for e in as_entries())  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["AndroidManifest.xml", "classes.dex", "resources.arsc"])
def test_a_bogus_encryption_bit_is_read_past(name: str, tmp_path: Path) -> None:
    outcome = audited(change(name, encrypted=True), tmp_path)
    assert outcome.reads == {API}
    assert len(outcome.permissions) == 2
    assert any("encrypt" in note.what for note in outcome.audit.forgiven)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["AndroidManifest.xml", "classes.dex"])
def test_an_unknown_method_is_stored(name: str, tmp_path: Path) -> None:
    outcome = audited(change(name, method=0, says_method=0x1234), tmp_path)
    assert outcome.reads == {API}
    assert len(outcome.permissions) == 2


LIES: dict[str, dict[str, object]] = {
    "local name": {"local_name": "other"},
    "local size": {"local_size": 7},
    "local method": {"local_method": 0},
    "descriptor": {"has_descriptor": True},
    "local extra": {"local_extra": bytes(40)},
    "checksum": {"says_crc": 1},
}


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("name", ["AndroidManifest.xml", "classes.dex"])
def test_the_central_directory_wins(name: str, lie: str, tmp_path: Path) -> None:
    outcome = audited(change(name, **LIES[lie]), tmp_path)
    assert outcome.permissions == {"READ_PHONE_STATE", "READ_CONTACTS"}
    assert outcome.reads == {API}


BAD_SIZES: dict[str, dict[str, object]] = {
    "huge size": {"says_size": 0xFFFFFFF0},
    "small size": {"says_size": 10},
    "no size": {"says_size": 0},
    "huge packed size": {"says_packed_size": 0x7FFFFFFF},
    "no packed size": {"says_packed_size": 0},
    "offset past the end": {"says_offset": 0x7FFFFFFF},
    "offset into another": {"says_offset": 5},
    "broken data": {"packed": b"\xff" * 50},
}


@pytest.mark.parametrize("lie", BAD_SIZES)
def test_a_manifest_with_lies_never_reads_like_no_permissions(lie: str, tmp_path: Path) -> None:
    outcome = audited(change("AndroidManifest.xml", **BAD_SIZES[lie]), tmp_path)
    if outcome.exit is Exit.OK:
        assert len(outcome.permissions) == 2
    else:
        assert any("AndroidManifest.xml" in line for line in outcome.told) or outcome.refused


@pytest.mark.parametrize("lie", BAD_SIZES)
def test_code_with_lies_keeps_the_permissions(lie: str, tmp_path: Path) -> None:
    outcome = audited(change("classes.dex", **BAD_SIZES[lie]), tmp_path)
    assert outcome.permissions == {"READ_PHONE_STATE", "READ_CONTACTS"}
    if outcome.exit is Exit.OK:
        assert outcome.reads == {API}
    else:
        assert any("classes.dex" in line for line in outcome.told)


def other_manifest() -> bytes:
    return axml.build(manifest_tree(package="com.example.other"))


@pytest.mark.parametrize("first", [manifest(), other_manifest(), b"", b"damaged"])
@pytest.mark.parametrize("second", [manifest(), other_manifest(), b"", b"damaged"])
def test_two_manifests_are_never_no_permissions(first: bytes, second: bytes, tmp_path: Path) -> None:
    rest = as_entries(manifest=None)
    data = archive([Entry("AndroidManifest.xml", first), *rest, Entry("AndroidManifest.xml", second)])
    outcome = audited(data, tmp_path)
    if max(len(first), len(second)) > 10:
        assert outcome.permissions == {"READ_PHONE_STATE", "READ_CONTACTS"}
    assert outcome.exit is (Exit.OK if first == second == manifest() else Exit.INCOMPLETE)


def test_two_dex_files_of_one_name_are_said(tmp_path: Path) -> None:
    outcome = audited(archive([*as_entries(), Entry("classes.dex", image(code=[]).data)]), tmp_path)
    assert outcome.exit is Exit.INCOMPLETE


@pytest.mark.parametrize("entry", ["AndroidManifest.xml", "classes.dex", "resources.arsc", "res/a.xml", "assets/x.bin"])
def test_a_bomb_is_over_budget(entry: str, tmp_path: Path) -> None:
    rest = [item for item in as_entries() if item.name != entry]
    outcome = audited(archive([*rest, bomb(entry, 700 << 20)]), tmp_path)
    if entry != "assets/x.bin":
        assert outcome.exit is Exit.INCOMPLETE
        assert any(entry in line for line in outcome.told)
    assert outcome.peak_mib < 1600


def test_many_bombs_are_over_budget_together(tmp_path: Path) -> None:
    big = bomb("x", 100 << 20)
    dex = [replace(big, name=f"classes{n or ''}.dex") for n in (0, *range(2, 40))]
    outcome = audited(archive([*as_entries(dex=None), *dex]), tmp_path)
    assert outcome.exit is Exit.INCOMPLETE
    assert len(outcome.permissions) == 2


def test_entries_that_overlap_do_not_multiply(tmp_path: Path) -> None:
    """Four thousand entries, each of which unpacks the same ten megabytes."""
    big = bomb("assets/0.xml", 10 << 20)
    first = archive([big])
    directory = first.index(b"PK\x01\x02")
    body, head = first[:directory], first[directory:]
    rows = b"".join(
        head[:28] + struct.pack("<H", len(name)) + head[30:46] + name
        for name in (f"res/{n:05}.xml".encode() for n in range(4000))
    )
    # The overlapping entries stand in front; the app's own follow, moved.
    own = archive(as_entries(), prefix=body)
    start = own.index(b"PK\x01\x02")
    count = 4000 + 3
    whole = own[:start] + rows + own[start : own.rindex(b"PK\x05\x06")]
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(whole) - start, start, 0)
    outcome = audited(whole + end, tmp_path)
    assert outcome.exit is Exit.INCOMPLETE
    assert outcome.reads == {API}


@pytest.mark.parametrize("prefix", [b"#!/bin/sh\n", bytes(4096), b"PK\x03\x04" * 10, b"dex\n035\0" + bytes(200)])
@pytest.mark.parametrize("shift", [True, False])
def test_data_before_the_archive(prefix: bytes, shift: bool, tmp_path: Path) -> None:
    outcome = audited(archive(as_entries(), prefix=prefix, shift_offsets=shift), tmp_path)
    if outcome.audit is not None:
        assert outcome.permissions == {"READ_PHONE_STATE", "READ_CONTACTS"} or outcome.told


@pytest.mark.parametrize("part", [0.05, 0.3, 0.5, 0.8, 0.95, 0.999])
def test_a_cut_archive_says_so(part: float, tmp_path: Path) -> None:
    whole = app()
    outcome = audited(whole[: int(len(whole) * part)], tmp_path)
    assert outcome.exit in (Exit.UNUSABLE, Exit.INCOMPLETE)


def test_an_archive_without_directory_says_so(tmp_path: Path) -> None:
    whole = app()
    outcome = audited(whole[: whole.index(b"PK\x01\x02")], tmp_path)
    assert outcome.exit is Exit.INCOMPLETE
    assert any("directory" in line for line in outcome.told)


def test_a_comment_that_holds_another_end(tmp_path: Path) -> None:
    outcome = audited(archive(as_entries(), comment=b"PK\x05\x06" + bytes(18)), tmp_path)
    assert outcome.exit in (Exit.OK, Exit.UNUSABLE, Exit.INCOMPLETE)
    if outcome.exit is Exit.OK:
        assert outcome.reads == {API}


@pytest.mark.parametrize("count", [0, 1, 2, 100, 0xFFFF])
def test_a_count_that_lies(count: int, tmp_path: Path) -> None:
    outcome = audited(archive(as_entries(), says_count=count), tmp_path)
    if outcome.exit is Exit.OK:
        assert outcome.reads == {API}
    else:
        assert outcome.refused or outcome.told


def test_bundles_in_bundles_end(tmp_path: Path) -> None:
    inner = app()
    for _ in range(30):
        inner = archive({"base.apk": inner})
    outcome = audited(inner, tmp_path)
    assert outcome.exit in (Exit.INCOMPLETE, Exit.UNUSABLE)
    outcome = audited(archive({"base.apk": app(), "inner.apk": nested(20)}), tmp_path)
    assert outcome.reads == {API}
    assert outcome.exit is Exit.INCOMPLETE


def test_a_bundle_of_bombs(tmp_path: Path) -> None:
    inner = archive([bomb("classes.dex", 300 << 20)])
    outcome = audited(archive([Entry(f"split{n}.apk", inner) for n in range(50)]), tmp_path, deadline=60)
    assert outcome.exit in (Exit.INCOMPLETE, Exit.UNUSABLE)


def test_two_hundred_thousand_names_are_looked_through(tmp_path: Path) -> None:
    names = [Entry(f"assets/{n:06}/lib{n}.so", b"", method=0) for n in range(190_000)]
    outcome = audited(archive([*as_entries(), *names]), tmp_path, deadline=60)
    assert outcome.reads == {API}


def test_noise_as_certificates(tmp_path: Path) -> None:
    more = [Entry("META-INF/CERT.RSA", os.urandom(500)), Entry("META-INF/MANIFEST.MF", b"\0" * 1000)]
    assert audited(archive([*as_entries(), *more], between=b"APK Sig Block 42" * 10), tmp_path).reads == {API}


def test_a_manifest_that_is_stored_in_pieces(tmp_path: Path) -> None:
    """Deflate with a stored block of length zero, a thousand times."""
    data = entries()["AndroidManifest.xml"]
    packed = b"\x00\x00\x00\xff\xff" * 100_000 + zlib.compress(data, wbits=-15)
    assert len(audited(change("AndroidManifest.xml", packed=packed), tmp_path).permissions) == 2
