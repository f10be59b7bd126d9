"""Each finding and its fair twin. What was not measured accuses nobody."""

from __future__ import annotations

from typing import Any

import pytest
from tests.observe.screens.made import button, ids, piece, screen

from glasshouse.observe.screens.find import find, is_large
from glasshouse.observe.screens.understand import understand

BILL = (piece("text", "2017 年度账单", size=20.0, contrast=12.0), button("查看账单"))
AGREEMENT = "同意《青禾信用服务协议》，允许青禾信用向第三方提供我的信息"
COOKIES = piece("text", "We use cookies for statistics and advertising.", size=16.0, contrast=12.0)


def test_the_yearly_bill_and_its_honest_twin() -> None:
    box = piece("checkbox", AGREEMENT, checked=True, size=7.0, contrast=1.5)
    assert ids(*BILL, box, source="dump") == {"pre_checked", "tiny_text", "low_contrast", "unrelated_purpose"}
    assert not ids(*BILL, piece("checkbox", AGREEMENT, checked=False, size=14.0, contrast=9.0), source="dump")


def test_a_finding_names_element_measure_and_threshold() -> None:
    box = piece("checkbox", "同意《用户协议》", checked=False, size=8.0, box=(1, 2, 3, 4))
    (finding,) = find(understand(screen(box, button("登录"), sure=False)))
    assert (finding.node, finding.box, finding.measured, finding.threshold) == (box.node, (1, 2, 3, 4), 8.0, 9.0)
    assert (finding.origin, finding.sure, finding.unit) == ("pack", False, "px_sp")
    assert "8" in finding.why.en
    assert "同意《用户协议》" in finding.why.zh


def test_ticks_of_settings_and_of_returned_forms_are_no_accusation() -> None:
    box = piece("checkbox", "接收优惠信息", checked=True)
    assert ids(piece("text", "注册"), box) == {"pre_checked"}
    assert not ids(piece("text", "设置"), box)
    assert not ids(piece("field", "…"), piece("text", "密码错误"), box)
    assert not ids(piece("text", "登录"), piece("checkbox", "记住我", checked=True))


def test_nine_is_not_tiny_and_unmeasured_is_nothing() -> None:
    for size, found in ((8.9, {"tiny_text"}), (9.0, set()), (None, set())):
        assert ids(piece("checkbox", "同意《用户协议》", checked=False, size=size)) == found


@pytest.mark.parametrize(
    ("size", "bold", "source", "large"),
    [
        (24.0, False, "page", True),
        (19.0, True, "page", True),
        (19.0, False, "page", False),
        (18.0, False, "dump", True),
        (14.0, True, "dump", True),
        (14.0, False, "dump", False),
        (None, False, "dump", True),
    ],
)
def test_large_letters_need_less_contrast(size: float | None, bold: bool, source: str, large: bool) -> None:
    assert is_large(screen(source=source), piece("text", "x", size=size, bold=bold)) is large


def test_the_accept_button_itself_may_be_pale() -> None:
    assert not ids(COOKIES, button("Accept", contrast=2.0), button("Reject"))
    assert "low_contrast" in ids(COOKIES, button("Accept"), button("Reject", contrast=2.0))


@pytest.mark.parametrize(
    ("measured", "known"),
    [
        ({"opacity": 0.1}, {}),
        ({"width": 4.0, "height": 4.0}, {}),
        ({"contrast": 1.2, "ground": 1.1}, {}),
        ({"covered": True}, {}),
        ({"box": (-200, 0, 100, 40)}, {"view": (1280, 800)}),
    ],
)
def test_a_refusal_that_cannot_be_seen_is_hidden_and_nothing_else(
    measured: dict[str, Any], known: dict[str, Any]
) -> None:
    assert ids(COOKIES, button("Accept"), button("Reject", **measured), **known) == {"hidden_control"}


def test_below_the_fold_is_not_hidden() -> None:
    assert not ids(COOKIES, button("Accept"), button("Reject", box=(0, 900, 120, 40)), view=(1280, 800))


def test_no_refuse_only_where_nothing_else_leads_out() -> None:
    ask = piece("text", "May we use cookies for statistics?")
    assert ids(ask, button("Accept")) == {"no_refuse"}
    assert "no_refuse" not in ids(ask, button("Accept"), button("×"))
    assert "no_refuse" not in ids(ask, button("Accept"), piece("text", "No thanks"))
    assert ids(ask, button("Accept"), button("Settings")) == {"unequal_choice"}


@pytest.mark.parametrize(
    "refuse", [{"height": 10.0}, {"size": 12.0}, {"in_view": False}], ids=["area", "letters", "scroll"]
)
def test_refusing_made_harder(refuse: dict[str, object]) -> None:
    assert ids(COOKIES, button("Accept", in_view=True), button("Reject", **refuse)) == {"unequal_choice"}
    assert not ids(COOKIES, button("Accept", in_view=True), button("Reject", filled=False))


def test_bundled_is_one_act_for_several_things() -> None:
    assert ids(piece("checkbox", "同意《用户协议》并接收营销短信", checked=False)) == {"bundled"}
    assert not ids(
        piece("checkbox", "同意《用户协议》", checked=False), piece("checkbox", "接收营销短信", checked=False)
    )
    assert not ids(COOKIES, button("Accept all"), button("Reject all"))


def test_walls_say_so_or_cover_everything() -> None:
    ask = piece("text", "请阅读并同意《隐私政策》。", container="w")
    accept, leave = button("同意", container="w"), button("不同意并退出", container="w")
    assert "consent_wall" in ids(ask, accept, leave)
    assert ids(ask, accept, covers="w") == {"consent_wall", "no_refuse"}
    assert not ids(ask, accept, button("不同意", container="w"), covers="w")
    assert not ids(ask, accept, button("仅浏览", container="w"), covers="w")


def test_implied_consent_comes_alone() -> None:
    assert ids(piece("text", "By continuing you agree to our Terms."), button("Continue")) == {"implied_consent"}


def test_forms_and_rewards() -> None:
    assert ids(piece("text", "举报"), piece("field", "身份证号（必填）"), button("提交")) == {"forced_data"}
    assert ids(piece("text", "授权位置，送 8 元咖啡券")) == {"reward_for_data"}


def test_what_a_screen_is_about_is_neither_unrelated_nor_bundled() -> None:
    loan = piece("checkbox", "同意《借款协议》《征信授权书》", checked=False, required=True)
    assert not ids(piece("text", "借款申请"), loan)
    assert ids(piece("text", "照片冲印"), loan) == {"unrelated_purpose"}


def test_a_function_that_cannot_use_the_data() -> None:
    ask = piece("text", "Torch needs your permission to read your contacts.")
    assert ids(piece("text", "Torch"), ask, button("Agree")) == {"unrelated_purpose", "no_refuse"}
    assert ids(piece("text", "Chat"), ask, button("Agree")) == {"no_refuse"}


def test_consent_that_data_need_is_no_wall() -> None:
    assert ids(piece("text", "我们需要您的同意才能收集位置信息。"), button("同意")) == {"no_refuse"}
    assert "consent_wall" in ids(piece("text", "同意后才能使用本应用。"), button("同意"))


#: Screens of everyday apps, of which nothing may be said.
FAIR = (
    ("Turn on notifications?", "Allow", "Not now"),
    ("Allow Weather to use your location?", "Allow", "Don't allow"),
    ("Are you over 18?", "Yes", "No"),
    ("Version 3.2 fixes bugs.", "Update", "Later"),
    ("This cannot be undone.", "Delete", "Cancel"),
    ("检测到剪贴板链接，是否打开？", "打开", "取消"),
    ("请阅读并同意《隐私政策》。不同意可进入基本功能模式。", "同意", "进入基本功能模式"),
    ("Spend £50 and get £10 off.", "Shop now", "Close"),
    ("We've updated our privacy policy.", "Got it", "Details"),
)


@pytest.mark.parametrize(("text", "first", "second"), FAIR)
def test_everyday_dialogs_are_left_alone(text: str, first: str, second: str) -> None:
    assert not ids(piece("text", text, size=16.0, contrast=12.0), button(first), button(second))
