"""Judging in the hall: what an audit is judged by, and what that makes of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from glasshouse.errors import Exit, UsageError
from glasshouse.model.answer import Answers, Row, Status
from glasshouse.model.audit import Audit, Category, Reply
from glasshouse.model.codec import decode, encode
from glasshouse.model.finding import Verdict
from glasshouse.model.practice import Grade
from glasshouse.run.judge import exit_code, inputs_of, judged, law_for, today
from glasshouse.run.options import Options
from tests.build import audits
from tests.judge.packs import law_in, write_pack


def omitting() -> Audit:
    audit = audits.maplike()
    first = (audit.answers.access or ())[0]
    row = Row(first.data, first.actor, Status.PROVED, Grade.ACCESS, practices=first.practices, class_="omitted")
    return replace(audit, answers=replace(audit.answers, notice=(row,)))


def test_the_day_chooses_the_clause_and_the_inputs_are_recorded(tmp_path: Path) -> None:
    write_pack(tmp_path)
    law = law_in(tmp_path)
    for day, verdict, cited in (("2018-01-09", Verdict.VIOLATED, "OLD/1"), ("2026-02-01", Verdict.INDICATOR, "NEW/2")):
        audit = judged(omitting(), Options(date=day, jurisdiction=("cn",)), law)
        (finding,) = audit.findings
        assert (finding.verdict, finding.clauses[0].id) == (verdict, cited)
        assert (audit.inputs.date, audit.inputs.jurisdiction) == (day, ("cn",))
        assert cited in {card.id for card in audit.clauses}
        assert [card.id for card in audit.rules] == ["taken-in-silence"]
        assert "laws/cn-test" in {item.name for item in audit.datasets}


def test_judging_a_saved_audit_again_gives_the_same_bytes(tmp_path: Path) -> None:
    write_pack(tmp_path)
    law, options = law_in(tmp_path), Options(date="2018-01-09")
    once = judged(omitting(), options, law)
    again = judged(decode(encode(once)), Options(), law)
    assert encode(once) == encode(again)


def test_what_was_given_before_holds_until_an_option_says_otherwise(tmp_path: Path) -> None:
    write_pack(tmp_path)
    law = law_in(tmp_path)
    before = judged(omitting(), Options(date="2018-01-09", operator_status=("ciio",), sign="Anna"), law)
    assert before.findings[0].signed_by == "Anna"
    inputs = inputs_of(before, Options(date="2020-01-01"), law)
    assert (inputs.date, inputs.operator_status, inputs.signed_by) == ("2020-01-01", ("ciio",), "Anna")
    assert inputs_of(audits.maplike(), Options(), law).date == (audits.maplike().inputs.date or today())


def test_a_jurisdiction_or_a_type_that_is_not_there_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path)
    law = law_in(tmp_path)
    with pytest.raises(UsageError, match="no law pack begins with xx"):
        inputs_of(audits.maplike(), Options(jurisdiction=("xx",)), law)
    with pytest.raises(UsageError, match="no type of app is called '99'"):
        inputs_of(audits.maplike(), Options(category="99"), law)


def test_a_named_pack_counts_even_when_it_is_disabled_and_a_broken_one_is_told(tmp_path: Path) -> None:
    write_pack(tmp_path, more="enabled = false")
    write_pack(tmp_path, {"notice/broken.yml": "{"}, name="eu-broken")
    law, problems = law_for([str(tmp_path)])
    assert "cn-test" in {pack.id for pack in law.chosen(("cn",))}
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("fail_on", "code"),
    [("violated", Exit.FINDINGS), ("indicator", Exit.FINDINGS), ("not_decidable", Exit.FINDINGS), ("none", Exit.OK)],
)
def test_a_verdict_at_or_above_the_mark_fails(tmp_path: Path, fail_on: str, code: Exit) -> None:
    write_pack(tmp_path)
    audit = judged(omitting(), Options(date="2018-01-09"), law_in(tmp_path))
    whole = replace(audit, not_looked=(), partial=False)
    assert exit_code(whole, fail_on) is code


def test_an_indicator_fails_only_where_it_was_asked_for_and_an_accepted_finding_never(tmp_path: Path) -> None:
    write_pack(tmp_path)
    audit = replace(judged(omitting(), Options(date="2026-02-01"), law_in(tmp_path)), not_looked=(), partial=False)
    assert (exit_code(audit), exit_code(audit, "indicator")) == (Exit.OK, Exit.FINDINGS)
    accepted = replace(audit, findings=tuple(replace(item, accepted="known") for item in audit.findings))
    assert exit_code(accepted, "indicator") is Exit.OK


def test_a_question_that_was_not_asked_leaves_its_rules_undecided(tmp_path: Path) -> None:
    write_pack(tmp_path)
    audit = replace(audits.maplike(), answers=Answers(access=audits.maplike().answers.access))
    assert [item.verdict for item in judged(audit, Options(date="2018-01-09"), law_in(tmp_path)).findings] == [
        Verdict.NOT_DECIDABLE
    ]


def labelled(label: str | None) -> Audit:
    audit = audits.maplike()
    return replace(audit, subject=replace(audit.subject, label=label))


def necessity(audit: Audit) -> dict[str, str | None]:
    return {row.data: row.class_ for row in audit.answers.necessity or () if row.class_ != "unused_permission"}


def test_a_type_is_proposed_from_the_name_and_never_assumed() -> None:
    audit = judged(labelled("小鹿地图"), Options(date="2026-02-01", jurisdiction=("cn",)), law_for()[0])
    category = audit.inputs.category
    assert category is not None
    assert (category.value, category.source) == (1, "proposed")
    assert (category.confidence or 0) >= 0.5
    assert category.reasons[0] == "label:地图"
    assert necessity(audit)["location.precise"] is None
    assert necessity(audit)["contacts"] == "no_type_needs"
    assert not [item for item in audit.findings for used in item.assumed if used.startswith("category=")]


def test_a_saved_audit_is_answered_anew_when_a_type_is_given() -> None:
    law, saved = law_for()[0], decode(encode(judged(labelled("小鹿地图"), Options(date="2026-02-01"), law_for()[0])))
    as_map = judged(saved, Options(category="map_navigation"), law)
    as_browser = judged(as_map, Options(category="32"), law)
    assert as_map.inputs.category == Category(1, "given")
    assert necessity(as_map)["location.precise"] == "needed"
    assert necessity(as_browser)["location.precise"] == "not_needed"
    assert judged(as_browser, Options(), law).inputs.category == Category(32, "given")
    told = {(item.rule, item.data): item.verdict for item in as_browser.findings}
    assert told["more-than-the-given-type-needs", "location.precise"] is Verdict.INDICATOR
    assert told["more-than-the-given-type-needs", "contacts"] is Verdict.INDICATOR
    assert told["needed-by-no-listed-type", "contacts"] is Verdict.NOT_APPLICABLE
    told = {(item.rule, item.data): item.verdict for item in as_map.findings}
    assert ("more-than-the-given-type-needs", "location.precise") not in told


def test_a_proposal_of_an_earlier_run_is_made_anew() -> None:
    before = labelled("小鹿")
    before = replace(before, inputs=replace(before.inputs, category=Category(32, "proposed", 0.9, ("label:browser",))))
    assert judged(before, Options(date="2026-02-01"), law_for()[0]).inputs.category is None


@pytest.mark.parametrize("label", [None, "", "\x00", "\u202e图地", "{data}", "浏览器" * 100_000, *audits.HOSTILE])
def test_no_name_stops_the_answer(label: str | None) -> None:
    permission = audits.maplike().permissions[0]
    many = tuple(replace(permission, name=f"x.{number}") for number in range(10_000))
    audit = judged(replace(labelled(label), permissions=many), Options(date="2026-02-01"), law_for()[0])
    assert necessity(audit)["contacts"] == "no_type_needs"
    assert audit.inputs.category is None or audit.inputs.category.value == 32


def test_a_type_that_is_not_listed_leaves_the_rows_open() -> None:
    audit = labelled("小鹿")
    audit = replace(audit, inputs=replace(audit.inputs, category=Category(999, "given")))
    assert necessity(judged(audit, Options(date="2026-02-01"), law_for()[0]))["location.precise"] is None


@pytest.mark.parametrize("status", [("suply_side",), ("none", "ciio")])
def test_a_misspelt_or_contradicting_status_is_refused(status: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        judged(omitting(), Options(operator_status=status), law_for()[0])


@pytest.mark.parametrize("rule", ["no-such-rule", "undeclared-collection"])
def test_a_reply_to_a_rule_that_asks_nobody_is_refused(rule: str) -> None:
    with pytest.raises(UsageError, match="asks a person"):
        judged(omitting(), Options(replies=(Reply(rule, holds=True),)), law_for()[0])


def test_a_pack_named_by_its_folder_judges_beside_the_default(tmp_path: Path) -> None:
    write_pack(tmp_path, name="my-pack")
    law, problems = law_for([str(tmp_path)])
    again = judged(omitting(), Options(date="2018-01-09"), law)
    assert not problems
    assert {"my-pack", "cn-pipl"} <= {card.pack for card in again.rules}
    assert again.inputs.jurisdiction == ("cn", "eu", "my-pack")


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        law_for([str(tmp_path / "nope")])


def test_where_no_rule_stood_the_result_is_not_clean() -> None:
    again = judged(omitting(), Options(date="1970-01-01"), law_for()[0])
    assert {item.verdict for item in again.findings} == {Verdict.NOT_IN_FORCE}
    assert exit_code(again) is Exit.INCOMPLETE
