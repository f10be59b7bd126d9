"""Four values of a condition, and the lines that explain them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glasshouse.judge.cases import read_cases
from glasshouse.judge.facts import Facts, index
from glasshouse.judge.match import match
from glasshouse.judge.rule import All, AnyOf, Bounds, Condition, InputIs, Not, PracticeIs, RowIs, Rule, Supplied
from glasshouse.model.answer import Question
from glasshouse.model.audit import Category
from glasshouse.model.finding import Decided, Holds, Threshold
from glasshouse.model.law import Text
from glasshouse.model.practice import Grade

TEXT = Text("x", "试")
OMITTED = RowIs(Question.NOTICE, class_=("omitted",))


def rule(when: Condition, **slots: object) -> Rule:
    base = Rule(
        "a-rule",
        "cn-test",
        "a",
        Question.NOTICE,
        TEXT,
        ("T:notice",),
        Decided.MACHINE,
        "high",
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        when,
    )
    return replace(base, **slots)  # type: ignore[arg-type]


def facts(*lines: str) -> Facts:
    (case,) = read_cases("## a\n```facts\n" + "\n".join(lines) + "\n```\n", "a-rule", "a.md")
    return case.facts


def holds(when: Condition, *lines: str, **slots: object) -> Holds:
    (found,) = match([rule(when, **slots)], facts(*lines))
    return found.result.holds


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("row notice contacts proved access class=omitted", Holds.YES),
        ("row notice contacts proved transmission class=omitted", Holds.YES),
        ("row notice contacts likely access class=omitted", Holds.WEAK),
        ("row notice contacts proved capability class=omitted", Holds.WEAK),
        ("row notice contacts not_found capability class=omitted", Holds.WEAK),
        ("row notice contacts not_examined access class=omitted", Holds.UNKNOWN),
        ("row notice contacts not_found access class=omitted", Holds.NO),
        ("row notice contacts proved access class=named", Holds.UNKNOWN),
        ("row notice contacts proved access", Holds.UNKNOWN),
        ("row notice contacts proved access class=clear", Holds.NO),
        ("asked notice", Holds.NO),
        ("asked access", Holds.UNKNOWN),
        ("hidden notice", Holds.UNKNOWN),
    ],
)
def test_a_row_holds_as_surely_as_its_evidence(line: str, value: Holds) -> None:
    asked = () if line == "asked access" else ("asked notice",)
    assert holds(OMITTED, *asked, line, floor=Grade.ACCESS) is value


def test_a_general_kind_in_a_rule_covers_the_special_one_in_a_row() -> None:
    wanted = RowIs(Question.NOTICE, class_=("omitted",), data=("location",))
    assert holds(wanted, "row notice location.precise proved access class=omitted") is Holds.YES
    assert holds(wanted, "row notice contacts proved access class=omitted") is Holds.NO


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("row notice personal_data proved class=missing topic=purpose", Holds.YES),
        ("row notice personal_data likely class=missing topic=purpose", Holds.WEAK),
        ("row notice personal_data proved class=stated topic=purpose", Holds.NO),
        ("row notice personal_data likely class=stated topic=purpose", Holds.UNKNOWN),
        ("row notice personal_data proved class=missing topic=means", Holds.UNKNOWN),
    ],
)
def test_a_topic_is_missing_only_where_it_was_looked_for(line: str, value: Holds) -> None:
    assert holds(RowIs(Question.NOTICE, topic=("purpose",), class_=("missing",)), line) is value


def test_a_number_is_compared_with_the_threshold_of_that_name() -> None:
    leaf = RowIs(Question.NOTICE, topic=("complaint_days",), bounds=Bounds(above="days"))
    days = (Threshold("days", 15, "working days", "instrument"),)
    row = "row notice personal_data proved class=stated topic=complaint_days value="
    assert holds(leaf, f"{row}16", thresholds=days) is Holds.YES
    assert holds(leaf, f"{row}15", thresholds=days) is Holds.NO


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("practice said store network_log polarity=does_not", Holds.YES),
        ("practice said store messages.content polarity=does_not", Holds.NO),
        ("practice said store network_log", Holds.NO),
        ("practice done store network_log polarity=does_not", Holds.UNKNOWN),
    ],
)
def test_a_practice_matches_in_all_its_slots(line: str, value: Holds) -> None:
    said = PracticeIs(voice=("said",), action=("store",), polarity=("does_not",), data=("network_log",))
    assert holds(said, line) is value


def test_an_input_that_was_not_given_is_unknown_and_a_proposal_is_not_given() -> None:
    ciio = InputIs("operator_status", ("ciio",))
    assert [holds(ciio, *line) for line in (["input operator_status ciio"], ["input operator_status none"], [])] == [
        Holds.YES,
        Holds.NO,
        Holds.UNKNOWN,
    ]
    old = InputIs("target_sdk", bounds=Bounds(below=23))
    assert [holds(old, f"input target_sdk {n}") for n in (22, 23)] == [Holds.YES, Holds.NO]
    proposed = index(replace(facts(), category=Category(32, "proposed", 0.9)))
    (found,) = match([rule(InputIs("category", ("32",)))], proposed)
    assert found.result.holds is Holds.UNKNOWN
    assert "--category 32" in found.result.tree[0].why


def test_files_that_were_not_supplied_leave_it_unknown() -> None:
    both = Supplied(("policy", "screen"))
    assert holds(both, "supplied policy") is Holds.UNKNOWN
    assert holds(both, "supplied policy screen") is Holds.YES


VALUES = {
    Holds.YES: "row notice contacts proved access class=omitted",
    Holds.WEAK: "row notice contacts likely access class=omitted",
    Holds.UNKNOWN: "row notice contacts not_examined access class=omitted",
    Holds.NO: "asked notice",
}
ORDER = tuple(Holds)


def leaf_of(value: Holds, number: int) -> tuple[Condition, str]:
    data = ("contacts", "sms", "call_log", "calendar")[number]
    return RowIs(Question.NOTICE, class_=("omitted",), data=(data,)), VALUES[value].replace("contacts", data)


@given(st.lists(st.sampled_from(ORDER), min_size=1, max_size=4), st.randoms())
def test_all_is_as_strong_as_its_weakest_part_and_any_as_its_strongest_in_any_order(
    values: list[Holds], random: object
) -> None:
    pairs = [leaf_of(value, number) for number, value in enumerate(values)]
    random.shuffle(pairs)  # type: ignore[attr-defined]
    parts, lines = tuple(part for part, _ in pairs), [line for _, line in pairs]
    random.shuffle(lines)  # type: ignore[attr-defined]
    assert holds(All(parts), *lines) is max(values, key=ORDER.index)
    assert holds(AnyOf(parts), *lines) is min(values, key=ORDER.index)


@pytest.mark.parametrize(
    ("value", "turned"),
    [(Holds.YES, Holds.NO), (Holds.NO, Holds.YES), (Holds.WEAK, Holds.UNKNOWN), (Holds.UNKNOWN, Holds.UNKNOWN)],
)
def test_not_turns_what_is_sure(value: Holds, turned: Holds) -> None:
    assert holds(Not(OMITTED), VALUES[value]) is turned


def test_a_rule_about_data_comes_to_a_value_for_each_kind() -> None:
    found = match(
        [rule(OMITTED, per_data=True, floor=Grade.ACCESS)],
        facts(
            VALUES[Holds.YES],
            VALUES[Holds.WEAK].replace("contacts", "sms"),
            "row notice camera proved access class=clear",
        ),
    )
    assert [(item.data, item.result.holds) for item in found] == [("contacts", Holds.YES), ("sms", Holds.WEAK)]


def test_the_tree_says_which_part_held_and_why() -> None:
    (found,) = match([rule(All((OMITTED, Supplied(("policy",)))))], facts(VALUES[Holds.YES]))
    assert [(node.depth, node.what, node.holds, node.why) for node in found.result.tree] == [
        (0, "all", Holds.UNKNOWN, ""),
        (1, "notice: class omitted", Holds.YES, "rows that show it: 1"),
        (1, "supplied: policy", Holds.UNKNOWN, "not supplied: policy"),
    ]


@pytest.mark.parametrize(
    ("reply", "machine", "value"),
    [
        ("reply yes by=Anna evidence=a.png", "asked notice", Holds.YES),
        ("reply yes", "asked notice", Holds.WEAK),
        ("reply no by=Anna evidence=a.png", "asked notice", Holds.NO),
        ("reply no", "hidden notice", Holds.UNKNOWN),
        ("reply no by=Anna evidence=a.png", VALUES[Holds.YES], Holds.YES),
        ("reply yes by=Anna evidence=a.png", VALUES[Holds.WEAK], Holds.YES),
    ],
)
def test_a_reply_decides_what_the_machine_leaves_open_and_never_clears_what_it_saw(
    reply: str, machine: str, value: Holds
) -> None:
    assert holds(OMITTED, "asked notice", machine, reply, asks=TEXT, decided=Decided.PARTLY) is value


def test_rows_of_two_kinds_do_not_add_up_to_a_finding_about_neither() -> None:
    refused = RowIs(Question.NECESSITY, class_=("blocked_on_refusal",))
    unneeded = RowIs(Question.NECESSITY, class_=("not_needed",))
    both = rule(All((refused, unneeded)), per_data=True)
    apart = ("row necessity contacts proved class=blocked_on_refusal", "row necessity calendar proved class=not_needed")
    assert [(item.data, item.result.holds) for item in match([both], facts(*apart))] == [(None, Holds.NO)]
    joined = (*apart, "row necessity contacts proved class=not_needed")
    assert [(item.data, item.result.holds) for item in match([both], facts(*joined))] == [("contacts", Holds.YES)]
