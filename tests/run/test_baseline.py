"""A baseline accepts what it names, until its day; it hides nothing, and says what it no longer needs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.model.finding import Verdict
from glasshouse.model.fingerprint import fingerprint, practices_by_id
from glasshouse.model.gravity import fails
from glasshouse.model.ids import PartyId
from glasshouse.run.baseline import Accepted, Baseline, apply_baseline, load_baseline, notes, write_baseline
from tests.build.audits import maplike
from tests.build.findings import DAY, METHOD, finding, judged, one_of_each

ENTRY = Accepted("collected-without-notice", "Needed for SIM binding.", "Li", "2026-11-01", data="device.imei")


def one(entry: Accepted) -> Baseline:
    return Baseline((entry,), "baseline.toml")


def accepted(entry: Accepted, day: str = DAY) -> list[str | None]:
    audit = replace(one_of_each(), findings=tuple(replace(item, accepted=None) for item in one_of_each().findings))
    return [item.data for item in apply_baseline(audit, one(entry), day).audit.findings if item.accepted]


def test_an_accepted_finding_stays_with_its_reason_and_no_longer_fails() -> None:
    audit = apply_baseline(one_of_each(), one(replace(ENTRY, until="2027-01-31")), DAY).audit
    found = audit.findings[0]
    assert len(audit.findings) == len(one_of_each().findings)
    assert found.verdict is Verdict.VIOLATED
    assert found.accepted == "Needed for SIM binding. (Li, 2026-11-01 - 2027-01-31)"
    assert fails(one_of_each().findings[0], Verdict.VIOLATED)
    assert not fails(found, Verdict.VIOLATED)


def test_an_entry_covers_its_rule_narrowed_by_what_it_names() -> None:
    audit = one_of_each()
    mark = fingerprint(audit.findings[0], practices_by_id(audit.practices))
    assert accepted(replace(ENTRY, data=None)) == ["device.imei", "contacts"]
    assert accepted(ENTRY) == ["device.imei"]
    assert accepted(replace(ENTRY, data=None, fingerprint=mark)) == ["device.imei"]
    assert accepted(replace(ENTRY, data=None, id=audit.findings[1].id)) == ["contacts"]
    assert accepted(replace(ENTRY, rule="other")) == []
    assert accepted(replace(ENTRY, fingerprint="0" * 16)) == []


def test_one_more_reader_is_not_what_was_accepted() -> None:
    audit = one_of_each()
    mark = fingerprint(audit.findings[0], practices_by_id(audit.practices))
    first = audit.findings[0].practices[0]
    other = tuple(replace(p, actor=PartyId("sdk:new")) if p.id == first else p for p in audit.practices)
    applied = apply_baseline(replace(audit, practices=other), one(replace(ENTRY, fingerprint=mark)), DAY)
    assert applied.audit.findings[0].accepted is None
    assert applied.stale


@pytest.mark.parametrize(("until", "counts"), [("2026-11-24", False), ("2026-11-25", True), (None, True)])
def test_it_counts_through_its_last_day(until: str | None, counts: bool) -> None:
    assert bool(accepted(replace(ENTRY, until=until))) is counts


def test_what_a_verdict_never_fails_needs_no_accepting() -> None:
    assert accepted(replace(ENTRY, rule="rules-missing", data=None)) == []


def test_entries_that_did_nothing_are_told() -> None:
    baseline = Baseline(
        (
            ENTRY,
            replace(ENTRY, rule="gone"),
            replace(ENTRY, until="2026-11-24"),
            replace(ENTRY, rule="rules-missing", data=None),
        ),
        "baseline.toml",
    )
    applied = apply_baseline(one_of_each(), baseline, DAY)
    assert notes(baseline, applied) == (
        "baseline.toml: accepted entry 2 (gone) matches no finding and can go",
        "baseline.toml: accepted entry 3 (collected-without-notice) counted until 2026-11-24 only",
        "baseline.toml: accepted entry 4 (rules-missing) matches no finding and can go",
    )


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "baseline.toml"
    file.write_text(
        '[[accepted]]\nrule = "collected-without-notice"\ndata = "device.imei"\nreason = "已告知"\nby = "李"\n'
        "date = 2026-11-01\nuntil = 2027-05-31\n",
        "utf-8",
    )
    entry = Accepted("collected-without-notice", "已告知", "李", "2026-11-01", data="device.imei", until="2027-05-31")
    assert load_baseline(file) == Baseline((entry,), "baseline.toml")


GOOD = 'rule = "r"\nreason = "x"\nby = "y"\ndate = "2026-11-01"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "[[accepted]]\n" + GOOD + "[[accepted]]\n" + GOOD.replace('"x"', '" "'),
            "accepted entry 2: reason is missing",
        ),
        ("[[accepted]]\n" + GOOD.replace('by = "y"\n', ""), "accepted entry 1: by is missing"),
        ("[[accepted]]\n" + GOOD + 'untill = "2027-01-01"\n', "unknown field 'untill'"),
        ("[[accepted]]\n" + GOOD + 'until = "soon"\n', "until is 'soon'; expected a day"),
        ("[[accepted]]\n" + GOOD + 'until = "20270131"\n', "until is '20270131'"),
        ("[[accepted]]\n" + GOOD + "data = 3\n", "data is int; expected text"),
        ("[accepted]\n" + GOOD, "found 'accepted'"),
        ("accepted = [1]\n", "accepted entry 1: is no table"),
        ('[[excepted]]\nrule = "r"\n', "found 'excepted'"),
        ("[[accepted]\n", "is not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_entry(text: str, says: str, tmp_path: Path) -> None:
    file = tmp_path / "baseline.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(InputError) as problem:
        load_baseline(file)
    assert "baseline.toml" in str(problem.value)
    assert says in str(problem.value)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"x = " + b"[" * 5000, b"#" * (4 * 1024 * 1024 + 1)])
def test_files_that_are_no_baseline_are_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "baseline.toml"
    file.write_bytes(content)
    with pytest.raises(InputError):
        load_baseline(file)
    with pytest.raises(InputError, match="cannot be read"):
        load_baseline(tmp_path / "none.toml")


def test_a_written_baseline_waits_for_reasons(tmp_path: Path) -> None:
    file = tmp_path / "baseline.toml"
    audit = judged(finding("r", Verdict.VIOLATED, METHOD, data='con"\x1btacts', audit=maplike()))
    file.write_text(write_baseline(audit), "utf-8")
    with pytest.raises(InputError, match="accepted entry 1: reason is missing"):
        load_baseline(file)


def test_with_reasons_it_accepts_everything_that_could_fail(tmp_path: Path) -> None:
    file = tmp_path / "baseline.toml"
    filled = write_baseline(one_of_each()).replace('reason = ""', 'reason = "seen"').replace('by = ""', 'by = "Li"')
    file.write_text(filled, "utf-8")
    applied = apply_baseline(one_of_each(), load_baseline(file), DAY)
    assert not applied.stale
    assert not [item.rule for item in applied.audit.findings if fails(item, Verdict.INDICATOR)]
