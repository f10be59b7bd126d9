"""The one sentence: its id stands for what is said, of whom, and where it was seen."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from glasshouse.model.ids import DataId, PartyId, PracticeId
from glasshouse.model.place import CodePlace, FilePlace, Place
from glasshouse.model.practice import Action, Grade, Polarity, Practice, Voice, practice_id

HERE = CodePlace("classes.dex", "La;", "m()V", 4)
APP = PartyId("operator:org.shop")
SMS = DataId("sms")


def test_the_id_changes_with_each_thing_that_it_stands_for() -> None:
    there: Place = CodePlace("classes.dex", "La;", "m()V", 8)
    ids: list[PracticeId] = [
        practice_id(Voice.DONE, APP, Action.ACCESS, SMS, HERE, "La;->b()V"),
        practice_id(Voice.SAID, APP, Action.ACCESS, SMS, HERE, "La;->b()V"),
        practice_id(Voice.DONE, PartyId("sdk:ads"), Action.ACCESS, SMS, HERE, "La;->b()V"),
        practice_id(Voice.DONE, APP, Action.INFER, SMS, HERE, "La;->b()V"),
        practice_id(Voice.DONE, APP, Action.ACCESS, DataId("contacts"), HERE, "La;->b()V"),
        practice_id(Voice.DONE, APP, Action.ACCESS, SMS, there, "La;->b()V"),
        practice_id(Voice.DONE, APP, Action.ACCESS, SMS, HERE, "La;->c()V"),
    ]
    assert len(set(ids)) == len(ids)
    assert ids[0] == practice_id(Voice.DONE, APP, Action.ACCESS, SMS, HERE, "La;->b()V")
    assert all(name.startswith("practice-") for name in ids)


def test_grades_rise_from_what_may_be_to_what_was_seen() -> None:
    rising = (Grade.CAPABILITY, Grade.ACCESS, Grade.FLOW, Grade.TRANSMISSION)
    assert [grade.strength for grade in rising] == [0, 1, 2, 3]
    assert set(rising) == set(Grade)


def test_a_slot_that_is_absent_is_unknown_and_a_sentence_cannot_be_changed() -> None:
    place = FilePlace("shop.apk")
    said = Practice(PracticeId("practice-1"), Voice.DONE, APP, Action.ACCESS, Polarity.DOES, SMS, place, "calls")
    assert (said.sure, said.reach, said.permission, said.recipient) == (None,) * 4
    with pytest.raises(FrozenInstanceError):
        said.sure = True  # type: ignore[misc]
