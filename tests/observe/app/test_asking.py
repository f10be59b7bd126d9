"""What the core is given to find gates: words, and the layouts whose views answer."""

from __future__ import annotations

from glasshouse.observe.app.asking import asking_of
from glasshouse.open.app import open_app
from glasshouse.vocab.agreement import load_agreement
from tests.apps.timing.labels import HERE

WORDS = load_agreement()


def test_a_layout_with_wording_gives_the_views_that_answer_and_their_handlers() -> None:
    asking = asking_of(open_app(HERE / "static-app" / "static-app.apk"), WORDS)
    ((number, asks, views),) = asking.layouts
    assert asks
    assert number >> 24 == 0x7F
    assert {(agrees, handler) for _, agrees, handler in views} == {(True, "agree"), (False, "refuse")}
    assert asking.wording_ids
    assert {agrees for _, agrees in asking.label_ids} == {True, False}


def test_an_app_that_asks_in_code_alone_has_no_layout() -> None:
    asking = asking_of(open_app(HERE / "attach-early" / "attach-early.apk"), WORDS)
    assert asking.layouts == []
    assert ("同意", True) in asking.labels
    assert ("不同意", False) in asking.labels
