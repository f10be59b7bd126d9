"""The parts of a screen, and the askings that are made of them."""

from __future__ import annotations

from tests.observe.screens.made import button, piece, screen

from glasshouse.model.asking import AskingKind, OnRefusal
from glasshouse.observe.screens.understand import askings, is_implied, understand


def test_a_dialog_is_one_asking_with_its_controls() -> None:
    found = understand(
        screen(
            piece("text", "请您阅读并同意《隐私政策》，我们收集位置信息。"),
            button("同意"),
            button("不同意"),
            button("设置"),
        )
    )
    (asking,) = askings(found)
    assert asking.kind is AskingKind.CONSENT
    assert [(control.act, control.label) for control in asking.controls] == [
        ("agree", "同意"),
        ("refuse", "不同意"),
        ("choices", "设置"),
    ]
    assert "location" in asking.data
    assert asking.controls[0].area == 4800
    assert asking.on_refusal is OnRefusal.UNKNOWN


def test_a_box_is_an_asking_of_its_own() -> None:
    found = understand(screen(piece("field", ""), piece("checkbox", "同意《用户协议》", checked=False), button("登录")))
    (asking,) = askings(found)
    assert (asking.controls[0].act, asking.controls[0].state, asking.purposes) == ("toggle", "off", ("terms",))
    assert not found.asks


def test_a_notice_that_only_tells_asks_nothing() -> None:
    assert not understand(screen(piece("text", "We use cookies."), button("Got it"))).asks
    assert understand(screen(piece("text", "We use cookies."), button("Accept"))).asks
    assert not understand(screen(piece("text", "The ferry leaves at ten."), button("Accept"))).asks


def test_the_article_behind_a_bar_is_not_its_wording() -> None:
    found = understand(
        screen(
            piece("text", "Ministers agree on ferries"),
            piece("text", "We use cookies for statistics.", container="bar-1"),
            button("Accept", container="bar-1"),
            button("Reject", container="bar-1"),
        )
    )
    assert found.wording == "We use cookies for statistics."


def test_going_on_as_agreement() -> None:
    assert is_implied("登录即代表您同意《用户协议》")
    assert is_implied("提交订单即视为同意《个人信用查询授权书》")
    assert is_implied("By continuing you agree to our Terms.")
    assert not is_implied("By clicking “Accept” you agree to our Terms.")
    assert not is_implied("点击“同意”即表示您同意《隐私政策》")
    assert not is_implied("By continuing you save time.")
    assert is_implied("如您继续使用我们的服务，即表示您同意本隐私政策。")
    assert not is_implied("同意本隐私政策并不代表您已单独同意附加功能。")
    assert not is_implied("您开启该权限即视为您授权我们收集该信息。")
    assert not is_implied("We collect your use of the services with your consent.")


def test_an_unticked_box_is_an_act_of_its_own() -> None:
    text = piece("text", "登录即代表您同意《用户协议》")
    assert understand(screen(text, button("登录"))).implied is text
    assert understand(screen(text, piece("checkbox", "同意《用户协议》", checked=False))).implied is None


def test_names_of_agreements_beside_the_wording_must_be_readable_and_the_footer_need_not() -> None:
    sentence, link = piece("text", "By continuing you agree to our"), piece("link", "Terms")
    footer = piece("link", "Privacy policy")
    found = understand(screen(sentence, link, button("Continue"), piece("text", "© 2026 Ferry Company"), footer))
    assert found.relevant == (sentence, link)
