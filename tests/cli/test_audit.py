"""``glasshouse audit``: targets in, reports out, and where each goes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from glasshouse.cli.app import glasshouse, run
from glasshouse.cli.audit import outputs_for
from glasshouse.errors import Exit, UsageError

MAPLIKE = str(Path(__file__).parent.parent.parent / "examples" / "maplike" / "MapLike.apk")
PLAIN = str(Path(__file__).parent.parent / "apps" / "plain" / "plain.apk")


def audited(*arguments: str) -> Result:
    return CliRunner().invoke(glasshouse, ["audit", *arguments], standalone_mode=False, catch_exceptions=False)


def test_text_opens_with_what_was_looked_at() -> None:
    result = audited(MAPLIKE)
    assert result.return_value == Exit.OK
    assert "com.example.maplike" in result.stdout
    assert result.stderr == ""


def test_json_is_one_document_and_the_same_each_time() -> None:
    first, second = audited(MAPLIKE, "--format", "json"), audited(MAPLIKE, "-f", "json")
    document = json.loads(first.stdout)
    assert document["format"] == "glasshouse.audit/1"
    assert document["subject"]["package"] == "com.example.maplike"
    assert first.stdout_bytes == second.stdout_bytes


@pytest.mark.parametrize("form", ["text", "json", "html", "csv"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_form_can_be_written_to_a_file(form: str, lang: str, tmp_path: Path) -> None:
    target = tmp_path / "report"
    result = audited(MAPLIKE, "--format", form, "--lang", lang, "--output", str(target))
    assert result.stdout == ""
    assert b"imei" in target.read_bytes().lower()


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_forms_for_build_servers_can_be_written_to_a_file(form: str, tmp_path: Path) -> None:
    target = tmp_path / "report"
    assert audited(MAPLIKE, "--format", form, "--output", str(target)).stdout == ""
    assert b"MapLike.apk" in target.read_bytes()


def test_the_date_of_conduct_is_kept() -> None:
    document = json.loads(audited(MAPLIKE, "--date", "2018-01-03", "--format", "json").stdout)
    assert document["inputs"]["date"] == "2018-01-03"


@pytest.mark.parametrize("arguments", [("--date", "3 January"), ("--budget", "0"), ("--budget", "soon")])
def test_values_that_make_no_sense_are_usage_errors(arguments: tuple[str, ...]) -> None:
    assert run(["audit", MAPLIKE, *arguments]) == Exit.USAGE


@pytest.mark.parametrize("content", [None, b"", b"not an app", b"PK\x03\x04"])
def test_an_unusable_target_is_one_line_and_3(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "broken.apk"
    if content is not None:
        target.write_bytes(content)
    assert run(["audit", str(target)]) == Exit.UNUSABLE
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "broken.apk" in captured.err
    assert "Traceback" not in captured.err


def test_several_targets_follow_each_other_and_a_bad_one_loses_none(tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.apk")
    result = audited(MAPLIKE, missing, PLAIN)
    assert result.return_value == Exit.UNUSABLE
    assert result.stdout.index("com.example.maplike") < result.stdout.index("com.example.plain")
    assert "missing.apk" in result.stderr


def test_several_targets_into_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    audited(MAPLIKE, PLAIN, "--format", "json", "--output", str(folder))
    assert sorted(path.name for path in folder.iterdir()) == ["MapLike.apk.json", "plain.apk.json"]


def test_where_reports_go(tmp_path: Path) -> None:
    file, folder = tmp_path / "file", tmp_path / "folder"
    file.touch()
    assert outputs_for(("a.apk",), "json", "-") == ["-"]
    assert outputs_for(("a.apk", "b.apk"), "text", "-") == ["-", "-"]
    assert outputs_for(("a.apk",), "json", str(file)) == [str(file)]
    assert outputs_for(("x/a.apk",), "text", f"{folder}/") == [str(folder / "a.apk.txt")]
    assert outputs_for(("x/a.apk",), "csv", str(folder)) == [str(folder / "a.apk.csv")]
    for targets, output in [(("a.apk", "b.apk"), "-"), (("a.apk", "b.apk"), str(file)), (("a", "x/a"), str(folder))]:
        with pytest.raises(UsageError):
            outputs_for(targets, "json", output)


def test_the_target_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = tmp_path / "app.apk"
    app.write_bytes(Path(MAPLIKE).read_bytes())
    assert run(["audit", str(app), "--output", str(app)]) == Exit.USAGE
    assert "is the input" in capsys.readouterr().err
    assert app.read_bytes() == Path(MAPLIKE).read_bytes()
