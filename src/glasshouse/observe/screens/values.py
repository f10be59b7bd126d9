"""Resources of a package and of Android as one table, in one configuration: what a reference stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glasshouse import _core
from glasshouse.observe.screens.configuration import choose
from glasshouse.open.artifact import AppFile
from glasshouse.vocab.framework_styles import FrameworkStyles, load_framework_styles

#: References to references that are followed; real ones have three.
_HOPS = 20
_FRAMEWORK = 0x01
_MEASURE = re.compile(r"(-?[\d.]+)(dp|dip|sp|px|pt|in|mm)")
#: dp in each unit, at 320 dpi for pixels.
_UNITS = {"dp": 1.0, "dip": 1.0, "sp": 1.0, "px": 0.5, "pt": 160 / 72, "in": 160.0, "mm": 160 / 25.4}


@dataclass(frozen=True, slots=True)
class Value:
    """A value: ``kind`` as the core names it (``colour``, ``dimension``, ``reference``, ``attribute``, ...).

    ``alpha`` is that of a colour which the theme gives with a share of itself: ``?a*?b`` of Android's own styles.
    """

    kind: str
    data: int
    text: str
    alpha: int = 0

    @property
    def measure(self) -> float | None:
        """A dimension in dp or sp."""
        found = _MEASURE.fullmatch(self.text)
        return float(found[1]) * _UNITS[found[2]] if found and self.kind == "dimension" else None

    @property
    def flag(self) -> bool | None:
        """A truth value."""
        return None if self.kind not in ("bool", "int", "hex") else self.data != 0 and self.text != "false"


class Values:
    """The resources of an app."""

    def __init__(self, app: AppFile, language: str = "") -> None:
        self._app = app
        self._language = language
        self.framework: FrameworkStyles = load_framework_styles()
        self._bags: dict[int, tuple[int, dict[int, Value]]] = {}
        self._values: dict[int, Value | None] = {}
        self._documents: dict[str, list[Item] | None] = {}

    def attribute(self, name: str) -> int:
        """The id of one of Android's attributes."""
        return self.framework.attributes.get(name, 0)

    def own_attribute(self, name: str) -> int:
        """The id of an attribute of the app or its libraries, 0 where it has none of this name."""
        return next((n for table in self._app.resources if (n := table.id(f"attr/{name}"))), 0)

    def name(self, number: int) -> str:
        """The name of an id without package and type: ``agree``."""
        for table in self._app.resources:
            found = table.name(number)
            if found:
                return found.rpartition("/")[2]
        return ""

    def value(self, number: int) -> Value | None:
        """What an id stands for in the end; a reference to the theme stays one."""
        for _ in range(_HOPS):
            found = self._one(number)
            if found is None or found.kind != "reference" or not found.data:
                return found
            number = found.data
        return None

    def resolved(self, value: Value | None) -> Value | None:
        """A value, or what it refers to."""
        if value is None or value.kind != "reference":
            return value
        return self.value(value.data) if value.data else None

    def _one(self, number: int) -> Value | None:
        if number >> 24 == _FRAMEWORK:
            colour, words = self.framework.colours.get(number), self.framework.strings.get(number)
            if colour is not None:
                return _written(colour)
            return None if words is None else Value("string", 0, words[self._language == "zh"])
        if number not in self._values:
            rows = [(row[0], row) for table in self._app.resources for row in table.value(number, follow=False)]
            row = choose(rows, self._language)
            self._values[number] = None if row is None else Value(*row[1:])
        return self._values[number]

    def bag(self, number: int) -> tuple[int, dict[int, Value]]:
        """The parent of a style, 0 for none, and what it says itself by the id of the attribute."""
        if number not in self._bags:
            self._bags[number] = self._bag(number)
        return self._bags[number]

    def _bag(self, number: int) -> tuple[int, dict[int, Value]]:
        if number >> 24 == _FRAMEWORK:
            parent, said = self.framework.styles.get(number, (0, {}))
            return parent, {self.attribute(name): _written(value) for name, value in said.items()}
        rows = [(bag[0], bag) for table in self._app.resources for bag in table.bag(number)]
        bag = choose(rows, self._language)
        return (
            (0, {}) if bag is None else (bag[1], {name: Value(kind, data, text) for name, kind, data, text in bag[2]})
        )

    def document(self, path: str) -> list[Item] | None:
        """The elements of an XML resource in document order, ``None`` where it cannot be read."""
        if path not in self._documents:
            self._documents[path] = self._read(path)
        return self._documents[path]

    def _read(self, path: str) -> list[Item] | None:
        for part in self._app.parts:
            entry = path if path in part.package else f"{part.role}/{path}"
            if entry in part.package:
                try:
                    elements = _core.read_xml(part.package.read(entry)).elements()
                except (_core.FormatError, KeyError):
                    return None
                return [self._item(element) for element in elements]
        return None

    def _item(self, element: tuple[int, str, int, list[tuple[str, str, int, str, str, int]], str]) -> Item:
        depth, name, line, attributes, _ = element
        given: dict[int | str, Value] = {}
        for _, attribute, resource, text, kind, data in attributes:
            # Android goes by ids; what has none is an attribute of the tools: style, class, layout.
            given.setdefault(resource or attribute, Value(kind, data, text))
        return Item(depth, name, line, given)


@dataclass(frozen=True, slots=True)
class Item:
    """An element: attributes by resource id, those without one by name."""

    depth: int
    name: str
    line: int
    given: dict[int | str, Value]


def _written(text: str) -> Value:
    """A value of the table of Android's own styles."""
    head, _, alpha = text.partition("*?")
    mark, rest = head[:1], head[1:]
    share = int(alpha, 16) if alpha else 0
    if mark == "#":
        return Value("colour", int(rest, 16), head, share)
    if mark in "?@":
        return Value("attribute" if mark == "?" else "reference", int(rest, 16), head, share)
    if head in ("true", "false"):
        return Value("bool", int(head == "true"), head)
    if _MEASURE.fullmatch(head):
        return Value("dimension", 0, head)
    return Value("int", int(head, 0), head) if re.fullmatch(r"-?\d+|0x[0-9a-f]+", head) else Value("word", 0, head)
