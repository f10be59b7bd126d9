"""The word lists: every kind of data in both languages, no phrase for two that are not related."""

from __future__ import annotations

from collections import defaultdict

import pytest

from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.words import LANGUAGES, load_notice_words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_words(lang: str) -> None:
    top = {kind for kind in load_kinds().by_id if kind != "personal_data"}
    missing = top - set(load_notice_words(lang).kinds)
    assert sorted(missing) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phrase_for_two_kinds_stands_for_related_ones(lang: str) -> None:
    kinds: dict[str, list[str]] = defaultdict(list)
    for kind, phrases in load_notice_words(lang).kinds.items():
        for phrase in phrases:
            kinds[phrase.lower()].append(kind)
    twice = {phrase: names for phrase, names in kinds.items() if len(names) > 1}
    allowed = {"steps", "步数", "聊天记录", "行踪轨迹", "经纬度"}
    assert set(twice) <= allowed, twice


@pytest.mark.parametrize("lang", LANGUAGES)
def test_topics_are_the_same_in_both_languages(lang: str) -> None:
    assert set(load_notice_words(lang).topics) == set(load_notice_words("zh").topics)
