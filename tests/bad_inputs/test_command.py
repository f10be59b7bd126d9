"""The same through the command line: exit codes, one sentence on standard error, no control characters from a package."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from glasshouse.cli.app import glasshouse, run
from glasshouse.errors import Exit
from tests.bad_inputs.simple import app, image, manifest, manifest_tree
from tests.build import axml
from tests.build.axml import Element, android

DAMAGED = {
    "manifest": app(manifest=manifest()[:500]),
    "no manifest": app(manifest=b""),
    "code": app(dex=image().data[:200]),
    "no code": app(dex=None),
    "table": app(arsc=b"x"),
    "cut": app()[:-200],
}
UNUSABLE = {"empty": b"", "text": b"hello", "zip": b"PK\x05\x06" + bytes(18)}


@pytest.mark.parametrize("kind", DAMAGED)
def test_damage_is_incomplete(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "app.apk"
    path.write_bytes(DAMAGED[kind])
    assert run(["audit", str(path), "--format", "json"]) == Exit.INCOMPLETE
    document = json.loads(capsys.readouterr().out)
    assert document["not_looked"]
    assert document["partial"] or kind == "no code"


@pytest.mark.parametrize("kind", UNUSABLE)
def test_what_is_no_package_is_unusable(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "app.apk"
    path.write_bytes(UNUSABLE[kind])
    assert run(["audit", str(path)]) == Exit.UNUSABLE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "app.apk" in shown.err
    assert "Traceback" not in shown.err


HOSTILE = "\x1b[2J\x1b]0;title\x07\u202e<script>alert(1)</script>\r\nOK: nothing found"


@pytest.mark.parametrize("form", ["text", "html", "csv", "json"])
def test_names_of_a_package_are_shown_as_text(form: str, tmp_path: Path) -> None:
    tree = manifest_tree(Element("service", [android("name", HOSTILE)]), package=HOSTILE, label=HOSTILE)
    path = tmp_path / "app.apk"
    path.write_bytes(app(manifest=axml.build(tree)))
    result = CliRunner().invoke(glasshouse, ["audit", str(path), "--format", form], standalone_mode=False)
    if form not in ("text", "json") and result.exception is not None:
        pytest.skip(f"{form} is not written yet")
    assert result.stdout
    assert "\x1b" not in result.stdout
    assert "<script>" not in result.stdout or form in ("text", "json", "csv")
    assert "\nOK: nothing found" not in result.stdout
