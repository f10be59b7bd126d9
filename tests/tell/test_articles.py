"""Chinese numerals and articles, and what is left as it is written."""

from __future__ import annotations

import pytest

from glasshouse.judge.packs import shipped
from glasshouse.tell.articles import article_zh, numeral


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "零"), (1, "一"), (9, "九"), (10, "十"), (11, "十一"), (17, "十七"), (20, "二十"), (22, "二十二"),
        (99, "九十九"), (100, "一百"), (105, "一百零五"), (110, "一百一十"), (119, "一百一十九"), (300, "三百"),
        (1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (1161, "一千一百六十一"), (9999, "九千九百九十九"),
    ],
)  # fmt: skip
def test_numerals(number: int, said: str) -> None:
    assert numeral(number) == said


@pytest.mark.parametrize("number", [-1, 10_000])
def test_a_number_without_numeral_is_an_error(number: int) -> None:
    with pytest.raises(ValueError, match="no numeral"):
        numeral(number)


@pytest.mark.parametrize(
    ("clause", "force", "article", "said"),
    [
        ("PIPL/17(1)", "statute", "17(1)", "第十七条第一款"),
        ("PIPL/30", "statute", "30", "第三十条"),
        ("CSL-2017/22(3)", "statute", "22(3)", "第二十二条第三款"),
        ("CSL-2017/21(3)", "statute", "21(3)", "第二十一条第三项"),
        ("CN-NECPI-2021/5(10)", "normative_document", "5(10)", "第五条第十项"),
        ("CN-NECPI-2021/4", "normative_document", "4", "第四条"),
        ("CN-APPMETHOD-2019/II.1", "normative_document", "II.1", "第二条第一项"),
        ("CN-APPMETHOD-2019/VI.5", "normative_document", "VI.5", "第六条第五项"),
        ("CN-APPMETHOD-2019/IV.6", "normative_document", "IV.6", "第四条第六项"),
        ("CN-MIIT-337/8", "normative_document", "8", "第八项"),
        ("GDPR/5(1)(a)", "statute", "5(1)(a)", "第五条第一款第（a）项"),
        ("GDPR/4(11)", "statute", "4(11)", "第四条第十一项"),
        ("EEVIDENCE/4", "statute", "4, 5(4), 8, 10", "第四条、第五条第四款、第八条、第十条"),
        ("SPC/10", "judicial_interpretation", "10-12", "第十条至第十二条"),
    ],
)
def test_articles_as_lawyers_cite_them(clause: str, force: str, article: str, said: str) -> None:
    assert article_zh(clause, force, article) == said


@pytest.mark.parametrize(
    ("force", "article"),
    [
        ("statute", "18 USC 2703(c), (d)"),
        ("statute", "8, twelve"),
        ("statute", "12345"),
        ("normative_document", "1.1"),
        ("recommended_standard", "5.4"),
        ("recommended_standard", "5"),
        ("platform_policy", "data-safety"),
        ("statute", ""),
    ],
)
def test_what_is_written_in_another_way_stays(force: str, article: str) -> None:
    assert article_zh("X/1", force, article) == article


def test_every_list_and_item_that_is_named_is_in_the_packs_as_such() -> None:
    """A renumbering of a pack must not leave a paragraph called an item."""
    law, _ = shipped()
    versions = {version.id: version for clause in law.clauses.values() for version in clause.versions}
    for clause in ("CSL-2017/21(3)", "CSL-2025/23(3)"):
        assert article_zh(clause, "statute", versions[clause].article).endswith("第三项")
    assert article_zh("CN-MIIT-337/1", "normative_document", versions["CN-MIIT-337/1"].article) == "第一项"
