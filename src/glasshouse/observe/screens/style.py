"""Themes, styles, colours and faces, resolved in Android's order.

For an attribute of a view: the view itself, its ``style``, the default style that the theme names for its class, the
theme. Text appearance, found in the same order, ranks below all four.
"""

from __future__ import annotations

from dataclasses import dataclass

from glasshouse.observe.screens.colour import Colour, over
from glasshouse.observe.screens.values import Item, Value, Values

#: Styles above a style, and references to the theme, that are followed.
_DEEP = 60
_HOPS = 20
_STATES_ON = frozenset(("state_enabled", "state_window_focused"))


@dataclass(frozen=True, slots=True)
class Face:
    """What a view paints behind its contents: a plain colour ``0xAARRGGBB``, nothing, or something of unknown looks."""

    argb: int | None = 0
    outline: int | None = None

    @property
    def shown(self) -> bool:
        """It paints something, be it unknown."""
        return self.argb is None or self.argb >> 24 != 0

    def ground(self, behind: Colour | None) -> Colour | None:
        """What stands behind the contents of a view with this face."""
        if self.argb is None:
            return None
        if self.argb >> 24 == 0:
            return behind
        opaque = self.argb >> 24 == 0xFF
        return over(self.argb, behind or (0, 0, 0)) if opaque or behind is not None else None


NO_FACE = Face()
UNKNOWN_FACE = Face(None)


class Theme:
    """A theme, or a theme laid over another one for a part of a screen."""

    def __init__(self, values: Values, style: int, below: Theme | None = None) -> None:
        self.values = values
        self._said = flat(values, style)
        self._below = below

    def get(self, attribute: int) -> Value | None:
        """What the theme says for an attribute, references to itself followed."""
        for _ in range(_HOPS):
            found = self._raw(attribute)
            if found is None or found.kind != "attribute" or found.alpha:
                return found
            attribute = found.data
        return None

    def _raw(self, attribute: int) -> Value | None:
        found = self._said.get(attribute)
        return self._below._raw(attribute) if found is None and self._below is not None else found  # noqa: SLF001 (a theme)

    def resolved(self, value: Value | None) -> Value | None:
        """A value with what it refers to in the theme and in the tables."""
        for _ in range(_HOPS):
            if (
                value is None
                or value.kind not in ("attribute", "reference")
                or (value.kind == "attribute" and value.alpha)
            ):
                return value
            value = self.get(value.data) if value.kind == "attribute" else self.values.resolved(value)
        return None

    def colour(self, value: Value | None, states: frozenset[str] = frozenset(), hops: int = _HOPS) -> int | None:
        """A colour as ``0xAARRGGBB``; of a list of states the first that fits; ``None`` for what is no colour."""
        alpha = value.alpha if value is not None else 0
        if value is not None and value.kind == "attribute" and alpha:
            value = self.get(value.data)
        found = self.resolved(value)
        if found is None or hops <= 0:
            return None
        argb: int | None = None
        if found.kind == "colour":
            argb = found.data & 0xFFFFFFFF
        elif found.kind == "attribute":
            argb = self.colour(found, states, hops - 1)
        elif found.kind == "string" and found.text.endswith(".xml"):
            argb = self._of_states(self.values.document(found.text) or [], states, hops - 1)
        return argb if argb is None or not alpha else _faded(argb, self._share(Value("attribute", alpha, "")))

    def _of_states(self, items: list[Item], states: frozenset[str], hops: int) -> int | None:
        values = self.values
        if items and items[0].name == "color":
            return self.colour(items[0].given.get(values.attribute("color")), states, hops)
        for item in items:
            if item.name == "item" and self._fits(item, states):
                argb = self.colour(item.given.get(values.attribute("color")), states, hops)
                share = item.given.get(values.attribute("alpha"))
                return argb if argb is None or share is None else _faded(argb, self._share(share))
        return None

    def _fits(self, item: Item, states: frozenset[str]) -> bool:
        """Whether all states that an item asks for are those of a view at rest, with ``states`` besides."""
        named = {number: name for name, number in self.values.framework.attributes.items() if name.startswith("state_")}
        for key, value in item.given.items():
            if isinstance(key, int) and (key in named or key >> 24 != 1) and value.kind in ("bool", "int", "hex"):
                name = named.get(key, "")
                if value.flag is not (name in _STATES_ON or name in states):
                    return False
        return True

    def _share(self, value: Value) -> float:
        found = self.resolved(value)
        try:
            return min(1.0, max(0.0, float(found.text))) if found is not None else 1.0
        except ValueError:
            return 1.0

    def face(self, value: Value | None, hops: int = _HOPS) -> Face:
        """What a drawable paints on a view at rest."""
        if value is None or value.kind == "null":
            return NO_FACE
        colour = self.colour(value)
        if colour is not None:
            return Face(colour)
        found = self.resolved(value)
        if found is None or hops <= 0:
            return NO_FACE if value.kind == "reference" and not value.data else UNKNOWN_FACE
        if found.text == "none" or found.kind == "null":
            return NO_FACE
        if found.kind != "string" or not found.text.endswith(".xml"):
            return UNKNOWN_FACE
        items = self.values.document(found.text)
        return self._drawn(items, hops - 1) if items else UNKNOWN_FACE

    def _drawn(self, items: list[Item], hops: int) -> Face:
        """An XML drawable: a shape, or the part of a list that is seen on top."""
        root, drawable = items[0], self.values.attribute("drawable")
        if root.name == "shape":
            return self._shape(items)
        if root.name == "color":
            return Face(self.colour(root.given.get(self.values.attribute("color"))))
        parts = [number for number, item in enumerate(items) if item.name == "item" and item.depth == 1]
        if root.name in ("selector", "animated-selector"):
            parts = [number for number in parts if self._fits(items[number], frozenset())][:1]
            if not parts:
                return NO_FACE
        elif root.name == "ripple":
            parts = [number for number in parts if not self._is_mask(items[number])]
            if not parts:
                return NO_FACE
        elif root.name == "inset":
            parts = [0]
        elif root.name != "layer-list":
            return UNKNOWN_FACE
        faces = [self._part(items, number, drawable, hops) for number in parts]
        return next((face for face in reversed(faces) if face.shown or face.outline), NO_FACE)

    def _part(self, items: list[Item], number: int, drawable: int, hops: int) -> Face:
        named = items[number].given.get(drawable)
        if named is not None:
            return self.face(named, hops)
        depth = items[number].depth
        end = next((at for at in range(number + 1, len(items)) if items[at].depth <= depth), len(items))
        inner = [Item(i.depth - depth - 1, i.name, i.line, i.given) for i in items[number + 1 : end]]
        return self._drawn(inner, hops - 1) if inner and hops > 0 else UNKNOWN_FACE

    def _is_mask(self, item: Item) -> bool:
        ident = item.given.get(self.values.attribute("id"))
        return ident is not None and (ident.data == 0x0102002E or self.values.name(ident.data) == "mask")

    def _shape(self, items: list[Item]) -> Face:
        color = self.values.attribute("color")
        parts = {item.name: item for item in items[1:] if item.depth == 1}
        if "gradient" in parts:
            return UNKNOWN_FACE
        outline = self.colour(parts["stroke"].given.get(color)) if "stroke" in parts else None
        if "solid" not in parts:
            return Face(0, outline)
        return Face(self.colour(parts["solid"].given.get(color)), outline)


class Looks:
    """One view with its styles: what each attribute is in the end."""

    def __init__(self, theme: Theme, given: dict[int | str, Value], defaults: tuple[str, ...]) -> None:
        self.theme = theme
        values = theme.values
        number = _style_of(theme, given.get("style"))
        default = next((n for name in defaults if (n := self._default(name))), 0)
        self._levels = (
            {k: v for k, v in given.items() if isinstance(k, int)},
            flat(values, number),
            flat(values, default),
        )
        appearance = self._direct(values.attribute("textAppearance"))
        self._appearance = flat(values, _style_of(theme, appearance))

    def _default(self, name: str) -> int:
        values = self.theme.values
        for attribute in (values.own_attribute(name), values.attribute(name)):
            found = _style_of(self.theme, self.theme.get(attribute)) if attribute else 0
            if found:
                return found
        return 0

    def _direct(self, attribute: int) -> Value | None:
        for level in self._levels:
            if attribute in level:
                return level[attribute]
        return self.theme.get(attribute)

    def raw(self, name: str) -> Value | None:
        """An attribute of Android's before references are followed."""
        attribute = self.theme.values.attribute(name)
        found = self._direct(attribute)
        return self._appearance.get(attribute) if found is None else found

    def get(self, name: str) -> Value | None:
        """An attribute of Android's with references followed."""
        return self.theme.resolved(self.raw(name))

    def own(self, name: str) -> Value | None:
        """An attribute of the app's libraries, by name, references followed."""
        attribute = self.theme.values.own_attribute(name)
        return self.theme.resolved(self._direct(attribute)) if attribute else None

    def raw_own(self, name: str) -> Value | None:
        """The same before references are followed."""
        attribute = self.theme.values.own_attribute(name)
        return self._direct(attribute) if attribute else None

    def measure(self, name: str) -> float | None:
        """A dimension in dp or sp."""
        found = self.get(name)
        return None if found is None else found.measure

    def number(self, name: str) -> float | None:
        """A plain number: a share, a weight, a constant."""
        found = self.get(name)
        if found is None or found.kind == "dimension":
            return None
        try:
            return float(found.text)
        except ValueError:
            return float(found.data) if found.kind in ("int", "hex", "bool") else None


def flat(values: Values, style: int) -> dict[int, Value]:
    """All that a style says, its parents' words below its own."""
    chain: list[dict[int, Value]] = []
    seen = set()
    while style and style not in seen and len(chain) < _DEEP:
        seen.add(style)
        parent, said = values.bag(style)
        chain.append(said)
        style = parent
    made: dict[int, Value] = {}
    for said in reversed(chain):
        made.update(said)
    return made


def _style_of(theme: Theme, value: Value | None) -> int:
    """The id of the style that a value names, through the theme and aliases."""
    for _ in range(_HOPS):
        if value is None:
            return 0
        if value.kind == "attribute":
            value = theme.get(value.data)
            continue
        if value.kind != "reference":
            return 0
        if theme.values.bag(value.data) != (0, {}):
            return value.data
        value = theme.values.value(value.data)
    return 0


def _faded(argb: int, share: float) -> int:
    return round((argb >> 24) * share) << 24 | argb & 0xFFFFFF
