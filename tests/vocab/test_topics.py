"""Every topic that rules and words know has a name in both languages."""

from __future__ import annotations

from glasshouse.judge.packs import shipped
from glasshouse.judge.rule import All, AnyOf, Condition, Not, RowIs
from glasshouse.vocab.topics import load_topics
from glasshouse.vocab.words import LANGUAGES, load_notice_words


def topics(condition: Condition | None) -> set[str]:
    match condition:
        case All(parts) | AnyOf(parts):
            return set().union(*(topics(part) for part in parts))
        case Not(part):
            return topics(part)
        case RowIs():
            return set(condition.topic)
        case _:
            return set()


def test_rules_name_no_topic_without_words() -> None:
    named = {name for pack in shipped()[0].packs for rule in pack.rules for name in topics(rule.when)}
    assert named
    assert named <= set(load_topics())


def test_thresholds_of_rules_have_words() -> None:
    named = {item.name for pack in shipped()[0].packs for rule in pack.rules for item in rule.thresholds}
    assert named <= set(load_topics())


def test_topics_that_are_looked_for_have_words() -> None:
    assert {name for lang in LANGUAGES for name in load_notice_words(lang).topics} <= set(load_topics())


def test_words_are_in_both_languages() -> None:
    assert load_topics()["handler_name"][0] == "who handles the data"
    assert all(any("\u4e00" <= char <= "\u9fff" for char in zh) for _, zh in load_topics().values())
