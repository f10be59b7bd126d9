"""What a notice names and says, by its words: silence can be shown, truth cannot."""

from __future__ import annotations

import pytest

from glasshouse.model.place import TextPlace
from glasshouse.observe.notice.read import is_readable, named_in, read_notice
from glasshouse.observe.notice.sentences import sentences
from glasshouse.open.document import Document


def policy(text: str, hidden: str = "") -> Document:
    return Document("policy.txt", "0" * 64, "text", text, hidden)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("我们会收集您的通讯录和位置信息。", {"contacts", "location"}),
        ("我们会读取IMEI。", {"device.imei"}),
        ("我们重视您的个人信息保护。", set()),
        ("我们会收集您的个人信息。", {"personal_data"}),
        ("如有疑问请联系我们，联系方式如下。", set()),
        ("短信验证码用于登录。", set()),
        ("We collect your contacts and precise location.", {"contacts", "location.precise"}),
        ("We protect your personal data.", set()),
        ("We collect personal data.", {"personal_data"}),
        ("Contact us within ten calendar days; our location is on the map.", set()),
        ("We take reasonable steps and take into account your wishes.", set()),
    ],
)
def test_kinds_are_named_where_the_words_mean_them(text: str, named: set[str]) -> None:
    assert set(read_notice(policy(text), "policy").data) == named


def test_a_mention_quotes_its_place_and_hidden_text_is_kept_apart() -> None:
    asking = read_notice(policy("第一句。我们收集通讯录。", hidden="我们读取短信。"), "policy")
    assert asking.data == ("contacts",)
    first, second = asking.mentions
    assert isinstance(first.place, TextPlace)
    assert (first.place.start, first.place.end, first.place.quote) == (8, 11, "通讯录")
    assert (second.data, second.shown) == ("sms", False)


def topics(text: str) -> dict[str, tuple[bool, bool, float | None]]:
    return {item.name: (item.stated, item.sure, item.value) for item in read_notice(policy(text), "policy").topics}


def test_topics_are_found_by_key_words_and_never_surely_by_them() -> None:
    found = topics("您可以删除信息。投诉请致电，我们将在15个工作日内答复投诉。")
    assert found["delete"] == (True, False, None)
    assert found["close_account"] == (False, False, None)
    assert found["complaint_days"] == (True, True, 15.0)
    assert "rights_days" not in found


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("我们为您提供服务时会说明这些业务。", True),
        ("我們為您提供服務時會說明這些業務。", False),
        ("We collect your contacts.", False),
    ],
)
def test_simplified_chinese_is_told_from_what_is_not(text: str, stated: bool) -> None:
    assert topics(text)["simplified_chinese"] == (stated, True, None)


def test_a_text_without_any_rule_surely_has_none() -> None:
    assert topics("欢迎使用。祝您愉快。")["rules"] == (False, True, None)
    assert topics("我们会收集您的位置信息。")["rules"][0] is True


def test_a_text_of_the_app_counts_only_beside_a_verb_of_collection() -> None:
    assert named_in("通讯录") == ()
    assert named_in("需要读取您的通讯录，用于查找好友") == ("contacts",)
    assert named_in("Allow access to your contacts?") == ("contacts",)


@pytest.mark.parametrize(
    ("text", "readable"), [("我们收集", True), ("We collect", True), ("हम आपका डेटा एकत्र करते हैं", False), ("", True)]
)
def test_other_languages_are_not_read(text: str, readable: bool) -> None:
    assert is_readable(text) is readable


def test_sentences_are_spans_of_the_text() -> None:
    text = "一。二！ Three. v1.2 four\nmore\n \nfive"
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "一。",
        "二！",
        "Three.",
        "v1.2 four\nmore",
        "five",
    ]


@pytest.mark.parametrize(
    ("text", "perhaps"),
    [
        ("为了推荐认识的人，我们会读取您手机里的亲友名单。", {"contacts"}),
        ("To suggest people, we read the acquaintances that you keep.", {"contacts"}),
        ("如有疑问请联系客服。", set()),  # no verb of collection beside it
    ],
)
def test_a_cue_beside_a_verb_of_collection_keeps_a_kind_from_being_surely_left_out(
    text: str, perhaps: set[str]
) -> None:
    mentions = read_notice(Document("p.txt", "0" * 64, "text", text), "policy").mentions
    assert {item.data for item in mentions if not item.shown} == perhaps
