"""The test apps themselves: what is committed is what the sums say, and the expectations are well formed."""

from __future__ import annotations

import hashlib
import re
import zipfile

import pytest

from tests.apps.expect import HERE, Expected, all_expected, covers

APPS = list(all_expected())
METHOD = re.compile(r"L[^;]+;->[\w$<>-]+\([^)]*\)\S+|anywhere")


def test_sums() -> None:
    for line in (HERE / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split()
        assert hashlib.sha256((HERE / name).read_bytes()).hexdigest() == digest, name


@pytest.mark.parametrize("expected", APPS, ids=lambda e: e.files[0].name)
def test_expectations_are_well_formed(expected: Expected) -> None:
    for path in expected.files:
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
    for read in expected.reads:
        for place in (*read.places, *read.entry):
            assert METHOD.fullmatch(place), place
        assert read.reachable in (True, False, "disabled")
        assert read.entry or read.reachable is not True
        assert read.permission in (None, "held", "missing", "none")
    for twin in expected.not_reads:
        assert METHOD.fullmatch(twin.place), twin.place


def test_covers_goes_down_only() -> None:
    assert covers("location", "location.precise")
    assert not covers("location.precise", "location")
    assert not covers("device.mac", "device.machine")
