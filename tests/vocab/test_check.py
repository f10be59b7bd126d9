"""The lint: what ships is sound, and each check fails on a twin that is broken in one place."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.vocab.check import CHECKS, check, main
from tests.vocab.small import append, write

KIND = "data_kinds.toml"
PERMISSION = "permissions.toml"
API = "apis/all.toml"

BROKEN = [
    ("_kinds_are_well_formed", KIND, '"weather"\nen', '"Weather"\nen', "Weather: id: expected small words"),
    (
        "_kinds_are_well_formed",
        KIND,
        'zh = "习惯"',
        'zh = "习惯"\ndpv = "https://example.org"',
        "habits: dpv: expected",
    ),
    ("_kinds_are_well_formed", KIND, '["habits"]', '["health"]', "health.sleep: also_under: expected no parent"),
    ("_children_are_as_sensitive", KIND, 'sensitive = ["gdpr9"]\nalso', "also", "health.sleep: sensitive: expected"),
    ("_both_languages", KIND, "习惯", "habits", "habits: zh: expected Chinese"),
    ("_both_languages", PERMISSION, "read habits", "读取习惯", "a.HABITS: en: expected English"),
    ("_kinds_exist", PERMISSION, '["habits"]', '["moods"]', "a.HABITS: opens: expected an id"),
    ("_kinds_exist", PERMISSION, "until = 30", 'writes = ["moods"]', "a.SLEEP: writes: expected an id"),
    ("_kinds_exist", API, '["habits"]', '["moods"]', "a.b.Sleep.LAST: data: expected an id"),
    ("_kinds_exist", API, "mediated = true", 'infers = ["moods"]', "a.b.PICK: infers: expected an id"),
    ("_permissions_exist", PERMISSION, '["a.HABITS"]', '["a.MOODS"]', "a.SLEEP: implies: expected an id"),
    ("_permissions_exist", API, '["a.SLEEP"]', '["a.MOODS"]', "permission: expected an id"),
    ("_permissions_exist", API, '["a.SLEEP"]', '["b.*"]', "permission: expected a prefix"),
    ("_permissions_exist", API, "mediated = true", 'also_needs = ["a.MOODS"]', "a.b.PICK: also_needs: expected an id"),
    ("_implied_without_rings", PERMISSION, 'zh = "读取习惯"', 'zh = "读取习惯"\nimplies = ["a.SLEEP"]', "a ring"),
    ("_levels_are_in_order", PERMISSION, "until = 30", "until = 19", "a.SLEEP: until: expected an API level from 20"),
    ("_levels_are_in_order", PERMISSION, "since = 20", "since = 99", "a.SLEEP: since: expected an API level"),
    ("_levels_are_in_order", API, "uri_arg = 0", "uri_arg = 0\nsince = 99", "a.b.Resolver.query: since: expected"),
    ("_sources_and_dates", API, "uri_arg = 0", 'uri_arg = 0\ndate = "2026-02-30"', "date: expected a day that exists"),
    ("_sources_and_dates", API, "mediated = true", 'source = "a book"', "a.b.PICK: source: expected the address"),
    ("_names_are_java", API, "a.b.Sleep$Listener", "a.b.Sleep.Listener;", "class: expected a class"),
    ("_names_are_java", API, '"onSleep"', '"on sleep"', "name: expected a Java name"),
]


@pytest.mark.parametrize(("ask", "file", "old", "new", "message"), BROKEN)
def test_a_broken_twin(tmp_path: Path, ask: str, file: str, old: str, new: str, message: str) -> None:
    assert ask in {function.__name__ for function in CHECKS}
    errors = [str(error) for error in check(write(tmp_path, file, old, new))]
    assert any(message in error for error in errors), errors


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        (
            PERMISSION,
            '[[permission]]\nid="a.SLEEP"\nlevel="normal"\nsince=1\nopens=[]\nen="x"\nzh="睡"',
            "a.SLEEP: perm",
        ),
        (API, '[[field]]\nclass="a.b.Sleep"\nname="LAST"\ndata=["habits"]', "a.b.Sleep.LAST: field"),
        (API, '[[callback]]\nclass="a.b.Sleep$Listener"\nname="onSleep"\ndata=["habits"]', "onSleep: callback"),
        (API, '[[uri]]\nuri="content://a.b/sleep"\ndata=["habits"]', "content://a.b/sleep: uri"),
        (API, '[[uri]]\nuri="content://c"\nconstants=["a.b.Sleep.CONTENT_URI"]\ndata=["habits"]', "content://c: const"),
        (API, '[[resolver]]\nclass="a.b.Resolver"\nname="query"\nuri_arg=1', "a.b.Resolver.query: resolver"),
        (API, '[[service]]\nname="sleep"\nclass="a.b.Sleep"', "service sleep: service"),
        (API, '[[broadcast]]\naction="a.b.SLEPT"\ndata=["habits"]', "a.b.SLEPT: broadcast"),
        (API, '[[intent]]\naction="a.b.PICK"\ndata=["habits"]', "a.b.PICK: intent"),
    ],
)
def test_nothing_twice(tmp_path: Path, file: str, text: str, message: str) -> None:
    errors = [str(error) for error in check(append(tmp_path, file, text))]
    assert len(errors) == 1
    assert message in errors[0]
    assert "not there twice" in errors[0]


METHOD = '\n[[method]]\nclass="a.b.Sleep"\nname="read"\ndata=["habits"]\n'


def test_a_fallback_beside_a_condition_is_fine(tmp_path: Path) -> None:
    assert check(append(tmp_path, API, METHOD + 'params="(ILjava/lang/String;)"\n')) == []


@pytest.mark.parametrize(
    "text",
    [
        METHOD + 'params="(ILjava/lang/String;)"\nwhen={arg=1, equals=["light", 4]}\n',
        METHOD + METHOD,
        METHOD + METHOD + 'params="(I)"\n',
    ],
)
def test_two_answers_to_one_call(tmp_path: Path, text: str) -> None:
    errors = [str(error) for error in check(append(tmp_path, API, text))]
    assert errors
    assert all("a.b.Sleep.read" in error for error in errors)


def test_an_entry_that_cannot_be_read_is_the_one_error(tmp_path: Path) -> None:
    errors = check(write(tmp_path, KIND, 'en = "health"', ""))
    assert [error.field for error in errors] == ["en"]


def test_a_kind_covers_all(tmp_path: Path) -> None:
    kinds = tmp_path / KIND
    write(tmp_path)
    kinds.write_text(kinds.read_text("utf-8").replace("personal_data", "something"), "utf-8")
    assert "expected a known kind above it, found 'personal_data'" in str(check(tmp_path)[0])


def test_what_ships_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == []
    assert main() == 0
    assert capsys.readouterr().out == ""
