"""Which classes stand above a class, and who declares a method first: app classes from dexdump, the platform's from a jar.

The platform's classes are read one by one out of an ``android-all`` jar (see ``get_apps.py --framework``) with a small
reader of the class file format of its own. Without a jar the walk ends at the first class that the app does not define.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from disassembly import ClassDef

_SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}


@dataclass(frozen=True, slots=True)
class Shape:
    """What the walk needs of one class. ``members`` are method signatures and field names that it declares."""

    parents: tuple[str, ...]
    members: frozenset[str]
    in_app: bool


class Hierarchy:
    """Looks classes up in the app first, then in the platform.

    The system's class loader does it the other way round; an app's copy of a platform class is rare, and its superclass
    is the same.
    """

    def __init__(self, classes: Iterable[ClassDef], framework: Path | None) -> None:
        self._shapes: dict[str, Shape | None] = {}
        for item in classes:
            parents = ((item.superclass,) if item.superclass else ()) + tuple(item.interfaces)
            shape = Shape(parents, frozenset(item.declared - item.abstract), in_app=True)
            self._shapes.setdefault(item.name, shape)
        self._framework = framework

    @cached_property
    def _jar(self) -> zipfile.ZipFile | None:
        return zipfile.ZipFile(self._framework) if self._framework else None

    def shape(self, name: str) -> Shape | None:
        """Return the shape of a class by descriptor, or ``None`` when neither side knows it."""
        if name not in self._shapes:
            self._shapes[name] = self._from_jar(name)
        return self._shapes[name]

    def _from_jar(self, name: str) -> Shape | None:
        if self._jar is None or not name.startswith("L"):
            return None
        try:
            data = self._jar.read(name[1:-1] + ".class")
        except KeyError:
            return None
        return read_class(data)

    def line(self, name: str) -> Iterator[str]:
        """Yield the class and everything above it, nearest first, each once."""
        waiting, seen = [name], {name}
        while waiting:
            here = waiting.pop(0)
            yield here
            shape = self.shape(here)
            for parent in shape.parents if shape else ():
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)

    def overridden_by_app(self, written: str, owner: str, member: str) -> bool:
        """Say whether a class of the app, at or above ``written`` and below ``owner``, has the member itself."""
        for name in self.line(written):
            if name == owner:
                return False
            shape = self.shape(name)
            if shape and shape.in_app and member in shape.members:
                return True
        return False


def read_class(data: bytes) -> Shape:
    """Read the parents and members of a class file (JVM specification, chapter 4)."""
    texts: dict[int, str] = {}
    class_names: dict[int, int] = {}
    (count,) = struct.unpack_from(">H", data, 8)
    at, index = 10, 1
    while index < count:
        tag = data[at]
        if tag == 1:
            (length,) = struct.unpack_from(">H", data, at + 1)
            texts[index] = data[at + 3 : at + 3 + length].decode("utf-8", "replace")
            at += 3 + length
        else:
            if tag == 7:
                (class_names[index],) = struct.unpack_from(">H", data, at + 1)
            at += 1 + _SIZES[tag]
        index += 2 if tag in (5, 6) else 1
    _, superclass, interface_count = struct.unpack_from(">HHH", data, at + 2)
    interfaces = struct.unpack_from(f">{interface_count}H", data, at + 8)
    at += 8 + 2 * interface_count
    members: set[str] = set()
    for is_method in (False, True):
        (count,) = struct.unpack_from(">H", data, at)
        at += 2
        for _ in range(count):
            _, name, type_, attributes = struct.unpack_from(">HHHH", data, at)
            at += 8
            members.add(texts[name] + (texts[type_] if is_method else ""))
            for _ in range(attributes):
                at += 6 + int(struct.unpack_from(">I", data, at + 2)[0])
    parents = tuple(f"L{texts[class_names[i]]};" for i in (superclass, *interfaces) if i)
    return Shape(parents, frozenset(members), in_app=False)
