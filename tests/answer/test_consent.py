"""Rows of the consent answer: one for each finding and kind of data, and none where no screen was seen."""

from __future__ import annotations

from glasshouse.answer.consent import answer_consent
from glasshouse.model.answer import Status
from glasshouse.model.asking import Asking, AskingKind, Control
from glasshouse.model.ids import AskingId, DataId
from glasshouse.model.law import Text
from glasshouse.model.place import ScreenPlace
from glasshouse.model.screen_finding import ScreenFinding, SeenScreen

PLACE, OTHER = ScreenPlace("a.xml", "1", (0, 0, 9, 9)), ScreenPlace("a.xml", "2", (0, 0, 9, 9))
ASKING = Asking(
    AskingId("asking-1"), AskingKind.CONSENT, (), PLACE, wording="同意", controls=(Control("拒绝", "button", node="2"),)
)


def finding(rule: str, place: ScreenPlace = PLACE, *, sure: bool = True, data: tuple[str, ...] = ()) -> ScreenFinding:
    kinds = tuple(map(DataId, data))
    return ScreenFinding(
        rule, "a.xml", place.node, "x", place, Text("e", "z"), "pack", measured=2.5, sure=sure, data=kinds
    )


def test_no_screen_is_no_answer_and_a_fair_one_is_an_empty_one() -> None:
    assert answer_consent((), (), None) is None
    assert answer_consent((SeenScreen("a.xml", "dump", ()),), (), None) == ()


def test_a_row_names_finding_measure_and_asking() -> None:
    (row,) = (
        answer_consent(
            (SeenScreen("a.xml", "dump", (finding("tiny_text"),), (AskingId("asking-1"),)),), (ASKING,), None
        )
        or ()
    )
    assert (row.class_, row.value, row.data, row.status) == ("tiny_text", 2.5, "personal_data", Status.PROVED)
    assert row.askings == ("asking-1",)


def test_a_control_hangs_on_the_asking_that_holds_it() -> None:
    (row,) = (
        answer_consent(
            (SeenScreen("a.xml", "dump", (finding("low_contrast", OTHER),), (AskingId("asking-1"),)),), (ASKING,), None
        )
        or ()
    )
    assert row.askings == ("asking-1",)


def test_each_kind_of_data_has_its_row_and_code_that_may_change_it_makes_it_likely() -> None:
    seen = SeenScreen("a.xml", "layout", (finding("pre_checked", sure=False, data=("credit", "location")),))
    rows = answer_consent((seen,), (ASKING,), None) or ()
    assert [(row.data, row.status) for row in rows] == [("credit", Status.LIKELY), ("location", Status.LIKELY)]
