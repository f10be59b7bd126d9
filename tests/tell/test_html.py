"""The page: whole in one file, nothing of an app becomes markup, usable whatever the size, the same in both languages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from tests.build import audits

from glasshouse.model.answer import Answers
from glasshouse.model.audit import Audit
from glasshouse.tell.html import render_html

LANGUAGES = ("en", "zh")
VOID = {"meta", "br", "wbr", "rect", "path"}
#: Everything that the templates write, and nothing else.
ELEMENTS = {
    "html", "head", "meta", "title", "style", "body", "header", "p", "span", "h1", "h2", "h3", "bdi", "dl", "div", "dt", "dd", "section",
    "ul", "ol", "li", "details", "summary", "nav", "a", "strong", "main", "figure", "svg", "text", "tspan", "rect", "path", "figcaption",
    "article", "code", "wbr", "b", "br", "table", "thead", "tbody", "tr", "th", "td", "footer",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "title", "id", "viewbox", "role", "aria-label", "x", "y", "dx", "dy", "d",
    "text-anchor", "width", "height", "rx", "open",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "audit", [audits.maplike(), audits.hostile(), audits.large(200)], ids=["maplike", "hostile", "large"]
)
def test_only_the_templates_make_markup(audit: Audit, lang: str) -> None:
    page = Page(render_html(audit, lang))
    assert page.open == []
    assert set(page.elements) <= ELEMENTS
    assert {name for _, name, _ in page.attributes} <= ATTRIBUTES
    assert page.elements["style"] == page.elements["svg"] == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_hostile_app_changes_no_structure(lang: str) -> None:
    html = render_html(audits.hostile(), lang)
    lowered = html.lower()
    assert "<script" not in lowered
    assert "<img" not in lowered
    assert "javascript:" not in lowered
    page = Page(html)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}{% include 'x' %}" in page.text
    assert not [value for _, name, value in page.attributes if name.startswith("on")]
    assert all(character.isprintable() or character in "\n\u3000\u00a0" for character in html)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_loaded_and_nothing_runs(lang: str) -> None:
    html = render_html(audits.hostile(), lang)
    page = Page(html)
    links = [value for _, name, value in page.attributes if name in {"href", "src", "action", "data", "style"}]
    assert set(links) <= {"#access"}
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)
    policy = [
        value for tag, name, value in page.attributes if tag == "meta" and name == "content" and "default-src" in value
    ]
    assert policy == [
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_place_to_fill_is_filled(lang: str) -> None:
    text = Page(render_html(audits.maplike(), lang)).text
    assert not re.search(r"\{\w+\}|\{\{|\{%", text)


def test_the_page_says_what_was_not_asked() -> None:
    text = Page(render_html(audits.maplike())).text
    assert "Not asked yet: needs the privacy policy and what the company said in public." in text
    assert text.index("Not examined") < text.index("Precise location")
    assert "Draft: no named person has reviewed this report." in text


def test_the_page_shows_hashes_versions_and_evidence() -> None:
    text = Page(render_html(audits.maplike())).text
    assert audits.maplike().subject.sha256 in text
    assert "data_kinds 1 2026-11-25" in text
    assert "Lcom/example/ads/AdSdk; -> send()V @0x2c" in text
    assert "the bit for encryption is set; Android ignores it" in text


def test_a_number_of_an_incomplete_audit_is_a_least_number() -> None:
    assert "kinds of personal data within reach 5+" in Page(render_html(audits.maplike())).text
    whole = replace(audits.maplike(), partial=False, not_looked=())
    assert "kinds of personal data within reach 5 " in Page(render_html(whole)).text


def test_chinese_is_chinese() -> None:
    html = render_html(audits.maplike(), "zh")
    assert '<html lang="zh-CN">' in html
    text = Page(html).text
    assert "精确位置" in text
    assert "极光推送 极光，中国" in text
    assert "应用进程启动时运行。清单申请了权限 ACCESS_FINE_LOCATION。" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_large_app_still_gives_a_usable_page(lang: str) -> None:
    for parties, kinds in ((40, 30), (8, 10)):
        html = render_html(audits.large(2000, parties, kinds), lang)
        assert len(html.encode()) < 2_000_000
        assert Page(html).elements["details"] > 50
    assert {"en": "and 22 more in the JSON document", "zh": "另有 22 项，见 JSON 文档"}[lang] in html


def test_the_same_audit_gives_the_same_page() -> None:
    assert render_html(audits.large(300)) == render_html(audits.large(300))


def test_an_app_without_anything_is_told_plainly() -> None:
    empty = Audit(audits.maplike().subject, audits.maplike().inputs, answers=Answers(access=()), partial=True)
    text = Page(render_html(empty)).text
    assert "Nothing to draw" in text
    assert "kinds of personal data within reach ?" in text
    assert "Part of the app could not be examined, so there may be more." in text
