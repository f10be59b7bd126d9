"""``glasshouse diff``: two files in, a report out, and a code that a job can act on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.build.audits import maplike
from tests.build.findings import METHOD, finding, judged

from glasshouse.cli.app import run
from glasshouse.cli.judging import FAIL_ON as WORDS
from glasshouse.errors import Exit
from glasshouse.model.audit import Audit
from glasshouse.model.codec import encode
from glasshouse.model.finding import Verdict
from glasshouse.model.gravity import FAIL_ON, fail_on_of

WHOLE = replace(maplike(), partial=False, not_looked=())
TENSION = judged(finding("r", Verdict.TENSION, METHOD), audit=WHOLE)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, audit in (("clean", judged(audit=WHOLE)), ("tension", TENSION), ("partial", maplike())):
        save(tmp_path / f"{name}.json", audit)
    return tmp_path


def save(path: Path, audit: Audit) -> None:
    path.write_bytes(encode(audit))


@pytest.mark.parametrize(
    ("old", "new", "fail_on", "code"),
    [
        ("clean", "tension", "violated", Exit.OK),
        ("clean", "tension", "tension", Exit.FINDINGS),
        ("clean", "tension", "indicator", Exit.FINDINGS),
        ("clean", "tension", "none", Exit.OK),
        ("tension", "tension", "tension", Exit.OK),
        ("tension", "clean", "tension", Exit.OK),
        ("clean", "partial", "violated", Exit.INCOMPLETE),
    ],
)
def test_exit_codes(old: str, new: str, fail_on: str, code: Exit, folder: Path) -> None:
    assert run(["diff", f"{old}.json", f"{new}.json", "--fail-on", fail_on]) == code


def test_verdicts_of_the_option_are_those_that_fail() -> None:
    assert tuple(map(fail_on_of, WORDS)) == (*FAIL_ON, None)


def test_text_and_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "clean.json", "tension.json", "--lang", "zh"]) == Exit.OK
    assert "结论" in capsys.readouterr().out
    assert run(["diff", "clean.json", "tension.json", "-f", "json", "-o", "diff.json"]) == Exit.OK
    assert capsys.readouterr().out == ""
    assert json.loads((folder / "diff.json").read_text("utf-8"))["findings"][0]["after"] == "tension"


def test_what_is_no_audit_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "bad.json").write_text("{}")
    assert run(["diff", "clean.json", "bad.json"]) == Exit.UNUSABLE
    assert "bad.json" in capsys.readouterr().err
    assert run(["diff", "none.json", "clean.json"]) == Exit.UNUSABLE
    assert "none.json" in capsys.readouterr().err


def test_neither_audit_is_overwritten(folder: Path) -> None:
    assert run(["diff", "clean.json", "tension.json", "-o", "tension.json"]) == Exit.USAGE
