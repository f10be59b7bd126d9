"""Screens in words: numbers of elements, measures, and nothing that an app wrote acts on a terminal."""

from __future__ import annotations

import json

import pytest

from glasshouse.model.asking import Asking, AskingKind, Control
from glasshouse.model.ids import AskingId
from glasshouse.model.law import Text
from glasshouse.model.place import ScreenPlace
from glasshouse.model.screen_finding import ScreenFinding, SeenScreen
from glasshouse.tell.screens import measure_of, render_screens_json, render_screens_text, told
from glasshouse.tell.words import load_words

PLACE = ScreenPlace("a.xml", "1", (10, 20, 30, 40))
EN, ZH = load_words("en"), load_words("zh")


def finding(rule: str = "tiny_text", node: str = "1", *, sure: bool = True) -> ScreenFinding:
    why = Text("it is \x1b[31m8", "为8")
    return ScreenFinding(rule, "a.xml", node, "x", PLACE, why, "pack", (10, 20, 30, 40), 8.0, 9.0, "px_sp", sure)


SCREEN = SeenScreen(
    "a.xml", "dump", (finding(), finding("low_contrast"), finding("no_refuse", "2", sure=False)), (AskingId("k"),)
)
ASKING = Asking(
    AskingId("k"), AskingKind.CONSENT, (), PLACE, wording="Agree?", controls=(Control("Yes", "button", act="agree"),)
)


def test_an_element_has_one_number() -> None:
    assert [(item.number, item.rule) for item in told(SCREEN, EN)] == [
        (1, "tiny_text"),
        (1, "low_contrast"),
        (2, "no_refuse"),
    ]


def test_the_measure_says_whose_threshold_it_is() -> None:
    assert measure_of(finding(), EN) == "measured 8, threshold 9 (ours, advisory)"
    assert measure_of(finding(), ZH) == "测得8，阈值9（本工具设定，仅供参考）"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_text_shows_what_was_asked_and_found(lang: str) -> None:
    text = render_screens_text((SCREEN,), (ASKING,), lang)
    assert "Agree?" in text
    assert "Yes" in text
    assert "\x1b" not in text
    assert text.count("✗") == 3


def test_a_fair_screen_and_one_that_asks_nothing_say_so() -> None:
    text = render_screens_text((SeenScreen("a.xml", "page", (), missing=("contrast",)),), (), "en")
    assert "Nothing was found" in text
    assert "Asks for no consent" in text
    assert "Not measured: contrast" in text


def test_an_app_that_asks_nowhere_is_told_so() -> None:
    assert "No layout asks" in render_screens_text((), ())


def test_the_document_leaves_pictures_out() -> None:
    document = json.loads(render_screens_json((SeenScreen("a", "dump", (), png="iVBORw0KGgoAAAA"),), ()))
    assert document["askings"] == document["findings"] == []
    assert "iVBOR" not in json.dumps(document)
