"""Files of people: only regular ones, never more than a bound, and one sentence for what cannot be read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.run.given import check_day, hash_given, is_name, read_given, read_table, text_of


def test_a_file_is_read_and_hashed_up_to_the_bound(tmp_path: Path) -> None:
    file = tmp_path / "file"
    content = b"x" * (2 << 20)
    file.write_bytes(content)
    assert read_given(file, len(content)) == content
    assert hash_given(file, len(content), "it") == hashlib.sha256(content).hexdigest()
    with pytest.raises(InputError, match=rf"file: is larger than {len(content) - 1} bytes"):
        read_given(file, len(content) - 1)
    with pytest.raises(InputError, match=r"^it: is larger than 3 bytes"):
        hash_given(file, 3, "it")


def test_an_empty_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert read_given(tmp_path / "file", 10) == b""


def test_pipes_devices_and_folders_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(InputError, match=f"{path}: is not a regular file"):
            read_given(path, 10)


@pytest.mark.parametrize("name", ["none", "ring", "x" * 5000, "a\0b"])
def test_what_cannot_be_read_is_said_in_a_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises(InputError, match="cannot be read: "):
        read_given(tmp_path / name, 10)


def test_a_table_is_read(tmp_path: Path) -> None:
    file = tmp_path / "table.toml"
    file.write_text('a = "书"', "utf-8")
    assert read_table(file, 100) == {"a": "书"}


@pytest.mark.parametrize(
    "content",
    [
        b"a",
        b"\xff\xfe",
        b"a\0b = 1",
        b"a = " + b"[" * 100_000,
        b"a.a" * 10_000,
        b".".join([b"a"] * 20_000) + b" = 1",
        b"a = " + b"{b=" * 10_000,
        b"a = " + b"9" * 5000,
        b"a = 9999-99-99",
        b'a = "\\ud800"',
    ],
)
def test_hostile_tables_are_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "table.toml"
    file.write_bytes(content)
    with pytest.raises(InputError, match=r"table.toml: is not TOML"):
        read_table(file, 1_000_000)


@pytest.mark.parametrize("day", ["2026-01-31", "0001-01-01", "2024-02-29"])
def test_a_day_passes(day: str) -> None:
    check_day(day, "it")


@pytest.mark.parametrize(
    "day", ["", "soon", "20260131", "2026-W05-6", "2026-02-30", "9999-99-99", "\uff12026-01-31", "26-01-31"]
)
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(InputError, match=r"^it is .*; expected a day like 2026-01-31"):
        check_day(day, "it")


def test_names_have_a_letter_or_digit() -> None:
    assert all(map(is_name, ["Li", "李", "7"]))
    assert not any(map(is_name, ["", " ", "-", "\u200b", "…"]))


def test_a_text_is_a_text() -> None:
    assert text_of("  a ", "it") == "a"
    for value in (1, 1.5, True, ["a"], {"a": 1}, int("9" * 4000) ** 2):
        with pytest.raises(InputError, match=r"^it is .*; expected text"):
            text_of(value, "it")
