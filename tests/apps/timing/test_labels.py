"""The timing apps themselves: what is committed is what the sums say, and every label names something that is in its app."""

from __future__ import annotations

import hashlib
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.apps.timing.labels import HERE, Labels, all_labels

APPS = tuple(all_labels())
BY_NAME = {app.name: app for app in APPS}
KINDS = HERE.parents[2] / "src" / "glasshouse" / "vocab" / "data" / "data_kinds.toml"
each_app = pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)


def test_sums() -> None:
    rows = [line.split() for line in (HERE / "SHA256SUMS").read_text("utf-8").splitlines()]
    assert {Path(name).parent.name for _, name in rows} == set(BY_NAME)
    for digest, name in rows:
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name


def test_at_least_half_have_nothing_to_accuse() -> None:
    assert len(APPS) >= 44
    assert len(BY_NAME) == len(APPS)
    assert 2 * sum(app.fair for app in APPS) >= sum(app.has_gate for app in APPS)


@each_app
def test_the_code_holds_every_class_and_method_that_a_label_names(app: Labels) -> None:
    with zipfile.ZipFile(app.package) as package:
        code = package.read("classes.dex")
    guards = [read.guard for read in app.reads if read.guard]
    for place in (*app.agree, *app.refuse, *guards, *(read.place for read in app.reads)):
        class_, _, method = place.rpartition(".")
        assert f"L{class_.replace('.', '/')};".encode() in code, place
        assert method.encode() in code, place


@each_app
def test_labels_agree_with_themselves(app: Labels) -> None:
    kinds = {kind["id"] for kind in tomllib.loads(KINDS.read_text("utf-8"))["kind"]}
    assert all(read.is_init or read.what in kinds for read in app.reads)
    assert app.findings <= {"exits_when_refused", "all_permissions_at_start", "asks_again"}
    assert app.twin is None or app.twin in BY_NAME
    assert bool(app.agree and app.state) == app.has_gate
    if app.has_gate:
        assert app.fair == (not app.findings and all(read.when == "after_consent" for read in app.reads))
    else:
        assert not app.fair
        assert {read.when for read in app.reads} <= {"unknown"}
