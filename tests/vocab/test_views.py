"""What views are, by their names and descriptions."""

from __future__ import annotations

import pytest

from glasshouse.vocab.views import load_views


@pytest.mark.parametrize(
    ("kind", "role"),
    [
        ("android.widget.CheckBox", "checkbox"),
        ("androidx.appcompat.widget.SwitchCompat", "switch"),
        ("com.google.android.material.radiobutton.MaterialRadioButton", "radio"),
        ("com.google.android.material.textfield.TextInputEditText", "field"),
        ("android.widget.ImageButton", "button"),
        ("android.widget.TextView", "text"),
        ("android.widget.LinearLayout", None),
        ("TextView.Holder", None),
    ],
)
def test_a_class_name_tells_the_role(kind: str, role: str | None) -> None:
    assert load_views().role(kind) == role


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("已勾选", True),
        ("未勾选", False),
        ("Checked", True),
        ("Not checked", False),
        ("关闭", None),
        ("Checkout", None),
    ],
)
def test_a_description_tells_the_state(said: str, state: bool | None) -> None:
    assert load_views().state(said) is state


@pytest.mark.parametrize(
    ("ident", "is_box"),
    [("a:id/cb_agree", True), ("a:id/ivCheck", True), ("a:id/checkout", False), ("a:id/icon", False), ("", False)],
)
def test_a_resource_name_tells_a_drawn_box(ident: str, is_box: bool) -> None:
    assert load_views().names(ident, "box") is is_box
