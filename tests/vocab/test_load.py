"""Loading: what ships is read whole, and what is not well-formed is refused with its place."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from glasshouse.vocab.load import load_apis, load_kinds, load_permissions
from glasshouse.vocab.terms import Level, Sensitive, VocabError, When
from tests.vocab.small import append, write


def test_what_ships() -> None:
    assert len(load_kinds().by_id) >= 60
    assert len(load_permissions()) >= 250
    apis = load_apis()
    assert len(apis) >= 800
    assert len(apis.methods) >= 480
    assert len(apis.callbacks) >= 80
    assert len(apis.uris) >= 110
    assert len(apis.resolvers) >= 35
    assert min(len(apis.fields), len(apis.services), len(apis.broadcasts), len(apis.intents)) >= 3


def test_loading_is_done_once() -> None:
    assert load_kinds() is load_kinds()
    assert load_apis() is load_apis()
    assert load_permissions() is load_permissions()


def test_a_small_vocabulary(tmp_path: Path) -> None:
    folder = write(tmp_path)
    kinds = load_kinds(folder)
    assert kinds.by_id["health.sleep"].ancestors == {"health.sleep", "health", "habits", "personal_data"}
    assert kinds.by_id["health"].sensitive == (Sensitive.GDPR9,)
    sleep = load_permissions(folder)[0]
    assert (sleep.level, sleep.until, sleep.implies) == (Level.DANGEROUS, 30, ("a.HABITS",))
    apis = load_apis(folder)
    assert len(apis) == 8
    assert apis.methods[0].when == When(1, ("deep", 4))
    assert apis.methods[0].facts.source == "https://example.org/reference"
    assert apis.intents[0].facts.mediated
    with pytest.raises(FrozenInstanceError):
        apis.methods[0].name = "other"  # type: ignore[misc]


def test_the_source_is_the_page_of_the_class(tmp_path: Path) -> None:
    folder = write(tmp_path, "apis/all.toml", "\n\n", '\nsource_base = "https://example.org/"\n\n')
    apis = load_apis(folder)
    assert apis.callbacks[0].facts.source == "https://example.org/a/b/Sleep.Listener"
    assert apis.uris[0].facts.source == "https://example.org/a/b/Sleep"
    assert apis.broadcasts[0].facts.source == "https://example.org/reference"


KIND = "data_kinds.toml"
PERMISSION = "permissions.toml"
API = "apis/all.toml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (KIND, 'en = "health"', "", "kind health: en: expected a text"),
        (KIND, 'zh = "健康"', 'zh = " "', "kind health: zh: expected a text"),
        (KIND, '["gdpr9"]', '["gdpr8"]', "kind health: sensitive: expected some of"),
        (KIND, 'also_under = ["habits"]', 'also_under = ["moods"]', "kind health.sleep: also_under: expected a known"),
        (KIND, 'also_under = ["habits"]', 'also_under = ["health.sleep"]', "also_under: expected .*ring"),
        (KIND, 'zh = "习惯"', 'zh = "习惯"\nalso_under = ["health.sleep"]', "also_under: expected .*ring"),
        (KIND, 'id = "weather"', 'id = "health"', "kind health: id: expected an id that is not used twice"),
        (KIND, 'id = "weather"', 'id = "mood.weather"', "id: expected a known kind above it, found 'mood'"),
        (KIND, 'date = "2026-11-25"', 'date = "25.11.2026"', "meta: date: expected a date"),
        (KIND, 'date = "2026-11-25"', "", "meta: date: expected a date"),
        (KIND, "[meta]", "[head]", "meta: entry: expected a table"),
        (KIND, "[[kind]]", "[[kinds]]", "kinds: entries: expected no such kind of entry"),
        (KIND, '"1"', '"1', "file: text: expected TOML"),
        (PERMISSION, '"dangerous"', '"risky"', "permission a.SLEEP: level: expected one of"),
        (PERMISSION, "since = 20", 'since = "20"', "permission a.SLEEP: since: expected a whole number"),
        (PERMISSION, "since = 20", "", "permission a.SLEEP: since: expected a whole number"),
        (PERMISSION, 'opens = ["habits"]', 'open = ["habits"]', "permission a.HABITS: open: expected no such field"),
        (PERMISSION, '["health.sleep"]', '"health.sleep"', "permission a.SLEEP: opens: expected a list"),
        (API, 'data = ["health.sleep"]', "", "method a.b.Sleep.read.*: data: expected at least one kind"),
        (API, '"(ILjava/lang/String;)"', '"(int)"', "params: expected the parameter part"),
        (API, '"(ILjava/lang/String;)"', '"(I)V"', "params: expected the parameter part"),
        (API, "arg = 1", 'arg = "1"', "when: arg: expected a whole number"),
        (API, '["deep", 4]', "[]", "when: equals: expected a list"),
        (API, '["deep", 4]', "[true]", "when: equals: expected a list"),
        (API, '["deep", 4]', "[4, 4]", "when: equals: expected a list"),
        (API, "equals =", "equal =", "when: equals: expected a list"),
        (API, "uri_arg = 0", "uri_arg = -1", "resolver a.b.Resolver.query: uri_arg: expected a whole number"),
        (API, "content://a.b/sleep", "content://a.b/sleep/", "uri: expected content://"),
        (API, "content://a.b/sleep", "https://a.b/sleep", "uri: expected content://"),
        (API, "mediated = true", "mediated = 1", "intent a.b.PICK: mediated: expected true or false"),
        (API, "[[service]]", "[service]", "service: entries: expected"),
        (API, "[[service]]", "[[services]]", "services: entries: expected no such kind of entry"),
    ],
)
def test_a_wrong_entry_is_refused(tmp_path: Path, file: str, old: str, new: str, message: str) -> None:
    folder = write(tmp_path, file, old, new)
    load = {KIND: load_kinds, PERMISSION: load_permissions, API: load_apis}[file]
    with pytest.raises(VocabError, match=message) as caught:
        load(folder)
    assert caught.value.file == file


def test_no_api_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "apis").mkdir()
    with pytest.raises(VocabError, match=r"at least one \.toml file"):
        load_apis(tmp_path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(VocabError, match="a file that can be read"):
        load_kinds(tmp_path)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    append(tmp_path, KIND, "")
    (tmp_path / KIND).write_bytes(b"\xff")
    with pytest.raises(VocabError, match="TOML in UTF-8"):
        load_kinds(tmp_path)
