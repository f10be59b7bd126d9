"""Layouts inside a package as screens: what they would show, styles and themes resolved, before code changes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from glasshouse.model.place import XmlPlace
from glasshouse.observe.screens.colour import Colour, contrast, over
from glasshouse.observe.screens.configuration import DEVICE
from glasshouse.observe.screens.layout_size import MATCH, SCREEN, asked, inner_width, shares, size_of
from glasshouse.observe.screens.screen import Piece, Role, Screen
from glasshouse.observe.screens.style import NO_FACE, Face, Looks, Theme
from glasshouse.observe.screens.values import Value, Values
from glasshouse.observe.screens.view_tree import Trees, View
from glasshouse.open.artifact import AppFile
from glasshouse.vocab.views import Views, load_views

#: Layouts of one app that are read; large apps have two thousand.
MOST_LAYOUTS = 6_000
#: Android's theme for apps that name none, and letters without a size of their own.
_DEFAULT_THEME = 0x01030237
_DEFAULT_SIZE = 14.0
_GONE, _HIDDEN = 2, 1
_VISIBILITY = {8: _GONE, 4: _HIDDEN, 0: 0}
_BOLD = 1
_BUTTON_LETTERS = 24
_BOXES = (Role.CHECKBOX, Role.SWITCH, Role.RADIO)
#: Groups that lay their views over each other.
_LAYERS = ("FrameLayout", "RelativeLayout", "ConstraintLayout", "CoordinatorLayout", "CardView")

MEASURED_FOR = f"how it looks elsewhere: resources are those of {DEVICE}, and sizes in dp are estimated for it"
LATE = "what code brings in later: a stub or a fragment stands in the layout"
BOUND = "texts and states that code binds to the layout"


@dataclass(frozen=True, slots=True)
class Setting:
    """Code calls a setter on a view before it is shown.

    ``call``: ``setChecked``, ``setText``, ``setTextSize``, ``setTextColor``, ``setAlpha``, ``setVisibility``,
    ``setEnabled``, or ``check`` on a radio group. ``value`` is ``None`` where it is not known; sizes are in sp, colours
    ``0xAARRGGBB``.
    """

    call: str
    value: float | str | None = None


Settings = Mapping[int, tuple[Setting, ...]]
"""What code sets, by the resource id of the view."""


def screens_of(app: AppFile, *, language: str = "", set_in_code: Settings | None = None) -> Iterator[Screen]:
    """Each layout of an app that holds texts of its own and is not a part of another, by name.

    ``language`` is ``zh``, ``en`` or empty for the app's default. Damaged layouts are left out:
    ``observe/app/layouts.py`` tells them.
    """
    values = Values(app, language)
    reader = _Reader(app, values, set_in_code or {})
    found: list[Screen] = []
    for number, name in sorted(_layouts(app).items(), key=lambda pair: pair[1])[:MOST_LAYOUTS]:
        path = values.value(number)
        if path is not None and path.kind == "string" and not name.startswith(reader.views.libraries):
            screen = reader.screen(name, path.text)
            if screen is not None:
                found.append(screen)
    # What others take in is shown there, and would be judged twice.
    taken_in = reader.trees.included
    yield from (screen for screen in found if any(_file(piece) not in taken_in for piece in screen.pieces))


def _file(piece: Piece) -> str:
    return piece.place.file if isinstance(piece.place, XmlPlace) else ""


def _layouts(app: AppFile) -> dict[int, str]:
    return {row[0]: row[1] for table in app.resources for row in table.of_type("layout")}


@dataclass(frozen=True, slots=True)
class _Around:
    """What the views around a view give it."""

    theme: Theme
    ground: Colour | None
    opacity: float = 1.0
    room: float | None = SCREEN
    container: str = ""
    tapped: bool = False


class _Reader:
    """One app with its theme."""

    def __init__(self, app: AppFile, values: Values, settings: Settings) -> None:
        self.values = values
        self.views: Views = load_views()
        self.trees = Trees(values)
        self.settings = settings
        themes = _themes(app)
        self.theme = Theme(values, themes[0])
        grounds = self._grounds(themes)
        self.window = grounds.pop() if len(grounds) == 1 else None
        #: Dark and light themes in one app: which of them a layout is shown in is not known here.
        self.mixed = len(grounds) > 1

    def _grounds(self, themes: list[int]) -> set[Colour]:
        """The plain grounds of windows that the themes of the app give."""
        attribute = self.values.attribute("windowBackground")
        grounds: set[Colour] = set()
        for style in themes:
            theme = Theme(self.values, style)
            face = theme.face(theme.get(attribute))
            if face.argb is not None and face.argb >> 24 == 0xFF:
                grounds.add(over(face.argb, (0, 0, 0)))
        return grounds

    def screen(self, name: str, path: str) -> Screen | None:
        """A layout as a screen; ``None`` where no text stands on it."""
        roots = self.trees.read(path)
        if not roots:
            return None
        walk = _Walk(self, Counter(self._ident(view) for root in roots for view in root.walk()))
        for root in roots:
            looks = Looks(self.theme, root.given, ())
            whole = len(roots) == 1 and asked(looks, "height") == MATCH
            walk.view(root, _Around(self.theme, self.window if whole else None))
        pieces = walk.pieces
        if not any(piece.text for piece in pieces):
            return None
        texts = [piece for piece in pieces if piece.role is Role.TEXT]
        return Screen(
            name=name,
            source="layout",
            pieces=tuple(pieces),
            title=max(texts, key=lambda piece: piece.size or 0.0).text if texts else "",
            sure=walk.sure,
            missing=(MEASURED_FOR, *sorted(walk.missing)),
        )

    def _ident(self, view: View) -> int:
        found = view.given.get(self.values.attribute("id"))
        return found.data if found is not None else 0


class _Walk:
    """One pass over one layout."""

    def __init__(self, reader: _Reader, idents: Counter[int]) -> None:
        self.reader = reader
        self.idents = idents
        self.pieces: list[Piece] = []
        self.missing: set[str] = set()
        self.sure = True
        self._chosen: set[int] = set()
        self._prompt = ""

    def view(self, view: View, around: _Around) -> None:
        """Add what a view and those inside it show."""
        reader = self.reader
        kind = reader.views.role(view.name)
        overlay = view.given.get(reader.values.attribute("theme")) or view.given.get("theme")
        if overlay is not None and overlay.kind == "reference":
            around = replace(around, theme=Theme(reader.values, overlay.data, around.theme))
        looks = Looks(around.theme, view.given, reader.views.default_styles.get(kind or "", ()))
        ident = self.reader._ident(view)  # noqa: SLF001 (one reader, one walk)
        set_ = {setting.call: setting.value for setting in reader.settings.get(ident, ())}
        self._notice(view, set_)
        if self._visibility(looks, set_):
            return
        alpha = _given(set_, "setAlpha", looks.number("alpha"))
        opacity = around.opacity * min(1.0, max(0.0, 1.0 if alpha is None else alpha))
        face = self._face(looks, kind)
        if kind is not None and not view.inside:
            self._piece(view, looks, Role(kind), replace(around, opacity=opacity), face, set_)
            return
        name = reader.values.name(ident) if ident else ""
        inner = replace(
            around,
            opacity=opacity,
            ground=face.ground(around.ground),
            room=inner_width(looks, around.room),
            container=name if name and reader.views.names(name, "container") else around.container,
            tapped=_is_tapped(looks) and sum(1 for v in view.walk() if reader.views.role(v.name)) == 1,
        )
        self._group(view, looks, inner, set_)

    def _notice(self, view: View, set_: Mapping[str, float | str | None]) -> None:
        """What makes the screen less than sure."""
        tag = view.given.get(self.reader.values.attribute("tag"))
        if tag is not None and tag.text.startswith(("binding_", "layout/")):
            self.missing.add(BOUND)
            self.sure = False
        if view.late or view.name == "fragment" or view.name.endswith("FragmentContainerView"):
            self.missing.add(LATE)
            self.sure = self.sure and not view.late
        if None in set_.values():
            self.sure = False

    def _visibility(self, looks: Looks, set_: Mapping[str, float | str | None]) -> int:
        """0 for what is shown."""
        if "setVisibility" in set_:
            value = set_["setVisibility"]
            return _VISIBILITY.get(int(value), 0) if isinstance(value, (int, float)) else 0
        return int(looks.number("visibility") or 0)

    def _face(self, looks: Looks, kind: str | None) -> Face:
        theme = looks.theme
        face = theme.face(looks.raw("background"))
        if kind != Role.BUTTON:
            return face
        tint = next(
            (
                c
                for raw in (looks.raw("backgroundTint"), looks.raw_own("backgroundTint"))
                if raw is not None and (c := theme.colour(raw)) is not None
            ),
            None,
        )
        material = theme.get(self.reader.values.own_attribute("materialButtonStyle")) is not None
        return Face(tint) if tint is not None and (face.shown or material) else face

    def _group(self, view: View, looks: Looks, inner: _Around, set_: Mapping[str, float | str | None]) -> None:
        children = view.inside
        checked = set_.get("check", looks.get("checkedButton") and looks.raw("checkedButton"))
        if isinstance(checked, Value):
            self._chosen.add(checked.data)
        elif isinstance(checked, (int, float)):
            self._chosen.add(int(checked))
        hint = looks.get("hint")
        self._prompt = hint.text if hint is not None and view.name.endswith("TextInputLayout") else ""
        rooms: list[float | None] = [inner.room] * len(children)
        row = looks.number("orientation") == 0 or (
            looks.raw("orientation") is None and view.name.endswith("LinearLayout")
        )
        if row and view.name.endswith(("LinearLayout", "RadioGroup", "TableRow")):
            rooms = shares([Looks(inner.theme, child.given, ()) for child in children], inner.room)
        ground = inner.ground
        first = len(self.pieces)
        for child, room in zip(children, rooms, strict=True):
            self.view(child, replace(inner, room=room, ground=ground))
            if view.name.endswith(_LAYERS):
                ground = self._behind(child, inner, ground)
        if row or view.name.endswith(_LAYERS):
            self.pieces[first:] = _labelled(self.pieces[first:])

    def _behind(self, child: View, inner: _Around, ground: Colour | None) -> Colour | None:
        """The ground of the next view in a pile: a view over the whole of it hides what was there."""
        looks = Looks(inner.theme, child.given, ())
        if asked(looks, "width") != MATCH or asked(looks, "height") != MATCH:
            return ground
        if child.name.endswith("ImageView"):
            return None
        return inner.theme.face(looks.raw("background")).ground(ground)

    def _piece(
        self, view: View, looks: Looks, role: Role, around: _Around, face: Face, set_: Mapping[str, float | str | None]
    ) -> None:
        reader, values = self.reader, self.reader.values
        ident = reader._ident(view)  # noqa: SLF001 (one reader, one walk)
        name = values.name(ident) if ident else ""
        text, hint = _text(looks.get("text")), _text(looks.get("hint")) or _text(looks.get("contentDescription"))
        if "setText" in set_:
            text = str(set_["setText"]) if isinstance(set_["setText"], str) else text
        clickable = _is_tapped(looks) or around.tapped or role in (*_BOXES, Role.BUTTON)
        checked = self._checked(looks, role, ident, set_)
        if role is Role.IMAGE and reader.views.names(name, "box"):
            role, checked = Role.CHECKBOX, reader.views.state(hint)
        elif role in (Role.TEXT, Role.IMAGE) and clickable and len(text) <= _BUTTON_LETTERS:
            role = Role.BUTTON
        elif role is Role.FIELD:
            hint, self._prompt = hint or self._prompt, ""
        if not text and not hint and role in (Role.TEXT, Role.IMAGE):
            return
        size = _given(set_, "setTextSize", looks.measure("textSize") or _DEFAULT_SIZE)
        width, height = size_of(looks, text or hint, size or _DEFAULT_SIZE, around.room, drawn=role in _BOXES)
        argb = _colour_given(set_, looks, checked=bool(checked))
        raw = looks.raw("textColor")
        if self.reader.mixed and raw is not None and raw.kind == "attribute" and "setTextColor" not in set_:
            argb = None
        letters, ground = _contrasts(argb, face, around)
        style = looks.get("textStyle")
        self.pieces.append(
            Piece(
                node=name if name and self.idents[ident] == 1 else f"{view.file}:{view.path}",
                role=role,
                text=text,
                place=XmlPlace(view.file, view.line or None, view.path),
                hint=hint,
                width=None if width is None else round(width, 1),
                height=None if height is None else round(height, 1),
                size=size,
                bold=style is not None and bool(style.data & _BOLD),
                contrast=letters if text or role is Role.FIELD else None,
                ground=ground,
                opacity=round(around.opacity, 3),
                filled=face.shown,
                checked=checked,
                enabled=_flag_given(set_, "setEnabled", looks, "enabled") is not False,
                clickable=clickable,
                container=around.container,
            )
        )

    def _checked(self, looks: Looks, role: Role, ident: int, set_: Mapping[str, float | str | None]) -> bool | None:
        if role not in _BOXES:
            return None
        if ident and ident in self._chosen:
            return True
        if "setChecked" in set_ and set_["setChecked"] is None:
            return None
        return bool(_flag_given(set_, "setChecked", looks, "checked"))


def _themes(app: AppFile) -> list[int]:
    """The themes of the app: that of the application first, then those of its activities."""
    found: list[int] = []
    for _, manifest in app.manifests:
        for element in manifest.walk():
            if element.name in ("application", "activity"):
                found += [a.data for a in element.attributes if a.name == "theme" and a.kind == "reference" and a.data]
    return list(dict.fromkeys(found)) or [_DEFAULT_THEME]


def _is_tapped(looks: Looks) -> bool:
    clickable = looks.get("clickable")
    return bool(clickable and clickable.flag) or looks.raw("onClick") is not None


def _text(value: Value | None) -> str:
    return value.text.strip() if value is not None and value.kind == "string" else ""


def _given(set_: Mapping[str, float | str | None], call: str, otherwise: float | None) -> float | None:
    """A number that code sets, ``None`` where it sets one that is not known."""
    if call not in set_:
        return otherwise
    value = set_[call]
    return float(value) if isinstance(value, (int, float)) else None


def _flag_given(set_: Mapping[str, float | str | None], call: str, looks: Looks, name: str) -> bool | None:
    if call in set_ and set_[call] is not None:
        return bool(set_[call])
    found = looks.get(name)
    return None if found is None else found.flag


def _colour_given(set_: Mapping[str, float | str | None], looks: Looks, *, checked: bool) -> int | None:
    if "setTextColor" in set_:
        value = set_["setTextColor"]
        return int(value) & 0xFFFFFFFF if isinstance(value, (int, float)) else None
    states = frozenset({"state_checked"}) if checked else frozenset[str]()
    return looks.theme.colour(looks.raw("textColor"), states)


def _contrasts(argb: int | None, face: Face, around: _Around) -> tuple[float | None, float | None]:
    """Contrast of letters to their ground, and of the face or outline to what is behind; ``None`` where not plain."""
    behind = around.ground
    inside = face.ground(behind)
    seen = None
    if behind is not None:
        painted = face.argb if face != NO_FACE and face.argb else face.outline
        if painted is not None and painted >> 24:
            seen = round(contrast(over(painted, behind, around.opacity), behind), 2)
    if argb is None or inside is None or (behind is None and around.opacity < 1):
        return None, seen
    letters = over(argb, inside)
    if behind is not None and around.opacity < 1:
        letters, inside = (_mixed(colour, behind, around.opacity) for colour in (letters, inside))
    return round(contrast(letters, inside), 2), seen


def _mixed(colour: Colour, behind: Colour, share: float) -> Colour:
    red, green, blue = (round(share * top + (1 - share) * below) for top, below in zip(colour, behind, strict=True))
    return red, green, blue


def _labelled(pieces: list[Piece]) -> list[Piece]:
    """Pieces of one row: a box without words takes the text that follows it, a switch the one before it as well."""
    done = list(pieces)
    for number, piece in enumerate(pieces):
        if piece.role not in _BOXES or piece.text:
            continue
        after = pieces[number + 1] if number + 1 < len(pieces) else None
        before = pieces[number - 1] if number and piece.role is Role.SWITCH else None
        label = next((p for p in (after, before) if p is not None and p.role in (Role.TEXT, Role.LINK)), None)
        if label is not None:
            done[number] = replace(piece, text=label.text, size=label.size, bold=label.bold, contrast=label.contrast)
    return done
