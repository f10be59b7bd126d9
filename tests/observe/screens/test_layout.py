"""Layouts as screens: the apps of the benchmark that have a figure in their note, and small ones written here."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.build.axml import Element, Raw, reference
from tests.observe.screens.packages import DARK, INT, app, colour, dp, screen, sp, view

from glasshouse.observe.screens.layout import BOUND, LATE, Setting, Settings, screens_of
from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.open.app import open_app

APPS = Path(__file__).parents[3] / "benchmarks" / "screens" / "layouts"
TERMS = 0x7F010000
TYPES = {"id": {"terms": {"": ""}, "other": {"": ""}, "dialog_box": {"": ""}}}


def known(name: str, settings: Settings | None = None) -> dict[str, Piece]:
    (found,) = screens_of(open_app(APPS / name / f"{name}.apk"), set_in_code=settings)
    return {piece.node: piece for piece in found.pieces}


def one(tmp_path: Path, root: Element, settings: Settings | None = None, theme: int = 0x01030237) -> Screen:
    (found,) = screens_of(app(tmp_path, {"main": root}, TYPES, theme_id=theme), set_in_code=settings)
    return found


def test_the_yearly_bill_and_its_honest_twin() -> None:
    ticked, honest = known("01-year-bill")["zm_agree"], known("02-year-bill-honest")["zm_agree"]
    assert (ticked.role, ticked.checked, ticked.size, ticked.contrast) == (Role.CHECKBOX, True, 7.0, 1.51)
    assert (honest.checked, honest.size) == (False, 14.0)
    assert honest.contrast == pytest.approx(9.5, abs=0.1)


@pytest.mark.parametrize(
    ("name", "node", "expected"),
    [
        ("05-pale-terms", "terms", {"size": 8.0, "contrast": 1.66}),
        ("06-plain-terms", "terms", {"size": 10.0, "contrast": 4.54}),
        ("15-refuse-alpha", "refuse", {"opacity": 0.05}),
        ("23-style-ticked", "share", {"checked": True}),
        ("24-style-unticked", "share", {"checked": False}),
        ("25-night-faint", "terms", {"contrast": 2.01}),
        ("29-refuse-blank", "refuse", {"contrast": 1.01, "filled": False}),
        ("43-bool-ticked", "labs", {"checked": True}),
        ("44-bool-unticked", "labs", {"checked": False}),
    ],
)
def test_styles_themes_and_includes_of_built_apps(name: str, node: str, expected: dict[str, object]) -> None:
    piece = known(name)[node]
    assert {key: getattr(piece, key) for key in expected} == expected


def test_a_box_takes_the_words_of_its_row() -> None:
    assert known("05-pale-terms")["agree"].text.startswith("我已阅读并同意")


def test_words_come_in_the_language_asked_for() -> None:
    subject = open_app(APPS / "13-one-switch" / "13-one-switch.apk")
    texts = [
        [p.text for p in s.pieces if p.node == "all"] for lang in ("", "en") for s in screens_of(subject, language=lang)
    ]
    assert texts[0] != texts[1]
    assert texts[1][0].isascii()


def test_code_has_the_last_word(tmp_path: Path) -> None:
    root = screen(view("CheckBox", id=reference(TERMS), text="I agree", textSize=sp(8), textColor=colour(0xFFD5D5D5)))
    plain = one(tmp_path, root)
    assert (plain.pieces[0].checked, plain.pieces[0].size, plain.sure) == (False, 8.0, True)
    calls = (
        Setting("setChecked", 1.0),
        Setting("setTextSize", 14.0),
        Setting("setTextColor", 0xFF222222),
        Setting("setText", "Yes"),
    )
    changed = one(tmp_path, root, {TERMS: calls})
    piece = changed.pieces[0]
    assert (piece.checked, piece.size, piece.text, changed.sure) == (True, 14.0, "Yes", True)
    assert piece.contrast == pytest.approx(15.2, abs=0.1)


def test_what_code_sets_to_something_unknown_is_unknown(tmp_path: Path) -> None:
    root = screen(view("CheckBox", id=reference(TERMS), text="I agree", checked=True))
    found = one(tmp_path, root, {TERMS: (Setting("setChecked"), Setting("setTextColor"))})
    assert (found.pieces[0].checked, found.pieces[0].contrast, found.sure) == (None, None, False)


def test_a_group_of_answers_may_choose_one(tmp_path: Path) -> None:
    answers = [view("RadioButton", id=reference(n), text=t) for n, t in ((TERMS, "Yes"), (TERMS + 1, "No"))]
    group = view("RadioGroup", *answers, id=reference(TERMS + 2), checkedButton=reference(TERMS))
    assert [p.checked for p in one(tmp_path, screen(group)).pieces] == [True, False]
    assert [p.checked for p in one(tmp_path, screen(group), {TERMS + 2: (Setting("check", TERMS + 1),)}).pieces] == [
        False,
        True,
    ]


def test_what_is_gone_is_left_out_unless_code_shows_it(tmp_path: Path) -> None:
    root = screen(
        view("TextView", text="here"), view("TextView", id=reference(TERMS), text="gone", visibility=Raw(INT, 2))
    )
    assert [p.text for p in one(tmp_path, root).pieces] == ["here"]
    assert [p.text for p in one(tmp_path, root, {TERMS: (Setting("setVisibility", 0),)}).pieces] == ["here", "gone"]


def test_a_ground_is_known_only_where_it_is_plain(tmp_path: Path) -> None:
    text = view("TextView", text="pale", textColor=colour(0xFFFEFEFE))
    whole, row = screen(text), view("LinearLayout", text)
    assert one(tmp_path, whole).pieces[0].contrast == pytest.approx(1.03, abs=0.02)
    assert one(tmp_path, whole, theme=DARK).pieces[0].contrast == pytest.approx(13.1, abs=0.1)
    assert one(tmp_path, row).pieces[0].contrast is None  # a row of a list, or a dialog: nobody knows on what
    photo = view("ImageView", layout_height=Raw(INT, 0xFFFFFFFF))
    assert (
        one(tmp_path, screen(view("FrameLayout", photo, text, layout_height=Raw(INT, 0xFFFFFFFF)))).pieces[0].contrast
        is None
    )


def test_a_face_an_outline_and_the_default_button(tmp_path: Path) -> None:
    blue = view("Button", text="I agree", background=colour(0xFF0B57D0), textColor=colour(0xFFFFFFFF))
    found = one(tmp_path, screen(blue, view("Button", text="No"), view("TextView", text="Skip", clickable=True)))
    agree, no, skip = found.pieces
    assert (agree.filled, agree.contrast) == (True, 6.39)
    assert (no.filled, no.contrast, no.ground) == (True, None, None)
    assert (skip.role, skip.filled) == (Role.BUTTON, False)


def test_stubs_bindings_and_fragments_are_said(tmp_path: Path) -> None:
    bound = one(tmp_path, screen(view("TextView", text="x", tag="binding_1")))
    assert BOUND in bound.missing
    assert not bound.sure
    assert LATE in one(tmp_path, screen(view("TextView", text="x"), view("fragment"))).missing


def test_fields_hints_containers_and_names(tmp_path: Path) -> None:
    card = view(
        "LinearLayout",
        view("EditText", hint="Your name *"),
        view("TextView", id=reference(TERMS), text="a"),
        id=reference(TERMS + 2),
    )
    field, text = one(tmp_path, screen(card)).pieces
    assert (field.role, field.text, field.hint) == (Role.FIELD, "", "Your name *")
    assert (text.node, text.container) == ("terms", "dialog_box")
    assert field.node.startswith("res/layout/main.xml:LinearLayout[1]/")


def test_parts_and_empty_layouts_are_no_screens(tmp_path: Path) -> None:
    layouts = {
        "main": screen(view("include", layout=reference(0x7F020001)), view("Button", text="OK")),
        "part": view("TextView", text="part"),
        "abc_dialog": screen(view("TextView", text="of a library")),
        "empty": screen(view("ImageView")),
    }
    assert [s.name for s in screens_of(app(tmp_path, layouts, TYPES))] == ["main"]


def test_sizes_in_dp_are_estimated(tmp_path: Path) -> None:
    row = view(
        "LinearLayout",
        *[
            view("Button", text=t, layout_width=dp(0), layout_weight=Raw(4, 0x3F800000), layout_height=dp(48))
            for t in ("Yes", "No")
        ],
    )
    yes, no = one(tmp_path, screen(row, padding=dp(20))).pieces
    assert (yes.width, yes.height, no.width) == (160.0, 48.0, 160.0)
