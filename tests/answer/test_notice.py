"""Done minus told."""

from __future__ import annotations

from glasshouse.answer.notice import answer_notice
from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking, AskingKind, Mention, Topic
from glasshouse.model.ids import AskingId, DataId, PartyId, PracticeId
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.model.practice import Grade
from glasshouse.vocab.load import load_kinds

APP = PartyId("app")
PLACE = FilePlace("policy.txt")
COVERS = load_kinds().covers


def deed(data: str, status: Status = Status.PROVED, grade: Grade = Grade.ACCESS) -> Row:
    return Row(DataId(data), APP, status, grade, practices=(PracticeId(f"p-{data}"),))


def notice(
    *data: str, source: str = "policy", shown: bool = True, whole: bool = True, topics: tuple[Topic, ...] = ()
) -> Asking:
    mentions = tuple(Mention(DataId(item), PLACE, shown) for item in data)
    named = tuple(DataId(item) for item in data)
    return Asking(
        AskingId(f"a-{source}"),
        AskingKind.NOTICE,
        named,
        PLACE,
        source=source,
        mentions=mentions,
        topics=topics,
        whole=whole,
    )


def classes(
    deeds: list[Row], *notices: Asking, unread: tuple[NotLooked, ...] = ()
) -> list[tuple[str, str | None, Status]]:
    rows = answer_notice(deeds, notices, unread, APP, COVERS)
    assert rows is not None
    return [(row.data, row.class_, row.status) for row in rows if row.topic is None]


def test_a_kind_is_omitted_vague_or_named() -> None:
    deeds = [deed("contacts"), deed("device.imei"), deed("location"), deed("sms", Status.LIKELY)]
    assert classes(deeds, notice("device", "location.precise")) == [
        ("contacts", "omitted", Status.PROVED),
        ("device.imei", "vague", Status.PROVED),
        ("location", "named", Status.PROVED),
        ("sms", "omitted", Status.LIKELY),
    ]


def test_personal_data_as_such_is_a_wider_kind_of_everything() -> None:
    assert classes([deed("contacts")], notice("personal_data")) == [("contacts", "vague", Status.PROVED)]


def test_a_screen_tells_as_well_as_a_policy() -> None:
    assert classes([deed("contacts")], notice(), notice("contacts", source="screen")) == [
        ("contacts", "named", Status.PROVED)
    ]


def test_a_text_that_may_be_shown_weakens_silence() -> None:
    for maybe in (notice("contacts", source="app", shown=False), notice("contacts", shown=False)):
        assert classes([deed("contacts")], notice(), maybe) == [("contacts", "omitted", Status.LIKELY)]


def test_what_could_not_be_read_leaves_it_open() -> None:
    unread = (NotLooked("a document", Why.UNSUPPORTED, FilePlace("p.pdf")),)
    assert classes([deed("contacts")], notice(), unread=unread) == [("contacts", "omitted", Status.NOT_EXAMINED)]
    assert classes([deed("contacts")], notice(whole=False)) == [("contacts", "omitted", Status.NOT_EXAMINED)]
    assert classes([deed("contacts")], notice("contacts"), unread=unread) == [("contacts", "named", Status.PROVED)]


def test_without_a_policy_or_a_screen_there_is_no_answer() -> None:
    assert answer_notice([deed("contacts")], [notice("contacts", source="app")], (), APP, COVERS) is None
    assert answer_notice([deed("contacts")], [], (), APP, COVERS) is None


def test_a_call_that_nothing_reaches_is_no_deed_and_a_permission_is_one() -> None:
    deeds = [deed("contacts", Status.NOT_FOUND), deed("sms", Status.NOT_FOUND, Grade.CAPABILITY)]
    assert classes(deeds, notice()) == [("sms", "omitted", Status.NOT_FOUND)]


def test_a_topic_is_stated_where_any_notice_states_it_and_surely_missing_only_where_all_was_read() -> None:
    here, gone = Topic("delete", stated=True), Topic("delete", stated=False, sure=True)
    rows = answer_notice([], [notice(topics=(gone,)), notice(source="screen", topics=(here,))], (), APP, COVERS) or ()
    assert [(row.topic, row.class_, row.status) for row in rows] == [("delete", "stated", Status.LIKELY)]
    unread = (NotLooked("a document", Why.UNSUPPORTED, FilePlace("p.pdf")),)
    for lost, status in (((), Status.PROVED), (unread, Status.LIKELY)):
        rows = answer_notice([], [notice(topics=(gone,))], lost, APP, COVERS) or ()
        assert [(row.class_, row.status) for row in rows] == [("missing", status)]
