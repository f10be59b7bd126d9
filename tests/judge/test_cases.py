"""Every rule of every pack, by its examples."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.judge.cases import Case, failures, read_case_file, read_cases
from glasshouse.judge.fields import PackError
from glasshouse.judge.packs import shipped

FOLDER = Path(__file__).parent.parent / "cases"
LAW, _ = shipped()
RULES = tuple(rule for pack in LAW.packs for rule in pack.rules)
CASES = [
    (file.stem, case) for file in sorted(FOLDER.glob("*.md")) if file.stem != "README" for case in read_case_file(file)
]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{rule}: {case.title}" for rule, case in CASES])
def test_the_case_comes_out_as_written(rule: str, case: Case) -> None:
    assert failures(LAW, RULES, case, rule) == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("row notice contacts proved acces", "'acces'"),
        ("row notice contcts proved", "contcts"),
        ("row notice contacts proved access clas=omitted", "clas"),
        ("rows notice", "expected date, input"),
        ("asked nothing", "nothing"),
    ],
)
def test_a_line_that_is_no_fact_is_told_with_its_line(line: str, says: str) -> None:
    with pytest.raises(PackError, match=f"^x.md:4: .*{says}"):
        read_cases(f"# x\n## a\n```facts\n{line}\n```\nexpect: violated\n", "x", "x.md")


def test_an_unknown_verdict_is_told() -> None:
    with pytest.raises(PackError, match=r"x\.md:2: .*one of violated"):
        read_cases("## a\nexpect: guilty\n", "x", "x.md")
