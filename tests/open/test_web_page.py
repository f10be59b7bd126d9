"""The visible text of a page, whatever it holds."""

from __future__ import annotations

import time

import pytest

from glasshouse.open.web_page import page_text


@pytest.mark.parametrize(
    ("source", "shown", "hidden"),
    [
        ("<p>One<p>Two", "One Two", ""),
        ("<p>a &amp; b</p>", "a & b", ""),
        ("<script>contacts</script><style>sms</style>x", "x", ""),
        ("<div style='display:none'>contacts</div>x", "x", "contacts"),
        ("<div hidden>contacts<p>sms</p></div>x", "x", "contacts sms"),
        ("<!-- contacts -->x", "x", ""),
        ("<ul><li>a<li>b</ul>", "a b", ""),
    ],
)
def test_what_a_person_sees_is_kept_apart_from_what_is_hidden(source: str, shown: str, hidden: str) -> None:
    page = page_text(source)
    text, other = page.shown, page.hidden
    assert (" ".join(text.split()), " ".join(other.split())) == (shown, hidden)


@pytest.mark.parametrize(
    "source", ["<p>" * 100_000, "<" * 100_000, "<a " * 50_000, "&" * 100_000, "<!--" * 50_000, "</p>" * 100_000]
)
def test_broken_pages_are_read_in_time(source: str) -> None:
    start = time.process_time()
    page_text(source)
    assert time.process_time() - start < 20


def test_what_a_page_brings_in_and_links_to_is_known() -> None:
    page = page_text(
        "<p>See <a href='/sdk.html'>the <b>list</b> of SDKs</a>, <a href='#top'>top</a></p><iframe src=x></iframe>"
    )
    assert (page.links, page.brought) == (("the list of SDKs",), 1)


@pytest.mark.parametrize("source", ["<!--> a -->b", "<!---> a", "<!-- x --!> a", "<head><p>a"])
def test_text_behind_an_odd_comment_or_an_open_head_is_shown(source: str) -> None:
    assert "a" in page_text(source).shown


def test_what_an_image_stands_for_is_hidden() -> None:
    page = page_text("<p>x<img alt='contacts'>")
    assert (page.shown.split(), page.hidden.split()) == (["x"], ["contacts"])
