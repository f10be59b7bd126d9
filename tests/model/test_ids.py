"""Ids are hashes of content."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from glasshouse.model.ids import content_id

PARTS = st.lists(st.text(max_size=5), max_size=4)
WORDS = st.lists(st.text("abc", max_size=3), min_size=1, max_size=4)


@given(PARTS)
def test_the_same_parts_give_the_same_id(parts: list[str]) -> None:
    assert content_id("x", *parts) == content_id("x", *parts)
    assert re.fullmatch(r"x-[0-9a-f]{16}", content_id("x", *parts))


@given(WORDS, WORDS)
def test_other_parts_give_another_id_even_where_they_join_alike(one: list[str], other: list[str]) -> None:
    assume(one != other)
    assert content_id("x", *one) != content_id("x", *other)


def test_ids_never_change_from_release_to_release() -> None:
    assert content_id("practice", "done", "app") == "practice-a019dbb72a7b5b39"


def test_a_name_that_no_encoding_holds_still_has_an_id() -> None:
    assert content_id("x", "\ud800") != content_id("x", "\ud801")
