"""Findings sorted for a reader, and how they read in text and on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.build import audits
from tests.judge.packs import SILENT, law_in, write_pack
from tests.run.test_judge import omitting

from glasshouse.model.audit import Audit
from glasshouse.model.finding import Verdict
from glasshouse.run.judge import judged
from glasshouse.run.options import Options
from glasshouse.tell.html import render_html
from glasshouse.tell.judged import judged_of
from glasshouse.tell.text import render_text

ASKS = (
    SILENT.replace("taken-in-silence", "asked-of-a-person")
    .replace(
        "when:\n  row: {answer: notice, class: omitted}\n",
        "question: {en: Is it so?, zh: 是否如此？}\nevidence: [screenshot]\n",
    )
    .replace("per: data\nfloor: access\n", "decided: guided\n")
)


def found(folder: Path, day: str = "2018-01-09") -> Audit:
    write_pack(folder, {"notice/taken-in-silence.yml": SILENT, "notice/asked-of-a-person.yml": ASKS})
    return judged(omitting(), Options(date=day), law_in(folder))


def test_findings_stand_by_question_gravest_first_and_questions_apart(tmp_path: Path) -> None:
    view = judged_of(found(tmp_path))
    assert [case.rule for case in view.cases] == ["taken-in-silence"]
    assert [asked.case.rule for asked in view.asked] == ["asked-of-a-person"]
    assert (view.counts[Verdict.VIOLATED], view.counts[Verdict.NOT_DECIDABLE]) == (1, 1)


def test_what_was_not_in_force_is_counted_and_never_shown_as_a_case(tmp_path: Path) -> None:
    view = judged_of(found(tmp_path, "2016-01-01"))
    assert view.cases == ()
    assert view.folds == ()
    assert [(fold.verdict, len(fold.cases), fold.span) for fold in view.not_law] == [
        (Verdict.NOT_IN_FORCE, 2, ("2017-06-01", "2025-12-31"))
    ]


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["contrary to clause 1 of the Test law", "in force 2017-06-01 to 2025-12-31", "Is it so?", "Draft"]),
        ("zh", ["与《试验法》第一条不符", "2017-06-01 至 2025-12-31 有效", "是否如此？", "草稿"]),
    ],
)
def test_text_and_page_name_the_clause_its_dates_and_the_questions(tmp_path: Path, lang: str, says: list[str]) -> None:
    audit = found(tmp_path)
    for report in (render_text(audit, lang, width=0), render_html(audit, lang)):
        for part in says:
            assert part.casefold() in report.casefold(), part


def test_a_derived_number_accuses_nobody(tmp_path: Path) -> None:
    report = render_text(found(tmp_path, "2026-02-01"), width=0)
    assert "Concerns clause 2 of the Test law as amended" in report
    assert "number derived" in report
    assert "contrary to the clause" not in report


def test_the_two_columns_are_in_every_report_and_no_power_without_its_limit(tmp_path: Path) -> None:
    audit = found(tmp_path)
    for report in (render_text(audit, width=0), render_html(audit)):
        for part in (
            "Company duties and state access",
            "police may demand it",
            "Limited by clause 5 of the Test law",
            "no provision in the packs",
        ):
            assert part.casefold() in report.casefold(), part


def test_a_reviewer_is_named_and_an_accepted_finding_stays_visible(tmp_path: Path) -> None:
    audit = found(tmp_path)
    signed = replace(audit, inputs=replace(audit.inputs, signed_by="Anna Example"))
    signed = replace(signed, findings=tuple(replace(item, accepted="known since May") for item in signed.findings))
    for report in (render_text(signed, width=0), render_html(signed)):
        assert "Reviewed by Anna Example" in report
        assert "Accepted: known since May" in report


def test_without_law_the_report_says_so() -> None:
    assert "Nothing was judged" in render_text(audits.maplike(), width=0)
    assert "Nothing was judged" in render_html(audits.maplike())


def test_markup_in_a_reason_stays_text(tmp_path: Path) -> None:
    audit = found(tmp_path)
    hostile = tuple(replace(item, reason="<script>alert(1)</script>\x1b[31m") for item in audit.findings)
    page = render_html(replace(audit, findings=hostile))
    assert "<script>" not in page
    assert "\x1b" not in render_text(replace(audit, findings=hostile), width=0)
