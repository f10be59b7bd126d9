"""The visible text of an HTML page, in time that grows with its size and no faster, whatever it holds.

A small reader of its own: the standard library's needs quadratic time for some broken pages. Nothing is fetched and no
script runs. Text in elements that a page hides (``hidden``, ``display:none``) is kept apart: a touch may show it.
Style sheets are not read, so what only they hide counts as shown; what an image stands for counts as hidden.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

_OPENS = re.compile(r"<(?:(/?)([A-Za-z][^\s/>]*)|!--|[!?])")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>][^\s>]*)))?")
_HIDES = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

#: Elements whose content is no text of the page.
_LEFT_OUT = frozenset("script style template iframe noframes noembed object svg math head audio video".split())  # noqa: SIM905
#: Of these the content is not markup: it ends at the first end tag of the same name.
_RAW = frozenset("script style iframe noframes noembed xmp textarea title".split())  # noqa: SIM905
_RAW_END = {name: re.compile(rf"</{name}", re.IGNORECASE | re.ASCII) for name in _RAW}
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
#: A start tag that ends an open element: of this name, unless one of the others stands between.
_ENDS = {
    "li": ("li", ("ul", "ol")),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "tr": ("tr", ("table",)),
    "td": ("td", ("tr", "table")),
    "th": ("th", ("tr", "table")),
    "option": ("option", ("select",)),
}
_INLINE_ENDS_P = frozenset({"button", "label", "option", "select", "td", "th", "tr", "br", "caption"})
_LOOK_BACK = 40
_BREAK, _LINE = "\n\n", "\n"
#: Elements that bring in another document.
_BRINGS = frozenset({"iframe", "object", "embed", "frame"})
#: A comment ends at any of these; ``<!-->`` and ``<!--->`` are whole comments.
_COMMENT_END = re.compile(r"--!?>")
_MOST_LINKS, _LONG_LINK = 2_000, 80


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page shows, what it hides, and what could not be read of it.

    ``unread`` counts scripts and the like, ``brought`` documents inside the page; ``links`` are texts of links to other
    documents; ``script`` is the number of characters of its scripts.
    """

    shown: str
    hidden: str
    unread: int
    brought: int
    links: tuple[str, ...]
    script: int


@dataclass(slots=True)
class _Page:
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unread: int = 0
    brought: int = 0
    script: int = 0
    links: list[str] = field(default_factory=list)
    link: list[str] | None = None
    stack: list[tuple[str, int, bool]] = field(default_factory=list)  # name, how hidden (0, 1, 2: left out), own block
    count: Counter[str] = field(default_factory=Counter)

    @property
    def level(self) -> int:
        return self.stack[-1][1] if self.stack else 0

    def put(self, text: str) -> None:
        into = (self.shown, self.hidden, None)[self.level]
        if text and into is not None and not (text == _BREAK and into and into[-1] == _BREAK):
            into.append(text)
        if self.link is not None and sum(map(len, self.link)) < _LONG_LINK:
            self.link.append(text[:_LONG_LINK])

    def start(self, name: str, level: int) -> None:
        self._end_implied(name)
        if name in _BLOCKS:
            self.put(_LINE if name == "br" else _BREAK)
        if name in _VOID:
            return
        if level > self.level:
            self.unread += 1
        self.stack.append((name, max(level, self.level), name in _BLOCKS))
        self.count[name] += 1

    def end(self, name: str) -> None:
        """Close the nearest open element of the name with all inside it; an end tag without a start says nothing."""
        if self.count[name]:
            while self._pop() != name:
                pass
            if name in _BLOCKS:
                self.put(_BREAK)

    def _pop(self) -> str:
        name, _, block = self.stack.pop()
        self.count[name] -= 1
        if name == "a":
            self._end_link()
        if block:
            self.put(_BREAK)
        return name

    def open_link(self) -> None:
        """From here on the text is that of a link to another document."""
        self._end_link()
        if len(self.links) < _MOST_LINKS:
            self.link = []

    def _end_link(self) -> None:
        if self.link is not None:
            self.links.append(" ".join("".join(self.link).split()))
            self.link = None

    def _end_implied(self, name: str) -> None:
        if name == "body" or (name in _BLOCKS and name not in {"html", "title"}):
            self.end("head")
        if name in _BLOCKS - _INLINE_ENDS_P:
            self.end("p")
        if name in _ENDS:
            target, walls = _ENDS[name]
            for open_name, _, _ in self.stack[: -_LOOK_BACK - 1 : -1]:
                if open_name in walls:
                    return
                if open_name in {target, name}:
                    self.end(open_name)
                    return


def page_text(source: str) -> PageText:
    """Read the page."""
    page = _Page()
    at = 0
    while (found := _OPENS.search(source, at)) is not None:
        page.put(_plain(source[at : found.start()]))
        if found[2] is None:
            at = _behind_comment(source, found.end()) if found[0] == "<!--" else _behind(source, found.end())
        else:
            at = _tag(page, source, found[2].lower(), found.end(), is_end=bool(found[1]))
    page.put(_plain(source[at:]))
    return PageText(
        "".join(page.shown), "".join(page.hidden), page.unread, page.brought, tuple(page.links), page.script
    )


def _behind(source: str, at: int) -> int:
    end = source.find(">", at)
    return len(source) if end < 0 else end + 1


def _behind_comment(source: str, at: int) -> int:
    if source.startswith((">", "->"), at):
        return _behind(source, at)
    end = _COMMENT_END.search(source, at)
    return len(source) if end is None else end.end()


def _tag(page: _Page, source: str, name: str, at: int, *, is_end: bool) -> int:
    """Read one tag from behind its name; where the next text begins. A tag that never ends swallows the rest."""
    attributes, at = _attributes(source, at)
    end = source.find(">", at)
    if end < 0:
        return len(source)
    if is_end:
        page.end(name)
        return end + 1
    hides = "hidden" in attributes or bool(_HIDES.search(attributes.get("style", "")))
    page.start(name, 2 if name in _LEFT_OUT else int(hides))
    page.brought += name in _BRINGS
    if name == "img" and page.level < 2:
        page.hidden.append(f"{_BREAK}{_plain(attributes.get('alt', ''))}{_BREAK}")
    if name == "a" and _leads_away(attributes.get("href", "")):
        page.open_link()
    if name in {"svg", "math"} and source[end - 1] == "/":
        page.end(name)
    return _raw(page, source, name, end + 1) if name in _RAW else end + 1


def _attributes(source: str, at: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while (part := _ATTRIBUTE.match(source, at)) is not None and part.end() > at:
        found.setdefault(part[1].lower(), part[2] or part[3] or part[4] or "")
        at = part.end()
    return found, at


def _leads_away(address: str) -> bool:
    return bool(address) and not address.lstrip().lower().startswith(("#", "mailto:", "tel:", "javascript:"))


def _raw(page: _Page, source: str, name: str, at: int) -> int:
    """Read an element whose content is no markup; where its end tag begins."""
    close = _RAW_END[name].search(source, at)
    stop = len(source) if close is None else close.start()
    page.put(_plain(source[at:stop]))
    page.script += (stop - at) * (name == "script")
    if close is None:
        page.end(name)
    return stop


def _plain(text: str) -> str:
    try:
        return html.unescape(text) if "&" in text else text
    except ValueError:  # a number of thousands of digits
        return text
