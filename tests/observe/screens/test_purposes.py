"""What one act covers, and what belongs to an agreement."""

from __future__ import annotations

import pytest

from glasshouse.observe.screens.purposes import about, beyond, field_kinds, functions, kinds_in, services, units


@pytest.mark.parametrize(
    ("wording", "covers"),
    [
        ("同意《用户协议》和《隐私政策》", ["terms"]),
        ("I agree to the Terms of Service and the Privacy Policy", ["terms"]),
        ("同意《用户协议》并接收营销短信", ["terms", "marketing"]),
        ("I agree to the Terms and to receive offers by email", ["terms", "marketing"]),
        ("Allow analytics and personalised ads", ["analytics", "advertising"]),
        ("Receive offers and our newsletter", ["marketing"]),
        ("I accept the Terms, including sharing with partners", ["terms"]),
        ("同意《青禾服务协议》，允许青禾信用收集我的信息并向第三方提供", ["credit"]),
        ("同意《用户协议》，并授权信用评估", ["terms", "credit"]),
        ("Share my data with partners for marketing", ["sharing"]),
        ("Nice weather", []),
    ],
)
def test_units_are_the_separate_things_in_one_act(wording: str, covers: list[str]) -> None:
    assert list(units(wording)) == covers


def test_a_screen_about_a_loan_naturally_looks_at_credit() -> None:
    assert about(["借款申请"]) >= {"loan", "credit"}
    assert about(["年度账单"]) == frozenset()


def test_services_are_named_by_what_they_do() -> None:
    assert services("《个人信用查询授权书》") == ("credit",)
    assert services("Terms and marketing") == ()


def test_functions_come_from_headings() -> None:
    assert [item.id for item in functions(["Torch"])] == ["torch"]
    assert functions(["Hello"]) == ()


def test_kinds_that_nothing_allowed_covers_are_beyond() -> None:
    assert beyond(["id_number", "email", "password"], ["email"]) == ("id_number",)
    assert beyond(["location.precise"], ["location"]) == ()
    assert field_kinds("身份证号（必填）") == ("id_number",)
    assert "contacts" in kinds_in("读取您的通讯录")
