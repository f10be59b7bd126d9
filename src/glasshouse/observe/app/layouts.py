"""What layouts name: click handlers, and classes that Android makes while it draws a screen."""

from __future__ import annotations

from dataclasses import dataclass

from glasshouse import _core
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.open.artifact import AppFile

_LISTED = 5


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
        names = [entry[0] for entry in part.package.entries() if _is_layout(entry[0])]
        if not names:
            continue
        count += len(names)
        facts, broken = _core.layout_facts(part.package, names)
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
            problems.append(NotLooked("more layouts", Why.DAMAGED, FilePlace(name), count=len(broken) - _LISTED))
    return Layouts(tuple(sorted(handlers)), tuple(sorted(classes)), count, tuple(problems))


def _is_layout(name: str) -> bool:
    """XML resources; shrinkers shorten the folder, so the folder cannot tell layouts from the rest."""
    inside = name.startswith(("res/", "r/", "R/")) or "/res/" in name
    return inside and name.endswith(".xml")
