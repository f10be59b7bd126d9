"""What people answered to guided questions, with their evidence."""

from __future__ import annotations

import hashlib
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
        ('[[reply]]\nrule = "a"\nholds = true\nevidence = "none.png"', "evidence none.png: cannot be read"),
        ("[[reply", "not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_entry(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "replies.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError, match=says):
        read_replies(str(file))
