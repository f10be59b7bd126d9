"""Progress never reaches stdout, and nothing is drawn where nobody looks or nothing takes long."""

from __future__ import annotations

import pytest

from glasshouse.cli import progress
from glasshouse.cli.progress import Drawn, draw_progress


def test_without_a_terminal_there_is_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    with draw_progress("a.apk") as drawn:
        assert drawn is None
    assert capsys.readouterr() == ("", "")


def test_a_short_audit_draws_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    drawn = Drawn("a.apk")
    drawn.step("open")
    drawn.close()
    assert capsys.readouterr() == ("", "")


def test_a_long_audit_draws_on_stderr_and_a_name_steers_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "PATIENCE", -1.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    drawn = Drawn("a\x1b]0;[red]b.apk")
    drawn.step("code", 1, 3)
    drawn.close()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "a?]0;[red]b.apk: code 1/3" in captured.err
