"""Literal phrases in a text: longest first, whole Latin words, offsets in code points."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.vocab.entry import shipped_data
from glasshouse.vocab.match import Phrases, folded, spellings
from glasshouse.vocab.terms import VocabError

WORDS = Phrases(
    {"contacts": ["contacts", "通讯录"], "other": ["contact us", "短信验证码"], "sms": ["sms", "短信"], "gps": ["GPS"]}
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We read your Contacts.", [("Contacts", "contacts")]),
        ("contact us", [("contact us", "other")]),
        ("contactless SMSC gps2", []),
        ("several SMSs", [("SMSs", "sms")]),
        ("读取通讯录和短信", [("通讯录", "contacts"), ("短信", "sms")]),
        ("短信验证码", [("短信验证码", "other")]),
        ("\uff27\uff30\uff33定位", [("\uff27\uff30\uff33", "gps")]),
        ("讀取通訊錄", [("通訊錄", "contacts")]),
        ("CONTACT-US, contact\u00a0us", [("CONTACT-US", "other"), ("contact\u00a0us", "other")]),
    ],
)
def test_phrases_are_found_as_they_stand(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[hit.start : hit.end], *hit.labels) for hit in WORDS.find(text)] == found


@given(st.text(alphabet="contacsmgp 短信通讯录\uff27\uff30\uff33.", max_size=60))
def test_hits_quote_the_text_in_order_and_do_not_overlap(text: str) -> None:
    behind = 0
    for hit in WORDS.find(text):
        assert behind <= hit.start < hit.end <= len(text)
        quote = folded(text[hit.start : hit.end]).replace(" ", "").rstrip("s")
        assert quote in {"contact", "contactu", "sm", "gp", "通讯录", "短信验证码", "短信"}
        behind = hit.end


def test_a_phrase_of_one_character_is_refused() -> None:
    with pytest.raises(ValueError, match="two characters"):
        Phrases({"x": ["x"]})


def test_repetition_without_end_is_no_trouble() -> None:
    assert WORDS.find("contact " * 50_000) == []


@given(st.text(max_size=40))
def test_folding_keeps_offsets_and_folds_once(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


def test_the_same_phrase_twice_is_one_label() -> None:
    (hit,) = Phrases({"email": ["e-mail", "e mail"]}).find("your E-Mail")
    assert hit.labels == ("email",)


@pytest.mark.parametrize(("old", "new"), [('["帐', '["帐X'), ("[spelling]", "[spelling"), ('["帐帳', '["帐帐')])
def test_a_table_of_spellings_that_does_not_match_is_an_error(tmp_path: Path, old: str, new: str) -> None:
    file = shutil.copy(shipped_data() / "traditional.toml", tmp_path)
    assert spellings(tmp_path)
    spellings.cache_clear()
    Path(file).write_text(Path(file).read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(VocabError, match="traditional"):
        spellings(tmp_path)


@pytest.mark.parametrize(
    "text", ["address book", "your address\n  book,", "address-book", "address  *book*", "address\u2011book"]
)
def test_a_line_end_a_hyphen_or_emphasis_inside_a_phrase_says_nothing(text: str) -> None:
    (hit,) = Phrases({"contacts": ["address book"]}).find(text)
    assert text[hit.start : hit.end].startswith("address")
    assert text[hit.start : hit.end].rstrip("*").endswith("book")


@pytest.mark.parametrize("text", ["通讯录", "通\n讯录", "通 讯 录", "**通讯**录"])
def test_han_characters_of_a_phrase_may_stand_apart(text: str) -> None:
    (hit,) = Phrases({"contacts": ["通讯录"]}).find(f"我们读取{text}。")
    assert hit.end == len(f"我们读取{text}")


def test_words_that_are_joined_are_no_phrase() -> None:
    assert Phrases({"sms": ["sms"], "contacts": ["address book"]}).find("plasms addressbook addres sbook") == []
