"""``glasshouse demo`` needs no file and says what the example's own page expects."""

from __future__ import annotations

import json

import pytest

from glasshouse.cli.app import run
from glasshouse.errors import Exit


def test_the_demo_finds_what_the_example_was_built_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo", "--format", "json"]) == Exit.OK
    rows = json.loads(capsys.readouterr().out)["answers"]["access"]
    proved = {row["data"] for row in rows if row["status"] == "proved"}
    assert {"device.imei", "device.imsi", "location.precise", "contacts"} <= proved


def test_the_demo_speaks_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    run(["demo"])
    english = capsys.readouterr().out
    run(["demo", "--lang", "zh"])
    assert capsys.readouterr().out != english
