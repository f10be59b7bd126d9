"""What both reports say of the questions: how far each was answered, and the tables of notice and necessity."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.build import audits
from tests.run.test_judge import omitting
from tests.tell.test_judged import found

from glasshouse.model.answer import Answers, Question, Row, Status
from glasshouse.model.audit import InputFile
from glasshouse.model.ids import DataId, PartyId
from glasshouse.tell.answers import Said, by_class, missing_topics, needed, state_of, told
from glasshouse.tell.judged import judged_of
from glasshouse.tell.names import load_names
from glasshouse.tell.words import load_words

EN, NAMES = load_words("en"), load_names("en")


def test_a_question_says_from_what_it_was_answered_or_what_it_needs() -> None:
    audit = omitting()
    judged = judged_of(audit)
    assert state_of(EN, audit, Question.NOTICE, judged) == "answered from the policy and screens supplied"
    assert state_of(EN, audit, Question.SHARING, judged).startswith("Not asked yet: needs data flows")


def test_a_question_that_only_rules_speak_of_is_not_called_unasked(tmp_path: Path) -> None:
    audit = found(tmp_path)
    audit = replace(audit, answers=replace(audit.answers, notice=None))
    assert state_of(EN, audit, Question.NOTICE, judged_of(audit)).startswith("No table of its own yet.")


def test_screens_that_were_supplied_are_not_asked_for_again() -> None:
    audit = omitting()
    judged = judged_of(audit)
    assert "needs the consent screens" in state_of(EN, audit, Question.CONSENT, judged)
    screen = InputFile("screen", "home.xml", "0" * 64)
    audit = replace(audit, inputs=replace(audit.inputs, files=(*audit.inputs.files, screen)))
    assert "the screens supplied were read as notices only" in state_of(EN, audit, Question.CONSENT, judged)


def test_kinds_of_which_the_same_is_said_stand_together() -> None:
    rows = [
        Said("contacts", "Its own code", own=True, says="named"),
        Said("sms", "Ads", own=False, says="named"),
        Said("calls", "Its own code", own=True, says="named"),
        Said("camera", "Its own code", own=True, says="silent"),
    ]
    assert [(same.says, same.who, same.kinds) for same in by_class(rows)] == [
        ("named", "", ("contacts", "calls")),
        ("named", "Ads", ("sms",)),
        ("silent", "", ("camera",)),
    ]


def test_rows_are_said_in_words_and_topics_are_apart() -> None:
    def row(data: str, class_: str, topic: str | None = None) -> Row:
        return Row(DataId(data), PartyId("operator:x"), Status.PROVED, class_=class_, topic=topic)

    notice = (row("contacts", "omitted"), row("personal_data", "missing", "withdraw_consent"))
    audit = replace(audits.maplike(), answers=Answers(notice=notice, necessity=(row("sms", "needed"),)))
    assert [(item.data, item.says) for item in told(audit, EN, NAMES)] == [
        ("address book", "no notice supplied names it")
    ]
    assert [(item.data, item.says) for item in needed(audit, EN, NAMES)] == [
        ("text messages (SMS, MMS)", "needed by the type")
    ]
    assert missing_topics(audit, NAMES) == [NAMES.topic("withdraw_consent")]
