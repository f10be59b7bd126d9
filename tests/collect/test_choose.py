"""The control that answers is the one whose words say so."""

from __future__ import annotations

from typing import Any

import pytest

from glasshouse.collect.choose import Phrases, choose

PHRASES = Phrases(("accept all", "accept", "agree", "同意"), ("reject all", "reject", "no", "do not accept", "不同意"))


def piece(
    text: str, *, role: str = "button", container: str = "", hint: str = "", shown: bool = True, enabled: bool = True
) -> dict[str, Any]:
    return {"text": text, "role": role, "container": container, "hint": hint, "shown": shown, "enabled": enabled}


def chosen(answer: str, *pieces: dict[str, Any], covers: str = "") -> str | None:
    found = choose(pieces, PHRASES, answer, covers)
    return None if found is None else found["text"] or found["hint"]


def test_each_answer_has_its_control() -> None:
    bar = piece("Accept all"), piece("Reject all"), piece("Manage options")
    assert chosen("accept", *bar) == "Accept all"
    assert chosen("refuse", *bar) == "Reject all"


@pytest.mark.parametrize("words", ["I do not accept", "不同意", "不同意并退出"])
def test_words_that_refuse_never_accept(words: str) -> None:
    assert chosen("accept", piece(words)) is None
    assert chosen("refuse", piece(words)) == words


def test_chinese_controls_are_told_apart() -> None:
    assert chosen("accept", piece("不同意"), piece("同意并继续")) == "同意并继续"


def test_a_control_of_the_bar_goes_before_one_of_the_page() -> None:
    assert chosen("accept", piece("Accept"), piece("Accept all", container="bar-1")) == "Accept all"
    assert chosen("accept", piece("Accept all"), piece("I agree", container="dialog-2"), covers="dialog-2") == "I agree"


def test_an_icon_is_known_by_its_description() -> None:
    assert chosen("refuse", piece("", hint="Reject")) == "Reject"


@pytest.mark.parametrize(
    "other",
    [
        piece("Accept", role="checkbox"),
        piece("Accept", role="text"),
        piece("Accept", shown=False),
        piece("Accept", enabled=False),
        piece("Now"),
        piece("Acceptance tests"),
        piece("Read how we accept returns of goods that were bought online"),
    ],
)
def test_nothing_is_guessed(other: dict[str, Any]) -> None:
    assert chosen("accept", other) is None
    assert chosen("refuse", other) is None
