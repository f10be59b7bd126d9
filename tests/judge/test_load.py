"""Packs are read whole, and what is wrong is told with file, line and what may stand there."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from tests.judge.packs import CLAUSES, SILENT, law_in, write_pack

from glasshouse.judge.load import load_packs, shipped_laws
from glasshouse.judge.rule import RowIs
from glasshouse.model.answer import Question
from glasshouse.model.law import Confidence


def problem(folder: Path) -> str:
    (found,) = load_packs([folder]).problems
    return str(found)


def test_a_pack_is_read_with_its_clauses_in_order_of_time_and_its_rules(tmp_path: Path) -> None:
    write_pack(tmp_path)
    law = law_in(tmp_path)
    clause = law.clauses["T:notice"]
    assert [version.id for version in clause.versions] == ["OLD/1", "NEW/2"]
    standing = [clause.on(day) for day in ("2017-05-31", "2025-12-31", "2026-01-01")]
    assert [version and version.id for version in standing] == [None, "OLD/1", "NEW/2"]
    assert clause.versions[1].confidence is Confidence.DERIVED
    (rule,) = law.packs[0].rules
    assert (rule.id, rule.question, rule.when) == (
        "taken-in-silence",
        Question.NOTICE,
        RowIs(Question.NOTICE, class_=("omitted",)),
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("class: omitted", "klass: omitted", r"taken-in-silence\.yml:9: when: row: klass: .*answer, .*class"),
        ("answer: notice", "answer: notices", r":9: .*'notices'; expected one of: access, notice, consent"),
        ("severity: high", "severity: dire", r":5: severity: found 'dire'; expected one of: high, medium, low"),
        ("id: taken", "id: took", r":2: id: found 'took-in-silence'; expected the name of the file"),
        ("reason: {en:", "reason: {de:", r"reason: en: found nothing"),
        ("severity: high", "severity: high\nseverity: low", r":6: found 'severity' twice"),
        ("severity: high", "severity: [high", r":\d+: not YAML"),
        ("severity: high", "severity: &a high\nx: *a", r"found an alias"),
        ("severity: high", "severity: !!python/object:os.system high", r"found a tag"),
        ("class: omitted", "data: contcts", r"found 'contcts'; expected one of: .*contacts"),
        (
            "  row: {answer: notice, class: omitted}",
            "  regex: '(a+)+$'",
            r"expected exactly one of: all, any, not, row",
        ),
        ("severity: high", 'severity: high\nclears: "\\e[2J"', r"clears: found '.x1b\[2J'; expected"),
        ("reason: {en:", 'reason: {en: "\\u202e", de:', r"reason: en: found '.u202e'; expected a text of letters"),
        ("floor: access", "floor: .inf", r"floor: found '.inf'; expected one of"),
        ("floor: access", "floor: 1:30.5", r"floor: found '1:30.5'; expected one of"),
        ("floor: access", "floor: 3", r"floor: found 3; expected one of: capability, access"),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_with_its_line(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SILENT
    write_pack(tmp_path, {"notice/taken-in-silence.yml": SILENT.replace(old, new)})
    assert re.search(says, problem(tmp_path)), problem(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('confidence = "derived"', 'confidence = "certain"', r"all\.toml:20: .*'certain'; expected one of: found"),
        ('instrument = "NEW"', 'instrument = "NEWER"', r"expected one of: OLD, NEW"),
        ('duty = "oblige"', 'duty = "ask"', r"expected one of: oblige, forbid"),
        ('data = ["contacts"]', 'data = ["contcts"]', r"found 'contcts'"),
        ('mode = "may_demand"', "", r"mode: found nothing; expected one of: may_demand"),
        ('title_zh = "告知"', "", r"title_zh: found nothing; expected a text"),
        ('version = "2026"', 'version = "2026"\nvalid_from = "2020-01-01"', r"versions that do not overlap"),
        ('id = "T:notice"', 'id = "T:notice', r"not TOML"),
    ],
)
def test_what_is_wrong_with_a_clause_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in CLAUSES
    write_pack(tmp_path, clauses=CLAUSES.replace(old, new, 1))
    assert re.search(says, problem(tmp_path)), problem(tmp_path)


def test_a_broken_pack_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    write_pack(tmp_path)
    write_pack(tmp_path, {"notice/broken.yml": "{"}, name="eu-test")
    loaded = load_packs([tmp_path])
    assert [pack.id for pack in loaded.packs] == ["cn-test"]
    assert len(loaded.problems) == 1


def test_a_pack_of_a_newer_format_is_told(tmp_path: Path) -> None:
    head = write_pack(tmp_path) / "pack.toml"
    head.write_text(head.read_text("utf-8").replace("pack/1", "pack/9"), "utf-8")
    assert "a newer format needs a newer Glasshouse" in problem(tmp_path)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a: " + b"[" * 100_000, b"a: {" * 50, b"", b"- 1", b"\x00"])
def test_bytes_that_are_no_rule_are_an_error_of_one_file(tmp_path: Path, content: bytes) -> None:
    (write_pack(tmp_path) / "notice" / "taken-in-silence.yml").write_bytes(content)
    assert problem(tmp_path).startswith("cn-test/notice/taken-in-silence.yml:")


@pytest.mark.parametrize("name", ["pack.toml", "articles/a.toml", "notice/taken-in-silence.yml"])
def test_pipes_and_devices_are_no_files_of_a_pack(tmp_path: Path, name: str) -> None:
    file = write_pack(tmp_path) / name
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    assert "found no regular file" in problem(tmp_path)
    file.unlink()
    file.symlink_to("/dev/zero")
    assert "found no regular file" in problem(tmp_path)
    file.unlink()
    file.symlink_to(file)
    assert "cannot be read" in problem(tmp_path) or name == "pack.toml"


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000])
def test_a_number_of_thousands_of_digits_is_told(tmp_path: Path, number: str) -> None:
    file = write_pack(tmp_path) / "pack.toml"
    file.write_text(file.read_text("utf-8").replace('date = "2026-11-25"', f"date = {number}"), "utf-8")
    assert "more than 1000 digits" in problem(tmp_path)


@pytest.mark.parametrize("day", ["2026-02-30", "0000-01-01", "9999-99-99", "20260131", "\uff12026-01-31"])
def test_a_day_that_is_none_is_told(tmp_path: Path, day: str) -> None:
    file = write_pack(tmp_path) / "pack.toml"
    file.write_text(file.read_text("utf-8").replace('date = "2026-11-25"', f'date = "{day}"'), "utf-8")
    assert f"date: found '{day}'; expected a day" in problem(tmp_path)


def test_a_pack_has_not_thousands_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = write_pack(tmp_path)
    monkeypatch.setattr("glasshouse.judge.load._MOST_FILES", 3)
    for number in range(3):
        (home / "notice" / f"more-{number}.yml").touch()
    assert "found more than 3 files notice/*.y*ml" in problem(tmp_path)
    for number in range(3):
        (tmp_path / f"other-{number}").mkdir()
        (tmp_path / f"other-{number}" / "pack.toml").touch()
    assert "found more than 3 files */pack.toml" in problem(tmp_path)


def test_a_folder_without_packs_is_told(tmp_path: Path) -> None:
    assert "no pack.toml" in problem(tmp_path)
    assert "no folder" in problem(tmp_path / "nowhere")


def test_every_shipped_pack_can_be_read() -> None:
    assert [str(problem) for problem in load_packs([shipped_laws()]).problems] == []
