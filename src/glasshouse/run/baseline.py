"""A baseline: findings that somebody has looked at and accepted, with a reason, kept beside the code.

An accepted finding stays in every report with its reason; it only no longer fails a job. An entry counts for the
findings of its rule, narrowed by ``data``, ``fingerprint`` or ``id`` where it names them, until its last day.

    [[accepted]]
    rule = "collected-without-notice"
    data = "device.imei"                # optional: this kind of data only
    fingerprint = "0f3a..."             # optional: only while the same parties make the same calls
    reason = "Needed for SIM binding; the policy of December names it."
    by = "Li Wei"
    date = "2026-11-25"
    until = "2027-05-31"                # optional: the last day on which it counts
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from glasshouse.errors import InputError
from glasshouse.model.audit import Audit
from glasshouse.model.finding import Finding
from glasshouse.model.fingerprint import fingerprint, practices_by_id
from glasshouse.model.gravity import gravity
from glasshouse.run.given import check_day, is_name, read_table, text_of

_NEEDED = ("rule", "reason", "by", "date")
_FIELDS = (*_NEEDED, "data", "fingerprint", "id", "until")
#: More is no list that a person keeps.
_LARGEST = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry. Days are ``YYYY-MM-DD``; ``until`` is the last day on which it counts."""

    rule: str
    reason: str
    by: str
    date: str
    data: str | None = None
    fingerprint: str | None = None
    id: str | None = None
    until: str | None = None

    def matches(self, finding: Finding, mark: str) -> bool:
        """Whether it is about the finding, whose fingerprint is ``mark``."""
        return (
            self.rule == finding.rule
            and self.data in {None, finding.data}
            and self.fingerprint in {None, mark}
            and self.id in {None, finding.id}
        )

    def counts_on(self, day: str) -> bool:
        """Whether its last day has not passed."""
        return self.until is None or day <= self.until

    @property
    def sentence(self) -> str:
        """What a finding quotes: the reason, who gave it, and from when to when."""
        return f"{self.reason} ({self.by}, {self.date}{f' - {self.until}' if self.until else ''})"


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a file, in its order."""

    entries: tuple[Accepted, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """The audit with its accepted findings marked, and the entries that marked none: to be cleared up."""

    audit: Audit
    stale: tuple[Accepted, ...]
    expired: tuple[Accepted, ...]


def load_baseline(path: str | Path) -> Baseline:
    """Read a baseline. Raises ``InputError`` that names the file and the entry, counted from 1."""
    document = read_table(path, _LARGEST)
    entries = document.pop("accepted", [])
    if document or not isinstance(entries, list):
        what = ", ".join(sorted(document)) or "accepted"
        raise InputError(f"{path}: found {what[:80]!r}; expected [[accepted]] entries only")
    return Baseline(tuple(_entry(path, number, entry) for number, entry in enumerate(entries, 1)), Path(path).name)


def apply_baseline(audit: Audit, baseline: Baseline, day: str) -> Applied:
    """Mark what is accepted on ``day`` (``YYYY-MM-DD``), and tell which entries did nothing."""
    counting = [entry for entry in baseline.entries if entry.counts_on(day)]
    practices = practices_by_id(audit.practices)
    used: set[Accepted] = set()
    findings = []
    for finding in audit.findings:
        mark = fingerprint(finding, practices)
        found = next((entry for entry in counting if gravity(finding.verdict) and entry.matches(finding, mark)), None)
        if found:
            used.add(found)
        findings.append(replace(finding, accepted=found.sentence) if found else finding)
    return Applied(
        audit=replace(audit, findings=tuple(findings)),
        stale=tuple(entry for entry in counting if entry not in used),
        expired=tuple(entry for entry in baseline.entries if not entry.counts_on(day)),
    )


def notes(baseline: Baseline, applied: Applied) -> tuple[str, ...]:
    """One sentence for each entry that did nothing, for stderr."""
    numbers = {entry: number for number, entry in reversed(list(enumerate(baseline.entries, 1)))}
    said = [(entry, "matches no finding and can go") for entry in applied.stale]
    said += [(entry, f"counted until {entry.until} only") for entry in applied.expired]
    return tuple(
        f"{baseline.name}: accepted entry {numbers[entry]} ({entry.rule}) {what}"
        for entry, what in sorted(said, key=lambda pair: numbers[pair[0]])
    )


def write_baseline(audit: Audit) -> str:
    """Return a baseline of the findings that could fail a job, without reasons: a person has to give each of them.

    ``load_baseline`` refuses it as it is, so that nothing is accepted unread.
    """
    practices = practices_by_id(audit.practices)
    open_ones = [item for item in audit.findings if gravity(item.verdict) > 1 and item.accepted is None]
    return "\n".join(
        _written(
            ("rule", item.rule),
            ("data", item.data),
            ("fingerprint", fingerprint(item, practices)),
            ("reason", ""),
            ("by", ""),
            ("date", audit.inputs.date or ""),
        )
        for item in open_ones
    )


def _entry(path: str | Path, number: int, entry: object) -> Accepted:
    where = f"{path}: accepted entry {number}"
    if not isinstance(entry, Mapping):
        raise InputError(f"{where}: is no table")
    odd = sorted(set(entry) - set(_FIELDS))
    if odd:
        raise InputError(f"{where}: unknown field {odd[0][:80]!r}; known: {', '.join(_FIELDS)}")
    values = {name: text_of(value, f"{where}: {name}") for name, value in entry.items()}
    for name in _NEEDED:
        if not is_name(values.get(name, "")):
            raise InputError(f"{where}: {name} is missing; somebody has to stand for it")
    for name in ("date", "until"):
        if name in values:
            check_day(values[name], f"{where}: {name}")
    return Accepted(**values)


def _written(*fields: tuple[str, str | None]) -> str:
    lines = [f"{name} = {_quoted(value)}" for name, value in fields if value is not None]
    return "\n".join(("[[accepted]]", *lines, ""))


def _quoted(text: str) -> str:
    """A TOML string: that of JSON, without what TOML does not allow in one."""
    safe = "".join(letter if letter.isprintable() else " " for letter in text)
    return json.dumps(safe, ensure_ascii=False)
