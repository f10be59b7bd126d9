"""A saved audit reads like the fresh one, whatever form it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.cli.app import run
from glasshouse.errors import Exit


@pytest.fixture
def saved(tmp_path: Path) -> str:
    target = tmp_path / "audit.json"
    assert run(["demo", "--format", "json", "--output", str(target)]) == Exit.OK
    return str(target)


@pytest.mark.parametrize("form", ["text", "json", "html", "csv", "sarif", "junit"])
def test_told_again_it_is_the_same(form: str, saved: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["demo", "--format", form]) == Exit.OK
    fresh = capsysbinary.readouterr().out
    assert run(["report", saved, "--format", form]) == Exit.OK
    assert capsysbinary.readouterr().out == fresh


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b'{"format": "glasshouse.audit/99"}', b'{"format": "glasshouse.flows/1"}']
)
def test_what_is_no_audit_is_refused(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "audit.json"
    target.write_bytes(content)
    assert run(["report", str(target)]) == Exit.UNUSABLE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "audit.json" in captured.err


def test_a_missing_file_is_unusable(tmp_path: Path) -> None:
    assert run(["report", str(tmp_path / "none.json")]) == Exit.UNUSABLE


def test_the_saved_audit_is_not_overwritten(saved: str) -> None:
    before = Path(saved).read_bytes()
    assert run(["report", saved, "--format", "html", "--output", saved]) == Exit.USAGE
    assert Path(saved).read_bytes() == before
