"""Which packs judge, and what an audit carries of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.judge.packs import law_in, write_pack

from glasshouse.judge.packs import clause_cards


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        (("cn",), ["cn-test"]),
        (("cn-test",), ["cn-test"]),
        (("c",), []),
        (("eu", "cn"), ["cn-test", "eu-test"]),
        ((), []),
    ],
)
def test_packs_are_chosen_by_whole_words_at_the_start(
    tmp_path: Path, words: tuple[str, ...], chosen: list[str]
) -> None:
    for name in ("cn-test", "eu-test"):
        write_pack(tmp_path, {}, name=name)
    assert [pack.id for pack in law_in(tmp_path).chosen(words)] == chosen


def test_a_disabled_pack_judges_nothing(tmp_path: Path) -> None:
    write_pack(tmp_path, more="enabled = false")
    law = law_in(tmp_path)
    assert (law.chosen(("cn",)), law.rules(("cn",)), law.jurisdictions()) == ((), (), frozenset())


def test_a_card_holds_the_version_that_was_cited(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (card,) = clause_cards(law_in(tmp_path), [("T:notice", "NEW/2"), ("T:notice", "NEW/9"), ("T:none", "x")])
    assert (card.id, card.instrument.en, card.valid_from, card.confidence) == (
        "NEW/2",
        "Test law as amended",
        "2026-01-01",
        "derived",
    )
