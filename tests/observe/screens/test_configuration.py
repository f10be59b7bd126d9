"""Which form of a resource a plain phone takes."""

from __future__ import annotations

import pytest

from glasshouse.observe.screens.configuration import choose


@pytest.mark.parametrize(
    ("names", "language", "taken"),
    [
        (["", "night"], "", ""),
        (["", "v21", "v31", "v99"], "", "v31"),
        (["", "land", "sw600dp", "w820dp-v13"], "", ""),
        (["", "sw320dp", "sw360dp", "v21"], "", "sw360dp"),
        (["mdpi", "xxhdpi", "xhdpi", "anydpi-v26"], "", "anydpi-v26"),
        (["mdpi", "xxhdpi", "xhdpi"], "", "xhdpi"),
        (["", "zh", "en"], "", ""),
        (["", "zh-rTW", "zh-rCN", "en"], "zh", "zh-rCN"),
        (["", "zh-rTW", "b+zh+Hant"], "zh", ""),
        (["", "zh", "b+zh+Hans+CN"], "zh", "b+zh+Hans+CN"),
        (["", "en-rGB", "en"], "en", "en"),
        (["", "car", "watch", "ldrtl", "mcc460"], "", ""),
        (["", "zh-rCN-v21", "v31"], "zh", "zh-rCN-v21"),
        (["night"], "", "night"),  # better than nothing
        ([], "", None),
    ],
)
def test_the_form_that_fits_best(names: list[str], language: str, taken: str | None) -> None:
    assert choose([(name, name) for name in names], language) == taken
