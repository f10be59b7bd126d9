"""Documents of all roles, and those that could not be read."""

from __future__ import annotations

import pytest

from glasshouse.model.looked import Why
from glasshouse.observe.notice.observe import observe_notices
from glasshouse.open.document import Document
from glasshouse.open.text import not_read

POLICY = (
    "小径搜索隐私政策。我们重视您的个人信息。为了帮您邀请好友，我们会在您同意后收集通讯录。我们不出售您的资料，"
    "也不会把它们交给广告公司。您可以随时在设置里关闭此功能，关闭之后我们不再使用这些资料，并在三十日内把它们从服务器上删掉。"
)


def test_each_document_is_a_notice_with_its_role_and_what_was_not_read_is_told() -> None:
    noticed = observe_notices(
        [
            ("policy", Document("p.txt", "0" * 64, "text", POLICY)),
            ("screen", Document("s.txt", "1" * 64, "text", "我们读取短信。", whole=False)),
            ("policy", Document("ru.txt", "2" * 64, "text", "हम आपका डेटा एकत्र करते हैं")),
            ("policy", not_read("p.pdf", "a PDF file")),
        ]
    )
    assert [(asking.source, asking.data, asking.whole) for asking in noticed.askings] == [
        ("policy", ("contacts",), True),
        ("screen", ("sms",), False),
    ]
    assert noticed.askings[1].topics == ()
    assert [item.why for item in noticed.not_looked] == [Why.OVER_BUDGET, Why.UNSUPPORTED, Why.UNSUPPORTED]
    assert [(item.artifact, item.unit) for item in noticed.looked] == [("p.txt", "characters"), ("s.txt", "characters")]


@pytest.mark.parametrize(
    "text",
    [
        "404 Not Found. The page that you asked for is not here.",
        "Menu. Home. Products. Privacy policy. Careers. Press. " * 8,
        "Wir erheben Ihre Kontakte, Ihren Standort und Ihre Nachrichten, wenn Sie der Nutzung zustimmen. " * 4,
        "x",
    ],
)
def test_what_is_no_policy_in_a_known_language_is_not_silent_but_unread(text: str) -> None:
    noticed = observe_notices([("policy", Document("p.txt", "0" * 64, "text", text))])
    assert not noticed.askings
    assert [item.why for item in noticed.not_looked] == [Why.UNSUPPORTED]


def test_a_policy_that_links_to_a_list_is_not_whole_unless_more_was_supplied() -> None:
    one = Document("p.html", "0" * 64, "html", POLICY, links=("第三方SDK清单", "首页"))
    other = Document("sdk.html", "1" * 64, "html", POLICY)
    assert [asking.whole for asking in observe_notices([("policy", one)]).askings] == [False]
    assert [asking.whole for asking in observe_notices([("policy", one), ("policy", other)]).askings] == [True, True]
