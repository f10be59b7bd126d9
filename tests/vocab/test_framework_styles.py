"""Android's own styles: values that its documentation states."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.vocab.framework_styles import load_framework_styles
from glasshouse.vocab.terms import VocabError


def test_attributes_colours_and_words_are_those_of_android() -> None:
    known = load_framework_styles()
    assert (known.attributes["textSize"], known.attributes["checked"]) == (0x01010095, 0x01010106)
    assert (known.colours[0x0106000C], known.colours[0x0106000B]) == ("#FF000000", "#FFFFFFFF")
    assert known.strings[0x01040000] == ("Cancel", "取消")


def test_styles_hang_together() -> None:
    known = load_framework_styles()
    parent, said = known.styles[0x01030237]  # Theme.Material.Light
    assert known.styles[parent][1]["textColorPrimary"] == "#FF000000"
    assert said["primaryContentAlpha"] == "0.87"
    assert all(above in known.styles for above, _ in known.styles.values() if above)


def test_a_line_that_is_no_row_is_an_error(tmp_path: Path) -> None:
    tmp_path.joinpath("framework_styles.tsv").write_text("# head\nattr\t1\n", "utf-8")
    with pytest.raises(VocabError, match="line 2"):
        load_framework_styles(tmp_path)
