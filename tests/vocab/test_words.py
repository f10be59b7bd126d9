"""The word lists: every kind of data in both languages, no phrase for two that are not related."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest

from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.match import Phrases, folded
from glasshouse.vocab.words import LANGUAGES, load_notice_words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_has_words(lang: str) -> None:
    top = {kind for kind in load_kinds().by_id if kind != "personal_data"}
    missing = top - set(load_notice_words(lang).kinds)
    assert sorted(missing) == []


#: Kinds that no kind covers together and that one phrase may still name: a group of permissions, a thing of two sides.
TOGETHER = (
    {"device", "call_log", "phone_number"},  # the permission group Phone
    {"files", "files.audio", "photos"},  # the permission group Storage
    {"screen", "typed_text", "device.app_usage"},  # a service of accessibility
    {"device.installed_apps", "device.app_usage"},  # usage access
    {"device", "device.imsi", "device.iccid"},
    {"device.imei", "device.serial"},
    {"device.bluetooth", "device.mac"},
    {"device.bluetooth", "device.network.nearby"},
    {"device.network.ip", "location.coarse"},
    {"location", "location.precise", "health.fitness"},
    {"device.sensors.activity", "health.fitness"},
    {"device.sensors", "device.sensors.activity", "location"},
    {"health.fitness", "health.nutrition"},
    {"call_log", "sms"},
    {"call_log", "messages.content"},
    {"call_log", "microphone"},
    {"call_log.voicemail", "microphone"},
    {"browsing", "network_log"},
    {"biometric.face", "camera"},
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_phrase_for_two_kinds_stands_for_related_ones(lang: str) -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for kind, phrases in load_notice_words(lang).kinds.items():
        for phrase in phrases:
            kinds[folded(phrase)].add(kind)
    covers = load_kinds().covers
    for phrase, named in kinds.items():
        related = all(covers(one, two) or covers(two, one) for one, two in combinations(named, 2))
        assert related or any(named <= together for together in TOGETHER), phrase


def test_words_of_no_data_do_not_begin_within_a_kind_that_they_would_hide() -> None:
    """In "we keep location data" (\u5b58\u50a8\u4f4d\u7f6e\u4fe1\u606f), "place of storage" (\u5b58\u50a8\u4f4d\u7f6e) in ``other`` would hide the location."""
    for text, kind in HIDDEN.items():
        assert kind in named(text), text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_topics_are_the_same_in_both_languages(lang: str) -> None:
    assert set(load_notice_words(lang).topics) == set(load_notice_words("zh").topics)


def named(text: str) -> set[str]:
    """The kinds that the words of all languages find in a text."""
    labelled: dict[str, list[str]] = {"": []}
    for words in map(load_notice_words, LANGUAGES):
        labelled[""] += words.other
        for kind, phrases in words.kinds.items():
            labelled.setdefault(kind, []).extend(phrases)
    return {label for hit in Phrases(labelled).find(text) for label in hit.labels if label}


HIDDEN = {
    "我们会存储位置信息": "location",
    "读取短信验证码": "sms",
    "读取银行短信通知": "sms",
    "read the SMS verification code": "sms",
    "We read the incoming SMS verification code": "sms",
    "send your email to friends": "email",
    "your contacts at any time": "contacts",
    "应用会读取您的验证码短信": "sms",
    "允许访问您设备上的照片、媒体内容和文件吗？": "files",
    "We read OTP messages to log you in": "sms",
    "access the media on your device": "photos",
    "access to address book": "contacts",
}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("读取手机的通信录", {"contacts"}),
        ("读取您手机中存储的联系方式", {"contacts"}),
        ("讀取您的通訊錄與簡訊", {"contacts", "sms"}),
        ("通话纪录、拨号记录、通话列表、電話記錄", {"call_log"}),
        ("联络人权限、信息权限", {"contacts", "sms"}),
        ("电话权限", {"call_log", "phone_number", "device"}),
        ("存储权限", {"files", "files.audio", "photos"}),
        ("我们收集你的位置", {"location"}),
        ("使用LBS服务", {"location"}),
        ("the contact information stored on your phone", {"contacts"}),
        (
            "your address-book, call-log data, text-messages and geo-location",
            {"contacts", "call_log", "sms", "location"},
        ),
        ("people in your phone, and the texts you receive", {"contacts", "sms"}),
        ("calls you make, calling records", {"call_log"}),
        ("Phone permission", {"call_log", "phone_number", "device"}),
        ("SMS permission", {"sms"}),
        ("IMEI/MEID/ICCID", {"device.imei", "device.iccid"}),
    ],
)
def test_ways_of_saying_it_in_real_policies(text: str, kinds: set[str]) -> None:
    assert named(text) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "联系方式",
        "短信验证码用于登录",
        "向您发送短信",
        "营销短信",
        "欢迎来电咨询",
        "我们的联系人",
        "显著位置",
        "contact information",
        "We may send you text messages about offers",
        "Incoming calls to our hotline",
        "your contacts at our company",
        "data centers in more than one location",
    ],
)
def test_words_that_only_look_like_a_kind(text: str) -> None:
    assert named(text) == set()
