"""A difference in words and as JSON: what is new first, each turn with why, in both languages."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.build.audits import maplike, permission
from tests.build.findings import LOGS_2017, LOGS_2025, METHOD, finding, hostile_judged, judged, one_of_each

from glasshouse.model.audit import Audit, InputFile
from glasshouse.model.difference import Cause, Change, Difference, Standing, Warn, Why
from glasshouse.model.finding import Verdict
from glasshouse.model.ids import PartyId
from glasshouse.run.compare import compare
from glasshouse.tell.diff import render_diff_json, render_diff_text
from glasshouse.tell.words import LANGUAGES, load_words

WHOLE = replace(maplike(), partial=False, not_looked=())


def two_days() -> Difference:
    """The same app under the law of two days."""
    old = judged(finding("r", Verdict.VIOLATED, LOGS_2017, data="contacts", audit=WHOLE), audit=WHOLE, day="2018-01-03")
    new = judged(
        finding("r", Verdict.INDICATOR, LOGS_2025, data="contacts", audit=WHOLE), audit=WHOLE, day="2026-11-25"
    )
    return compare(old, new)


def two_versions() -> Difference:
    new = replace(WHOLE, permissions=(permission("CAMERA", "camera", used=False), *WHOLE.permissions[1:]))
    fewer = (WHOLE.answers.access or ())[:-1]
    old = replace(WHOLE, answers=replace(WHOLE.answers, access=fewer), parties=WHOLE.parties[:2])
    return compare(old, new)


def test_the_law_of_another_day_is_the_reason() -> None:
    assert render_diff_text(two_days()) == (
        "What changed from MapLike.apk 1.0, on 2018-01-03 to MapLike.apk 1.0, on 2026-11-25\n"
        "\n"
        "FINDINGS\n"
        f"    {word('en', 'violated')} -> {word('en', 'indicator')}\n"
        "      Title of r: address book\n"
        "        - CSL-2017/41 ended on 2025-12-31.\n"
        "        - CSL-2025/43 has been in force since 2026-01-01 (number derived).\n"
    )


def word(lang: str, verdict: str) -> str:
    return load_words(lang).known("verdict", verdict)


def test_the_same_in_chinese() -> None:
    text = render_diff_text(two_days(), "zh")
    assert "    - CSL-2017/41 已于 2025-12-31 失效。\n" in text
    assert "    - CSL-2025/43 自 2026-01-01 起施行（条号为推算）。\n" in text


def test_what_came_and_went() -> None:
    text = render_diff_text(two_versions())
    assert "  + new: text messages (SMS, MMS): its own code (the permission is asked for, no use was seen)\n" in text
    assert "  + new: CAMERA (" in text
    assert "  - gone: ACCESS_FINE_LOCATION (" in text
    assert "  + new: JPush (Aurora Mobile, China): runs\n" in text


def test_nothing_changed_is_said() -> None:
    assert render_diff_text(compare(WHOLE, WHOLE)).endswith("\nNothing changed in what both audits saw.\n")


def test_worse_is_marked_and_accepted_is_said() -> None:
    new = judged(finding("r", Verdict.VIOLATED, METHOD, accepted="agreed by Li"), audit=WHOLE)
    text = render_diff_text(compare(judged(audit=WHOLE), new))
    assert f"  ! no finding -> {word('en', 'violated')} (accepted: agreed by Li)\n      Title of r\n" in text
    assert "! marks a finding that is worse than before." in text


def test_turns_that_accuse_nobody_are_counted_and_not_marked() -> None:
    open_now = judged(finding("r", Verdict.NOT_DECIDABLE, METHOD), finding("s", Verdict.INDICATOR, METHOD), audit=WHOLE)
    text = render_diff_text(compare(judged(audit=WHOLE), open_now))
    assert "Title of r" not in text
    assert f"  ! no finding -> {word('en', 'indicator')}\n      Title of s\n" in text
    assert "1 more rule turned without a word against the app" in text
    cleared = render_diff_text(compare(open_now, judged(finding("s", Verdict.NOT_DECIDABLE, METHOD), audit=WHOLE)))
    assert f"    {word('en', 'indicator')} -> undecided\n      Title of s\n" in cleared
    assert "! marks" not in cleared


def test_findings_that_turned_alike_stand_together_and_a_shared_reason_is_said_once() -> None:
    def said(verdict: Verdict) -> Audit:
        found = (finding("r", verdict, METHOD, data=data, audit=WHOLE) for data in ("contacts", "sms"))
        return judged(*found, finding("s", Verdict.INDICATOR, METHOD, audit=WHOLE), audit=WHOLE)

    old = said(Verdict.VIOLATED)
    new = judged(audit=WHOLE)
    new = replace(new, inputs=replace(new.inputs, files=(*new.inputs.files, InputFile("policy", "p.html", "1" * 64))))
    text = render_diff_text(compare(old, new), width=0)
    assert text.count("Something else was given or assumed") == 1
    assert "  Why, for all of them: Something else was given or assumed: the policy" in text
    assert "      Title of r: address book and text messages (SMS, MMS)\n" in text


def test_many_causes_are_counted() -> None:
    turn = two_days().findings[0]
    whys = tuple(Why(Cause.FACT_NEW, actor=PartyId(f"sdk:{n}"), api="La/B;->c()V") for n in range(8))
    text = render_diff_text(replace(two_days(), findings=(replace(turn, why=whys),)))
    assert text.count("New: sdk:") == 5
    assert "and 3 more causes in the JSON form" in text


def test_json_has_the_ids_whatever_the_language() -> None:
    document = json.loads(render_diff_json(two_days()))
    assert document["format"] == "glasshouse.diff/1"
    assert document["findings"] == [
        {
            "rule": "r", "data": "contacts", "before": "violated", "after": "indicator", "worse": False,
            "clauses": ["CSL-2025/43"],
            "why": [
                {"cause": "clause_ended", "clause": {"id": "CSL-2017/41", "valid_from": "2017-06-01", "valid_to": "2025-12-31", "confidence": "found"}},
                {"cause": "clause_came", "clause": {"id": "CSL-2025/43", "valid_from": "2026-01-01", "confidence": "derived"}},
            ],
        }
    ]  # fmt: skip
    versions = json.loads(render_diff_json(two_versions()))
    assert versions["takes"] == [
        {"change": "gained", "data": "sms", "actor": "operator:com.example.maplike",
         "after": {"standing": "allowed", "status": "not_examined", "grade": "capability"}},
    ]  # fmt: skip
    assert versions["permissions"]["added"] == ["android.permission.CAMERA"]
    assert [item["party"] for item in versions["sdks"]] == ["library:com.tools.paste", "sdk:jpush", "sdk:umeng"]


def test_every_word_of_a_difference_is_known() -> None:
    for lang in LANGUAGES:
        words = load_words(lang)
        for section, members in (("change", Change), ("warn", Warn), ("standing", Standing), ("cause", Cause)):
            assert [item for item in members if not words.has(f"diff.{section}.{item}")] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_names_reach_no_terminal_and_no_json_as_they_are(lang: str) -> None:
    difference = compare(one_of_each(), hostile_judged())
    text = render_diff_text(difference, lang, width=0)
    assert all(character.isprintable() or character == "\n" for character in text)
    document = render_diff_json(difference)
    document.encode("utf-8")
    assert "half \\ud83d surrogate" in json.loads(document)["findings"][0]["data"] or "surrogate" in document


def test_colours_are_for_terminals_only() -> None:
    assert "\x1b[" in render_diff_text(two_versions(), colour=True)
    assert "\x1b[" not in render_diff_text(two_versions())


def test_same_audits_same_bytes() -> None:
    assert render_diff_json(two_versions()) == render_diff_json(two_versions())
    assert render_diff_text(two_versions()) == render_diff_text(two_versions())
