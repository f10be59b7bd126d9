"""A condition of a rule in the words of the report: ``notice: class omitted`` of the judge's spelling, said in Chinese.

The judge writes one line a condition (``judge.spelling``): a head, then slots with their values. Words that are not
known here stay as they are, so that a condition of a newer pack is still shown.
"""

from __future__ import annotations

from collections.abc import Callable

from glasshouse.tell.names import Names
from glasshouse.tell.words import Words

def _of_list(words: Words, names: Names, text: str) -> str:  # noqa: ARG001 - the others of its kind use it
    return words.known("condition_value", text)


#: Slots whose values have names in the vocabulary; a bound is a number or the name of a threshold.
_BY_NAME: dict[str, Callable[[Words, Names, str], str]] = {
    "data": lambda _, names, text: names.data(text),
    "topic": lambda _, names, text: names.topic(text),
    "below": lambda _, names, text: names.topic(text),
    "above": lambda _, names, text: names.topic(text),
}


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
    one: dict[str, Callable[[str], str]] = {
        "data": names.data,
        "topic": names.topic,
        "below": names.topic,
        "above": names.topic,
    }
    value = one.get(name, lambda text: words.known("condition_value", text))
    values = words("condition.or").join(value(text) for text in rest.split(" or "))
    return words("condition.slot", name=words.known("condition", name), values=values)
