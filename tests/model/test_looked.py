"""What could not be looked at, and when that leaves the audit incomplete."""

from __future__ import annotations

import pytest

from glasshouse.model.looked import CUT_SHORT, LISTED_ONLY, NotLooked, Why
from glasshouse.model.place import FilePlace


def row(why: Why) -> NotLooked:
    return NotLooked("a part", why, FilePlace("shop.apk"))


@pytest.mark.parametrize("why", [Why.PACKED, Why.NATIVE, Why.OTHER_RUNTIME, Why.LOADED_LATER, Why.DAMAGED, Why.OVER_BUDGET, Why.UNSUPPORTED])  # fmt: skip
def test_a_part_of_the_scope_that_was_not_seen_counts(why: Why) -> None:
    assert row(why).counts


@pytest.mark.parametrize("why", [Why.OUT_OF_SCOPE, Why.NOT_LOADED, Why.UNRESOLVED])
def test_what_lies_outside_by_nature_is_listed_only(why: Why) -> None:
    assert not row(why).counts


def test_what_was_cut_short_always_counts() -> None:
    assert CUT_SHORT
    assert not CUT_SHORT & LISTED_ONLY
