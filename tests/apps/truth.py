"""Hold an audit against an app's ``expected.toml``: one verdict for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from glasshouse.model.audit import Audit
from glasshouse.model.ids import PartyId
from glasshouse.model.party import Sign
from glasshouse.model.place import CodePlace
from glasshouse.model.practice import Action, Grade, PermissionState, Practice, Reach
from tests.apps.expect import Expected, NotRead, Read, covers

Signs = Mapping[PartyId, tuple[Sign, ...]]

_PERMISSION = {
    "held": PermissionState.HELD,
    "missing": PermissionState.MISSING,
    "none": PermissionState.NONE_NEEDED,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One row: ``wrong`` is empty when the audit agrees."""

    row: Read | NotRead
    wrong: str

    @property
    def counts(self) -> bool:
        """Whether a disagreement fails the test: rows marked hard or optional do not."""
        return not (isinstance(self.row, Read) and (self.row.hard or self.row.optional))


def check_reads(expected: Expected, audit: Audit) -> Iterator[Checked]:
    """Check every ``[[read]]`` and ``[[not_read]]``."""
    practices = [p for p in audit.practices if p.grade is Grade.ACCESS]
    signs = {party.id: party.signs for party in audit.parties}
    library = audit.subject.kind in ("aar", "jar", "dex")
    for row in expected.reads:
        read = _of_library(row) if library else row
        yield Checked(read, _wrong(read, practices, signs, library=library))
    for twin in expected.not_reads:
        hits = [p for p in practices if _in(p, (twin.place,)) and any(covers(d, p.data) for d in twin.data)]
        yield Checked(twin, f"reported: {hits[0].data} {hits[0].api}" if hits else "")


def _of_library(read: Read) -> Read:
    """Of a library only what is read where: each public method may be an entry, and the app around it has permissions.

    There the app's own class names carry no package of their own: the maker's code is a library like any other.
    """
    return replace(read, entry=(), permission=None, actor=(*read.actor, "library:com.example"))


def _wrong(read: Read, practices: list[Practice], signs: Signs, *, library: bool) -> str:
    here = [p for p in practices if _in(p, read.places)]
    hits = [p for p in here if any(covers(d, p.data) for d in read.data) and _api(p, read.api)]
    if not hits:
        seen = ", ".join(sorted({f"{p.data} {p.api}" for p in here}))
        return f"not found (there: {seen or 'nothing'})"
    access = [p for p in hits if p.action is Action.ACCESS] or hits
    for hit in access:
        wrong = _details(read, hit, signs, library=library)
        if not wrong:
            return ""
    return _details(read, access[0], signs, library=library)


def _details(read: Read, hit: Practice, signs: Signs, *, library: bool) -> str:
    reached = hit.reach is Reach.REACHABLE
    if read.reachable is True and not reached:
        return "reported as not reached"
    if read.reachable is False and reached and not library:
        return f"reported as reached: {' > '.join(_method(s.place) for s in hit.path)}"
    if read.reachable == "disabled" and reached and hit.sure:
        return "reported as surely reached, but the component is switched off"
    if read.entry and not _same_entry(hit, read.entry):
        return f"entry {_method(hit.path[0].place)}"
    if read.permission and hit.permission is not _PERMISSION[read.permission]:
        return f"permission {hit.permission}"
    return "" if any(_is_actor(wanted, hit, signs) for wanted in read.actor) else f"actor {hit.actor}"


def _is_actor(wanted: str, hit: Practice, signs: Signs) -> bool:
    """A library may have a name in the vocabulary by now: then its prefix is among the signs of the SDK."""
    kind, _, name = wanted.partition(":")
    match kind:
        case "app":
            return hit.actor.startswith("operator:")
        case "sdk":
            return hit.actor == wanted
        case "library":
            named = signs.get(hit.actor, ())
            return hit.actor.startswith(("library:" + name, "nameless:" + name)) or any(
                sign.kind == "prefix" and (sign.value + ".").startswith(name + ".") for sign in named
            )
        case _:
            return hit.actor.startswith("nameless:")


def _same_entry(hit: Practice, entries: tuple[str, ...]) -> bool:
    """The entry method by its name and descriptor: a subclass's name for an inherited method is right too."""
    first = _method(hit.path[0].place)
    return any(first == entry or first.partition("->")[2] == entry.partition("->")[2] for entry in entries)


def _in(practice: Practice, places: tuple[str, ...]) -> bool:
    return (
        "anywhere" in places
        or _method(practice.place) in places
        or (not isinstance(practice.place, CodePlace) and any(_method(s.place) in places for s in practice.path))
    )


def _api(practice: Practice, apis: tuple[str, ...]) -> bool:
    api = practice.api or ""
    return (
        any(a.partition("->")[2] in api or "Callback" in a or a == "" for a in apis) or practice.observer == "manifest"
    )


def _method(place: object) -> str:
    return f"{place.class_}->{place.method}" if isinstance(place, CodePlace) else ""
