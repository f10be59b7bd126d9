"""What layouts name: click handlers, and classes that Android makes while it draws a screen."""

from __future__ import annotations

from dataclasses import dataclass

from glasshouse import _core
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.open.artifact import AppFile
from glasshouse.open.manifest import read_element

_LISTED = 5
_CONTAINER = "androidx.fragment.app.FragmentContainerView"

_Fact = tuple[str, str, str, int]
_Broken = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Layouts:
    """Names found in all XML resources. ``classes`` are views and fragments by dotted class name."""

    click_handlers: tuple[str, ...]
    classes: tuple[str, ...]
    files: int
    not_looked: tuple[NotLooked, ...]


def read_layouts(app: AppFile) -> Layouts:
    """Read every binary XML resource of every part in one call each. A damaged file never loses the others."""
    handlers: set[str] = set()
    classes: set[str] = set()
    problems: list[NotLooked] = []
    count = 0
    for part in app.parts:
        names = [entry[0] for entry in part.package.entries() if is_layout(entry[0])]
        if not names:
            continue
        count += len(names)
        read = _text_facts if app.kind == "aar" else _core.layout_facts
        facts, broken = read(part.package, names)
        for _, kind, value, _ in facts:
            if kind == "on_click":
                handlers.add(value)
            elif kind in ("class", "fragment") or (kind == "name" and "." in value):
                classes.add(value)
        for file, structure, offset, message in broken[:_LISTED]:
            name = part.inside(file)
            detail = f"{name}: {structure} at 0x{offset:x}: {message}"
            problems.append(NotLooked("a layout", Why.DAMAGED, FilePlace(name), detail, (name,)))
        if len(broken) > _LISTED:
            name = part.inside(broken[_LISTED][0])
            detail = f"{name}: the first of {len(broken) - _LISTED} more layouts that could not be read"
            problems.append(NotLooked("more layouts", Why.DAMAGED, FilePlace(name), detail, (), len(broken) - _LISTED))
    return Layouts(tuple(sorted(handlers)), tuple(sorted(classes)), count, tuple(problems))


def _text_facts(package: _core.Package, names: list[str]) -> tuple[list[_Fact], list[_Broken]]:
    """The same facts from layouts as people write them, which is how a library carries them."""
    facts: list[_Fact] = []
    broken: list[_Broken] = []
    for file in (name for name in names if "/layout" in name):
        try:
            root, _, _ = read_element(package.read(file), _core.Limits())
        except (_core.FormatError, ValueError) as error:
            broken.append((file, "layout", 0, str(error)))
            continue
        for element in root.walk():
            named = element.get("name") if element.name in ("fragment", _CONTAINER) else element.get("class", "")
            found = (("on_click", element.get("onClick")), ("class", element.name), ("class", named))
            facts += [(file, kind, value, element.line) for kind, value in found if value and _worth(kind, value)]
    return facts, broken


def _worth(kind: str, value: str) -> bool:
    return kind == "on_click" or "." in value


def is_layout(name: str) -> bool:
    """XML resources; shrinkers shorten the folder, so the folder cannot tell layouts from the rest."""
    inside = name.startswith(("res/", "r/", "R/")) or "/res/" in name
    return inside and name.endswith(".xml")
