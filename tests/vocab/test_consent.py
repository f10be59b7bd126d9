"""The words of consent: lists that load, that hold no phrase twice, and thresholds with an origin."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.vocab.consent import ACTS, load_consent, load_limits, load_sentences
from glasshouse.vocab.entry import shipped_data
from glasshouse.vocab.terms import VocabError


def test_signs_and_phrases_have_an_act() -> None:
    words = load_consent()
    assert set(words.exact.values()) <= set(ACTS)
    assert [hit.labels for hit in words.labels.find("不同意")] == [("refuse",)]


def test_every_purpose_has_a_class_and_a_name() -> None:
    words, sentences = load_consent(), load_sentences()
    assert not words.own & words.service
    assert all(f"about.{name}" in sentences for name in words.own | words.share | words.service)


def test_thresholds_say_where_they_come_from() -> None:
    limits = load_limits()
    assert limits["tiny_text"].value == 9
    assert limits["pre_checked"].origin == "instrument"
    assert {limit.origin for limit in limits.values()} == {"instrument", "pack"}


def test_every_sentence_is_in_both_languages() -> None:
    assert all(en.strip() and zh.strip() and en != zh for en, zh in load_sentences().values())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('agree = ["同意"', 'agrees = ["同意"'),
        ('"profile.age" = ["出生日期"', '"profile.aeon" = ["出生日期"'),
        ('marketing = ["营销"', 'selling = ["营销"'),
        ('report = ["举报"', 'raport = ["举报"'),
        ('report = ["举报"', 'report = [1, "举报"'),
    ],
)
def test_a_misspelt_name_is_refused(tmp_path: Path, old: str, new: str) -> None:
    home = tmp_path / "consent"
    home.mkdir()
    for file in (shipped_data() / "consent").iterdir():
        text = file.read_text("utf-8")
        home.joinpath(file.name).write_text(text.replace(old, new) if file.name == "zh.toml" else text, "utf-8")
    with pytest.raises(VocabError):
        load_consent(tmp_path)


def test_an_unknown_origin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "consent").mkdir()
    (tmp_path / "consent" / "thresholds.toml").write_text(
        '[[threshold]]\nid = "x"\nvalue = 1\nunit = "ratio"\norigin = "hearsay"\n', "utf-8"
    )
    with pytest.raises(VocabError):
        load_limits(tmp_path)
