"""A condition of a rule in the words of the report: ``notice: class omitted`` of the judge's spelling, said in Chinese.

The judge writes one line a condition (``judge.spelling``): a head, then slots with their values. Words that are not
known here stay as they are, so that a condition of a newer pack is still shown.
"""

from __future__ import annotations

from glasshouse.tell.names import Names
from glasshouse.tell.words import Words

#: Slots whose value has a name in the vocabulary; a bound is a number or the name of a threshold.
_OF_TOPICS = frozenset({"topic", "below", "above"})


def condition_of(words: Words, names: Names, what: str) -> str:
    """The line in words; a line without a head (``all``, ``not``) is one word."""
    head, colon, rest = what.partition(": ")
    said = words.known("condition", head)
    if not colon:
        return said
    if head == "supplied":
        return said + words("colon") + words("stop").join(words.known("role", role) for role in rest.split(" and "))
    return said + words("colon") + words("semicolon").join(_slot(words, names, part) for part in rest.split(", "))


def _slot(words: Words, names: Names, part: str) -> str:
    """One slot: ``class omitted or denied``, ``data contacts``, ``below least_size``."""
    name, blank, rest = part.partition(" ")
    if not blank:
        return words.known("condition", part)
    values = words("condition.or").join(_value(words, names, name, text) for text in rest.split(" or "))
    return words("condition.slot", name=words.known("condition", name), values=values)


def _value(words: Words, names: Names, slot: str, text: str) -> str:
    if slot == "data":
        return names.data(text)
    if text.startswith(("below ", "above ")):
        return _slot(words, names, text)
    return names.topic(text) if slot in _OF_TOPICS else words.known("condition_value", text)
