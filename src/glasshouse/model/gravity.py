"""How grave a verdict is, for ``--fail-on``: which findings make a job fail, and which are graver than others."""

from __future__ import annotations

from glasshouse.model.finding import Finding, Verdict

#: What ``--fail-on`` may name, gravest first; the other three verdicts never fail (docs/decisions/0006).
FAIL_ON = (Verdict.VIOLATED, Verdict.TENSION, Verdict.INDICATOR, Verdict.NOT_DECIDABLE)


def gravity(verdict: Verdict | None) -> int:
    """4 for ``violated`` down to 1 for ``not_decidable``; 0 for what never fails, and for no finding at all."""
    return len(FAIL_ON) - FAIL_ON.index(verdict) if verdict in FAIL_ON else 0


def fails(finding: Finding, fail_on: Verdict | None) -> bool:
    """Whether the finding stands at or above ``fail_on`` (absent: nothing fails). One that is accepted never fails."""
    return fail_on is not None and finding.accepted is None and gravity(finding.verdict) >= gravity(fail_on)


def fail_on_of(word: str) -> Verdict | None:
    """The verdict that ``--fail-on`` names; ``none`` is absent."""
    return None if word == "none" else Verdict(word)
