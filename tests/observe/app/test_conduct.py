"""What the code does with a refusal: the app that closes, and the look-alike that only closes a screen."""

from __future__ import annotations

import pytest

from glasshouse.model.asking import AskingKind, OnRefusal
from glasshouse.model.place import CodePlace
from glasshouse.observe.app.calls import Gate, Refusal, Request
from glasshouse.observe.app.conduct import Opens, Screens, askings_in_code

FIRST, OTHER = "Lorg/shop/Main;", "Lorg/shop/Settings;"
SCREENS = Screens(frozenset({"org.shop.Main"}))
OPENS = Opens([("android.permission.CAMERA", ("camera",), "dangerous"), ("android.permission.INTERNET", (), "normal")])


def at(class_: str, method: str = "no()V", offset: int = 1) -> CodePlace:
    return CodePlace("classes.dex", class_, method, offset)


def gate(class_: str = FIRST) -> Gate:
    return Gate((at(class_, "ask()V"),), (at(class_, "yes()V"),), (at(class_, "no()V"),))


@pytest.mark.parametrize(
    ("refusals", "cost"),
    [
        ([("exit", OTHER)], OnRefusal.BLOCKED),
        ([("finish", FIRST)], OnRefusal.BLOCKED),
        ([("finish", OTHER)], OnRefusal.UNKNOWN),
        ([("finish", FIRST), ("opens", FIRST)], OnRefusal.CONTINUES),
        ([("opens", OTHER)], OnRefusal.CONTINUES),
        ([], OnRefusal.UNKNOWN),
    ],
)
def test_what_a_refusal_costs(refusals: list[tuple[str, str]], cost: OnRefusal) -> None:
    rows = [Refusal(kind, at(class_), at(class_)) for kind, class_ in refusals]
    (asking,) = askings_in_code(gate(), rows, [], SCREENS, OPENS)
    assert (asking.kind, asking.on_refusal, asking.asked_again) == (AskingKind.CONSENT, cost, False)


def test_a_question_that_comes_back_at_once() -> None:
    (asking,) = askings_in_code(gate(), [Refusal("ask_again", at(FIRST), at(FIRST))], [], SCREENS, OPENS)
    assert asking.asked_again is True


def test_without_a_refuse_handler_nothing_is_said_of_refusing() -> None:
    silent = Gate((at(FIRST),), (at(FIRST, "yes()V"),), ())
    (asking,) = askings_in_code(silent, [], [], SCREENS, OPENS)
    assert (asking.on_refusal, asking.asked_again) == (OnRefusal.UNKNOWN, None)


def test_permissions_that_the_user_is_asked_for_at_the_start() -> None:
    names = ("android.permission.CAMERA", "android.permission.INTERNET")
    (asking,) = askings_in_code(None, [], [Request(at(FIRST), names)], SCREENS, OPENS)
    assert (asking.kind, asking.permissions, asking.data) == (AskingKind.PERMISSION, names[:1], ("camera",))


def test_a_handler_of_denied_permissions_is_an_asking_of_its_own() -> None:
    handler = at(FIRST, "onRequestPermissionsResult(I[Ljava/lang/String;[I)V")
    rows = [Refusal("request_again", handler, at(FIRST, "ask()V"))]
    (asking,) = askings_in_code(None, rows, [], SCREENS, OPENS)
    assert (asking.kind, asking.asked_again, asking.on_refusal) == (AskingKind.PERMISSION, True, OnRefusal.UNKNOWN)


def test_nothing_asked_is_nothing() -> None:
    assert askings_in_code(None, [], [], SCREENS, OPENS) == ()
