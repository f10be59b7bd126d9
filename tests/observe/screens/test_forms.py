"""What comes with the use of a screen."""

from __future__ import annotations

import pytest
from tests.observe.screens.made import button, piece, screen

from glasshouse.observe.screens.forms import agreed_to, forced, is_mandatory, reward, unrelated


def test_a_report_needs_no_identity_where_it_must_be_given() -> None:
    kinds = [
        kind
        for _, found in forced(
            screen(
                piece("text", "举报"),
                piece("field", "身份证号（必填）"),
                piece("field", "位置", required=True),
                piece("field", "联系电话（选填）"),
                button("提交举报"),
            )
        )
        for kind in found
    ]
    assert kinds == ["id_number", "location"]


def test_the_asterisk_counts_only_with_its_legend() -> None:
    fields = piece("text", "Newsletter"), piece("field", "Birthday *")
    assert not list(forced(screen(*fields)))
    assert list(forced(screen(*fields, piece("text", "* required"))))


@pytest.mark.parametrize(
    ("title", "field"),
    [("验证码登录", "手机号（必填）"), ("Delivery", "Address (required)"), ("Hello", "Passport (required)")],
)
def test_what_the_function_needs_and_what_is_not_known_accuse_nobody(title: str, field: str) -> None:
    assert not list(forced(screen(piece("text", title), piece("field", field), button("OK"))))


def test_optional_beats_mandatory() -> None:
    assert is_mandatory(screen(), "Phone (required)")
    assert not is_mandatory(screen(), "Phone (not required)")


@pytest.mark.parametrize(
    "text",
    [
        "授权通讯录，领 10 元红包",
        "填写身份证号并授权位置，送 8 元咖啡券",
        "Complete your profile and get a €5 voucher",
        "Share your location and earn 50 points",
    ],
)
def test_an_offer_for_data_is_a_reward(text: str) -> None:
    assert reward(screen(piece("text", text))) is not None


@pytest.mark.parametrize(
    "text",
    [
        "购物满 100 元送 10 元券",
        "积分规则：每消费 10 元积 1 分",
        "Free delivery on all orders",
        "同意《积分计划协议》",
        "Accept our terms",
        "为了向您寄送奖品，我们需要您提供收货地址",
        "获得您的同意后，我们会使用积分信息",
        "票价 26 元",
    ],
)
def test_prices_and_points_for_buying_are_none(text: str) -> None:
    assert reward(screen(piece("text", text))) is None


def test_a_service_is_unrelated_where_nothing_else_speaks_of_it() -> None:
    assert unrelated("同意《信用服务协议》", ["年度账单", "查看账单"]) == ("credit",)
    assert unrelated("同意《信用服务协议》", ["信用查询", "开始查询"]) == ()
    assert unrelated("Agree: read your contacts", ["Torch"]) == ("contacts",)
    assert unrelated("Agree: read your contacts", ["Chat"]) == ()


def test_what_the_wording_only_points_to_is_not_agreed_to() -> None:
    asking = [piece("text", "Please agree to advertising. See our privacy policy.")]
    assert agreed_to(asking, alone=True) == "Please agree to advertising."
