"""Packages for tests: a resource table and layouts, written here and opened as an app is."""

from __future__ import annotations

from pathlib import Path

from tests.build import arsc
from tests.build.apk import archive
from tests.build.arsc import Bag, Types, Value
from tests.build.axml import ANDROID, Attribute, Element, Raw, android, build, reference, text

from glasshouse.open.app import open_app
from glasshouse.open.artifact import AppFile
from glasshouse.vocab.framework_styles import load_framework_styles

ATTRIBUTES = load_framework_styles().attributes
LIGHT, DARK = 0x01030237, 0x01030224
REFERENCE, QUESTION, DIMENSION, BOOL, COLOUR, FLOAT, INT = 1, 2, 5, 0x12, 0x1C, 4, 0x10


def sp(number: int) -> Raw:
    return Raw(DIMENSION, number << 8 | 2)


def dp(number: int) -> Raw:
    return Raw(DIMENSION, number << 8 | 1)


def colour(argb: int) -> Raw:
    return Raw(COLOUR, argb)


def theme(attribute: int) -> Raw:
    return Raw(QUESTION, attribute)


def value(raw: Raw) -> Value:
    return Value(raw.kind, raw.data)


def style(parent: int, **said: Raw) -> Bag:
    """A style with values for Android's attributes."""
    return Bag(tuple(sorted((ATTRIBUTES[name], value(raw)) for name, raw in said.items())), parent)


def view(name: str, *inside: Element, **given: str | int | bool | Raw) -> Element:
    """A view; ``style``, ``class`` and ``layout`` have no namespace, as in real layouts. Sizes: the width of the screen, its own height."""
    sizes: dict[str, str | int | bool | Raw] = {
        "layout_width": Raw(INT, 0xFFFFFFFF),
        "layout_height": Raw(INT, 0xFFFFFFFE),
    }
    attributes = [
        Attribute(None, key.rstrip("_"), what)
        if key in ("style", "class_", "layout")
        else Attribute(ANDROID, key, what, ATTRIBUTES[key])
        for key, what in (sizes | given).items()
    ]
    return Element(name, attributes, list(inside))


def screen(*inside: Element, **given: str | int | bool | Raw) -> Element:
    """The root of a layout that fills the screen."""
    whole: dict[str, str | int | bool | Raw] = {"orientation": 1, "layout_height": Raw(INT, 0xFFFFFFFF)}
    return view("LinearLayout", *inside, **(whole | given))


def app(
    tmp_path: Path,
    layouts: dict[str, Element],
    types: Types | None = None,
    *,
    theme_id: int = LIGHT,
    drawn: dict[str, Element] | None = None,
) -> AppFile:
    """An app with these layouts; ``types`` come before ``layout`` in the table, ``drawn`` are further XML files by path."""
    table = {**(types or {}), "layout": {name: {"": f"res/layout/{name}.xml"} for name in layouts}}
    files = {f"res/layout/{name}.xml": build(root) for name, root in layouts.items()}
    files |= {path: build(root) for path, root in (drawn or {}).items()}
    application = Element("application", [android("theme", reference(theme_id))])
    files["AndroidManifest.xml"] = build(Element("manifest", [text("package", "com.x")], [application]))
    files["resources.arsc"] = arsc.build("com.x", table)
    path = tmp_path / "app.apk"
    path.write_bytes(archive(files))
    return open_app(path)
