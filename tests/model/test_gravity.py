"""Four verdicts can fail a job, in their order; three never do, and neither does what was accepted."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.build.findings import finding

from glasshouse.model.finding import Verdict
from glasshouse.model.gravity import FAIL_ON, fails, gravity


def test_the_order() -> None:
    assert [gravity(verdict) for verdict in Verdict] == [4, 3, 2, 1, 0, 0, 0]
    assert gravity(None) == 0


@pytest.mark.parametrize("verdict", Verdict)
def test_what_fails_on_what(verdict: Verdict) -> None:
    expected = list(FAIL_ON[FAIL_ON.index(verdict) :]) if verdict in FAIL_ON else []
    found = finding("r", verdict)
    assert [fail_on for fail_on in FAIL_ON if fails(found, fail_on)] == expected
    assert not any(fails(replace(found, accepted="agreed"), fail_on) for fail_on in FAIL_ON)
