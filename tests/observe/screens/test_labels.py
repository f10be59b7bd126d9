"""A box without words of its own gets those beside it, and no others."""

from __future__ import annotations

from glasshouse.model.place import ScreenPlace
from glasshouse.observe.screens.labels import with_labels
from glasshouse.observe.screens.screen import Box, Piece, Role


def piece(role: Role, text: str, box: Box | None, size: float | None = None) -> Piece:
    return Piece(text or role.value, role, text, ScreenPlace("a", "0", box or (0, 0, 0, 0)), box=box, size=size)


def test_a_box_takes_the_words_to_its_right_with_what_was_measured_of_them() -> None:
    box, first, *_ = with_labels(
        [
            piece(Role.CHECKBOX, "", (0, 0, 20, 20)),
            piece(Role.TEXT, "I agree to the", (24, 2, 100, 16), 8.0),
            piece(Role.LINK, "terms", (126, 2, 40, 16), 8.0),
            piece(Role.TEXT, "another row", (24, 40, 100, 16), 14.0),
        ]
    )
    assert (box.text, box.size) == ("I agree to the terms", 8.0)
    assert first.text == "I agree to the"


def test_words_that_follow_a_label_on_its_row_belong_to_it() -> None:
    box = with_labels(
        [piece(Role.CHECKBOX, "同意", (0, 0, 60, 20), 12.0), piece(Role.LINK, "《协议》", (62, 0, 60, 20), 9.0)]
    )[0]
    assert (box.text, box.size) == ("同意 《协议》", 12.0)


def test_a_switch_stands_behind_its_words() -> None:
    switch = with_labels([piece(Role.TEXT, "Share", (0, 0, 100, 20)), piece(Role.SWITCH, "", (300, 0, 40, 20))])[1]
    assert switch.text == "Share"


def test_far_words_another_row_and_buttons_are_no_labels() -> None:
    boxes = [
        with_labels([piece(Role.CHECKBOX, "", (0, 0, 20, 20)), other])[0].text
        for other in (
            piece(Role.TEXT, "far", (300, 0, 50, 20)),
            piece(Role.TEXT, "below", (24, 30, 50, 20)),
            piece(Role.BUTTON, "OK", (24, 0, 50, 20)),
            piece(Role.TEXT, "nowhere", None),
        )
    ]
    assert boxes == ["", "", "", ""]
    assert with_labels([piece(Role.CHECKBOX, "", None)])[0].text == ""
