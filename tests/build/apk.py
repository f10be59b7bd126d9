"""Write ZIP archives with full control, lies included: the ordinary case in one call, every field open to a test that breaks it.

    archive({"AndroidManifest.xml": axml.build(...), "classes.dex": image.data})
    archive([Entry("a", b"x", encrypted=True), Entry("a", b"y")])                  # two entries of one name
    archive([Entry("a", b"x", says_size=1 << 31)])                                 # a lie in both headers

Dates are fixed. Written from PKWARE's APPNOTE; shares nothing with the parsers it tests.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

STORED, DEFLATED = 0, 8
DATE = 1 << 5 | 1 | 1 << 9  # 1981-01-01


@dataclass(frozen=True)
class Entry:
    """One entry. What is None follows from the data; what is given is written as it is, right or wrong.

    ``says_*`` go to both headers, ``local_*`` only to the local one. ``packed`` replaces the compressed bytes.
    """

    name: str | bytes
    data: bytes = b""
    method: int = DEFLATED
    packed: bytes | None = None
    says_method: int | None = None
    says_crc: int | None = None
    says_packed_size: int | None = None
    says_size: int | None = None
    says_offset: int | None = None
    encrypted: bool = False
    flags: int = 0x800
    extra: bytes = b""
    local_name: str | bytes | None = None
    local_extra: bytes | None = None
    local_size: int | None = None
    local_method: int | None = None
    has_descriptor: bool = False
    mode: int = 0o100644


def archive(
    entries: Mapping[str, bytes] | Iterable[Entry],
    *,
    prefix: bytes = b"",
    between: bytes = b"",
    comment: bytes = b"",
    suffix: bytes = b"",
    says_count: int | None = None,
    says_directory_at: int | None = None,
    says_directory_size: int | None = None,
    shift_offsets: bool = True,
) -> bytes:
    """The archive's bytes.

    ``prefix`` lies in front (offsets count it unless ``shift_offsets`` is off), ``between`` in front of the central directory (where the
    APK signing block lies), ``suffix`` after everything.
    """
    if isinstance(entries, Mapping):
        entries = [Entry(name, data) for name, data in entries.items()]
    out, directory, count = bytearray(prefix), bytearray(), 0
    for entry in entries:
        at = len(out) - (0 if shift_offsets else len(prefix))
        local, central = _headers(entry, at)
        out += local
        directory += central
        count += 1
    out += between
    at = len(out) - (0 if shift_offsets else len(prefix))
    shown = min(count, 0xFFFF) if says_count is None else says_count
    end = struct.pack(
        "<4sHHHHIIH", b"PK\x05\x06", 0, 0, shown, shown,
        len(directory) if says_directory_size is None else says_directory_size,
        at if says_directory_at is None else says_directory_at, len(comment),
    )  # fmt: skip
    if count > 0xFFFF and says_count is None:
        here = at + len(directory)
        out64 = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(directory), at)
        end = out64 + struct.pack("<4sIQI", b"PK\x06\x07", 0, here, 1) + end
    return bytes(out) + bytes(directory) + end + comment + suffix


def _raw(name: str | bytes) -> bytes:
    return name.encode() if isinstance(name, str) else name


def _pick(*values: T | None) -> T:
    return next(value for value in values if value is not None)


def _headers(entry: Entry, at: int) -> tuple[bytes, bytes]:
    packed = entry.packed
    if packed is None:
        packed = _deflate(entry.data) if entry.method == DEFLATED else entry.data
    method = _pick(entry.says_method, entry.method)
    crc = _pick(entry.says_crc, zlib.crc32(entry.data))
    packed_size = _pick(entry.says_packed_size, len(packed))
    size = _pick(entry.says_size, len(entry.data))
    flags = entry.flags | (1 if entry.encrypted else 0) | (8 if entry.has_descriptor else 0)
    name, local_name = _raw(entry.name), _raw(entry.name if entry.local_name is None else entry.local_name)
    local_extra = _pick(entry.local_extra, entry.extra)
    local_sizes = (0, 0, 0) if entry.has_descriptor else (crc, packed_size, _pick(entry.local_size, size))
    local = struct.pack(
        "<4sHHHHHIIIHH",
        b"PK\x03\x04",
        20,
        flags,
        _pick(entry.local_method, method),
        0,
        DATE,
        *local_sizes,
        len(local_name),
        len(local_extra),
    )
    local += local_name + local_extra + packed
    if entry.has_descriptor:
        local += struct.pack("<4sIII", b"PK\x07\x08", crc, packed_size, size)
    central = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 0x314, 20, flags, method, 0, DATE, crc, packed_size, size, len(name), len(entry.extra), 0, 0, 0,
        entry.mode << 16, _pick(entry.says_offset, at),
    )  # fmt: skip
    return local, central + name + entry.extra


def _deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(data) + squeeze.flush()


def bomb(name: str, size: int, *, says_size: int | None = None) -> Entry:
    """An entry of ``size`` zero bytes, made without holding them: about a thousandth of it lies in the archive."""
    squeeze, packed, crc = zlib.compressobj(9, zlib.DEFLATED, -15), bytearray(), 0
    block = bytes(1 << 20)
    for start in range(0, size, len(block)):
        part = block[: min(len(block), size - start)]
        packed += squeeze.compress(part)
        crc = zlib.crc32(part, crc)
    packed += squeeze.flush()
    return Entry(name, packed=bytes(packed), says_crc=crc, says_size=size if says_size is None else says_size)


def many(count: int, *, stem: str = "f") -> bytes:
    """An archive of ``count`` empty entries; a million takes a few seconds."""
    return archive(Entry(f"{stem}{i}", method=STORED) for i in range(count))


def nested(depth: int, inner: bytes = b"end") -> bytes:
    """An archive in an archive in an archive."""
    for level in range(depth):
        inner = archive({f"level{level}.apk": inner})
    return inner
