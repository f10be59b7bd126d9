"""A folder of evidence becomes a screen; what is damaged is said and never believed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from glasshouse.errors import InputError
from glasshouse.observe.screens.page import read_page
from glasshouse.observe.screens.screen import Piece, Role, Screen

BUTTON: dict[str, Any] = {
    "node": "div#bar/button[1]", "role": "button", "text": "Accept", "hint": "", "box": [20, 20, 80, 30], "width": 80, "height": 30,
    "opacity": 1, "shown": True, "in_view": True, "covered": False, "enabled": True, "clickable": True, "container": "bar-1",
    "fill": [0, 0, 200, 1], "image": False, "behind": [], "picture": 0, "rects": [[40, 25, 40, 20]],
    "letters": {"size": 14, "bold": True, "ink": [255, 255, 255, 1], "opacity": 1, "layers": [{"ground": [0, 0, 200, 1]}], "rects": []},
}  # fmt: skip
BOX: dict[str, Any] = {
    **BUTTON,
    "role": "checkbox",
    "text": "I agree",
    "checked": True,
    "picture": 5,
    "fill": [0, 0, 0, 0],
}


def evidence(folder: Path, *pieces: object, **more: object) -> Path:
    """A state with a blue button on white, white letters on it."""
    picture = Image.new("RGB", (200, 100), (255, 255, 255))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((20, 20, 99, 49), fill=(0, 0, 200))
    picture.save(folder / "screen-plain.png")
    pen.rectangle((45, 30, 75, 40), fill=(255, 255, 255))
    picture.save(folder / "screen.png")
    head = {
        "format": 1,
        "view": [200, 100],
        "title": "Shop",
        "covers": "",
        "pictures": [["screen.png", "screen-plain.png"]],
        "remarks": [],
    }
    (folder / "snapshot.json").write_text(json.dumps({**head, "pieces": pieces, **more}), "utf-8")
    return folder


def only(screen: Screen) -> Piece:
    [piece] = screen.pieces
    return piece


def test_a_control_is_measured_in_its_pictures(tmp_path: Path) -> None:
    screen = read_page(evidence(tmp_path, BUTTON), "before")
    button = only(screen)
    assert (button.role, button.text, button.container, button.size, button.bold) == (
        Role.BUTTON,
        "Accept",
        "bar-1",
        14,
        True,
    )
    assert button.contrast == pytest.approx(11.45, abs=0.05)
    assert button.ground == pytest.approx(11.45, abs=0.05)
    assert (button.filled, button.covered, button.in_view) == (True, False, True)
    assert (screen.source, screen.picture, screen.view, screen.title) == (
        "page",
        "before/screen.png",
        (200, 100),
        "Shop",
    )
    assert button.place.kind == "screen"
    assert not screen.missing


def test_without_a_picture_of_it_styles_are_taken_and_the_shape_is_not_known(tmp_path: Path) -> None:
    box = only(read_page(evidence(tmp_path, BOX)))
    assert (box.checked, box.ground, box.filled) == (True, None, False)
    assert box.contrast == pytest.approx(11.45, abs=0.05)


@pytest.mark.parametrize("name", ["screen.png", "screen-plain.png"])
def test_damaged_pictures_are_said(tmp_path: Path, name: str) -> None:
    folder = evidence(tmp_path, BUTTON)
    (folder / name).write_bytes((folder / name).read_bytes()[:70])
    screen = read_page(folder)
    assert "pictures could not be read" in screen.missing[0]
    assert only(screen).contrast == pytest.approx(11.45, abs=0.05)


def test_contrast_that_nothing_tells_is_missing(tmp_path: Path) -> None:
    unsure = {**BOX, "letters": {**BOX["letters"], "layers": [{"effect": True}]}}
    screen = read_page(evidence(tmp_path, unsure))
    assert only(screen).contrast is None
    assert screen.missing


def test_a_drawing_beside_an_input_has_no_shape_of_its_own(tmp_path: Path) -> None:
    assert only(read_page(evidence(tmp_path, {**BUTTON, "stand": True}))).ground is None


def test_remarks_of_the_visit_are_missing_measures(tmp_path: Path) -> None:
    assert read_page(evidence(tmp_path, BUTTON, remarks=["no font"])).missing == ("no font",)


@pytest.mark.parametrize(
    "hostile",
    [
        7,
        {**BUTTON, "role": "throne"},
        {**BUTTON, "box": [0, 0, "1", 1]},
        {**BUTTON, "box": [0, 0, 1e300, 1]},
        {**BUTTON, "box": None},
    ],
)
def test_pieces_of_another_form_are_left_out(tmp_path: Path, hostile: object) -> None:
    assert read_page(evidence(tmp_path, hostile, BUTTON)).pieces == read_page(evidence(tmp_path, BUTTON)).pieces


def test_measures_of_another_form_are_absent(tmp_path: Path) -> None:
    odd = {
        **BUTTON,
        "letters": {"size": "14", "ink": [1, 2], "layers": 3},
        "picture": 99,
        "rects": "all",
        "opacity": True,
        "fill": None,
        "text": 5,
    }
    piece = only(read_page(evidence(tmp_path, odd)))
    assert (piece.text, piece.size, piece.contrast, piece.opacity, piece.filled, piece.ground) == (
        "",
        None,
        None,
        None,
        None,
        None,
    )


def test_pictures_outside_the_folder_are_not_opened(tmp_path: Path) -> None:
    screen = read_page(evidence(tmp_path, BUTTON, pictures=[["../../etc/passwd", "/etc/passwd"]]))
    assert "pictures could not be read" in screen.missing[0]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": 2}', "[" * 100_000])
def test_what_is_no_snapshot_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / "snapshot.json").write_text(text)
    with pytest.raises(InputError):
        read_page(tmp_path)


def test_a_folder_without_a_snapshot_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no snapshot"):
        read_page(tmp_path)
