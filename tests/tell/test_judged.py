"""Findings sorted for a reader, and how they read in text and on the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.build import audits
from tests.build.findings import METHOD, finding
from tests.build.findings import judged as judged_by_hand
from tests.judge.packs import SILENT, law_in, write_pack
from tests.run.test_judge import omitting

from glasshouse.model.audit import Audit
from glasshouse.model.finding import Decided, Verdict
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


def many(*verdicts: Verdict, accepted: str | None = None) -> Audit:
    """A judged audit with a rule for each verdict, all of the question of notice."""
    rules = enumerate(verdicts)
    return judged_by_hand(*(finding(f"rule-{n}", verdict, METHOD, accepted=accepted) for n, verdict in rules))


def test_what_is_contrary_is_never_cut_and_the_rest_is_counted_with_the_way_to_see_it() -> None:
    audit = many(*[Verdict.INDICATOR] * 9, *[Verdict.TENSION] * 20, *[Verdict.VIOLATED] * 20)
    short, whole = render_text(audit, width=0), render_text(audit, width=0, verbose=True)
    for number in range(9, 49):
        assert f"  Title of rule-{number}\n" in short
    assert "and 5 more indicators: --verbose or --format html shows them" in short
    assert "more indicators" not in whole
    page = render_html(many(*[Verdict.INDICATOR] * 90, *[Verdict.VIOLATED] * 70))
    assert page.count('class="case violated') == 70
    assert "and 50 more in the JSON document" in page


def test_what_a_baseline_accepted_is_said_beside_the_count() -> None:
    accepted = many(Verdict.VIOLATED, Verdict.VIOLATED, accepted="known")
    assert "2 contrary, all accepted · 0 tensions" in render_text(accepted, width=0)
    mixed = replace(
        accepted,
        findings=(*accepted.findings[:1], replace(accepted.findings[1], accepted=None)),
    )
    assert "2 contrary (1 accepted) · " in render_text(mixed, width=0)
    assert "2 contrary · " in render_text(many(Verdict.VIOLATED, Verdict.VIOLATED), width=0)
    assert "1 indicator · " in render_text(many(Verdict.INDICATOR), width=0)
    assert "<strong>2</strong> contrary, all accepted" in render_html(accepted)


def test_a_sentence_that_differs_in_the_kind_of_data_only_is_said_once() -> None:
    items = [finding("r", Verdict.VIOLATED, METHOD, data=data) for data in ("contacts", "sms", "call_log")]
    items[0] = replace(items[0], reason="It reads address book.")
    items[1] = replace(items[1], reason="It reads text messages (SMS, MMS).")
    items[2] = replace(items[2], reason="It sends call_log.")
    audit = judged_by_hand(*items)
    text = render_text(audit, width=0)
    assert "· It reads address book.\n    · The same of: text messages (SMS, MMS)\n    · It sends call_log.\n" in text
    assert "The same of: text messages (SMS, MMS)" in render_html(audit)
    assert "· It reads text messages (SMS, MMS).\n" in render_text(audit, width=0, verbose=True)


def test_what_would_settle_two_cases_is_said_once() -> None:
    audit = many(Verdict.VIOLATED, Verdict.VIOLATED)
    audit = replace(audit, findings=tuple(replace(item, would_decide="The policy.") for item in audit.findings))
    text = render_text(audit, width=0)
    assert text.count("What would settle it: The policy.") == 1
    assert text.count("What would settle it: as above") == 1


def test_what_was_not_law_has_its_own_heading_with_its_days(tmp_path: Path) -> None:
    audit = found(tmp_path, "2016-01-01")
    for report in (render_text(audit, width=0), render_html(audit)):
        assert "Not law on that day" in report
        assert "2 rules rest on texts that were not in force on 2016-01-01" in report
        assert "Test law, in force 2017-06-01 to 2025-12-31: 2 rules" in report
        assert "What says nothing against the app" not in report


def test_a_clause_says_what_number_it_had(tmp_path: Path) -> None:
    audit = found(tmp_path, "2026-02-01")
    assert "until 2025-12-31: clause 1 of the Test law" in render_text(audit, width=0)
    assert "至 2025-12-31 为《试验法》第一条" in render_html(audit, "zh")
    alone = replace(audit, clauses=tuple(card for card in audit.clauses if card.id != "OLD/1"))
    assert "until 2025-12-31" not in render_text(alone, width=0)


def test_the_same_question_is_asked_once() -> None:
    data = ("contacts", "sms")
    items = (finding("r", Verdict.NOT_DECIDABLE, METHOD, data=kind, decided=Decided.GUIDED) for kind in data)
    audit = judged_by_hand(*items)
    assert [asked.case.rule for asked in judged_of(audit).asked] == ["r"]


def test_the_words_of_verdicts_are_explained(tmp_path: Path) -> None:
    audit = found(tmp_path)
    meaning = "Something is missing. What, is said beside it."
    assert meaning in render_text(audit, width=0, verbose=True)
    assert meaning not in render_text(audit, width=0)
    assert meaning in render_html(audit)


def test_short_text_counts_provisions_and_verbose_names_them(tmp_path: Path) -> None:
    audit = found(tmp_path)
    assert "Test law (1 provision)" in render_text(audit, width=0)
    assert "Test law 1" in render_text(audit, width=0, verbose=True)
