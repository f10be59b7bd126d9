"""Labels that answer, and the traps: a refusal holds the word of the agreement."""

from __future__ import annotations

import pytest

from glasshouse.vocab.agreement import load_agreement

WORDS = load_agreement()


@pytest.mark.parametrize(
    "label", ["同意", " 同意并继续 ", "「我已阅读并同意」", "I agree", "ACCEPT ALL", "Yes, I consent!", "OK"]
)
def test_labels_that_agree(label: str) -> None:
    assert WORDS.answer(label) is True


@pytest.mark.parametrize(
    "label", ["不同意", "不同意并退出", "暂不同意", "Disagree", "I do not agree", "No, thanks", "Decline all"]
)
def test_labels_that_refuse(label: str) -> None:
    assert WORDS.answer(label) is False


@pytest.mark.parametrize(
    "label", ["查看详情", "Settings", "Rate us", "", "We allow you to read all of this long sentence first"]
)
def test_labels_that_do_neither(label: str) -> None:
    assert WORDS.answer(label) is None


def test_wording_of_an_agreement() -> None:
    assert WORDS.asks("请阅读《隐私政策》")
    assert WORDS.asks("Please read our Privacy Policy.")
    assert not WORDS.asks("Do you like this app? Rate it!")
    assert not WORDS.asks("发现新版本，是否更新？")
