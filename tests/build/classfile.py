"""Build a small Java class file from a description.

    build("com/x/A", methods=[Method("m", "()V", code=[("ldc", "android_id"), ("invokestatic", "com/x/B.take(Ljava/lang/String;)V"), ("return",)])])

Branches name labels, as in ``dexfile``; ``("raw", byte, ...)`` puts bytes as they are. Class files from version 51 on should carry
stack maps; this writes version 50 unless told otherwise, so that branches need none.
Written from the JVM specification, chapters 4 and 6; shares nothing with the parsers it tests.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

PUBLIC, PRIVATE, STATIC, FINAL, SUPER, NATIVE, INTERFACE, ABSTRACT = 0x1, 0x2, 0x8, 0x10, 0x20, 0x100, 0x200, 0x400

PLAIN = {
    "nop": 0, "aconst_null": 1, "iconst_m1": 2, "iconst_0": 3, "iconst_1": 4, "iconst_2": 5, "lconst_0": 9, "aaload": 0x32,
    "aastore": 0x53, "pop": 0x57, "pop2": 0x58, "dup": 0x59, "dup_x1": 0x5A, "dup2": 0x5C, "swap": 0x5F, "iadd": 0x60,
    "ireturn": 0xAC, "lreturn": 0xAD, "dreturn": 0xAF, "areturn": 0xB0, "return": 0xB1, "arraylength": 0xBE, "athrow": 0xBF,
}  # fmt: skip
LOCAL = {
    "iload": 0x15,
    "lload": 0x16,
    "dload": 0x18,
    "aload": 0x19,
    "istore": 0x36,
    "lstore": 0x37,
    "dstore": 0x39,
    "astore": 0x3A,
}
BRANCH = {
    "ifeq": 0x99,
    "ifne": 0x9A,
    "iflt": 0x9B,
    "ifge": 0x9C,
    "if_icmpeq": 0x9F,
    "if_acmpeq": 0xA5,
    "goto": 0xA7,
    "ifnull": 0xC6,
    "ifnonnull": 0xC7,
}
FIELD = {"getstatic": 0xB2, "putstatic": 0xB3, "getfield": 0xB4, "putfield": 0xB5}
CALL = {"invokevirtual": 0xB6, "invokespecial": 0xB7, "invokestatic": 0xB8, "invokeinterface": 0xB9}
CLASS = {"new": 0xBB, "anewarray": 0xBD, "checkcast": 0xC0, "instanceof": 0xC1}

Instruction = tuple[Any, ...]


@dataclass(frozen=True)
class Method:
    """``catches``: (start label, end label, handler label, class or None)."""

    name: str
    descriptor: str
    flags: int = PUBLIC
    code: list[Instruction] | None = None
    stack: int = 8
    locals: int = 8
    catches: tuple[tuple[str, str, str, str | None], ...] = ()


@dataclass(frozen=True)
class Field:
    """``value``: a constant (string or int) of a static final field."""

    name: str
    descriptor: str
    flags: int = PUBLIC
    value: str | int | None = None


@dataclass
class _Pool:
    rows: list[bytes] = field(default_factory=list)
    seen: dict[bytes, int] = field(default_factory=dict)

    def add(self, row: bytes) -> int:
        if row not in self.seen:
            self.rows.append(row)
            self.seen[row] = len(self.rows)
        return self.seen[row]

    def utf8(self, text: str) -> int:
        raw = text.encode("utf-8", "surrogatepass").replace(b"\0", b"\xc0\x80")
        return self.add(b"\x01" + struct.pack(">H", len(raw)) + raw)

    def type(self, name: str) -> int:
        return self.add(struct.pack(">BH", 7, self.utf8(name)))

    def string(self, text: str) -> int:
        return self.add(struct.pack(">BH", 8, self.utf8(text)))

    def number(self, value: int) -> int:
        return self.add(struct.pack(">Bi", 3, value))

    def member(self, tag: int, owner: str, name: str, descriptor: str) -> int:
        pair = self.add(struct.pack(">BHH", 12, self.utf8(name), self.utf8(descriptor)))
        return self.add(struct.pack(">BHH", tag, self.type(owner), pair))


def build(
    name: str,
    *,
    parent: str | None = "java/lang/Object",
    interfaces: Iterable[str] = (),
    flags: int = PUBLIC | SUPER,
    fields: Iterable[Field] = (),
    methods: Iterable[Method] = (),
    version: int = 50,
    source: str | None = None,
) -> bytes:
    """The class file's bytes."""
    pool = _Pool()
    interfaces = tuple(interfaces)
    body = struct.pack(">HHHH", flags, pool.type(name), pool.type(parent) if parent else 0, len(interfaces))
    body += b"".join(struct.pack(">H", pool.type(kind)) for kind in interfaces)
    rows = [_field(pool, one) for one in fields]
    body += struct.pack(">H", len(rows)) + b"".join(rows)
    rows = [_method(pool, one) for one in methods]
    body += struct.pack(">H", len(rows)) + b"".join(rows)
    extra = [_attribute(pool, "SourceFile", struct.pack(">H", pool.utf8(source)))] if source else []
    body += struct.pack(">H", len(extra)) + b"".join(extra)
    return struct.pack(">IHHH", 0xCAFEBABE, 0, version, len(pool.rows) + 1) + b"".join(pool.rows) + body


def _attribute(pool: _Pool, name: str, data: bytes) -> bytes:
    return struct.pack(">HI", pool.utf8(name), len(data)) + data


def _field(pool: _Pool, one: Field) -> bytes:
    out = struct.pack(">HHH", one.flags, pool.utf8(one.name), pool.utf8(one.descriptor))
    if one.value is None:
        return out + b"\0\0"
    index = pool.string(one.value) if isinstance(one.value, str) else pool.number(one.value)
    return out + b"\0\x01" + _attribute(pool, "ConstantValue", struct.pack(">H", index))


def _method(pool: _Pool, one: Method) -> bytes:
    out = struct.pack(">HHH", one.flags, pool.utf8(one.name), pool.utf8(one.descriptor))
    if one.code is None:
        return out + b"\0\0"
    labels, code = {}, bytearray()
    for final in (False, True):
        code = bytearray()
        for insn in one.code:
            if insn[0] == "label":
                labels[insn[1]] = len(code)
            else:
                code += _encode(pool, insn, labels if final else None, len(code))
    data = struct.pack(">HHI", one.stack, one.locals, len(code)) + code + struct.pack(">H", len(one.catches))
    for start, end, handler, kind in one.catches:
        data += struct.pack(">HHHH", labels[start], labels[end], labels[handler], pool.type(kind) if kind else 0)
    return out + b"\0\x01" + _attribute(pool, "Code", data + b"\0\0")


def _encode(pool: _Pool, insn: Instruction, labels: dict[str, int] | None, here: int) -> bytes:  # noqa: PLR0911 (a return a form)
    name, *args = insn
    if name == "raw":
        return bytes(args)
    if name in PLAIN:
        return bytes([PLAIN[name]])
    if name in LOCAL:
        return bytes([LOCAL[name], args[0]])
    if name in BRANCH:
        return struct.pack(">Bh", BRANCH[name], labels[args[0]] - here if labels else 0)
    if name in CLASS:
        return struct.pack(">BH", CLASS[name], pool.type(args[0]))
    if name == "ldc":
        return struct.pack(">BH", 0x13, pool.string(args[0]) if isinstance(args[0], str) else pool.number(args[0]))
    if name == "ldc_class":
        return struct.pack(">BH", 0x13, pool.type(args[0]))
    if name == "sipush":
        return struct.pack(">Bh", 0x11, args[0])
    if name in FIELD:
        owner, member, kind = re.fullmatch(r"(.+)\.([^.:]+):(.+)", args[0]).groups()  # type: ignore[union-attr]
        return struct.pack(">BH", FIELD[name], pool.member(9, owner, member, kind))
    owner, member, kind = re.fullmatch(r"([^(]+)\.([^.(]+)(\(.+)", args[0]).groups()  # type: ignore[union-attr]
    out = struct.pack(">BH", CALL[name], pool.member(11 if name == "invokeinterface" else 10, owner, member, kind))
    if name == "invokeinterface":
        slots = sum(
            2 if one in "JD" else 1 for one in re.findall(r"\[*(?:L[^;]+;|[ZBSCIJFD])", kind[1 : kind.index(")")])
        )
        out += bytes([slots + 1, 0])
    return out
