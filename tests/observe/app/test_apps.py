"""Audits of the test apps agree with what was written down before any tool was asked."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from glasshouse.model.audit import Audit
from glasshouse.run.audit import audit
from tests.apps.expect import Expected, all_expected
from tests.apps.truth import check_reads

CASES = [(expected, path) for expected in all_expected() for path in expected.files]
IDS = [path.name for _, path in CASES]

#: The words of ``[[not_looked]]`` and what an audit calls them.
NOT_LOOKED = {
    "native": {"native"},
    "loaded_code": {"loaded_later"},
    "reflection": {"unresolved"},
    "packed": {"packed"},
}


@cache
def audited(path: Path) -> Audit:
    return audit(str(path))


@pytest.mark.parametrize(("expected", "path"), CASES, ids=IDS)
def test_reads(expected: Expected, path: Path) -> None:
    checked = list(check_reads(expected, audited(path)))
    wrong = [f"{item.row}: {item.wrong}" for item in checked if item.wrong and item.counts]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("expected", "path"), CASES, ids=IDS)
def test_what_was_not_looked_at_is_named(expected: Expected, path: Path) -> None:
    reasons = {str(item.why) for item in audited(path).not_looked}
    for what in expected.not_looked:
        if what == "native" and path.suffix in (".jar", ".aar"):
            continue  # the class files of the same sources, without the library
        assert reasons & NOT_LOOKED.get(what, {"other_runtime"}), f"{what} is not among {sorted(reasons)}"


@pytest.mark.parametrize(("expected", "path"), CASES, ids=IDS)
def test_parties(expected: Expected, path: Path) -> None:
    presence = {party.id: party.presence for party in audited(path).parties}
    for party in expected.parties:
        allowed = party.get("presence", list(presence.values()))
        allowed = [allowed] if isinstance(allowed, str) else allowed
        assert presence.get(party["id"]) in allowed, f"{party['id']} is {presence.get(party['id'])}, not {allowed}"


@pytest.mark.parametrize(("expected", "path"), CASES, ids=IDS)
def test_same_input_same_audit(expected: Expected, path: Path) -> None:
    assert audit(str(path)) == audited(path)
