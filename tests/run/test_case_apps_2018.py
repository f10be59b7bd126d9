"""The case of two apps, January 2018 (examples/apps-2018): judged by the law of that day and of today."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from glasshouse.model.answer import Row
from glasshouse.model.audit import Audit
from glasshouse.model.finding import Finding, Verdict
from glasshouse.run.audit import audit
from glasshouse.run.judge import judged, law_for
from glasshouse.run.options import Options

ROOT = Path(__file__).parents[2]
CASE = ROOT / "examples" / "apps-2018"
THEN, NOW = "2018-01-09", "2026-11-25"
KINDS = {"call_log", "contacts", "location.precise", "sms"}


@cache
def facts(app: str) -> Audit:
    folder = CASE / "honest" if app == "searcher-honest" else CASE
    screens = {
        "searcher-honest": ["first.xml"],
        "surfer": ["browser-home.xml"],
    }.get(app, ["splash.xml", "home.xml"])
    options = Options(
        policies=(str(folder / "policy.html"),),
        screens=tuple(str(folder / name) for name in screens),
        category="32" if app == "surfer" else None,
        date=THEN,
    )
    return audit(str(ROOT / "tests" / "apps" / app / f"{app}.apk"), options)


def found(app: str, day: str, clause: str) -> list[Finding]:
    """The findings that cite the clause; the app is opened once and judged again from its facts."""
    again = judged(facts(app), Options(date=day), law_for()[0])
    return [item for item in again.findings if clause in {ref.id for ref in item.clauses}]


def verdicts(app: str, day: str, clause: str) -> dict[str | None, Verdict]:
    return {item.data: item.verdict for item in found(app, day, clause) if item.data in KINDS or item.data is None}


@pytest.mark.parametrize("app", ["searcher", "surfer"])
@pytest.mark.parametrize("clause", ["CSL-2017/22(3)", "CSL-2017/41(1)", "CN-CONSUMER/29", "CN-CONSUMER/47"])
def test_in_2018_the_silent_apps_are_contrary_to_the_law_of_the_day(app: str, clause: str) -> None:
    assert {verdicts(app, THEN, clause)[kind] for kind in KINDS} == {Verdict.VIOLATED}


@pytest.mark.parametrize("clause", ["CN-APPMETHOD-2019/II.1", "CN-NECPI-2021/5", "PIPL/17(1)", "GBT-35273-2017/5.3"])
def test_what_came_later_judges_nothing_in_2018(clause: str) -> None:
    assert {item.verdict for item in found("searcher", THEN, clause)} == {Verdict.NOT_IN_FORCE}


def test_today_the_method_applies_and_a_derived_number_accuses_nobody() -> None:
    assert {verdicts("searcher", NOW, "CN-APPMETHOD-2019/II.1")[kind] for kind in KINDS} == {Verdict.VIOLATED}
    assert {verdicts("searcher", NOW, "CSL-2025/24(3)")[kind] for kind in KINDS} == {Verdict.INDICATOR}
    assert found("searcher", NOW, "CSL-2017/22(3)") == []


def test_each_kind_is_proved_by_a_way_from_an_entry_point() -> None:
    rows: dict[str, Row] = {row.data: row for row in facts("searcher").answers.access or ()}
    for kind in KINDS:
        assert (rows[kind].status, rows[kind].grade) == ("proved", "access")
        assert rows[kind].path


@pytest.mark.parametrize("app", ["searcher-idle", "searcher-packed"])
def test_a_permission_alone_is_a_sign_and_a_packed_app_is_not_cleared(app: str) -> None:
    for clause in ("CSL-2017/22(3)", "CSL-2017/41(1)", "CN-CONSUMER/29"):
        assert {verdicts(app, THEN, clause)[kind] for kind in KINDS} == {Verdict.INDICATOR}


def test_an_app_that_names_what_it_takes_is_accused_of_nothing_about_it() -> None:
    for day in (THEN, NOW):
        again = judged(facts("searcher-honest"), Options(date=day), law_for()[0])
        assert [item.rule for item in again.findings if item.verdict is Verdict.VIOLATED] == []


def test_a_browser_needs_nothing_and_a_search_app_has_no_listed_type() -> None:
    assert verdicts("surfer", NOW, "CN-NECPI-2021/5")["location.precise"] is Verdict.INDICATOR
    assert facts("searcher").inputs.category is None


def test_a_standard_that_is_recommended_violates_nothing() -> None:
    again = judged(facts("searcher"), Options(date="2019-01-09"), law_for()[0])
    standards = [item for item in again.findings if any(ref.id.startswith("GBT-") for ref in item.clauses)]
    assert standards
    assert Verdict.VIOLATED not in {item.verdict for item in standards}


@pytest.mark.parametrize(
    ("status", "verdict"),
    [((), Verdict.NOT_DECIDABLE), (("none",), Verdict.NOT_APPLICABLE), (("ciio",), Verdict.NOT_DECIDABLE)],
)
def test_storing_in_the_country_binds_critical_infrastructure_only(status: tuple[str, ...], verdict: Verdict) -> None:
    again = judged(facts("searcher"), Options(date=THEN, operator_status=status), law_for()[0])
    (finding,) = [item for item in again.findings if "CSL-2017/37" in {ref.id for ref in item.clauses}]
    assert finding.verdict is verdict


@pytest.mark.parametrize(
    ("app", "verdict"), [("searcher-idle", Verdict.INDICATOR), ("searcher-packed", Verdict.NOT_DECIDABLE)]
)
def test_permissions_stand_idle_only_where_the_code_was_seen(app: str, verdict: Verdict) -> None:
    again = judged(facts(app), Options(date=NOW), law_for()[0])
    told = [item for item in again.findings if item.rule == "permission-declared-and-unused"]
    kinds = {practice.id: practice.data for practice in again.practices}
    said = {str(kinds[name]): item.verdict for item in told for name in item.practices}
    assert {said[kind] for kind in KINDS} == {verdict}
