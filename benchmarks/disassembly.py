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
from collections.abc import Iterator
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
        assert process.stdout is not None
        yield from _read(iter(process.stdout), dex.name, wanted)
        if process.wait():
            errors.seek(0)
            raise OSError(f"dexdump refused {dex.name}: {errors.read(300)!r}")


def _read(lines: Iterator[bytes], dex: str, wanted: re.Pattern[bytes] | None) -> Iterator[ClassDef]:
    """Walk the text with a few marks: the part of the class, the last name, the lines of the method."""
    current: ClassDef | None = None
    part = name = signature = ""
    raw: list[bytes] = []
    handlers: set[int] = set()
    in_catches = False

    def close() -> None:
        if current is not None and raw and (wanted is None or any(wanted.search(line) for line in raw)):
            code = [instruction for instruction in map(_instruction, raw) if instruction is not None]
            current.methods.append(Method(dex, current.name, signature, code, set(handlers)))
        raw.clear()
        handlers.clear()

    for line in lines:
        if b"|" in line and line[:1] in b"0123456789abcdef":
            raw.append(line.rstrip(b"\n"))
        elif line.startswith(b"Class #"):
            close()
            if current is not None:
                yield current
            current, part = None, ""
        elif line.startswith(b"  Class descriptor"):
            current = ClassDef(dex, _quoted(line))
        elif current is None:
            continue
        elif line.startswith(b"  Superclass"):
            current.superclass = _quoted(line)
        elif line.startswith(b"  ") and line[2:3] not in (b" ", b"") and line.rstrip().endswith(b"-"):
            part = line.strip(b" -\n").decode()
        elif part == "Interfaces" and line.startswith(b"    #"):
            current.interfaces.append(_quoted(line))
        elif line.startswith(b"      name          : "):
            close()
            name = _quoted(line)
            in_catches = False
        elif line.startswith(b"      type          : ") and part.endswith("methods"):
            signature = name + _quoted(line)
            current.declared.add(signature)
        elif line.startswith(b"      access        : ") and part.endswith("methods") and b"ABSTRACT" in line:
            current.abstract.add(signature)
        elif line.startswith(b"      catches"):
            in_catches = True
        elif line.startswith(b"      positions"):
            in_catches = False
        elif in_catches and (match := _CATCH.search(line.rstrip())):
            handlers.add(int(match[1], 16))
    close()
    if current is not None:
        yield current


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
