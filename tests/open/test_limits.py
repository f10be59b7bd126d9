from __future__ import annotations

from glasshouse import _core
from glasshouse.open.limits import Limits


def test_the_core_starts_from_the_same_numbers() -> None:
    assert repr(Limits().core()) == repr(_core.Limits())


def test_a_budget_reaches_the_core() -> None:
    assert "zip_entries: 7," in repr(Limits(zip_entries=7).core())
