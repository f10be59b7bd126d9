"""A finding without a place cannot be built."""

from __future__ import annotations

import pytest

from glasshouse.model.answer import Question
from glasshouse.model.finding import ClauseRef, Finding, Verdict
from glasshouse.model.ids import AskingId, PracticeId
from glasshouse.model.place import FilePlace, Place


def finding(
    practices: tuple[PracticeId, ...] = (), askings: tuple[AskingId, ...] = (), place: Place | None = None
) -> Finding:
    clauses = (ClauseRef("cn-pipl/13", "2021-11-01"),)
    return Finding(
        "read-before-asked",
        Question.CONSENT,
        Verdict.VIOLATED,
        "high",
        "firm",
        clauses,
        "Read first.",
        practices=practices,
        askings=askings,
        place=place,
    )


def test_a_finding_rests_on_a_deed_or_on_an_asking() -> None:
    assert finding(practices=(PracticeId("practice-1"),)).signed_by is None
    assert finding(askings=(AskingId("asking-1"),)).practices == ()


def test_a_question_to_a_person_hangs_on_the_subject() -> None:
    assert finding(place=FilePlace("app.apk")).practices == ()


def test_a_finding_that_rests_on_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="read-before-asked names no practice, no asking and no place"):
        finding()
