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
    text, other, _ = page_text(source)
    assert (" ".join(text.split()), " ".join(other.split())) == (shown, hidden)


@pytest.mark.parametrize(
    "source", ["<p>" * 100_000, "<" * 100_000, "<a " * 50_000, "&" * 100_000, "<!--" * 50_000, "</p>" * 100_000]
)
def test_broken_pages_are_read_in_time(source: str) -> None:
    start = time.process_time()
    page_text(source)
    assert time.process_time() - start < 20
