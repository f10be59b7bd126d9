"""The lint: each check with a rule that fails it, and a pack that passes all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.judge.packs import CLAUSES, SILENT, law_in, write_pack

from glasshouse.judge.lint import lint
from glasshouse.judge.packs import shipped

CASES = """# taken-in-silence

## It is taken

```facts
date 2018-01-09
row notice contacts proved access class=omitted
```

expect: violated for contacts OLD/1

## It is told

```facts
date 2018-01-09
asked notice
```

expect: not_violated_on_this_evidence

## Nothing was supplied

```facts
date 2018-01-09
```

expect: not_decidable
"""


def problems(folder: Path, rule: str = SILENT, clauses: str = CLAUSES, cases: str | None = None) -> str:
    packs = folder / "packs"
    packs.mkdir()
    write_pack(packs, {"notice/taken-in-silence.yml": rule}, clauses=clauses)
    place = None
    if cases is not None:
        place = folder / "cases"
        place.mkdir()
        if cases:
            (place / "taken-in-silence.md").write_text(cases, "utf-8")
    return "\n".join(lint(law_in(packs), place))


def test_a_sound_pack_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, cases=CASES) == ""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('["T:notice"]', '["T:nothing"]', "clause T:nothing: no pack has it"),
        ("zh: 未告知即收集", "zh: taken", "no Chinese in it"),
        ("en: Data is taken in silence", "en: 未告知", "Chinese in it"),
        ("{answer: notice, class: omitted}", "{answer: notice}", "it matches too much"),
        (
            "  row: {answer: notice, class: omitted}",
            "  not: {row: {answer: notice, class: omitted}}",
            "it matches too much",
        ),
        ("  row: {answer: notice, class: omitted}", "  input: {target_sdk: {below: 99}}", "it matches too much"),
        (
            "  row: {answer: notice, class: omitted}",
            "  any: [{row: {answer: notice, class: omitted}}, {supplied: policy}]",
            "it matches too much",
        ),
        ('reads {data}."', 'reads {what}."', "found {what}; expected one of: actor, data"),
        ("class: omitted", "class: omitted, above: days", "threshold days: the condition uses it"),
        ("per: data", "thresholds: {d: {value: 1, unit: days, origin: pack}}", "a threshold of ours is advisory"),
        ("per: data", "overrides: [no-such-rule]", "there is no such rule"),
        ("per: data", "overrides: [taken-in-silence]", "overrides itself"),
        ("per: data", "decided: partly\nclears: true\nquestion: {en: Is it?, zh: 是吗？}", "may raise but never clear"),
    ],
)
def test_each_check_says_what_to_write_instead(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SILENT
    assert says in problems(tmp_path, SILENT.replace(old, new))


def test_a_clause_that_names_one_which_is_not_there_is_told(tmp_path: Path) -> None:
    assert "names T:warrant, which no pack has" in problems(
        tmp_path, clauses=CLAUSES.replace('["T:limit"]', '["T:warrant"]')
    )


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("expect: violated", "expect: indicator", "expected indicator for contacts OLD/1; found violated for contacts"),
        ("OLD/1", "NEW/2", "expected violated for contacts NEW/2"),
        ("expect: not_decidable\n", "", "expects nothing"),
    ],
)
def test_an_example_that_comes_out_otherwise_is_told(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert says in problems(tmp_path, cases=CASES.replace(old, new))


def test_a_rule_needs_examples_of_all_three_kinds(tmp_path: Path) -> None:
    assert "no examples; expected taken-in-silence.md" in problems(tmp_path, cases="")


def test_a_rule_with_one_example_needs_the_others(tmp_path: Path) -> None:
    found = problems(tmp_path, cases=CASES.partition("## It is told")[0])
    assert "no case that does not match" in found
    assert "no case that cannot be told" in found


def test_the_shipped_packs_pass_with_their_examples() -> None:
    assert lint(shipped()[0], Path(__file__).parent.parent / "cases") == []
