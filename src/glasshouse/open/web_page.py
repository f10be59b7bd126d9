"""The visible text of an HTML page, in time that grows with its size and no faster, whatever it holds.

A small reader of its own: the standard library's needs quadratic time for some broken pages. Nothing is fetched and no
script runs. Text in elements that a page hides (``hidden``, ``display:none``) is kept apart: a touch may show it.
Style sheets are not read, so what only they hide counts as shown.
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
_BREAK = "\n\n"


@dataclass(slots=True)
class _Page:
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    unread: int = 0
    stack: list[tuple[str, int, bool]] = field(default_factory=list)  # name, how hidden (0, 1, 2: left out), own block
    count: Counter[str] = field(default_factory=Counter)

    @property
    def level(self) -> int:
        return self.stack[-1][1] if self.stack else 0

    def put(self, text: str) -> None:
        into = (self.shown, self.hidden, None)[self.level]
        if text and into is not None and not (text == _BREAK and into and into[-1] == _BREAK):
            into.append(text)

    def start(self, name: str, level: int) -> None:
        self._end_implied(name)
        if name in _BLOCKS:
            self.put(_BREAK)
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
        if block:
            self.put(_BREAK)
        return name

    def _end_implied(self, name: str) -> None:
        if name == "body":
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


def page_text(source: str) -> tuple[str, str, int]:
    """Shown text, hidden text, and how many scripts, hidden and other elements were left out of the shown text."""
    page = _Page()
    at = 0
    while (found := _OPENS.search(source, at)) is not None:
        page.put(_plain(source[at : found.start()]))
        if found[2] is None:
            close = "-->" if found[0] == "<!--" else ">"
            end = source.find(close, found.end())
            at = len(source) if end < 0 else end + len(close)
        else:
            at = _tag(page, source, found[2].lower(), found.end(), is_end=bool(found[1]))
    page.put(_plain(source[at:]))
    return "".join(page.shown), "".join(page.hidden), page.unread


def _tag(page: _Page, source: str, name: str, at: int, *, is_end: bool) -> int:
    """Read one tag from behind its name; where the next text begins. A tag that never ends swallows the rest."""
    level = 2 if name in _LEFT_OUT else 0
    while (found := _ATTRIBUTE.match(source, at)) is not None and found.end() > at:
        key, value = found[1].lower(), found[2] or found[3] or found[4] or ""
        if key == "hidden" or (key == "style" and _HIDES.search(value)):
            level = max(level, 1)
        at = found.end()
    end = source.find(">", at)
    if end < 0:
        return len(source)
    closed_itself = source[end - 1] == "/"
    if is_end:
        page.end(name)
        return end + 1
    page.start(name, level)
    if name in {"svg", "math"} and closed_itself:
        page.end(name)
    if name not in _RAW:
        return end + 1
    close = _RAW_END[name].search(source, end + 1)
    stop = len(source) if close is None else close.start()
    page.put(_plain(source[end + 1 : stop]))
    if close is None:
        page.end(name)
    return stop


def _plain(text: str) -> str:
    try:
        return html.unescape(text) if "&" in text else text
    except ValueError:  # a number of thousands of digits
        return text
