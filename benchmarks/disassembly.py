"""Read what ``dexdump -d`` prints, as a stream: classes with their supers, methods with their instructions.

This is the oracle's only view of an app's code: no parser of the product is involved. The text is read as bytes, line
by line, because constants may hold any character (a newline in a constant ends the line early: the constant is then
known to be text, and its value is not known). Jumps of a switch are not printed, so they are read from the DEX file
at the address that dexdump prints beside the payload.
"""

from __future__ import annotations

import re
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

DEX_NAME = re.compile(r"classes\d*\.dex")
_LINE = re.compile(rb"([0-9a-f]{6,}): [0-9a-f .]+\|([0-9a-f]{4,}): ([^ ]+) ?(.*)")
_QUOTED = re.compile(rb"'(.*)'")
_CATCH = re.compile(rb"-> 0x([0-9a-f]+)$")
_JUMP = re.compile(r"(?:^|, )([0-9a-f]{4,8}) // [+-]")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One line: ``offset`` in 16-bit code units from the start of the method, ``address`` in bytes in the DEX file."""

    offset: int
    address: int
    name: str
    rest: str

    def __str__(self) -> str:
        """Write the line much as dexdump does."""
        return f"{self.offset:04x}: {self.name} {self.rest}"


@dataclass(slots=True)
class Method:
    """A method with code. ``signature`` is name and descriptor, as in ``send(Ljava/lang/String;)V``."""

    dex: str
    owner: str
    signature: str
    code: list[Instruction] = field(default_factory=list)
    handlers: set[int] = field(default_factory=set)

    def targets(self, dex_bytes: bytes) -> set[int]:
        """Return the offsets that something jumps to: branches, switches, exception handlers."""
        found = set(self.handlers)
        payloads = {line.offset: line.address for line in self.code if line.name.endswith("-switch-data")}
        for line in self.code:
            if not line.name.startswith(("goto", "if-", "packed-switch", "sparse-switch")):
                continue
            match = _JUMP.search(line.rest)
            if match is None:
                continue
            there = int(match[1], 16)
            if line.name.endswith("-switch"):
                if there in payloads:
                    found.update(line.offset + jump for jump in switch_jumps(dex_bytes, payloads[there]))
            elif not line.name.endswith("-switch-data"):
                found.add(there)
        return found


@dataclass(slots=True)
class ClassDef:
    """A class that a DEX file defines. ``declared`` holds signatures of methods, with and without code."""

    dex: str
    name: str
    superclass: str | None = None
    interfaces: list[str] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    abstract: set[str] = field(default_factory=set)
    methods: list[Method] = field(default_factory=list)


def switch_jumps(dex: bytes, address: int) -> tuple[int, ...]:
    """Return the relative targets of a switch payload, from the DEX file itself (format: Dalvik bytecode page)."""
    ident, size = struct.unpack_from("<HH", dex, address)
    start = address + (8 if ident == 0x0100 else 4 + 4 * size)
    return struct.unpack_from(f"<{size}i", dex, start)


def dex_files(app: Path, folder: Path) -> list[Path]:
    """Unpack ``classes*.dex`` of a package into ``folder``, in the order of loading."""
    found = []
    with zipfile.ZipFile(app) as package:
        for name in package.namelist():
            if DEX_NAME.fullmatch(name):
                (folder / name).write_bytes(package.read(name))
                found.append(folder / name)
    return sorted(found, key=lambda path: (len(path.name), path.name))


def read_classes(dex: Path, wanted: re.Pattern[bytes] | None = None) -> Iterator[ClassDef]:
    """Yield the classes of one DEX file. With ``wanted``, only methods with a line that it finds keep their code.

    Raises ``OSError`` when dexdump is missing or refuses the file.
    """
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(["dexdump", "-d", str(dex)], stdout=subprocess.PIPE, stderr=errors) as process,
    ):
        yield from _Reader(dex.name, wanted).classes(process.stdout or ())
        if process.wait():
            errors.seek(0)
            raise OSError(f"dexdump refused {dex.name}: {errors.read(300)!r}")


class _Reader:
    """Walks the text with a few marks: the part of the class, the last name, the lines of the method so far."""

    def __init__(self, dex: str, wanted: re.Pattern[bytes] | None) -> None:
        self._dex = dex
        self._wanted = wanted
        self._class: ClassDef | None = None
        self._part = self._name = self._signature = ""
        self._raw: list[bytes] = []
        self._handlers: set[int] = set()
        self._in_catches = False

    def classes(self, lines: Iterable[bytes]) -> Iterator[ClassDef]:
        """Yield each class when it is complete."""
        for line in lines:
            if b"|" in line and line[:1] in b"0123456789abcdef":
                self._raw.append(line.rstrip(b"\n"))
            elif line.startswith(b"Class #"):
                self._end_method()
                if self._class is not None:
                    yield self._class
                self._class, self._part = None, ""
            elif line.startswith(b"  Class descriptor"):
                self._class = ClassDef(self._dex, _quoted(line))
            elif self._class is not None:
                self._read(line, self._class)
        self._end_method()
        if self._class is not None:
            yield self._class

    def _read(self, line: bytes, item: ClassDef) -> None:
        """Read a line inside a class that is not code."""
        if line.startswith(b"      "):
            self._read_member(line, item)
        elif line.startswith(b"  Superclass"):
            item.superclass = _quoted(line)
        elif line.startswith(b"    #") and self._part == "Interfaces":
            item.interfaces.append(_quoted(line))
        elif line.startswith(b"  ") and line[2:3] not in (b" ", b"") and line.rstrip().endswith(b"-"):
            self._part = line.strip(b" -\n").decode()

    def _read_member(self, line: bytes, item: ClassDef) -> None:
        """Read a line that describes a field or method."""
        of_method = self._part.endswith("methods")
        if line.startswith(b"      name          : "):
            self._end_method()
            self._name = _quoted(line)
        elif line.startswith(b"      type          : ") and of_method:
            self._signature = self._name + _quoted(line)
            item.declared.add(self._signature)
        elif line.startswith(b"      access        : ") and of_method and b"ABSTRACT" in line:
            item.abstract.add(self._signature)
        elif line.startswith((b"      catches", b"      positions")):
            self._in_catches = line.startswith(b"      catches")
        elif self._in_catches and (match := _CATCH.search(line.rstrip())):
            self._handlers.add(int(match[1], 16))

    def _end_method(self) -> None:
        """Keep the method whose lines have been read, if it has code and is wanted."""
        if self._class is not None and self._raw and (self._wanted is None or any(map(self._wanted.search, self._raw))):
            code = [instruction for instruction in map(_instruction, self._raw) if instruction is not None]
            self._class.methods.append(Method(self._dex, self._class.name, self._signature, code, set(self._handlers)))
        self._raw.clear()
        self._handlers.clear()
        self._in_catches = False


def _instruction(line: bytes) -> Instruction | None:
    match = _LINE.match(line)
    if match is None:
        return None
    address, offset, name, rest = match.groups()
    text = rest.decode("utf-8", "replace")
    return Instruction(int(offset, 16), int(address, 16), name.decode("ascii", "replace"), text)


def _quoted(line: bytes) -> str:
    match = _QUOTED.search(line)
    return match[1].decode("utf-8", "replace") if match else ""
