"""What a rule can see of an audit."""

from __future__ import annotations

from dataclasses import replace

from tests.build import audits

from glasshouse.judge.facts import facts_of
from glasshouse.model.answer import Question
from glasshouse.model.audit import Category, InputFile
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace


def test_rows_inputs_and_files_of_an_audit() -> None:
    audit = audits.maplike()
    given = replace(audit.inputs, operator_status=("ciio",), category=Category(1, "given"))
    facts = facts_of(replace(audit, inputs=given))
    assert Question.ACCESS in facts.asked
    assert Question.NOTICE not in facts.asked
    assert (facts.inputs["operator_status"], facts.inputs["category"]) == (("ciio",), ("1",))
    assert facts.inputs["package"] == (audit.subject.package,)
    assert len(facts.by_class[Question.ACCESS, None, None]) == len(audit.answers.access or ())


def test_a_proposed_type_is_no_input() -> None:
    audit = audits.maplike()
    facts = facts_of(replace(audit, inputs=replace(audit.inputs, category=Category(1, "proposed", 0.9))))
    assert "category" not in facts.inputs


def test_code_that_was_not_examined_hides_every_answer() -> None:
    packed = NotLooked("code", Why.PACKED, FilePlace("a.apk"))
    listed = NotLooked("servers", Why.OUT_OF_SCOPE, FilePlace("a.apk"))
    audit = replace(audits.maplike(), not_looked=(listed,))
    assert facts_of(audit).hidden == frozenset()
    assert Question.NOTICE in facts_of(replace(audit, not_looked=(listed, packed))).hidden


def test_a_policy_that_could_not_be_read_was_not_supplied() -> None:
    audit = audits.maplike()
    files = (*audit.inputs.files, InputFile("policy", "policy.pdf", "0" * 64))
    audit = replace(audit, inputs=replace(audit.inputs, files=files))
    assert "policy" in facts_of(audit).supplied
    unread = NotLooked("document", Why.UNSUPPORTED, FilePlace("policy.pdf"))
    assert "policy" not in facts_of(replace(audit, not_looked=(*audit.not_looked, unread))).supplied
