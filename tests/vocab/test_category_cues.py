"""Words that speak for types of app: what ships names each type once, and rows that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.vocab.category_cues import Cues, load_category_cues
from glasshouse.vocab.sdks import load_roles
from glasshouse.vocab.terms import VocabError
from tests.vocab.small import META

ROWS = (
    META
    + """
[[type]]
key = "browser"
strong = ["浏览器", "browser"]
weak = ["web"]
package = ["brow"]
role = ["web"]
permission = ["a.HISTORY"]

[[outside]]
key = "search"
strong = ["搜索"]
"""
)


def load(folder: Path, text: str) -> tuple[Cues, ...]:
    (folder / "category_cues.toml").write_text(text, "utf-8")
    return load_category_cues(folder)


def test_a_small_table(tmp_path: Path) -> None:
    assert load(tmp_path, ROWS) == (
        Cues(
            "browser",
            listed=True,
            strong=("浏览器", "browser"),
            weak=("web",),
            package=("brow",),
            roles=("web",),
            permissions=("a.HISTORY",),
        ),
        Cues("search", listed=False, strong=("搜索",)),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('strong = ["搜索"]', "", "outside search: strong: expected a list"),
        ('"browser"]', '"Browser"]', "type browser: strong: expected words in lower case"),
        ('["web"]\npackage', '[" web"]\npackage', "weak: expected words in lower case without spaces"),
        ('key = "search"', "", "outside 0: key: expected a text"),
        ('key = "search"', 'key = "search"\nnote = "x"', "note: expected no such field"),
        ("[[outside]]", "[[none]]", "none: entries: expected no such kind of entry"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in ROWS
    with pytest.raises(VocabError, match=message):
        load(tmp_path, ROWS.replace(old, new, 1))


def test_what_ships_has_each_of_the_39_types_once_and_no_strong_word_for_two() -> None:
    shipped = load_category_cues()
    assert len({each.key for each in shipped}) == len(shipped)
    assert sum(each.listed for each in shipped) == 39
    strong = [word for each in shipped for word in each.strong]
    assert len(set(strong)) == len(strong)


def test_roles_are_those_of_the_table_of_sdks() -> None:
    assert {role for each in load_category_cues() for role in each.roles} <= set(load_roles())


def test_loading_is_done_once() -> None:
    assert load_category_cues() is load_category_cues()
