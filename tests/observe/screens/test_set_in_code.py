"""What code sets on views: read from real packages, with the twin that sets nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.observe.app.code import link
from glasshouse.observe.screens.layout import Setting
from glasshouse.observe.screens.set_in_code import settings_in
from glasshouse.open.app import open_app

APPS = Path(__file__).parents[3] / "benchmarks" / "screens" / "layouts"


def settings(name: str) -> set[Setting]:
    program, problems = link(open_app(APPS / name / f"{name}.apk"))
    assert not problems
    return {setting for found in settings_in(program).values() for setting in found}


@pytest.mark.parametrize(("name", "value"), [("03-code-ticked", 1.0), ("04-code-unticked", 0.0)])
def test_a_box_that_code_ticks(name: str, value: float) -> None:
    assert Setting("setChecked", value) in settings(name)


def test_a_size_is_a_float() -> None:
    assert Setting("setTextSize", 14.0) in settings("42-large-in-code")


def test_code_that_sets_nothing() -> None:
    assert settings("01-year-bill") == set()


def test_a_helper_that_is_given_the_view_sets_what_it_is_given() -> None:
    assert {Setting("setChecked", 1.0), Setting("setTextSize", 14.0)} <= settings("27-helper-ticked")
