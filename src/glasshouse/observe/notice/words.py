"""The phrases of all languages in one search, made once: a policy may hold both."""

from __future__ import annotations

from functools import cache

from glasshouse.vocab.load import load_permissions
from glasshouse.vocab.match import Phrases
from glasshouse.vocab.words import LANGUAGES, load_notice_words

KIND, TOPIC, GENERAL, COLLECT, OTHER = "kind:", "topic:", "general", "collect", "other"


@cache
def data_phrases() -> Phrases:
    """Phrases that name kinds of data (``kind:contacts``), personal data as such (``general``), neither (``other``)."""
    labelled: dict[str, list[str]] = {GENERAL: [], OTHER: []}
    for words in map(load_notice_words, LANGUAGES):
        for kind, phrases in words.kinds.items():
            labelled.setdefault(KIND + kind, []).extend(phrases)
        labelled[GENERAL] += words.general
        labelled[OTHER] += words.other
    for permission in load_permissions():  # policies list permissions by their names: READ_CONTACTS
        name = permission.id.rpartition(".")[2]
        for kind in permission.opens if "_" in name else ():
            labelled.setdefault(KIND + kind, []).append(name)
    return Phrases(labelled)


@cache
def collect_phrases() -> Phrases:
    """Verbs of collection."""
    return Phrases({COLLECT: [phrase for lang in LANGUAGES for phrase in load_notice_words(lang).collect]})


@cache
def cue_phrases() -> Phrases:
    """Words that may speak of a kind of data (``kind:contacts``; ``inside``: kinds share words)."""
    labelled: dict[str, list[str]] = {}
    for words in map(load_notice_words, LANGUAGES):
        for kind, phrases in words.cues.items():
            labelled.setdefault(KIND + kind, []).extend(phrases)
    return Phrases(labelled)


@cache
def sweeping_phrases() -> Phrases:
    """Words that may mean any kind of data."""
    return Phrases({"sweeping": [phrase for lang in LANGUAGES for phrase in load_notice_words(lang).sweeping]})


@cache
def part_phrases() -> Phrases:
    """What links to a part of a notice say."""
    return Phrases({"part": [phrase for lang in LANGUAGES for phrase in load_notice_words(lang).parts]})


@cache
def topic_phrases() -> tuple[frozenset[str], Phrases]:
    """The names of the topics, and the phrases of all of them in one search (``inside``: topics share words)."""
    topics: dict[str, list[str]] = {}
    for words in map(load_notice_words, LANGUAGES):
        for topic, phrases in words.topics.items():
            topics.setdefault(topic, []).extend(phrase for phrase in phrases if len(phrase) > 1)
    return frozenset(topics), Phrases(topics)
