"""A report is written whole or not at all, and never over what was read."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from glasshouse.cli.output import use_colour, write_report
from glasshouse.errors import Exit, UsageError

COMMAND = (sys.executable, "-c", "from glasshouse.cli.app import main; main()")


def test_stdout_gets_utf8_and_nothing_else(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    write_report("é\r\n\ud800", "-")
    assert capsysbinary.readouterr().out == b"\xc3\xa9\r\n?"


def test_a_file_replaces_an_older_one_and_leaves_no_other_behind(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text("old")
    target.chmod(0o640)
    write_report("new", str(target))
    assert target.read_text() == "new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    link.symlink_to(real)
    write_report("new", str(link))
    assert link.is_symlink()
    assert real.read_text() == "new"


@pytest.mark.parametrize("name", ["app.apk", "hard.apk", "soft.apk"])
def test_the_input_is_never_overwritten(tmp_path: Path, name: str) -> None:
    app = tmp_path / "app.apk"
    app.write_bytes(b"PK")
    (tmp_path / "hard.apk").hardlink_to(app)
    (tmp_path / "soft.apk").symlink_to(app)
    with pytest.raises(UsageError, match="is the input"):
        write_report("report", str(tmp_path / name), inputs=[str(app)])
    assert app.read_bytes() == b"PK"


def test_a_missing_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_report("report", str(tmp_path / "nowhere" / "report.txt"))


def test_a_folder_is_a_usage_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        write_report("report", str(tmp_path))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(("to", "said"), [(">&-", "stdout is closed"), ("> /dev/full", "stdout: cannot be written")])
def test_a_report_that_cannot_be_written_is_said_without_a_traceback(to: str, said: str) -> None:
    call = f"{shlex.join(COMMAND)} demo {to}"
    done = subprocess.run(["/bin/sh", "-c", call], capture_output=True, text=True, check=False)
    assert done.returncode == Exit.USAGE
    assert done.stderr.startswith(f"glasshouse: {said}")
    assert "Traceback" not in done.stderr


def test_devices_are_written_to() -> None:
    write_report("report", "/dev/null")
    assert not Path("/dev/null").is_file()


def test_no_colour_without_a_terminal() -> None:
    assert not use_colour()
