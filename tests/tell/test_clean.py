"""What an app wrote becomes visible, and harmless, before a report sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.build import audits

from glasshouse.tell.clean import LONGEST, cleaned, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text", "plain text"),
        ("地图　应用\u00a0😀", "地图　应用\u00a0😀"),
        ("\x1b[31m", "\\u001b[31m"),
        ("a\r\n\tb", "a\\r\\n\\tb"),
        ("safe\u202egpj.exe", "safe\\u202egpj.exe"),
        ("\u2066x\u2069", "\\u2066x\\u2069"),
        ("\ud83d", "\\ud83d"),
        ("\x9b\x7f\u2028", "\\u009b\\u007f\\u2028"),
        ("x" * 500, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text())
def test_nothing_that_acts_is_left(text: str) -> None:
    left = visible(text)
    assert len(left) <= LONGEST
    assert all(character.isprintable() or character in "\u00a0\u3000" for character in left)
    assert visible(left) == left


def test_a_clean_audit_is_not_copied() -> None:
    audit = audits.maplike()
    assert cleaned(audit) is audit


def test_ids_still_meet_after_cleaning() -> None:
    audit = cleaned(audits.hostile())
    parties = {party.id for party in audit.parties}
    assert {practice.actor for practice in audit.practices} <= parties
    assert "\x1b" not in repr(audit.parties)
