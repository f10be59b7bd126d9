"""What people answered to guided questions, with their evidence."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.model.audit import InputFile, Reply
from glasshouse.run.replies import read_replies


def test_a_reply_is_kept_with_the_hash_of_its_evidence(tmp_path: Path) -> None:
    (tmp_path / "shot.png").write_bytes(b"picture")
    file = tmp_path / "replies.toml"
    file.write_text('[[reply]]\nrule = "a-b"\nholds = true\nevidence = "shot.png"\nby = "Anna"\n', "utf-8")
    replies, files = read_replies(str(file))
    assert replies == (Reply("a-b", holds=True, evidence="shot.png", by="Anna"),)
    assert files == (InputFile("evidence", "shot.png", hashlib.sha256(b"picture").hexdigest()),)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "expected .*reply"),
        ("[[reply]]\nholds = true", "reply 1: expected rule"),
        ('[[reply]]\nrule = "a"\nholds = "yes"', "reply 1: expected rule"),
        ('[[reply]]\nrule = "a"\nholds = true\nwho = "x"', "found 'who'; expected one of: by, date"),
        ('[[reply]]\nrule = "a"\nholds = true\nevidence = "none.png"', "evidence 'none.png': cannot be read"),
        ("[[reply", "not TOML"),
        ("[[reply]]\nrule = 3\nholds = true", "reply 1: rule is int; expected text"),
        ('[[reply]]\nrule = " "\nholds = true', "reply 1: expected rule"),
        ('[[reply]]\nrule = "a"\nholds = true\nby = ["Anna"]', "reply 1: by is list; expected text"),
        ('[[reply]]\nrule = "a"\nholds = true\ndate = "not a day"', "reply 1: date is 'not a day'; expected a day"),
        ('[[reply]]\nrule = "a"\nholds = true\ndate = 2026-01-31T10:00:00', "reply 1: date is '2026-01-31T10:00:00'"),
        (
            '[[reply]]\nrule = "a"\nholds = true\n[[reply]]\nrule = "b"\nholds = true\n[[reply]]\nrule = " a "\nholds = false',
            "reply 1 and reply 3 both answer 'a'",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_entry(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "replies.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=says):
        read_replies(str(file))


@pytest.mark.parametrize(("by", "signed"), [(" ", None), ("", None), ("-", None), ("\u200b", None), (" 李 ", "李")])
def test_only_a_name_signs(by: str, signed: str | None, tmp_path: Path) -> None:
    file = tmp_path / "replies.toml"
    file.write_text(f'[[reply]]\nrule = "a"\nholds = false\nby = "{by}"\nevidence = " "\n', "utf-8")
    assert read_replies(str(file)) == ((Reply("a", holds=False, by=signed),), ())


@pytest.mark.parametrize("written", ["2026-11-25", '"2026-11-25"', '" 2026-11-25 "'])
def test_a_day_may_be_written_as_toml_knows_it(written: str, tmp_path: Path) -> None:
    file = tmp_path / "replies.toml"
    file.write_text(f'[[reply]]\nrule = "a"\nholds = false\ndate = {written}\n', "utf-8")
    assert read_replies(str(file))[0][0].date == "2026-11-25"


@pytest.fixture
def around(tmp_path: Path) -> Path:
    """A folder with evidence of every sort, in a folder with a secret."""
    home = tmp_path / "home"
    (home / "shots").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"secret")
    (home / "shots" / "a.png").write_bytes(b"picture")
    (home / "inside").symlink_to(home / "shots" / "a.png")
    (home / "out").symlink_to(tmp_path / "secret")
    (home / "far").symlink_to(tmp_path)
    (home / "ring").symlink_to(home / "ring")
    os.mkfifo(home / "pipe")
    return home


def evidence(home: Path, name: str) -> InputFile:
    file = home / "replies.toml"
    file.write_text(f'[[reply]]\nrule = "a"\nholds = true\nevidence = "{name}"\n', "utf-8")
    return read_replies(str(file))[1][0]


@pytest.mark.parametrize("name", ["shots/a.png", "./shots/../shots/a.png", "inside"])
def test_evidence_lies_beside_the_replies_or_below(name: str, around: Path) -> None:
    assert evidence(around, name) == InputFile("evidence", name, hashlib.sha256(b"picture").hexdigest())


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("../secret", "leads out of the folder"),
        ("shots/../../secret", "leads out of the folder"),
        ("/dev/zero", "leads out of the folder"),
        ("out", "leads out of the folder"),
        ("far/secret", "leads out of the folder"),
        ("pipe", "is not a regular file"),
        (".", "is not a regular file"),
        ("ring", "cannot be read"),
        ("a\\u0000b", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_no_other_file_is_evidence(name: str, says: str, around: Path) -> None:
    with pytest.raises(InputError, match=says) as problem:
        evidence(around, name)
    assert "replies.toml: evidence" in str(problem.value)
