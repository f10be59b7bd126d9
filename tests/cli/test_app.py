"""What each kind of ending looks like from outside: exit code, words, and no traceback unless we are wrong."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from glasshouse import __version__
from glasshouse.cli.app import glasshouse, run
from glasshouse.errors import Exit, GlasshouseError, InputError, UsageError

COMMAND = (sys.executable, "-c", "from glasshouse.cli.app import main; main()")


def outside(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The program as a shell starts it."""
    return subprocess.run([*COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60)


def group_that_raises(problem: BaseException) -> click.Group:
    """A command line whose only command, ``go``, ends with ``problem``."""

    def go() -> None:
        raise problem

    return click.Group(commands={"go": click.Command("go", callback=go)})


def test_version() -> None:
    done = outside("--version")
    assert (done.returncode, done.stdout) == (0, f"glasshouse, version {__version__}\n")


def test_help_names_each_command_and_each_exit_code() -> None:
    text = outside("--help").stdout
    for name in (*glasshouse.commands, "0 ", "2 ", "3 ", "4 ", "70 "):
        assert f"\n  {name}" in text or f"\n    {name}" in text


@pytest.mark.parametrize("name", sorted(glasshouse.commands))
def test_each_command_shows_examples(name: str) -> None:
    done = outside(name, "--help")
    assert done.returncode == 0
    assert "Examples:" in done.stdout
    assert f"glasshouse {name}" in done.stdout.partition("Examples:")[2]


@pytest.mark.parametrize("arguments", [("nonsense",), ("audit",), ("audit", "a.apk", "--format", "pdf")])
def test_usage_is_2_and_says_what_is_wrong(arguments: tuple[str, ...]) -> None:
    done = outside(*arguments)
    assert done.returncode == Exit.USAGE
    assert done.stdout == ""
    assert "Error: " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_without_a_command_is_met_with_the_command() -> None:
    assert f"Did you mean 'glasshouse audit {__file__}'?" in outside(__file__).stderr


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (InputError("a.apk: no central directory"), Exit.UNUSABLE),
        (UsageError("no such thing"), Exit.USAGE),
        (GlasshouseError("anything else"), Exit.UNUSABLE),
    ],
)
def test_a_foreseen_problem_is_one_line(
    problem: GlasshouseError, code: Exit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["go"], group_that_raises(problem)) == code
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"glasshouse: {problem}\n")


def test_a_hint_follows_the_problem(capsys: pytest.CaptureFixture[str]) -> None:
    run(["go"], group_that_raises(InputError("a.apk: truncated", hint="download it again")))
    assert capsys.readouterr().err.splitlines() == ["glasshouse: a.apk: truncated", "  download it again"]


def test_a_defect_shows_its_traceback_and_asks_for_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["go"], group_that_raises(ZeroDivisionError("ours"))) == Exit.DEFECT
    errors = capsys.readouterr().err
    assert "ZeroDivisionError: ours" in errors
    assert "Please report it" in errors


def test_an_interrupt_is_130_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["go"], group_that_raises(KeyboardInterrupt())) == Exit.INTERRUPTED
    assert capsys.readouterr().err.strip() == "stopped"


def test_a_reader_that_leaves_is_no_finding() -> None:
    child = subprocess.Popen([*COMMAND, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout
    assert child.stderr
    child.stdout.close()
    errors = child.stderr.read()
    child.stderr.close()
    assert (child.wait(timeout=60), errors) == (Exit.PIPE_CLOSED, "")


def test_the_start_loads_nothing_heavy() -> None:
    code = "import sys, glasshouse.cli.app; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    assert not loaded & {"rich", "jinja2", "msgspec", "markupsafe", "asyncio"}
