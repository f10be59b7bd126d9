"""Android's order: the view, its style, the default style, the theme; text appearance below. And what drawables paint."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.build.arsc import Types
from tests.build.axml import Element, Raw, reference
from tests.observe.screens.packages import (
    ATTRIBUTES,
    FLOAT,
    LIGHT,
    app,
    colour,
    screen,
    sp,
    style,
    theme,
    view,
)

from glasshouse.observe.screens.style import NO_FACE, UNKNOWN_FACE, Face, Looks, Theme
from glasshouse.observe.screens.values import Value, Values

RED, BLUE = 0xFFFF0000, 0xFF0000FF
STYLES: Types = {
    "attr": {"mine": {"": ""}},
    "style": {
        "App": {"": style(LIGHT, textColorPrimary=colour(RED), textViewStyle=reference(0x7F020001))},
        "Default": {"": style(0, textSize=sp(30), textAppearance=reference(0x7F020004))},
        "Parent": {"": style(0, textSize=sp(20), textColor=theme(ATTRIBUTES["textColorPrimary"]))},
        "Child": {"": style(0x7F020002, checked=Raw(0x12, 0xFFFFFFFF))},
        "Look": {"": style(0, textSize=sp(40), textColor=colour(BLUE))},
        "Ring": {"": style(0x7F020005, textSize=sp(5))},
    },
}
APP, CHILD, LOOK, RING = 0x7F020000, 0x7F020003, 0x7F020004, 0x7F020005


def xml(name: str, *inside: Element, **given: Raw | bool | int | str) -> Element:
    made = view(name, *inside, **given)
    return Element(name, [a for a in made.attributes if not a.name.startswith("layout_")], list(inside))


def item(*inside: Element, **given: Raw | bool | int | str) -> Element:
    return xml("item", *inside, **given)


DRAWN = {
    "res/color/states.xml": xml(
        "selector",
        item(color=colour(0xFF111111), state_enabled=False),
        item(color=colour(0xFF222222), state_checked=True),
        item(color=colour(BLUE), alpha=Raw(FLOAT, 0x3F000000)),
    ),
    "res/drawable/shape.xml": xml("shape", xml("solid", color=colour(RED)), xml("stroke", color=colour(BLUE))),
    "res/drawable/outline.xml": xml("shape", xml("stroke", color=colour(BLUE))),
    "res/drawable/gradient.xml": xml("shape", xml("gradient")),
    "res/drawable/pressed.xml": xml(
        "selector", item(drawable=colour(BLUE), state_pressed=True), item(drawable=colour(RED))
    ),
    "res/drawable/ripple.xml": xml("ripple", item(drawable=colour(BLUE), id=reference(0x0102002E))),
    "res/drawable/raised.xml": xml("ripple", item(xml("shape", xml("solid", color=colour(RED))))),
    "res/drawable/layers.xml": xml("layer-list", item(drawable=colour(BLUE)), item(drawable=colour(RED))),
    "res/drawable/inset.xml": xml("inset", drawable=colour(RED)),
    "res/drawable/vector.xml": xml("vector"),
}


def of(path: str) -> Value:
    return Value("string", 0, path)


@pytest.fixture
def plain(tmp_path: Path) -> Theme:
    values = Values(app(tmp_path, {"main": screen()}, STYLES, theme_id=APP, drawn=DRAWN))
    return Theme(values, APP)


def looks(plain: Theme, **given: Value) -> Looks:
    ids: dict[int | str, Value] = {
        ATTRIBUTES.get(key, 0) if key != "style" else key: what for key, what in given.items()
    }
    return Looks(plain, ids, ("textViewStyle",))


def refer(number: int) -> Value:
    return Value("reference", number, "")


@pytest.mark.parametrize(
    ("given", "size"),
    [
        ({"style": refer(CHILD), "textSize": Value("dimension", 0, "10sp"), "textAppearance": refer(LOOK)}, 10),
        ({"style": refer(CHILD), "textAppearance": refer(LOOK)}, 20),
        ({"textAppearance": refer(LOOK)}, 30),
        ({}, 30),
    ],
)
def test_the_nearest_word_counts(plain: Theme, given: dict[str, Value], size: float) -> None:
    assert looks(plain, **given).measure("textSize") == size


def test_text_appearance_is_used_where_nothing_else_speaks(plain: Theme) -> None:
    assert plain.colour(looks(plain).raw("textColor")) == BLUE
    assert plain.colour(looks(plain, style=refer(CHILD)).raw("textColor")) == RED


def test_styles_inherit_and_rings_end(plain: Theme) -> None:
    checked = looks(plain, style=refer(CHILD)).get("checked")
    assert checked is not None
    assert checked.flag
    assert looks(plain, style=refer(RING)).measure("textSize") == 5


def test_a_theme_over_a_part_hides_the_one_below(plain: Theme) -> None:
    over = Theme(plain.values, LIGHT, plain)
    primary = Value("attribute", ATTRIBUTES["textColorPrimary"], "")
    assert plain.colour(primary) == RED
    assert over.colour(primary) == 0xDE000000  # black with the theme's share of 87 %
    assert over.get(ATTRIBUTES["textViewStyle"]) != plain.get(ATTRIBUTES["textViewStyle"])


def test_a_colour_of_states_is_that_of_a_view_at_rest(plain: Theme) -> None:
    assert plain.colour(of("res/color/states.xml")) == 0x800000FF
    assert plain.colour(of("res/color/states.xml"), frozenset({"state_checked"})) == 0xFF222222
    assert plain.colour(of("res/color/none.xml")) is None
    assert plain.colour(Value("dimension", 0, "1dp")) is None


@pytest.mark.parametrize(
    ("path", "face"),
    [
        ("shape", Face(RED, BLUE)),
        ("outline", Face(0, BLUE)),
        ("gradient", UNKNOWN_FACE),
        ("pressed", Face(RED)),
        ("ripple", NO_FACE),
        ("raised", Face(RED)),
        ("layers", Face(RED)),
        ("inset", Face(RED)),
        ("vector", UNKNOWN_FACE),
        ("absent", UNKNOWN_FACE),
    ],
)
def test_what_a_drawable_paints(plain: Theme, path: str, face: Face) -> None:
    assert plain.face(of(f"res/drawable/{path}.xml")) == face


def test_faces_and_grounds(plain: Theme) -> None:
    white = (255, 255, 255)
    assert plain.face(None) == NO_FACE
    assert plain.face(of("res/drawable/picture.png")) == UNKNOWN_FACE
    assert (UNKNOWN_FACE.shown, NO_FACE.shown, Face(RED).shown) == (True, False, True)
    assert Face(RED).ground(None) == (255, 0, 0)
    assert Face(0x80000000).ground(white) == (127, 127, 127)
    assert Face(0x80000000).ground(None) is None
    assert NO_FACE.ground(white) == white
    assert UNKNOWN_FACE.ground(white) is None
