"""An audit knows whether it is complete: nothing cut short, nothing in scope unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glasshouse.model.audit import Audit, Inputs, Subject
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace

AUDIT = Audit(Subject("apk", "shop.apk", "00", 1), Inputs(()))


def without(why: Why) -> Audit:
    return replace(AUDIT, not_looked=(NotLooked("a part", why, FilePlace("shop.apk")),))


def test_an_audit_that_missed_nothing_is_complete() -> None:
    assert AUDIT.complete


@pytest.mark.parametrize(
    ("why", "complete"),
    [(Why.NATIVE, False), (Why.PACKED, False), (Why.DAMAGED, False), (Why.OUT_OF_SCOPE, True), (Why.UNRESOLVED, True)],
)
def test_what_was_not_seen_decides(why: Why, complete: bool) -> None:
    assert without(why).complete is complete


def test_an_audit_that_was_cut_short_is_never_complete() -> None:
    assert not replace(AUDIT, partial=True).complete
