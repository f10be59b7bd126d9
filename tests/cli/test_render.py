"""Each form goes through its own file of ``tell/``; what does not go to a terminal has no colours and a fixed width."""

from __future__ import annotations

import pytest

from glasshouse.cli.render import FORMATS, WIDTH, render
from glasshouse.model.audit import Audit, Inputs, Subject

EMPTY = Audit(subject=Subject(kind="apk", name="a.apk", sha256="0" * 64, size=1), inputs=Inputs(files=()))


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_each_form_renders_even_an_empty_audit(form: str, lang: str) -> None:
    assert "a.apk" in render(EMPTY, form, lang, output="-", verbose=False) or form == "csv"


def test_text_to_a_file_is_plain_and_fits_its_width() -> None:
    text = render(EMPTY, "text", "en", output="report.txt", verbose=True)
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= WIDTH
