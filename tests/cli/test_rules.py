"""The law packs, listed, shown and checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.judge.packs import SILENT, write_pack

from glasshouse.cli.app import run
from glasshouse.errors import Exit


def test_a_list_names_each_rule_and_who_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path)
    assert run(["rules", "list", "--packs", str(tmp_path)]) == Exit.OK
    out = capsys.readouterr().out
    assert "taken-in-silence" in out
    assert "machine" in out


@pytest.mark.parametrize(("lang", "says"), [("en", "Data is taken in silence"), ("zh", "未告知即收集")])
def test_a_rule_is_shown_whole(lang: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path)
    assert run(["rules", "show", "taken-in-silence", "--lang", lang, "--packs", str(tmp_path)]) == Exit.OK
    out = capsys.readouterr().out
    for part in (
        says,
        "OLD/1  [T:notice]",
        "2017-06-01 to 2025-12-31",
        "NEW/2",
        "derived",
        "notice: class omitted",
        "access",
    ):
        assert part in out


def test_a_rule_that_is_not_there_is_told_with_those_that_are_near(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path)
    assert run(["rules", "show", "taken-in-noise", "--packs", str(tmp_path)]) == Exit.USAGE
    assert "taken-in-silence" in capsys.readouterr().err


def test_the_lint_leaves_with_1_when_there_is_a_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path, {"notice/taken-in-silence.yml": SILENT.replace("T:notice", "T:nothing")})
    cases = tmp_path / "cases"
    cases.mkdir()
    assert run(["rules", "lint", str(tmp_path / "cn-test"), "--cases", str(cases)]) == Exit.FINDINGS
    assert "clause T:nothing: no pack has it" in capsys.readouterr().out
