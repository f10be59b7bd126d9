"""Saved facts judged again: by another day, other packs, other inputs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from glasshouse.cli.app import run
from glasshouse.errors import Exit


@pytest.fixture
def saved(tmp_path: Path) -> str:
    target = tmp_path / "audit.json"
    run(["demo", "--format", "json", "--output", str(target)])
    return str(target)


def judged(saved: str, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, object]:
    capsys.readouterr()
    run(["judge", saved, "--format", "json", *options])
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_another_day_gives_other_verdicts_from_the_same_facts(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    then, now = (judged(saved, capsys, "--date", day) for day in ("2018-01-09", "2026-11-25"))
    assert then["practices"] == now["practices"]
    assert {item["verdict"] for item in then["findings"]} != {item["verdict"] for item in now["findings"]}  # type: ignore[attr-defined]
    assert then["inputs"]["date"] == "2018-01-09"  # type: ignore[index]


def test_it_is_signed_by_whom_the_option_names(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = judged(saved, capsys, "--sign", "Anna Example")
    assert {item["signed_by"] for item in found["findings"]} == {"Anna Example"}  # type: ignore[attr-defined]


def test_nothing_fails_when_nothing_is_to_fail(saved: str) -> None:
    assert run(["judge", saved, "--fail-on", "none"]) in {Exit.OK, Exit.INCOMPLETE}


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--jurisdiction", "xx"], "no law pack begins with xx"),
        (["--date", "9.1.2018"], "is not a day like 2026-01-31"),
        (["--fail-on", "guilty"], "guilty"),
    ],
)
def test_what_makes_no_sense_is_told(
    saved: str, options: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["judge", saved, *options]) == Exit.USAGE
    assert says in capsys.readouterr().err


def test_one_bad_file_never_loses_the_rest(saved: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", "utf-8")
    out = tmp_path / "out"
    assert run(["judge", saved, str(bad), "--format", "json", "--output", f"{out}/"]) == Exit.UNUSABLE
    assert [file.name for file in out.iterdir()] == ["audit.json.json"]


def test_a_pack_that_cannot_be_read_is_told_and_the_others_judge(
    saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "packs" / "cn-x").mkdir(parents=True)
    (tmp_path / "packs" / "cn-x" / "pack.toml").write_text("format = 1", "utf-8")
    assert run(["judge", saved, "--packs", str(tmp_path / "packs"), "--fail-on", "none"]) in {Exit.OK, Exit.INCOMPLETE}
    assert "law pack left out: cn-x/pack.toml:1" in capsys.readouterr().err


def test_an_entry_of_the_baseline_that_did_nothing_is_told_in_every_form(
    saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tmp_path / "baseline.toml"
    baseline.write_text('[[accepted]]\nrule = "a-b"\nreason = "c"\nby = "d"\ndate = "2026-01-31"\n', "utf-8")
    for form in ("json", "sarif"):
        run(["judge", saved, "--format", form, "--baseline", str(baseline)])
        assert "entry 1 (a-b) matches no finding" in capsys.readouterr().err
    run(["judge", saved, "--format", "sarif"])
    assert "entry" not in capsys.readouterr().err


@pytest.mark.parametrize(("command", "says"), [("audit", "[default: today]"), ("judge", "what the saved audit says")])
def test_the_help_names_the_day_that_holds_when_none_is_given(
    command: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == Exit.OK
    assert says in " ".join(capsys.readouterr().out.split())


def test_names_in_files_of_others_never_act_on_the_terminal(
    saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replies, baseline = tmp_path / "replies.toml", tmp_path / "baseline.toml"
    replies.write_text('[[reply]]\nrule = "a"\nholds = true\n"\\u001b[2J" = 1\n', "utf-8")
    baseline.write_text(
        '[[accepted]]\nrule = "\\u001b[2J\\u202e"\nreason = "x"\nby = "y"\ndate = 2026-11-25\n', "utf-8"
    )
    assert run(["judge", saved, "--replies", str(replies)]) == Exit.UNUSABLE
    assert "found '\\x1b[2J'" in capsys.readouterr().err
    run(["judge", saved, "--baseline", str(baseline)])
    said = capsys.readouterr().err
    assert "entry 1 (\\x1b[2J\\u202e) matches no finding" in said


@pytest.mark.parametrize("option", ["--replies", "--baseline"])
def test_an_empty_name_is_no_file(option: str, saved: str) -> None:
    assert run(["judge", saved, option, ""]) == Exit.UNUSABLE


def test_only_a_name_signs(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["judge", saved, "--sign", " ", "--format", "json"])
    assert "signed_by" not in capsys.readouterr().out
    run(["judge", saved, "--sign", " Li ", "--format", "json"])
    assert '"signed_by": "Li"' in capsys.readouterr().out


def test_a_pipe_is_no_saved_audit(saved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    for command in (["report"], ["judge"], ["diff", saved]):
        assert run([*command, str(tmp_path / "pipe.json")]) == Exit.UNUSABLE
        assert "pipe.json: is not a regular file" in capsys.readouterr().err
