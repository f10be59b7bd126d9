"""A difference knows whether anything changed, and a turn its two verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.build.findings import METHOD, finding

from glasshouse.model.difference import Difference, Side, Turn
from glasshouse.model.finding import Verdict

SIDE = Side("a.apk", "00", "com.a", "1", None, complete=True)
TURN = Turn("r", None, None, None, finding("r", Verdict.TENSION, METHOD), worse=True, why=())


@pytest.mark.parametrize(
    "part", [{"permissions_added": ("x",)}, {"permissions_removed": ("x",)}, {"findings": (TURN,)}]
)
def test_any_part_makes_a_difference(part: dict[str, tuple[object, ...]]) -> None:
    same = Difference(SIDE, SIDE)
    assert same.is_empty
    assert not replace(same, **part).is_empty  # type: ignore[arg-type]


def test_a_turn_names_both_verdicts() -> None:
    assert TURN.verdicts == (None, Verdict.TENSION)


@pytest.mark.parametrize("verdict", Verdict)
def test_three_verdicts_accuse(verdict: Verdict) -> None:
    turn = replace(TURN, before=finding("r", verdict, METHOD), after=None)
    assert turn.accuses is (verdict in {Verdict.VIOLATED, Verdict.TENSION, Verdict.INDICATOR})
