"""Lines break between words and between Chinese characters, never before a closing mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glasshouse.tell.lines import Lines, cells


def plain(text: str, width: int, indent: int = 0, hang: int | None = None) -> list[str]:
    lines = Lines(width)
    lines.add(text, indent=indent, hang=hang)
    return lines.plain().splitlines()


def test_words() -> None:
    assert plain("one two three", 8) == ["one two", "three"]
    assert plain("one two three", 8, indent=2, hang=4) == ["  one", "    two", "    three"]
    assert plain("one two three", 0) == ["one two three"]
    assert plain("averyverylongword x", 5) == ["averyverylongword", "x"]


def test_chinese_counts_double_and_keeps_its_marks() -> None:
    assert cells("位置a") == 5
    assert plain("已有权限，可以读取。", 10) == ["已有权限，", "可以读取。"]
    assert plain("路径（com.x.Y）", 8) == ["路径", "（com.x.Y）"]


@given(st.text(st.sampled_from("ab 位置，。（）"), max_size=60), st.integers(4, 30))
def test_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    lines = Lines(width)
    lines.add(text)
    assert "".join(lines.plain().split()) == "".join(text.split())


def test_empty_lines_come_alone() -> None:
    lines = Lines()
    lines.blank()
    lines.add("a")
    lines.blank()
    lines.blank()
    lines.add("b")
    assert lines.plain() == "a\n\nb\n"
