"""Why a finding turned: the law of another day, other calls, other inputs, another release; and no cause invented."""

from __future__ import annotations

from dataclasses import replace

from glasshouse.model.audit import Audit, Category, InputFile
from glasshouse.model.difference import Cause, Why
from glasshouse.model.finding import ClauseCard, Finding, Verdict
from glasshouse.model.ids import PartyId
from glasshouse.run.causes import Causes
from tests.build.audits import maplike
from tests.build.findings import LOGS_2017, LOGS_2025, METHOD, finding, judged

WHOLE = maplike()
BAD = finding("r", Verdict.VIOLATED, METHOD, data="location.precise", audit=WHOLE)


def told(old: Audit, new: Audit, was: Finding | None, now: Finding | None) -> list[tuple[Cause, str]]:
    def about(why: Why) -> str:
        return why.clause.id if why.clause else why.input or (f"{why.actor} {why.api}" if why.actor else "")

    return [(why.cause, about(why)) for why in Causes.between(old, new).of(was, now)]


def under(card: ClauseCard, verdict: Verdict, day: str) -> Audit:
    return judged(finding("r", verdict, card), day=day)


def between(old: Audit, new: Audit) -> list[tuple[Cause, str]]:
    return told(old, new, old.findings[0], new.findings[0])


def test_a_clause_that_ended_and_the_one_that_came() -> None:
    old, new = under(LOGS_2017, Verdict.VIOLATED, "2025-12-31"), under(LOGS_2025, Verdict.INDICATOR, "2026-01-01")
    assert between(old, new) == [(Cause.CLAUSE_ENDED, "CSL-2017/41"), (Cause.CLAUSE_CAME, "CSL-2025/43")]
    assert between(new, old) == [(Cause.CLAUSE_NOT_YET, "CSL-2025/43"), (Cause.CLAUSE_STILL, "CSL-2017/41")]


def test_a_method_that_came_into_force_between_the_two_days() -> None:
    old, new = under(METHOD, Verdict.NOT_IN_FORCE, "2019-11-27"), under(METHOD, Verdict.VIOLATED, "2019-11-28")
    assert between(old, new) == [(Cause.CLAUSE_CAME, "CN-APPMETHOD-2019/II.1")]


def test_a_clause_in_force_on_both_days_is_no_cause() -> None:
    old, new = under(METHOD, Verdict.INDICATOR, "2020-01-01"), under(METHOD, Verdict.VIOLATED, "2026-01-01")
    assert between(old, new) == [(Cause.UNKNOWN, "")]


def test_without_a_day_the_law_is_no_cause() -> None:
    old, new = under(LOGS_2017, Verdict.VIOLATED, "2018-01-01"), under(LOGS_2025, Verdict.INDICATOR, "2026-01-01")
    assert between(replace(old, inputs=replace(old.inputs, date=None)), new) == [(Cause.UNKNOWN, "")]


def test_calls_that_the_other_app_does_not_have() -> None:
    fewer = replace(WHOLE, practices=tuple(p for p in WHOLE.practices if p.id not in BAD.practices[:1]))
    api = next(p.api for p in WHOLE.practices if p.id == BAD.practices[0])
    was = replace(BAD, practices=BAD.practices[1:], verdict=Verdict.INDICATOR)
    assert told(fewer, WHOLE, was, BAD) == [(Cause.FACT_NEW, f"sdk:example-ads {api}")]
    assert told(WHOLE, fewer, BAD, was) == [(Cause.FACT_GONE, f"sdk:example-ads {api}")]


def test_a_call_the_old_app_had_all_along_is_no_cause() -> None:
    was = replace(BAD, practices=BAD.practices[:1], verdict=Verdict.INDICATOR)
    assert told(WHOLE, WHOLE, was, BAD) == [(Cause.UNKNOWN, "")]


def test_a_new_reader_is_named_with_its_party() -> None:
    other = tuple(replace(p, actor=PartyId("sdk:jpush")) if p.id in BAD.practices else p for p in WHOLE.practices)
    whys = Causes.between(WHOLE, replace(WHOLE, practices=other)).of(BAD, BAD)
    assert [(why.cause, why.party and why.party.name) for why in whys][:1] == [(Cause.FACT_NEW, "JPush")]


def test_other_inputs() -> None:
    policy = InputFile("policy", "p.md", "aa" * 32)
    new = replace(
        WHOLE, inputs=replace(WHOLE.inputs, files=(*WHOLE.inputs.files, policy), category=Category(1, "given"))
    )
    now = replace(BAD, assumed=("category=1",), reply="yes")
    assert told(WHOLE, new, BAD, now) == [(Cause.INPUT, "category"), (Cause.INPUT, "policy"), (Cause.INPUT, "reply")]
    other_law = replace(WHOLE, inputs=replace(WHOLE.inputs, jurisdiction=("eu",)))
    assert told(WHOLE, other_law, None, BAD) == [(Cause.INPUT, "jurisdiction")]


def test_where_nothing_is_seen_the_nearest_guess_has_its_own_word() -> None:
    assert told(WHOLE, WHOLE, BAD, None) == [(Cause.UNKNOWN, "")]
    assert told(WHOLE, replace(WHOLE, subject=replace(WHOLE.subject, sha256="ff")), BAD, None) == [(Cause.APP, "")]
    assert told(WHOLE, replace(WHOLE, tool_version="9"), BAD, None) == [(Cause.RULES, "")]
