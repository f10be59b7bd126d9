"""Conditions in the words of the report; what is not known stays as the judge spelt it."""

from __future__ import annotations

import re

import pytest

from glasshouse.judge.packs import shipped
from glasshouse.judge.spelling import outline
from glasshouse.tell.conditions import condition_of
from glasshouse.tell.names import load_names
from glasshouse.tell.words import load_words


def zh(what: str) -> str:
    return condition_of(load_words("zh"), load_names("zh"), what)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("all", "全部条件"),
        ("supplied: policy and screen", "已提供：隐私政策、界面"),
        ("notice: class omitted", "告知：情形 未提及"),
        ("notice: class omitted or denied, data contacts", "告知：情形 未提及或声明不会；信息 通讯录"),
        ("consent: data location.precise, when before_consent", "同意：信息 精确位置；时间 同意之前"),
        ("input: target_sdk below 23", "输入：目标 API 低于 23"),
        ("nobody knows: this or that", "nobody knows：this or that"),
    ],
)
def test_a_condition_in_chinese(what: str, said: str) -> None:
    assert zh(what) == said


def test_a_condition_in_english() -> None:
    words, names = load_words("en"), load_names("en")
    assert condition_of(words, names, "notice: class omitted") == "notice: class not named"
    assert condition_of(words, names, "not") == "not"


def test_no_english_word_is_left_in_a_condition_of_the_shipped_rules() -> None:
    """Names of products, of fields of the manifest and of permissions may stay."""
    law, _ = shipped()
    left = set()
    for when in (rule.when for pack in law.packs for rule in pack.rules):
        for line in outline(when) if when else ():
            left |= set(re.findall(r"[a-z_]{4,}", zh(line.strip())))
    assert left <= {"target_sdk", "least_target"}
