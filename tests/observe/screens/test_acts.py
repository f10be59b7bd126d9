"""What labels do, polarity first; which boxes are consent."""

from __future__ import annotations

import pytest
from tests.observe.screens.made import button, piece, screen

from glasshouse.observe.screens.acts import act_of, act_of_label, agrees, is_consent, is_returned, is_settings


@pytest.mark.parametrize(
    ("label", "act"),
    [
        ("同意", "agree"),
        ("不同意", "refuse"),
        ("不同意并退出", "exit"),
        ("同意并关闭", "agree"),
        ("仅浏览", "basic"),
        ("更多选项", "choices"),
        ("×", "close"),
        ("知道了", "go_on"),
        ("Accept all", "agree"),
        ("I do not accept", "refuse"),
        ("Disagree", "refuse"),
        ("Don’t allow", "refuse"),
        ("Continue without accepting", "refuse"),
        ("Accept only necessary", "refuse"),
        ("Accept & close", "agree"),
        ("Save my choices", "choices"),
        ("No", "refuse"),
        ("Timetable", None),
        ("票价", None),
    ],
)
def test_the_longest_phrase_decides_what_a_label_does(label: str, act: str | None) -> None:
    assert act_of_label(label) == act


def test_the_name_of_an_agreement_that_is_a_link_accepts_nothing() -> None:
    assert act_of(piece("link", "《信息共享授权书》")) is None
    assert act_of(piece("link", "授权")) == "agree"


def test_a_text_that_cannot_be_touched_does_nothing() -> None:
    assert act_of(piece("text", "同意")) is None
    assert act_of(piece("text", "同意", clickable=True)) == "agree"


@pytest.mark.parametrize(
    "words", ["我已阅读并同意《用户协议》", "接收优惠信息", "Share my data with partners", "I agree to the Terms"]
)
def test_boxes_with_wording_of_agreement_are_consent(words: str) -> None:
    assert is_consent(words)


@pytest.mark.parametrize(
    "words",
    [
        "记住我",
        "自动登录",
        "提示音",
        "夜间模式",
        "Remember me",
        "Keep me signed in",
        "Sound",
        "Strictly necessary cookies",
        "Vegetarian",
    ],
)
def test_conveniences_and_what_is_necessary_are_not(words: str) -> None:
    assert not is_consent(words)


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("Send me offers", True),
        ("Do not send me offers", False),
        ("Send me offers. Untick if you do not want them", True),
        ("不希望接收优惠信息", False),
        ("接收优惠信息，如不需要请取消勾选", True),
        ("May we share your data?\nYes", True),
        ("May we share your data?\nNo", False),
    ],
)
def test_a_tick_agrees_unless_its_words_refuse(words: str, does: bool) -> None:
    assert agrees(words) is does


def test_a_settings_page_is_one_by_its_heading_and_asks_nothing() -> None:
    switch = piece("switch", "个性化广告", checked=True)
    assert is_settings(screen(piece("text", "设置"), switch))
    assert not is_settings(screen(piece("text", "设置"), switch, button("全部同意")))
    assert not is_settings(screen(piece("text", "注册"), switch))


def test_a_form_with_an_error_came_back() -> None:
    assert is_returned(screen(piece("field", "…"), piece("text", "密码错误")))
    assert not is_returned(screen(piece("field", "…"), piece("text", "欢迎")))
    assert not is_returned(screen(piece("text", "密码错误")))
