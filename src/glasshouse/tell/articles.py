"""Articles as Chinese lawyers cite them: ``第二十二条第三款`` of ``22(3)``, ``第二条第一项`` of ``II.1``.

A number in brackets is a paragraph (款), except where the article is a list: then it is an item (项). What is written
in another way (``18 USC 2703``, ``5.4`` of a standard, a heading) stays as it is.
"""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_ROMAN = {"I": 1, "V": 5, "X": 10}

#: Instruments whose whole numbers are items of a list, and articles whose bracket is an item. An amendment renumbers.
_ITEMS_OF = frozenset({"CN-MIIT-337"})
_LISTS = frozenset({"CSL-2017/21", "CSL-2025/23", "GDPR/4", "CN-NECPI-2021/5", "NECPI-2021/5"})
#: Only these have articles; a standard has sections, a store has headings.
_WITH_ARTICLES = frozenset(
    {"statute", "regulation", "department_rule", "judicial_interpretation", "normative_document"}
)
_PLAIN = re.compile(r"(\d{1,4})(?:\((\d{1,3})\))?(?:\(([a-z])\))?")
_RANGE = re.compile(r"(\d{1,4})-(\d{1,4})")
_OF_METHOD = re.compile(r"([IVX]{1,5})\.(\d{1,3})")


def numeral(number: int) -> str:
    """``二十二`` of 22, ``一百零五`` of 105. Raises ``ValueError`` outside 0 to 9999."""
    if not 0 <= number <= 9_999:
        raise ValueError(f"no numeral for {number}")
    if number < 10:
        return _DIGITS[number]
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if not digit:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
        gap = False
    return said.removeprefix("一") if number < 20 else said


def article_zh(clause: str, force: str, article: str) -> str:
    """The article of a clause in Chinese; ``clause`` is its citation (``CSL-2017/22(3)``), ``force`` of its source."""
    if force not in _WITH_ARTICLES:
        return article
    parts = [_one(clause, part) for part in article.split(", ")]
    return "、".join(part for part in parts if part) if all(parts) else article


def _one(clause: str, article: str) -> str:
    """One article, or a range; empty where it is written in another way."""
    if found := _RANGE.fullmatch(article):
        return f"第{numeral(int(found[1]))}条至第{numeral(int(found[2]))}条"
    if found := _OF_METHOD.fullmatch(article):
        return f"第{numeral(_roman(found[1]))}条第{numeral(int(found[2]))}项"
    found = _PLAIN.fullmatch(article)
    if not found:
        return ""
    instrument = clause.partition("/")[0]
    if instrument in _ITEMS_OF:
        return f"第{numeral(int(found[1]))}项"
    below = "项" if f"{instrument}/{found[1]}" in _LISTS else "款"
    said = f"第{numeral(int(found[1]))}条"
    said += f"第{numeral(int(found[2]))}{below}" if found[2] else ""
    return said + (f"第（{found[3]}）项" if found[3] else "")


def _roman(text: str) -> int:
    """``4`` of ``IV``; small numbers only."""
    values = [_ROMAN[letter] for letter in text]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
