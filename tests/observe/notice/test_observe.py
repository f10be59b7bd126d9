"""Documents of all roles, and those that could not be read."""

from __future__ import annotations

from glasshouse.model.looked import Why
from glasshouse.observe.notice.observe import observe_notices
from glasshouse.open.document import Document
from glasshouse.open.text import not_read


def test_each_document_is_a_notice_with_its_role_and_what_was_not_read_is_told() -> None:
    noticed = observe_notices(
        [
            ("policy", Document("p.txt", "0" * 64, "text", "我们收集通讯录。")),
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
