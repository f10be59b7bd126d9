"""How Android treats some of its own classes: the rows that ship, and rows that are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.vocab.platform import Activation, Loader, Platform, load_platform
from glasshouse.vocab.terms import VocabError
from tests.vocab.small import META

ROWS = (
    META
    + """
[[activation]]
class = "a.b.Job"
by = ["start"]

[[library_callback]]
class = "a.b.Worker"
by = ["doWork", "done"]

[[loader]]
class = "a.b.Loader"
name = "<init>"
"""
)


def load(folder: Path, text: str) -> Platform:
    (folder / "platform.toml").write_text(text, "utf-8")
    return load_platform(folder)


def test_a_small_table(tmp_path: Path) -> None:
    assert load(tmp_path, ROWS) == Platform(
        (Activation("a.b.Job", ("start",)),),
        (Activation("a.b.Worker", ("doWork", "done")),),
        (Loader("a.b.Loader", "<init>"),),
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('by = ["start"]', "", "activation a.b.Job: by: expected a list"),
        ('by = ["start"]', "by = []", "activation a.b.Job: by: expected a list"),
        ('by = ["doWork", "done"]', 'by = "doWork"', "library_callback a.b.Worker: by: expected a list"),
        ('name = "<init>"', "", "loader a.b.Loader: name: expected a text"),
        ('name = "<init>"', 'name = "<init>"\nnote = "x"', "note: expected no such field"),
        ("[[loader]]", "[[loaders]]", "loaders: entries: expected no such kind of entry"),
    ],
)
def test_a_wrong_row_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in ROWS
    with pytest.raises(VocabError, match=message):
        load(tmp_path, ROWS.replace(old, new, 1))


def test_what_ships_starts_what_it_must_and_names_each_class_once() -> None:
    shipped = load_platform()
    started = {row.owner: row.by for row in shipped.activations}
    assert "start" in started["java.lang.Thread"]
    assert "execute" in started["android.os.AsyncTask"]
    assert any(row.owner == "dalvik.system.DexClassLoader" for row in shipped.loaders)
    for rows in (shipped.activations, shipped.library_callbacks):
        assert len({row.owner for row in rows}) == len(rows)
    assert len(set(shipped.loaders)) == len(shipped.loaders)


def test_loading_is_done_once() -> None:
    assert load_platform() is load_platform()
