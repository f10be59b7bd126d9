"""One entry of a file: each field is taken by its type, and what nobody took is an error."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glasshouse.vocab.entry import Entry, Table
from glasshouse.vocab.terms import VocabError
from tests.vocab.small import META

Take = Callable[[Entry], object]


def entry(**fields: object) -> Entry:
    return Entry("kinds.toml", "kind x", fields)


@pytest.mark.parametrize(
    ("value", "take", "taken"),
    [
        ("a", lambda e: e.text("f"), "a"),
        ("a", lambda e: e.text_or("f", None), "a"),
        (["a", "b"], lambda e: e.texts("f"), ("a", "b")),
        ([], lambda e: e.texts("f"), ()),
        (0, lambda e: e.number("f"), 0),
        (7, lambda e: e.number_or("f", None), 7),
        (True, lambda e: e.flag("f"), True),
        (["a", 1], lambda e: e.constants("f"), ("a", 1)),
        ("2026-01-31", lambda e: e.date_or("f", ""), "2026-01-31"),
    ],
)
def test_a_right_value_is_taken_and_nothing_is_left(value: object, take: Take, taken: object) -> None:
    one = entry(f=value)
    assert take(one) == taken
    one.done()


@pytest.mark.parametrize(
    ("take", "otherwise"),
    [
        (lambda e: e.text_or("f", "-"), "-"),
        (lambda e: e.texts("f"), ()),
        (lambda e: e.number_or("f", 1), 1),
        (lambda e: e.flag("f"), False),
        (lambda e: e.table("f"), None),
        (lambda e: e.date_or("f", "2026-01-31"), "2026-01-31"),
    ],
)
def test_a_field_that_may_be_absent(take: Take, otherwise: object) -> None:
    assert take(entry()) == otherwise


@pytest.mark.parametrize(
    ("value", "take"),
    [
        (" ", lambda e: e.text("f")),
        (1, lambda e: e.text("f")),
        ("", lambda e: e.text_or("f", None)),
        (["a", "a"], lambda e: e.texts("f")),
        (["a", ""], lambda e: e.texts("f")),
        ("a", lambda e: e.texts("f")),
        ([], lambda e: e.texts("f", required=True)),
        (-1, lambda e: e.number("f")),
        (True, lambda e: e.number("f")),
        (1, lambda e: e.flag("f")),
        ([], lambda e: e.constants("f")),
        ([True], lambda e: e.constants("f")),
        ([1, 1], lambda e: e.constants("f")),
        ("2026-13-01", lambda e: e.date_or("f", "")),
        ("a", lambda e: e.table("f")),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(value: object, take: Take) -> None:
    with pytest.raises(VocabError, match=r"kinds\.toml: kind x: .*expected"):
        take(entry(f=value))


@pytest.mark.parametrize(
    "take", [lambda e: e.text("f"), lambda e: e.number("f"), lambda e: e.constants("f"), lambda e: e.texts("f", required=True)]
)  # fmt: skip
def test_a_field_that_must_be_there(take: Take) -> None:
    with pytest.raises(VocabError, match="kind x: f: expected"):
        take(entry())


def test_a_field_that_nobody_takes_is_an_error() -> None:
    one = entry(id="x", notte="misspelt")
    one.text("id")
    with pytest.raises(VocabError, match="kind x: notte: expected no such field"):
        one.done()


def test_a_table_inside_is_read_the_same_way() -> None:
    inner = entry(when={"arg": 1}).table("when")
    assert inner is not None
    assert inner.number("arg") == 1
    with pytest.raises(VocabError, match="kind x: when: equals: expected"):
        inner.constants("equals")


def test_entries_are_labelled_by_their_fields_or_else_counted(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(META + '[[row]]\nid = "a"\nname = "b"\n\n[[row]]\nzh = "c"\n', "utf-8")
    table = Table(tmp_path, "t.toml")
    assert (table.version, table.date) == ("1", "2026-11-25")
    assert [row.label for row in table.entries("row", "id", "name")] == ["row a.b", "row 1"]
    table.done()


def test_a_list_that_nobody_takes_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(META + "[[rows]]\n", "utf-8")
    with pytest.raises(VocabError, match="rows: entries: expected no such kind of entry"):
        Table(tmp_path, "t.toml").done()
