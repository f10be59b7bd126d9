"""The answer in short never says more than the audit does."""

from __future__ import annotations

from dataclasses import replace

from tests.build import audits

from glasshouse.model.answer import Answers
from glasshouse.model.looked import Looked, NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.tell.lead import lead, looked_at, not_looked, permission_notes, taker_notes
from glasshouse.tell.names import load_names
from glasshouse.tell.view import view_of
from glasshouse.tell.words import load_words

EN, ZH = load_words("en"), load_words("zh")


def test_the_answer_in_short() -> None:
    view = view_of(audits.maplike(), load_names("en"))
    assert lead(EN, view) == [
        "MapLike can take 5 kinds of personal data. Its own code takes 3 of them. Code by 2 other makers takes 2.",
        "Part of the app could not be examined, so there may be more.",
    ]
    assert lead(ZH, view)[0] == "MapLike 能拿走 5 类个人信息。应用自身代码拿其中 3 类。另有 2 方的代码拿其中 2 类。"


def test_nothing_found_is_said_of_the_code_that_was_read() -> None:
    audit = replace(audits.maplike(), answers=Answers(access=()))
    assert lead(EN, view_of(audit, load_names("en")))[0].startswith(
        "In the code that was read, no call that MapLike could use"
    )


def test_a_question_that_was_not_asked_finds_nothing() -> None:
    audit = replace(audits.maplike(), answers=Answers())
    assert lead(EN, view_of(audit, load_names("en")))[0] == "Not asked yet: needs the app."


def test_what_was_looked_at() -> None:
    audit = replace(audits.maplike(), looked=(Looked("calls", "x", 1, "methods"), Looked("moon", "x", 2, "craters")))
    assert looked_at(EN, audit) == ["1 method", "moon: 2 craters"]


def test_what_was_not() -> None:
    item = NotLooked("Native libraries (machine code)", Why.NATIVE, FilePlace("a"), files=("a", "b"), count=2)
    assert not_looked(EN, load_names("en"), item) == (
        "Native libraries (machine code) (2 files)",
        "Machine code is not read by this release.",
    )
    assert not_looked(ZH, load_names("zh"), item) == ("原生库（机器码）（2 个文件）", "本版本不读取机器码。")


def test_places_that_nothing_leads_to_are_counted_apart() -> None:
    taker = view_of(audits.maplike(), load_names("en")).taken[0].takers[0]
    first = taker.practices[0]
    idle = replace(first, path=())
    assert "place" not in taker_notes(EN, replace(taker, practices=(first,)))[0]
    said = taker_notes(EN, replace(taker, practices=(first, first, idle)))[0]
    assert said.endswith(", and at 1 more place in the code, and at 1 place to which no way was found")


def test_a_library_leaves_the_permission_to_who_uses_it() -> None:
    taker = view_of(audits.maplike(), load_names("en")).taken[0].takers[0]
    public = replace(taker.practices[0], entry="public com.x.Y")
    inside = replace(taker, row=replace(taker.row, permission=None), practices=(public,))
    assert permission_notes(EN, inside) == ["The app that uses this library has to ask for the permission."]
    assert permission_notes(EN, replace(inside, practices=taker.practices)) == []


def test_one_kind_is_it_and_not_one_of_them() -> None:
    audit = audits.maplike()
    rows = tuple(row for row in audit.answers.access or () if row.data == "device.imei")
    view = view_of(replace(audit, answers=Answers(access=rows)), load_names("en"))
    assert lead(EN, view)[0] == (
        "MapLike can take one kind of personal data. Its own code takes it. No code by others takes any."
    )
