"""Dumps as screens: with their picture, without one, and with things that lie over others."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.observe.screens.dump import TYPED, density_of, read_dump
from glasshouse.observe.screens.on_picture import NO_DENSITY, NO_PICTURE
from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.open.picture import read_picture

SCREENS = Path(__file__).parents[3] / "benchmarks" / "screens" / "dumps"


def shown(*nodes: str, window: str = "[0,0][1080,1920]") -> Screen:
    inside = "".join(nodes)
    return read_dump(
        "a.xml", f'<hierarchy><node class="android.widget.FrameLayout" bounds="{window}">{inside}</node></hierarchy>'
    )


def node(kind: str, text: str = "", bounds: str = "[0,0][1000,100]", inside: str = "", **more: str) -> str:
    given = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<node class="android.{kind}" text="{text}" bounds="{bounds}" {given}>{inside}</node>'


def only(screen: Screen) -> Piece:
    (piece,) = screen.pieces
    return piece


def bill(name: str) -> dict[str, Piece]:
    picture = read_picture(f"{name}.png", (SCREENS / f"{name}.png").read_bytes())
    screen = read_dump(f"{name}.xml", (SCREENS / f"{name}.xml").read_text("utf-8"), picture, 320)
    assert screen.view == (720, 1280)
    assert screen.missing == ()
    return {piece.node: piece for piece in screen.pieces}


def test_the_yearly_bill_and_its_honest_twin() -> None:
    ticked, honest = bill("01-year-bill"), bill("02-year-bill-honest")
    assert (ticked["zm_agree"].role, ticked["zm_agree"].checked) == (Role.CHECKBOX, True)
    assert ticked["zm_agree"].size == pytest.approx(7, abs=0.4)
    assert ticked["zm_agree"].contrast == pytest.approx(1.5, abs=0.1)
    assert ticked["open_bill"].filled
    assert not honest["zm_agree"].checked
    assert honest["zm_agree"].size == pytest.approx(14, abs=0.5)
    assert honest["zm_agree"].contrast == pytest.approx(9.5, abs=0.2)


def test_without_a_picture_sizes_and_contrast_are_absent_and_said_so() -> None:
    screen = shown(node("widget.TextView", "Hello", resource_id="a:id/hello"))
    piece = only(screen)
    assert (piece.node, piece.size, piece.contrast, piece.ground) == ("hello", None, None, None)
    assert screen.missing == (NO_PICTURE, NO_DENSITY)


@pytest.mark.parametrize(
    ("name", "density"),
    [("home-420dpi.xml", 420), ("a.xxhdpi.png", 480), ("MDPI.xml", 160), ("a.xml", None), ("ahdpi.xml", None)],
)
def test_a_file_name_may_tell_the_density(name: str, density: int | None) -> None:
    assert density_of(name) == density


@pytest.mark.parametrize(
    ("given", "role", "checked"),
    [
        (node("widget.CheckBox", "x", checkable="true", checked="true"), Role.CHECKBOX, True),
        (node("widget.Switch", "x", checkable="true"), Role.SWITCH, False),
        (node("view.View", "x", checkable="true", checked="true"), Role.CHECKBOX, True),
        (node("widget.ImageView", bounds="[0,0][50,50]", content_desc="未勾选"), Role.CHECKBOX, False),
        (node("widget.ImageView", bounds="[0,0][50,50]", resource_id="a:id/iv_check"), Role.CHECKBOX, None),
        (
            node("widget.ImageView", bounds="[0,0][50,50]", resource_id="a:id/iv_check", selected="true"),
            Role.CHECKBOX,
            True,
        ),
        (node("widget.ImageView", clickable="true", selected="true"), Role.BUTTON, None),
        (node("widget.TextView", "Refuse", clickable="true"), Role.BUTTON, None),
        (node("widget.TextView", "I have read and agree to all of it", clickable="true"), Role.TEXT, None),
        (node("widget.Button", "OK"), Role.BUTTON, None),
    ],
)
def test_roles_and_states(given: str, role: Role, checked: bool | None) -> None:
    piece = only(shown(given))
    assert (piece.role, piece.checked) == (role, checked)


@pytest.mark.parametrize(
    "given", [node("widget.ImageView", content_desc="a hill"), node("view.View"), node("widget.TextView")]
)
def test_decoration_is_no_piece(given: str) -> None:
    assert shown(given).pieces == ()


def test_a_group_that_can_be_tapped_is_the_button_of_its_lone_text() -> None:
    text = node("widget.TextView", "同意", "[100,20][200,60]")
    piece = only(shown(node("widget.FrameLayout", bounds="[0,0][1000,90]", inside=text, clickable="true")))
    assert (piece.role, piece.box, piece.clickable) == (Role.BUTTON, (0, 0, 1000, 90), True)
    two = shown(node("widget.FrameLayout", inside=text + text, clickable="true"))
    assert [p.role for p in two.pieces] == [Role.TEXT, Role.TEXT]


@pytest.mark.parametrize(
    ("given", "text", "hint"),
    [
        (node("widget.EditText", "请输入手机号"), "", "请输入手机号"),
        (node("widget.EditText", "138 0013 8000"), TYPED, ""),
        (node("widget.EditText", "Ann", hint="Your name"), TYPED, "Your name"),
        (node("widget.EditText", "Your name", hint="Your name"), "", "Your name"),
        (node("widget.EditText", "", hint="Your name"), "", "Your name"),
    ],
)
def test_what_was_typed_is_not_kept(given: str, text: str, hint: str) -> None:
    piece = only(shown(given))
    assert (piece.role, piece.text, piece.hint) == (Role.FIELD, text, hint)


def test_a_small_window_is_a_dialog_over_the_rest() -> None:
    screen = shown(node("widget.Button", "OK", "[200,500][400,600]"), window="[100,400][900,1200]")
    assert screen.covers == ""  # without a picture nobody knows how large the screen is
    assert only(screen).in_view


def test_a_group_drawn_over_the_whole_screen_covers_it() -> None:
    page = node("widget.TextView", "news", "[0,0][1080,900]")
    card = node(
        "widget.FrameLayout",
        bounds="[90,500][990,1400]",
        resource_id="a:id/privacy_dialog",
        inside=node("widget.Button", "OK", "[200,1000][400,1100]"),
    )
    veil = node("widget.FrameLayout", bounds="[0,0][1080,1920]", inside=card)
    assert shown(page, veil).covers == "privacy_dialog"
    assert shown(page, card).covers == ""
    assert shown(veil).covers == ""
    below = node("widget.FrameLayout", bounds="[0,168][1080,1920]", inside=card)
    assert shown(node("widget.TextView", "title", "[0,0][1080,160]"), below).covers == ""


def test_what_is_covered_off_the_screen_or_without_area() -> None:
    under = node("widget.TextView", "under", "[0,0][100,50]", resource_id="a:id/under")
    over = node("widget.Button", "over", "[0,0][200,100]", resource_id="a:id/over")
    off = node("widget.TextView", "off", "[0,1910][100,2910]", resource_id="a:id/off")
    none = node("widget.TextView", "none", "[0,0][0,0]", resource_id="a:id/none")
    found = {p.node: p for p in shown(under, over, off, none).pieces}
    assert [found[name].covered for name in ("under", "over")] == [True, False]
    assert [found[name].in_view for name in ("over", "off", "none")] == [True, False, False]
    assert [found[name].shown for name in ("off", "none")] == [True, False]
    scrolled = shown(node("widget.ScrollView", inside=none, scrollable="true"))
    assert only(scrolled).shown


def test_surfaces_that_draw_themselves_are_said() -> None:
    assert any("draws itself" in said for said in shown(node("webkit.WebView", "page")).missing)


def test_names_that_stand_twice_are_no_names() -> None:
    twice = shown(*[node("widget.TextView", "a", resource_id="a:id/row")] * 2)
    assert [p.node for p in twice.pieces] == ["0/0", "0/1"]


def test_thousands_of_nodes_are_read_in_time() -> None:
    assert len(shown(*[node("widget.TextView", "a")] * 5000).pieces) == 5000
