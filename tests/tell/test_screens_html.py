"""The picture with the boxes on it: only a PNG becomes one, and texts stay texts."""

from __future__ import annotations

from dataclasses import replace

from tests.tell.test_screens import SCREEN

from glasshouse.model.screen_finding import SeenScreen
from glasshouse.tell.screens_html import drawn, render_screens_html
from glasshouse.tell.words import load_words

PNG = "iVBORw0KGgoAAAANSUhEUg=="
SHOWN = replace(SCREEN, png=PNG, view=(720, 1280))


def test_each_element_is_marked_once() -> None:
    (screen,) = drawn((SHOWN,), load_words("en"))
    assert [mark.number for mark in screen.marks] == [1, 2]
    page = render_screens_html((SHOWN,))
    assert f"data:image/png;base64,{PNG}" in page
    assert page.count('<rect class="mark"') == 2


def test_what_is_no_png_is_no_picture() -> None:
    for png in ("PHNjcmlwdD4=", 'iVBORw0KGgo"><script>'):
        page = render_screens_html((replace(SHOWN, png=png),))
        assert "<script>" not in page
    (screen,) = drawn((replace(SHOWN, png="PHNjcmlwdD4="),), load_words("en"))
    assert screen.png is None


def test_names_of_an_app_are_escaped() -> None:
    page = render_screens_html((SeenScreen("<script>alert(1)</script>", "dump", ()),), "zh")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
