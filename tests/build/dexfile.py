"""Build a small, valid DEX file from a description, so that tests say what is in it and can then break it on purpose.

    image = build([Class("Lcom/x/A;", methods=[Method("m", "()V", registers=3, code=[
        ("const-string", 0, "android_id"),
        ("invoke-static", [0], "Lcom/x/B;->take(Ljava/lang/String;)V"),
        ("return-void",)])])])
    image.data                                    # the bytes, checksum and signature right
    broken = image.with_u4("string_ids", 0xffffffff)   # first word of a section; checksum repaired

Code is a list of tuples: the name of the instruction, then its operands in the order smali has them (registers as numbers, lists of
registers for calls). ``("label", name)`` marks a place; branches name it. ``("raw", unit, ...)`` puts 16-bit units as they are.
Written from the Dalvik executable format's description; shares nothing with the parsers it tests.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

PUBLIC, PRIVATE, STATIC, FINAL, NATIVE, INTERFACE, ABSTRACT, CONSTRUCTOR = (
    0x1,
    0x2,
    0x8,
    0x10,
    0x100,
    0x200,
    0x400,
    0x10000,
)
NO_INDEX = 0xFFFFFFFF

# name: (opcode, form). A form says how operands lie in the units; see _encode.
OPCODES = {
    "nop": (0x00, "10x"), "move": (0x01, "12x"), "move-object": (0x07, "12x"), "move-result": (0x0A, "11x"),
    "move-object/from16": (0x08, "22x"), "move-result-wide": (0x0B, "11x"), "move-result-object": (0x0C, "11x"),
    "move-exception": (0x0D, "11x"), "return-void": (0x0E, "10x"), "return": (0x0F, "11x"), "return-object": (0x11, "11x"),
    "const/4": (0x12, "11n"), "const/16": (0x13, "21s"), "const": (0x14, "31i"), "const-wide/16": (0x16, "21s"),
    "const-string": (0x1A, "21c:string"), "const-string/jumbo": (0x1B, "31c:string"), "const-class": (0x1C, "21c:type"),
    "check-cast": (0x1F, "21c:type"), "instance-of": (0x20, "22c:type"), "array-length": (0x21, "12x"),
    "new-instance": (0x22, "21c:type"), "new-array": (0x23, "22c:type"), "throw": (0x27, "11x"), "goto": (0x28, "10t"),
    "goto/16": (0x29, "20t"), "if-eq": (0x32, "22t"), "if-ne": (0x33, "22t"), "if-lt": (0x34, "22t"), "if-ge": (0x35, "22t"),
    "if-eqz": (0x38, "21t"), "if-nez": (0x39, "21t"), "aget-object": (0x46, "23x"), "aput-object": (0x4D, "23x"),
    "iget": (0x52, "22c:field"), "iget-object": (0x54, "22c:field"), "iput": (0x59, "22c:field"), "iput-object": (0x5B, "22c:field"),
    "sget": (0x60, "21c:field"), "sget-object": (0x62, "21c:field"), "sput": (0x67, "21c:field"), "sput-object": (0x69, "21c:field"),
    "invoke-virtual": (0x6E, "35c"), "invoke-super": (0x6F, "35c"), "invoke-direct": (0x70, "35c"), "invoke-static": (0x71, "35c"),
    "invoke-interface": (0x72, "35c"), "invoke-virtual/range": (0x74, "3rc"), "invoke-static/range": (0x77, "3rc"),
    "add-int": (0x90, "23x"), "add-int/lit8": (0xD8, "22b"),
}  # fmt: skip
UNITS = {"10x": 1, "12x": 1, "11x": 1, "11n": 1, "10t": 1, "22x": 2, "21s": 2, "21c": 2, "22c": 2, "20t": 2, "22t": 2, "21t": 2,
         "23x": 2, "22b": 2, "31i": 3, "31c": 3, "35c": 3, "3rc": 3}  # fmt: skip

Instruction = tuple[Any, ...]  # (name, operand, ...)


@dataclass(frozen=True)
class Try:
    """Labels of the first instruction guarded and of the first one after; (type, label) pairs; the label for everything else."""

    start: str
    end: str
    catches: tuple[tuple[str, str], ...] = ()
    catch_all: str | None = None


@dataclass(frozen=True)
class Method:
    """``code`` None: no code (abstract, native). ``ins`` follows from the descriptor."""

    name: str
    descriptor: str
    flags: int = PUBLIC
    code: list[Instruction] | None = None
    registers: int = 4
    outs: int = 5
    tries: tuple[Try, ...] = ()


@dataclass(frozen=True)
class Field:
    """``value`` (string or int) only for static fields."""

    name: str
    type: str
    flags: int = PUBLIC
    value: str | int | None = None


@dataclass(frozen=True)
class Class:
    name: str
    parent: str | None = "Ljava/lang/Object;"
    interfaces: tuple[str, ...] = ()
    flags: int = PUBLIC
    fields: list[Field] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)


@dataclass(frozen=True)
class Image:
    """A finished file. ``at`` names places in it: sections of the header, ``class_data:<class>``, ``code:<class>-><method>``."""

    data: bytes
    at: dict[str, int]

    def with_bytes(self, where: str | int, new: bytes, *, plus: int = 0, repair: bool = True) -> Image:
        """Overwrite bytes at a named place (or offset) plus ``plus``; the checksum and signature follow unless told not to."""
        start = (self.at[where] if isinstance(where, str) else where) + plus
        data = self.data[:start] + new + self.data[start + len(new) :]
        return replace(self, data=sealed(data) if repair else data)

    def with_u4(self, where: str | int, value: int, *, plus: int = 0, repair: bool = True) -> Image:
        """Like ``with_bytes``, for a 32-bit number."""
        return self.with_bytes(where, struct.pack("<I", value), plus=plus, repair=repair)


def build(classes: Iterable[Class], *, version: str = "035", extra_strings: Iterable[str] = ()) -> Image:
    """Put the classes into one DEX file, in the order given (super classes must come first, as the format wants)."""
    return _Builder(list(classes), version, list(extra_strings)).image()


def sealed(data: bytes) -> bytes:
    """The same file with signature and checksum computed anew."""
    data = data[:12] + hashlib.sha1(data[32:]).digest() + data[32:]  # noqa: S324 (the format says SHA-1)
    return data[:8] + struct.pack("<I", zlib.adler32(data[12:])) + data[12:]


def uleb128(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])


def sleb128(value: int) -> bytes:
    out = bytearray()
    while not -64 <= value < 64:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value & 0x7F])


def mutf8(text: str) -> bytes:
    """Modified UTF-8: zero takes two bytes, and each half of a surrogate pair takes three."""
    out = bytearray()
    for unit in _units(text):
        if 0 < unit < 0x80:
            out.append(unit)
        elif unit < 0x800:
            out += bytes([0xC0 | unit >> 6, 0x80 | unit & 0x3F])
        else:
            out += bytes([0xE0 | unit >> 12, 0x80 | unit >> 6 & 0x3F, 0x80 | unit & 0x3F])
    return bytes(out)


def _units(text: str) -> tuple[int, ...]:
    raw = text.encode("utf-16-le", "surrogatepass")
    return struct.unpack(f"<{len(raw) // 2}H", raw)


def _parts(descriptor: str) -> tuple[tuple[str, ...], str]:
    inside, result = descriptor[1:].split(")")
    return tuple(re.findall(r"\[*(?:L[^;]+;|[ZBSCIJFD])", inside)), result


def _split_method(text: str) -> tuple[str, str, str]:
    owner, rest = text.split("->")
    name, inside = rest.split("(", 1)
    return owner, name, "(" + inside


def _split_field(text: str) -> tuple[str, str, str]:
    owner, rest = text.split("->")
    name, kind = rest.split(":")
    return owner, name, kind


class _Builder:
    def __init__(self, classes: list[Class], version: str, extra: list[str]) -> None:
        self.classes, self.version = classes, version
        self.texts: set[str] = set(extra)
        self.kinds: set[str] = set()
        self.protos: set[str] = set()
        self.fields: set[tuple[str, str, str]] = set()
        self.methods: set[tuple[str, str, str]] = set()
        self._collect()
        self.strings = sorted(self.texts, key=_units)
        self.string_at = {text: i for i, text in enumerate(self.strings)}
        self.types = sorted(self.kinds, key=lambda t: self.string_at[t])
        self.type_at = {kind: i for i, kind in enumerate(self.types)}
        by_type = lambda d: (self.type_at[_parts(d)[1]], [self.type_at[p] for p in _parts(d)[0]])  # noqa: E731
        self.proto_list = sorted(self.protos, key=by_type)
        self.proto_at = {text: i for i, text in enumerate(self.proto_list)}
        self.field_list = sorted(
            self.fields, key=lambda f: (self.type_at[f[0]], self.string_at[f[1]], self.type_at[f[2]])
        )
        self.field_at = {item: i for i, item in enumerate(self.field_list)}
        self.method_list = sorted(
            self.methods, key=lambda m: (self.type_at[m[0]], self.string_at[m[1]], self.proto_at[m[2]])
        )
        self.method_at = {item: i for i, item in enumerate(self.method_list)}

    def _collect(self) -> None:
        for item in self.classes:
            for kind in (item.name, item.parent, *item.interfaces):
                self._add_type(kind)
            for one in item.fields:
                self._add_field((item.name, one.name, one.type))
                if isinstance(one.value, str):
                    self.texts.add(one.value)
            for method in item.methods:
                self._add_method((item.name, method.name, method.descriptor))
                for guard in method.tries:
                    for kind, _ in guard.catches:
                        self._add_type(kind)
                for insn in method.code or ():
                    self._collect_from(insn)

    def _collect_from(self, insn: Instruction) -> None:
        form = OPCODES[insn[0]][1] if insn[0] in OPCODES else ""
        if form.endswith(":string"):
            self.texts.add(insn[-1])
        elif form.endswith(":type"):
            self._add_type(insn[-1])
        elif form.endswith(":field"):
            self._add_field(_split_field(insn[-1]))
        elif form in ("35c", "3rc"):
            self._add_method(_split_method(insn[-1]))

    def _add_type(self, kind: str | None) -> None:
        if kind is not None:
            self.kinds.add(kind)
            self.texts.add(kind)

    def _add_field(self, item: tuple[str, str, str]) -> None:
        self.fields.add(item)
        self._add_type(item[0])
        self._add_type(item[2])
        self.texts.add(item[1])

    def _add_method(self, item: tuple[str, str, str]) -> None:
        self.methods.add(item)
        self._add_type(item[0])
        self.texts.add(item[1])
        self.protos.add(item[2])
        inputs, result = _parts(item[2])
        for kind in (*inputs, result):
            self._add_type(kind)
        self.texts.add(self._shorty(item[2]))

    @staticmethod
    def _shorty(descriptor: str) -> str:
        inputs, result = _parts(descriptor)
        return "".join("L" if kind[0] in "L[" else kind for kind in (result, *inputs))

    # -- layout ---------------------------------------------------------------------------------------------------------

    def image(self) -> Image:
        counts = {
            "string_ids": (len(self.strings), 4), "type_ids": (len(self.types), 4), "proto_ids": (len(self.proto_list), 12),
            "field_ids": (len(self.field_list), 8), "method_ids": (len(self.method_list), 8), "class_defs": (len(self.classes), 32),
        }  # fmt: skip
        at: dict[str, int] = {"header": 0}
        cursor = 0x70
        for name, (count, size) in counts.items():
            at[name] = cursor
            cursor += count * size
        self.base = at["data"] = cursor
        self.blob = bytearray()
        self.at = at
        self.map: list[tuple[int, int, int]] = [(0x0000, 1, 0)]
        self.map += [(i + 1, count, at[name]) for i, (name, (count, _)) in enumerate(counts.items()) if count]
        lists = self._type_lists()
        codes = self._codes()
        strings = self._string_data()
        values = self._static_values()
        datas = self._class_datas(codes)
        tables = b"".join(struct.pack("<I", strings[text]) for text in self.strings)
        tables += b"".join(struct.pack("<I", self.string_at[kind]) for kind in self.types)
        for text in self.proto_list:
            inputs, result = _parts(text)
            tables += struct.pack(
                "<III", self.string_at[self._shorty(text)], self.type_at[result], lists.get(inputs, 0)
            )
        for owner, name, kind in self.field_list:
            tables += struct.pack("<HHI", self.type_at[owner], self.type_at[kind], self.string_at[name])
        for owner, name, text in self.method_list:
            tables += struct.pack("<HHI", self.type_at[owner], self.proto_at[text], self.string_at[name])
        for item in self.classes:
            parent = NO_INDEX if item.parent is None else self.type_at[item.parent]
            tables += struct.pack(
                "<8I", self.type_at[item.name], item.flags, parent, lists.get(item.interfaces, 0), NO_INDEX, 0,
                datas.get(item.name, 0), values.get(item.name, 0),
            )  # fmt: skip
        self._align(4)
        at["map_list"] = self._here()
        self.map.append((0x1000, 1, self._here()))
        self.map.sort(key=lambda row: row[2])
        self.blob += struct.pack("<I", len(self.map))
        for row in self.map:
            self.blob += struct.pack("<HHII", row[0], 0, row[1], row[2])
        body = tables + bytes(self.blob)
        pairs = [number for name, (count, _) in counts.items() for number in (count, at[name] if count else 0)]
        header = b"dex\n" + self.version.encode() + b"\0" + bytes(24)
        header += struct.pack("<6I", 0x70 + len(body), 0x70, 0x12345678, 0, 0, at["map_list"])
        header += struct.pack("<14I", *pairs, len(self.blob), self.base)
        return Image(sealed(header + body), at)

    def _here(self) -> int:
        return self.base + len(self.blob)

    def _align(self, to: int) -> None:
        self.blob += bytes(-self._here() % to)

    def _section(self, kind: int, count: int, start: int) -> None:
        if count:
            self.map.append((kind, count, start))

    def _type_lists(self) -> dict[tuple[str, ...], int]:
        wanted = {_parts(text)[0] for text in self.proto_list} | {item.interfaces for item in self.classes}
        found: dict[tuple[str, ...], int] = {}
        self._align(4)
        start = self._here()
        for kinds in sorted(kinds for kinds in wanted if kinds):
            self._align(4)
            found[kinds] = self._here()
            self.blob += struct.pack(f"<I{len(kinds)}H", len(kinds), *(self.type_at[kind] for kind in kinds))
        self._section(0x1001, len(found), start)
        return found

    def _codes(self) -> dict[tuple[str, str, str], int]:
        found: dict[tuple[str, str, str], int] = {}
        self._align(4)
        start = self._here()
        for item in self.classes:
            for method in item.methods:
                if method.code is not None:
                    self._align(4)
                    found[item.name, method.name, method.descriptor] = self._here()
                    self.at[f"code:{item.name}->{method.name}{method.descriptor}"] = self._here()
                    self.blob += self._code_item(method)
        self._section(0x2001, len(found), start)
        return found

    def _code_item(self, method: Method) -> bytes:
        assert method.code is not None
        labels, at = {}, 0
        for insn in method.code:
            if insn[0] == "label":
                labels[insn[1]] = at
            else:
                at += len(insn) - 1 if insn[0] == "raw" else UNITS[OPCODES[insn[0]][1].split(":")[0]]
        units: list[int] = []
        for insn in method.code:
            if insn[0] != "label":
                units += insn[1:] if insn[0] == "raw" else self._encode(insn, labels, len(units))
        inputs, _ = _parts(method.descriptor)
        ins = sum(2 if kind in "JD" else 1 for kind in inputs) + (0 if method.flags & STATIC else 1)
        out = struct.pack("<HHHHII", method.registers, ins, method.outs, len(method.tries), 0, len(units))
        out += struct.pack(f"<{len(units)}H", *units)
        if method.tries:
            out += bytes(len(units) % 2 * 2)
            handlers, offsets = uleb128(len(method.tries)), []
            for guard in method.tries:
                offsets.append(len(handlers))
                handlers += sleb128(-len(guard.catches) if guard.catch_all else len(guard.catches))
                for kind, label in guard.catches:
                    handlers += uleb128(self.type_at[kind]) + uleb128(labels[label])
                if guard.catch_all:
                    handlers += uleb128(labels[guard.catch_all])
            for guard, offset in zip(method.tries, offsets, strict=True):
                out += struct.pack("<IHH", labels[guard.start], labels[guard.end] - labels[guard.start], offset)
            out += handlers
        return out

    def _index(self, kind: str, text: str) -> int:
        match kind:
            case "string":
                return self.string_at[text]
            case "type":
                return self.type_at[text]
            case _:
                return self.field_at[_split_field(text)]

    def _encode(  # noqa: C901, PLR0911, PLR0912 (a case a form)
        self, insn: Instruction, labels: dict[str, int], here: int
    ) -> list[int]:
        code, form = OPCODES[insn[0]]
        form, _, pool = form.partition(":")
        args = insn[1:]
        match form:
            case "10x":
                return [code]
            case "12x":
                return [code | args[0] << 8 | args[1] << 12]
            case "11x":
                return [code | args[0] << 8]
            case "11n":
                return [code | args[0] << 8 | (args[1] & 0xF) << 12]
            case "10t":
                return [code | (labels[args[0]] - here & 0xFF) << 8]
            case "20t":
                return [code, labels[args[0]] - here & 0xFFFF]
            case "22x":
                return [code | args[0] << 8, args[1]]
            case "21s":
                return [code | args[0] << 8, args[1] & 0xFFFF]
            case "21t":
                return [code | args[0] << 8, labels[args[1]] - here & 0xFFFF]
            case "22t":
                return [code | args[0] << 8 | args[1] << 12, labels[args[2]] - here & 0xFFFF]
            case "21c":
                return [code | args[0] << 8, self._index(pool, args[1])]
            case "22c":
                return [code | args[0] << 8 | args[1] << 12, self._index(pool, args[2])]
            case "23x":
                return [code | args[0] << 8, args[1] | args[2] << 8]
            case "22b":
                return [code | args[0] << 8, args[1] | (args[2] & 0xFF) << 8]
            case "31i":
                return [code | args[0] << 8, args[1] & 0xFFFF, args[1] >> 16 & 0xFFFF]
            case "31c":
                index = self._index(pool, args[1])
                return [code | args[0] << 8, index & 0xFFFF, index >> 16]
            case "3rc":
                return [code | len(args[0]) << 8, self.method_at[_split_method(args[1])], args[0][0]]
            case _:
                regs = [*args[0], 0, 0, 0, 0, 0][:5]
                first = code | regs[4] << 8 | len(args[0]) << 12
                last = regs[0] | regs[1] << 4 | regs[2] << 8 | regs[3] << 12
                return [first, self.method_at[_split_method(args[1])], last]

    def _string_data(self) -> dict[str, int]:
        start, found = self._here(), {}
        for text in self.strings:
            found[text] = self._here()
            self.blob += uleb128(len(_units(text))) + mutf8(text) + b"\0"
        self.at["string_data"] = start
        self._section(0x2002, len(found), start)
        return found

    def _static_values(self) -> dict[str, int]:
        start, found = self._here(), {}
        for item in self.classes:
            values = [one.value for one in self._in_order(item, is_static=True)]
            while values and values[-1] is None:
                values.pop()
            if values:
                found[item.name] = self._here()
                self.blob += uleb128(len(values)) + b"".join(map(self._value, values))
        self._section(0x2005, len(found), start)
        return found

    def _value(self, value: str | int | None) -> bytes:
        if value is None:
            return bytes([0x1E])
        if isinstance(value, str):
            return bytes([3 << 5 | 0x17]) + struct.pack("<I", self.string_at[value])
        return bytes([3 << 5 | 0x04]) + struct.pack("<i", value)

    def _in_order(self, item: Class, *, is_static: bool) -> list[Field]:
        chosen = [one for one in item.fields if bool(one.flags & STATIC) == is_static]
        return sorted(chosen, key=lambda one: self.field_at[item.name, one.name, one.type])

    def _class_datas(self, codes: dict[tuple[str, str, str], int]) -> dict[str, int]:
        start, found = self._here(), {}
        for item in self.classes:
            if not item.fields and not item.methods:
                continue
            found[item.name] = self.at[f"class_data:{item.name}"] = self._here()
            groups = [self._field_rows(item, is_static=True), self._field_rows(item, is_static=False)]
            groups += [self._method_rows(item, codes, is_direct=True), self._method_rows(item, codes, is_direct=False)]
            self.blob += b"".join(uleb128(len(rows)) for rows in groups)
            for rows in groups:
                last = 0
                for index, *rest in rows:
                    self.blob += uleb128(index - last) + b"".join(map(uleb128, rest))
                    last = index
        self._section(0x2000, len(found), start)
        return found

    def _field_rows(self, item: Class, *, is_static: bool) -> list[tuple[int, ...]]:
        chosen = self._in_order(item, is_static=is_static)
        return [(self.field_at[item.name, one.name, one.type], one.flags) for one in chosen]

    def _method_rows(
        self, item: Class, codes: dict[tuple[str, str, str], int], *, is_direct: bool
    ) -> list[tuple[int, ...]]:
        rows: list[tuple[int, ...]] = []
        for one in item.methods:
            if bool(one.flags & (STATIC | PRIVATE | CONSTRUCTOR)) == is_direct:
                key = (item.name, one.name, one.descriptor)
                rows.append((self.method_at[key], one.flags, codes.get(key, 0)))
        return sorted(rows)
