"""Write src/glasshouse/vocab/data/framework_styles.tsv again, from Android's own resources.

python tools/framework_styles.py framework-res.apk

Rows are tab-separated. ``attr``, id, name: the attributes that a screen is read by. ``colour``, id, value: colours that
apps name. ``string``, id, English, Chinese: words that apps name. ``style``, id, parent, then ``attribute=value`` for what
the style itself says. Values: ``#AARRGGBB``, ``14sp``, ``?id`` (the theme's), ``?id*?id`` (that with an alpha), ``@id``
(a style), ``none`` (a drawable that shows nothing of its own), ``drawn`` (one that does), or a plain word or number.
"""

from __future__ import annotations

import sys
from pathlib import Path

from glasshouse import _core

TABLE = Path(__file__).parents[1] / "src" / "glasshouse" / "vocab" / "data" / "framework_styles.tsv"
ATTRIBUTES = [
    "id",
    "layout",
    "text",
    "hint",
    "contentDescription",
    "checked",
    "enabled",
    "visibility",
    "clickable",
    "alpha",
    "background",
    "textSize",
    "textColor",
    "textColorHint",
    "textStyle",
    "textAppearance",
    "textAllCaps",
    "theme",
    "style",
    "inputType",
    "maxLines",
    "lines",
    "ellipsize",
    "layout_width",
    "layout_height",
    "layout_weight",
    "layout_margin",
    "layout_marginLeft",
    "layout_marginRight",
    "layout_marginStart",
    "layout_marginEnd",
    "layout_marginHorizontal",
    "padding",
    "paddingLeft",
    "paddingRight",
    "paddingStart",
    "paddingEnd",
    "paddingHorizontal",
    "paddingTop",
    "paddingBottom",
    "paddingVertical",
    "minHeight",
    "minWidth",
    "width",
    "height",
    "orientation",
    "onClick",
    "state_enabled",
    "state_checked",
    "state_pressed",
    "state_focused",
    "state_selected",
    "state_activated",
    "state_window_focused",
    "color",
    "drawable",
    "tag",
    "focusable",
    "button",
    "textOn",
    "textOff",
    "entries",
    "inflatedId",
    "checkedButton",
    "src",
    "backgroundTint",
    "class",
    "colorForeground",
    "colorForegroundInverse",
    "colorBackground",
    "windowBackground",
    "windowIsFloating",
    "colorAccent",
    "colorPrimary",
    "colorPrimaryDark",
    "colorButtonNormal",
    "primaryContentAlpha",
    "secondaryContentAlpha",
    "disabledAlpha",
    "textColorPrimary",
    "textColorSecondary",
    "textColorTertiary",
    "textColorPrimaryInverse",
    "textColorSecondaryInverse",
    "textColorPrimaryDisableOnly",
    "textColorHintInverse",
    "textColorLink",
    "textColorAlertDialogListItem",
    "textAppearanceSmall",
    "textAppearanceMedium",
    "textAppearanceLarge",
    "textAppearanceButton",
    "textAppearanceInverse",
    "textAppearanceSmallInverse",
    "textAppearanceMediumInverse",
    "textAppearanceLargeInverse",
    "textAppearanceListItem",
    "textViewStyle",
    "buttonStyle",
    "buttonStyleSmall",
    "borderlessButtonStyle",
    "checkboxStyle",
    "radioButtonStyle",
    "switchStyle",
    "editTextStyle",
    "autoCompleteTextViewStyle",
    "imageButtonStyle",
    "imageViewStyle",
    "checkedTextViewStyle",
    "buttonStyleToggle",
    "buttonBarButtonStyle",
    "buttonBarPositiveButtonStyle",
    "buttonBarNegativeButtonStyle",
]
FAMILIES = ("Theme", "TextAppearance", "Widget")
WIDGETS = (
    "TextView",
    "Button",
    "CheckBox",
    "Switch",
    "EditText",
    "CompoundButton",
    "CheckedText",
    "AutoComplete",
    "ImageView",
)
STRINGS = ("ok", "cancel", "yes", "no", "copy", "paste", "untitled")
_TRANSPARENT_SHAPES = ("ripple", "selector", "inset", "layer-list")


class Framework:
    """Android's resource table, and what of it is written."""

    def __init__(self, path: Path) -> None:
        self.package = _core.Package.open(path)
        self.table = _core.Resources.from_arsc(self.package.read("resources.arsc"))
        self.attributes = {number: name for name in ATTRIBUTES if (number := self.table.id(f"attr/{name}"))}

    def colour(self, kind: str, number: int, text: str) -> str | None:
        """A colour as written in the table; of a list of states, that of the plain state."""
        if kind == "colour":
            return f"#{number & 0xFFFFFFFF:08X}"
        if kind == "attribute":
            return f"?{number:08x}"
        if kind == "reference":
            found = [row for row in self.table.value(number) if not row[0]]
            return self.colour(*found[0][1:]) if found else None
        if kind == "string" and text.endswith(".xml"):
            items = [e for e in _core.read_xml(self.package.read(text)).elements() if e[1] == "item"]
            for _, _, _, attributes, _ in reversed(items):
                given = {name: (kind, data, value) for _, name, _, value, kind, data in attributes}
                states = {name: value for name, (_, _, value) in given.items() if name.startswith("state_")}
                if (
                    "color" in given
                    and all(value == "false" or name == "state_enabled" for name, value in states.items())
                    and states.get("state_enabled") != "false"
                ):
                    colour = self.colour(*given["color"])
                    alpha = given.get("alpha")
                    return f"{colour}*?{alpha[1]:08x}" if alpha and alpha[0] == "attribute" else colour
        return None

    def drawable(self, kind: str, number: int, text: str) -> str | None:
        """Whether a drawable shows anything of its own, or its colour where it is one."""
        if kind in ("colour", "attribute"):
            return self.colour(kind, number, text)
        if kind == "null":
            return "none"
        if kind == "reference":
            found = self.table.value(number)
            return self.drawable(*found[0][1:]) if found else None
        if kind != "string" or not text.endswith(".xml"):
            return "drawn"
        elements = _core.read_xml(self.package.read(text)).elements()
        items = [
            e for e in elements if e[1] == "item" and not any(a[1] == "id" and a[3].endswith("mask") for a in e[3])
        ]
        return "none" if elements[0][1] == "ripple" and not items else self._single(elements)

    def _single(self, elements: list[tuple[int, str, int, list[tuple[str, str, int, str, str, int]], str]]) -> str:
        colours = {
            c for e in elements for a in e[3] if a[1] in ("color", "drawable") and (c := self.colour(a[4], a[5], a[3]))
        }
        return colours.pop() if len(colours) == 1 and elements[0][1] in ("selector", "color", "shape") else "drawn"

    def value(self, name: str, kind: str, number: int, text: str) -> str | None:
        """One value of a style as it is written, ``None`` for what no reader knows."""
        if name in ("background", "windowBackground"):
            return self.drawable(kind, number, text)
        if "olor" in name:
            return self.colour(kind, number, text)
        if kind == "attribute":
            return f"?{number:08x}"
        if kind == "reference":
            if number >> 16 == 0x0103:
                return f"@{number:08x}"
            found = self.table.value(number)
            return found[0][3] if found and found[0][1] != "bag" and not found[0][3].endswith(".xml") else None
        return text if kind in ("dimension", "bool", "int", "hex", "float") else None

    def styles(self) -> list[str]:
        """The rows of all styles that apps build on, and of what those build on."""
        named = {row[0]: row[1] for row in self.table.of_type("style", default_only=True)}
        waiting = [
            n
            for n, name in named.items()
            if name.startswith(FAMILIES) and (not name.startswith("Widget") or any(w in name for w in WIDGETS))
        ]
        done: dict[int, str] = {}
        while waiting:
            number = waiting.pop()
            if number in done or not number:
                continue
            bags = [bag for bag in self.table.bag(number) if not bag[0]]
            if not bags:
                continue
            _, parent, values = bags[0]
            said = [
                (self.attributes[at], self.value(self.attributes[at], kind, data, text))
                for at, kind, data, text in values
                if at in self.attributes
            ]
            done[number] = "\t".join(
                [
                    "style",
                    f"{number:08x}",
                    f"{parent:08x}",
                    *sorted(f"{name}={value}" for name, value in said if value is not None),
                ]
            )
            waiting += [
                parent,
                *(int(value[1:], 16) for _, value in said if value and value[0] == "@" and len(value) == 9),
            ]
        return [done[number] for number in sorted(done)]

    def rows(self) -> list[str]:
        """All rows of the file."""
        attributes = [f"attr\t{number:08x}\t{name}" for number, name in sorted(self.attributes.items())]
        colours = []
        for number, _, setting, kind, data, text in self.table.of_type("color", default_only=True):
            colour = self.colour(kind, data, text) if not setting and number < 0x01060020 else None
            colours += [f"colour\t{number:08x}\t{colour}"] if colour else []
        strings = []
        for word in STRINGS:
            found = self.table.id(f"string/{word}") or 0
            said = {row[0]: row[3] for row in self.table.value(found)} if found else {}
            strings += [f"string\t{found:08x}\t{said['']}\t{said.get('zh-rCN', said[''])}"] if said else []
        return [*attributes, *colours, *strings, *self.styles()]


if __name__ == "__main__":
    rows = Framework(Path(sys.argv[1])).rows()
    TABLE.write_text(
        "\n".join(
            [
                "# Android 10, Apache-2.0: The Android Open Source Project. Written by tools/framework_styles.py.",
                *rows,
                "",
            ]
        ),
        "utf-8",
    )
    print(f"{len(rows)} rows, {TABLE.stat().st_size} bytes")
