"""Read the classes of an Android framework jar: enough to ask whether a class, method or field exists.

Used by ``test_framework`` only, when a developer names such a jar (Robolectric's ``android-all``). Layout: JVM
specification, chapter 4.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_SKIP = {3: 4, 4: 4, 5: 8, 6: 8, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}


@dataclass
class Member:
    """A method or field; ``permissions`` are the texts inside its ``RequiresPermission`` annotation."""

    name: str
    descriptor: str
    permissions: set[str] = field(default_factory=set)
    constant: str | None = None

    @property
    def params(self) -> str:
        """The parameter part of a method's descriptor."""
        return self.descriptor[: self.descriptor.rindex(")") + 1]


@dataclass
class ClassFile:
    """One class with what it declares itself."""

    parents: list[str]
    fields: list[Member]
    methods: list[Member]
    texts: set[str]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def u(self, size: int) -> int:
        value = int.from_bytes(self.data[self.at : self.at + size], "big")
        self.at += size
        return value


def read_class(data: bytes) -> ClassFile:
    """Return what the class file declares."""
    r = _Reader(data)
    r.at = 8
    pool: list[object] = [None] * r.u(2)
    index = 1
    while index < len(pool):
        tag = r.u(1)
        if tag == 1:
            length = r.u(2)
            pool[index] = data[r.at : r.at + length].decode("utf-8", "replace")
            r.at += length
        elif tag in (7, 8):
            pool[index] = ("ref", r.u(2))
        else:
            r.at += _SKIP[tag]
        index += 2 if tag in (5, 6) else 1

    def text(i: int) -> str:
        value = pool[i]
        while isinstance(value, tuple):
            value = pool[value[1]]
        return value if isinstance(value, str) else ""

    r.at += 4
    parents = [text(r.u(2))]
    parents += [text(r.u(2)) for _ in range(r.u(2))]
    found = []
    for _ in range(2):
        members = []
        for _ in range(r.u(2)):
            r.at += 2
            member = Member(text(r.u(2)), text(r.u(2)))
            for _ in range(r.u(2)):
                name, length = text(r.u(2)), r.u(4)
                if name.endswith("Annotations") and "Parameter" not in name:
                    member.permissions |= set(_permissions(data[r.at : r.at + length], text))
                elif name == "ConstantValue":
                    member.constant = text(struct.unpack_from(">H", data, r.at)[0])
                r.at += length
            members.append(member)
        found.append(members)
    texts = {value for value in pool if isinstance(value, str)}
    return ClassFile([p.replace("/", ".") for p in parents if p], found[0], found[1], texts)


def _permissions(data: bytes, text: object) -> Iterator[str]:
    """Yield the permission names of a ``RequiresPermission`` annotation, also inside Read and Write."""
    r = _Reader(data)

    def value(wanted: bool) -> Iterator[str]:
        tag = chr(r.u(1))
        if tag == "e":
            r.at += 4
        elif tag == "@":
            yield from annotation(wanted=wanted)
        elif tag == "[":
            for _ in range(r.u(2)):
                yield from value(wanted)
        else:
            constant = r.u(2)
            if wanted and tag == "s":
                yield text(constant)  # type: ignore[operator]

    def annotation(*, wanted: bool) -> Iterator[str]:
        kind: str = text(r.u(2))  # type: ignore[operator]
        wanted = wanted or "RequiresPermission" in kind
        for _ in range(r.u(2)):
            r.at += 2
            yield from value(wanted)

    for _ in range(r.u(2)):
        yield from annotation(wanted=False)


class Framework:
    """The classes of one jar, read when asked for."""

    def __init__(self, jar: Path) -> None:
        self._zip = zipfile.ZipFile(jar)
        self._names = set(self._zip.namelist())
        self._read: dict[str, ClassFile | None] = {}

    def find(self, name: str) -> ClassFile | None:
        """Return the class, or nothing."""
        if name not in self._read:
            path = name.replace(".", "/") + ".class"
            self._read[name] = read_class(self._zip.read(path)) if path in self._names else None
        return self._read[name]

    def members(self, owner: str, kind: str) -> Iterator[Member]:
        """Yield the ``fields`` or ``methods`` of the class and of everything above it."""
        waiting = [owner]
        seen: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            cls = self.find(name)
            if cls:
                yield from getattr(cls, kind)
                waiting += cls.parents
