"""``glasshouse screen``: three forms, exit codes, and a usage error for what makes no sense."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glasshouse.cli.app import run
from glasshouse.errors import Exit

DUMPS = Path(__file__).parents[2] / "benchmarks" / "screens" / "dumps"
BILL, HONEST = str(DUMPS / "01-year-bill.xml"), str(DUMPS / "02-year-bill-honest.xml")


def test_findings_and_none_have_their_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["screen", BILL, "--density", "320"]) == Exit.FINDINGS
    assert "Ticked beforehand" in capsys.readouterr().out
    assert run(["screen", HONEST, "--density", "320", "--lang", "zh"]) == Exit.OK
    assert "未发现" in capsys.readouterr().out
    assert run(["screen", HONEST]) == Exit.INCOMPLETE


def test_the_document_has_the_keys_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    run(["screen", BILL, "--format", "json"])
    document = json.loads(capsys.readouterr().out)
    assert document["format"] == "glasshouse.screen/1"
    assert {item["rule"] for item in document["findings"]} == {"pre_checked", "low_contrast", "unrelated_purpose"}
    (asking,) = document["askings"]
    assert asking["kind"] == "consent"
    assert asking["controls"][0]["state"] == "on"
    assert "png" not in document["screens"][0]


def test_the_page_is_one_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run(["screen", BILL, HONEST, "--format", "html", "--output", str(page)]) == Exit.FINDINGS
    text = page.read_text("utf-8")
    assert text.count("data:image/png;base64,") == 2
    assert "<script" not in text


def test_nonsense_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["screen", BILL, HONEST, "--evidence", str(tmp_path)]) == Exit.USAGE
    assert run(["screen", str(tmp_path / "none.xml")]) == Exit.UNUSABLE
    assert "none.xml" in capsys.readouterr().err
