"""What makes two findings of two audits the same: rule, data, who, and which call. Offsets and paths do not count.

A new build moves every offset, and a renamed class moves every path; neither makes a new finding. One more SDK that
reads the same data does: whoever accepted the old ones has not looked at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glasshouse.model.finding import Finding
from glasshouse.model.ids import PracticeId, content_id
from glasshouse.model.practice import Practice

#: Changes when the same finding gets another fingerprint.
FINGERPRINT = "glasshouse/v1"


def fingerprint(finding: Finding, practices: Mapping[PracticeId, Practice]) -> str:
    """16 hex digits that stay the same from build to build. Practices that the audit does not carry are passed over."""
    found = (practices[name] for name in finding.practices if name in practices)
    calls = {"\x1e".join((practice.actor, practice.api or practice.verb or "")) for practice in found}
    return content_id("", finding.rule, finding.data or "", *sorted(calls)).removeprefix("-")


def practices_by_id(practices: Iterable[Practice]) -> dict[PracticeId, Practice]:
    """The practices of an audit as a finding names them."""
    return {practice.id: practice for practice in practices}
