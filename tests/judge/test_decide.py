"""From a match to one of seven words: the day, whom it binds, the evidence, how well the clause is known, exceptions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.judge.packs import SILENT, WORDS, law_in, write_pack

from glasshouse.judge.cases import read_cases
from glasshouse.judge.decide import judge
from glasshouse.judge.packs import Law
from glasshouse.model.finding import Finding, Verdict

OMITTED = "row notice contacts proved access class=omitted"
EXCEPTION = (
    """
id: needed-for-a-contract
title: {en: Needed for a contract, zh: 合同所必需}
clauses: ["T:exception"]
severity: low
overrides: [taken-in-silence]
when:
  input: {operator_status: [contract]}
reason: {en: A contract needs it., zh: 合同需要。}
"""
    + WORDS
)
OURS = (
    SILENT.replace("taken-in-silence", "too-dense")
    .replace(
        "per: data\nfloor: access\n",
        "then: indicator\nthresholds: {most: {value: 40, unit: characters, origin: pack}}\n",
    )
    .replace("class: omitted", "topic: readability, above: most")
)


def law(folder: Path, *, rule: str = SILENT, **more: str) -> Law:
    rules = {
        "notice/taken-in-silence.yml": rule,
        **{name.replace("__", "/") + ".yml": text for name, text in more.items()},
    }
    write_pack(folder, {name.replace("_", "-"): text for name, text in rules.items()})
    return law_in(folder)


def judged(found: Law, *lines: str, rule: str = "taken-in-silence") -> list[Finding]:
    (case,) = read_cases("## a\n```facts\n" + "\n".join(lines) + "\n```\n", rule, "a.md")
    rules = [item for pack in found.packs for item in pack.rules]
    return [item for item in judge(rules, found.clauses, case.facts, case.day) if item.rule == rule]


@pytest.mark.parametrize(
    ("lines", "verdict", "clause"),
    [
        (["date 2018-01-09", OMITTED], Verdict.VIOLATED, "OLD/1"),
        (["date 2026-02-01", OMITTED], Verdict.INDICATOR, "NEW/2"),  # its number is derived
        (["date 2016-01-09", OMITTED], Verdict.NOT_IN_FORCE, "OLD/1"),
        (["date 2018-01-09", OMITTED.replace("proved", "likely")], Verdict.INDICATOR, "OLD/1"),
        (["date 2018-01-09", "row notice contacts not_found capability class=omitted"], Verdict.INDICATOR, "OLD/1"),
        (["date 2018-01-09", "asked notice"], Verdict.NOT_VIOLATED, "OLD/1"),
        (["date 2018-01-09"], Verdict.NOT_DECIDABLE, "OLD/1"),
        (["date 2018-01-09", "asked notice", "hidden notice"], Verdict.NOT_DECIDABLE, "OLD/1"),
    ],
)
def test_the_word_follows_day_evidence_and_confidence(
    tmp_path: Path, lines: list[str], verdict: Verdict, clause: str
) -> None:
    (finding,) = judged(law(tmp_path), *lines)
    assert (finding.verdict, [ref.id for ref in finding.clauses]) == (verdict, [clause])


def test_a_finding_says_what_was_seen_in_both_languages_and_hangs_on_its_evidence(tmp_path: Path) -> None:
    (finding,) = judged(law(tmp_path), "date 2018-01-09", OMITTED)
    assert finding.reason == "The app's own code reads address book."
    assert finding.reason_zh.startswith("应用自身代码读取")
    assert (finding.data, finding.practices, finding.place) == ("contacts", ("practice-taken-in-silence-4",), None)
    assert finding.would_decide == "A notice."


def test_a_finding_without_a_deed_hangs_on_the_subject(tmp_path: Path) -> None:
    (finding,) = judged(law(tmp_path), "date 2018-01-09")
    assert finding.place is not None
    assert "no policy and no screen was supplied" in finding.reason


def test_a_clause_that_came_later_or_had_ended_says_so(tmp_path: Path) -> None:
    found = law(tmp_path)
    assert (
        "OLD/1 came into force on 2017-06-01, after the conduct." in judged(found, "date 2016-01-01", OMITTED)[0].reason
    )
    only_old = Law(found.packs, {"T:notice": found.clauses["T:exception"]}, found.instruments, found.pack_of)
    assert "OLD/3 ended on 2025-12-31, before the conduct." in judged(only_old, "date 2026-01-01", OMITTED)[0].reason


@pytest.mark.parametrize(
    ("status", "verdict"),
    [("ciio", Verdict.VIOLATED), ("none", Verdict.NOT_APPLICABLE), (None, Verdict.NOT_DECIDABLE)],
)
def test_a_clause_that_binds_some_asks_who_the_operator_is(
    tmp_path: Path, status: str | None, verdict: Verdict
) -> None:
    found = law(tmp_path, rule=SILENT.replace("floor:", "applies: {operator_status: [ciio]}\nfloor:"))
    given_status = [f"input operator_status {status}"] if status else []
    (finding,) = judged(found, "date 2018-01-09", OMITTED, *given_status)
    assert finding.verdict is verdict
    assert finding.assumed == ((f"operator_status={status}",) if status else ())


def test_whom_it_binds_does_not_matter_where_nothing_was_done(tmp_path: Path) -> None:
    found = law(tmp_path, rule=SILENT.replace("floor:", "applies: {operator_status: [ciio]}\nfloor:"))
    assert judged(found, "date 2018-01-09", "asked notice")[0].verdict is Verdict.NOT_VIOLATED


@pytest.mark.parametrize(
    ("status", "how", "verdict"),
    [
        ("contract", "indicator", Verdict.NOT_APPLICABLE),
        ("none", "indicator", Verdict.VIOLATED),
        (None, "indicator", Verdict.INDICATOR),
        (None, "not_decidable", Verdict.NOT_DECIDABLE),
        (None, "keep", Verdict.VIOLATED),
    ],
)
def test_an_exception_lifts_a_finding_and_an_open_one_changes_the_word(
    tmp_path: Path, status: str | None, how: str, verdict: Verdict
) -> None:
    found = law(tmp_path, notice__needed_for_a_contract=EXCEPTION + f"if_unknown: {how}\n")
    (finding,) = judged(found, "date 2018-01-09", OMITTED, *([f"input operator_status {status}"] if status else []))
    assert finding.verdict is verdict
    assert [item.rule for item in finding.considered] == ["needed-for-a-contract"]


def test_an_exception_that_is_not_in_force_is_not_considered(tmp_path: Path) -> None:
    found = law(tmp_path, notice__needed_for_a_contract=EXCEPTION)
    (finding,) = judged(found, "date 2026-02-01", OMITTED, "input operator_status contract")
    assert (finding.verdict, finding.considered) == (Verdict.INDICATOR, ())


def test_a_threshold_of_ours_is_advisory_and_keeps_what_was_measured(tmp_path: Path) -> None:
    found = law(tmp_path, notice__too_dense=OURS)
    row = "row notice personal_data proved class=stated topic=readability value=55"
    (finding,) = judged(found, "date 2018-01-09", row, rule="too-dense")
    assert finding.verdict is Verdict.INDICATOR
    assert "ours" in finding.reason
    assert [(item.origin, item.measured) for item in finding.thresholds] == [("pack", 55.0)]


def test_names_from_an_app_are_never_read_as_places(tmp_path: Path) -> None:
    found = law(tmp_path)
    (case,) = read_cases(f"## a\n```facts\ndate 2018-01-09\n{OMITTED} actor=sdk\n```\n", "a", "a.md")
    party = replace(case.facts.parties["party-sdk"], name="{data} {0.__class__} %s")
    facts = replace(case.facts, parties={**case.facts.parties, "party-sdk": party})
    rules = [item for pack in found.packs for item in pack.rules]
    assert (
        judge(rules, found.clauses, facts, "2018-01-09")[0].reason
        == "The SDK {data} {0.__class__} %s reads address book."
    )


ROWS = [
    f"row notice {data} {status} {grade} class={class_} actor={actor}"
    for data in ("contacts", "sms")
    for status in ("proved", "likely", "not_found", "not_examined")
    for grade in ("capability", "access")
    for class_ in ("omitted", "named", "clear")
    for actor in ("operator", "sdk")
]
GRAVITY = tuple(Verdict)


@given(st.lists(st.sampled_from(ROWS), max_size=6), st.randoms())
def test_judging_is_the_same_each_time_and_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], random: object
) -> None:
    found = _shared(tmp_path_factory)
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (judged(found, "date 2018-01-09", "asked notice", *lines) for lines in (rows, shuffled))
    assert [(item.id, item.verdict) for item in one] == [(item.id, item.verdict) for item in other]


@given(st.lists(st.sampled_from(ROWS), max_size=5), st.sampled_from(ROWS))
def test_more_evidence_never_turns_violated_into_not_decidable(
    tmp_path_factory: pytest.TempPathFactory, rows: list[str], more: str
) -> None:
    found = _shared(tmp_path_factory)
    before = {item.data: item.verdict for item in judged(found, "date 2018-01-09", "asked notice", *rows)}
    after = {item.data: item.verdict for item in judged(found, "date 2018-01-09", "asked notice", *rows, more)}
    for data, verdict in before.items():
        if verdict is Verdict.VIOLATED:
            assert after[data] is Verdict.VIOLATED


_LAW: list[Law] = []


def _shared(factory: pytest.TempPathFactory) -> Law:
    if not _LAW:
        _LAW.append(law(factory.mktemp("law")))
    return _LAW[0]
