#!/usr/bin/env python3
"""Find the call sites of personal-data APIs in an app, from what ``dexdump -d`` prints.

An oracle for the product: the two share no code.

    python3 oracle.py APP LISTED [--framework JAR] [--output ROWS.tsv]

LISTED is the table that ``listed.py`` writes, or the vocabulary's ``apis`` folder. A **site** is an instruction:

* ``invoke-*`` of class W, name N, parameters P matches a listed method of class C when N and P are equal (an entry
  without parameters: N alone) and C is W or stands above W, by the superclasses and interfaces that dexdump prints for
  the app's classes and that the platform's jar gives for its own. Without ``--framework`` the platform's part is unknown
  and only W = C or app classes that end in C match.
* ``sget*``/``iget*`` of field N of W matches a listed field in the same way.
* Of several listed classes above W, the nearest counts.

A condition on an argument (``when``) is decided by looking back from the call, in the order of the code, for the
constant in the register, through ``move``; the search ends at a jump target, after which another value is possible, and
at an instruction that never goes on to the next. Addresses given to a resolver are decided in the same way: from a
field that the vocabulary lists, or ``Uri.parse`` of a constant.

**certain** rows are scored. **undecided** rows are reported and never scored: the argument is not a constant that can be
seen (an entry without condition may then hold as the fallback, which counts as undecided too); or a class of the app
between W and C declares the same method, so that the call reaches the app's own code; or a resolver that only observes.
Not seen at all: reflection, native code, ``invoke-custom`` and method handles, callbacks.

Rows: dex, class, method, offset (16-bit code units, decimal), api, data, state, note (the class that the instruction names
when it is another one, and what decided a condition). One row for each kind of data.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

import listed
from disassembly import ClassDef, Instruction, Method, dex_files, read_classes
from hierarchy import Hierarchy
from listed import Listed

COLUMNS = ("dex", "class", "method", "offset", "api", "data", "state", "note")
_INVOKE = re.compile(r"\{([^}]*)\}, ([^ ]+?);\.([^ ]+):(\([^ ]*\))([^ ]+)(?: //|$)")
_FIELD = re.compile(r"(?:^|, )(\[*L[^ ]+?;)\.([^ ]+):([^ ]+)(?: //|$)")
_PARAM = re.compile(r"\[*(?:L[^;]+;|[BCDFIJSZ])")
_TEXT = re.compile(r'v\d+, "(.*)" // string@')
_NUMBER = re.compile(r"v\d+, #(?:int|short|char|byte|boolean) (-?\d+) //|v\d+, .* // #([0-9a-f]+)$")
_ENDS = ("goto", "return", "throw", "packed-switch-data", "sparse-switch-data", "array-data")
_WRITES_NOTHING = (
    "invoke",
    "if-",
    "aput",
    "iput",
    "sput",
    "monitor",
    "check-cast",
    "nop",
    "fill-array",
    "filled-new",
    "packed-switch",
    "sparse-switch",
)


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A site and what it hands over. ``state`` is ``certain`` or the reason why it is undecided; ``note`` is for people."""

    dex: str
    owner: str
    method: str
    offset: int
    api: str
    data: str
    state: str
    note: str = ""


Handed = tuple[str, str, str, str]
"""What a site hands over: api, data, state, note."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is known of a register: a constant, a field it was read from, or the address it was parsed from."""

    kind: str
    value: str | int


class Registers:
    """Looks back over one method for what a register holds."""

    def __init__(self, method: Method, dex_bytes: bytes) -> None:
        self._code = method.code
        self._targets = method.targets(dex_bytes)
        self._at = {line.offset: index for index, line in enumerate(method.code)}

    def value(self, register: str, before: Instruction) -> Value | None:
        """Return what ``register`` holds just before an instruction, if that can be seen."""
        index = self._at[before.offset]
        while index > 0:
            if self._code[index].offset in self._targets:
                return None
            index -= 1
            line = self._code[index]
            if line.name.startswith(_ENDS):
                return None
            if register not in _written(line):
                continue
            if line.name.startswith("move") and not line.name.startswith(("move-result", "move-exception")):
                register = _registers(line)[1]
                continue
            return self._defined(line, index)
        return None

    def _defined(self, line: Instruction, index: int) -> Value | None:
        if line.name.startswith("const-string"):
            match = _TEXT.match(line.rest)
            return Value("constant", match[1]) if match else None
        if line.name.startswith("const") and not line.name.startswith(("const-class", "const-method")):
            return _number(line)
        if line.name.startswith("sget"):
            match = _FIELD.search(line.rest)
            return Value("field", f"{match[1]}.{match[2]}") if match else None
        if line.name == "move-result-object" and index:
            call = self._code[index - 1]
            if "Landroid/net/Uri;.parse:(Ljava/lang/String;)" in call.rest:
                match = _INVOKE.match(call.rest)
                inner = self.value(match[1].strip(), call) if match else None
                return Value("uri", inner.value) if inner and inner.kind == "constant" else None
        return None


def _number(line: Instruction) -> Value | None:
    match = _NUMBER.match(line.rest)
    if match is None:
        return None
    if match[1] is not None:
        return Value("constant", int(match[1]))
    number = int(match[2], 16)
    bits = 64 if line.name.startswith("const-wide") else 32
    return Value("constant", number - (1 << bits) if number >> (bits - 1) else number)


def _registers(line: Instruction) -> list[str]:
    return re.findall(r"\bv\d+\b", line.rest.partition(' "')[0].partition(" //")[0])


def _written(line: Instruction) -> tuple[str, ...]:
    """Return the registers that a line may write: the first it names, and the one after it (for wide values)."""
    if line.name.startswith(_WRITES_NOTHING):
        return ()
    named = _registers(line)[:1]
    if named and _is_wide(line):
        return (named[0], f"v{int(named[0][1:]) + 1}")
    return tuple(named)


def _is_wide(line: Instruction) -> bool:
    return "wide" in line.name or line.name.endswith(("-long", "-double", "long/2addr", "double/2addr"))


@dataclass(frozen=True, slots=True)
class Call:
    """An ``invoke-*``, taken apart. ``arguments`` are registers by parameter, the receiver left out."""

    written: str
    name: str
    params: str
    returns: str
    arguments: tuple[str, ...]


def read_call(line: Instruction) -> Call | None:
    """Take an ``invoke-*`` line apart; ``None`` when it is not an ordinary call."""
    match = _INVOKE.match(line.rest)
    if match is None or not line.name.startswith("invoke-") or "polymorphic" in line.name:
        return None
    registers = [word.strip() for word in match[1].split(",")]
    position = 0 if line.name.startswith("invoke-static") else 1
    arguments = []
    for param in _PARAM.findall(match[4][1:-1]):
        arguments.append(registers[position] if position < len(registers) else "")
        position += 2 if param in ("J", "D") else 1
    return Call(match[2] + ";", match[3], match[4], match[5], tuple(arguments))


class Oracle:
    """The listed entries, ready to be asked about one instruction after another."""

    def __init__(self, rows: Iterable[Listed], hierarchy: Hierarchy) -> None:
        self._members: dict[tuple[str, str], dict[str, list[Listed]]] = defaultdict(lambda: defaultdict(list))
        self._constants: dict[str, Listed] = {}
        self._addresses: list[Listed] = []
        self._hierarchy = hierarchy
        self._near: dict[tuple[str, str, str], str | None] = {}
        for row in rows:
            if row.kind == "uri":
                self._addresses.append(row)
                self._constants.update((str(constant), row) for constant in row.values)
            elif row.kind != "callback":
                self._members["field" if row.kind == "field" else "method", row.name][row.owner].append(row)
        self._addresses.sort(key=lambda row: -len(row.name))

    def wanted(self) -> re.Pattern[bytes]:
        """Return a pattern for the lines that can be sites at all, by the member's name alone."""
        calls = "|".join(re.escape(name) for kind, name in self._members if kind == "method") or "(?!)"
        fields = "|".join(re.escape(name) for kind, name in self._members if kind == "field") or "(?!)"
        return re.compile(rf"invoke-.*;\.(?:{calls}):\(|(?:sget|iget).*;\.(?:{fields}):".encode())

    def rows(self, method: Method, dex_bytes: bytes) -> list[Row]:
        """Return the rows of one method, in the order of its code."""
        found = []
        registers: Registers | None = None
        for line in method.code:
            if line.name.startswith(("sget", "iget")):
                sites = self._field(line)
            elif line.name.startswith("invoke-"):
                call = read_call(line)
                entries = self._entries(call) if call else []
                if call is None or not entries:
                    continue
                registers = registers or Registers(method, dex_bytes)
                sites = self._call(call, entries, line, registers)
            else:
                continue
            found += [Row(method.dex, method.owner, method.signature, line.offset, *handed) for handed in sites]
        return found

    def _nearest(self, kind: str, written: str, name: str) -> str | None:
        """Return the nearest listed class at or above ``written`` that has an entry for the member."""
        key = (kind, written, name)
        if key not in self._near:
            owners = self._members.get((kind, name), {})
            self._near[key] = next((above for above in self._hierarchy.line(written) if above in owners), None)
        return self._near[key]

    def _field(self, line: Instruction) -> list[Handed]:
        match = _FIELD.search(line.rest)
        if match is None or ("field", match[2]) not in self._members:
            return []
        owner = self._nearest("field", match[1], match[2])
        if owner is None:
            return []
        state = "overridden" if self._hierarchy.overridden_by_app(match[1], owner, match[2]) else "certain"
        entries = self._members["field", match[2]][owner]
        note = "" if owner == match[1] else f"written on {match[1]}"
        return [(f"{owner}.{match[2]}", data, state, note) for entry in entries for data in entry.data]

    def _entries(self, call: Call) -> list[Listed]:
        if ("method", call.name) not in self._members:
            return []
        owners = self._members["method", call.name]
        for above in self._hierarchy.line(call.written):
            rows = owners.get(above, [])
            exact = [row for row in rows if row.params == call.params]
            fitting = exact or [row for row in rows if not row.params]
            if fitting:
                return fitting
        return []

    def _call(self, call: Call, entries: list[Listed], line: Instruction, registers: Registers) -> list[Handed]:
        owner = entries[0].owner
        api = f"{owner}.{call.name}{call.params}{call.returns}"
        member = f"{call.name}{call.params}{call.returns}"
        overridden = self._hierarchy.overridden_by_app(call.written, owner, member)
        written = "" if owner == call.written else f"written on {call.written}"
        sites: list[Handed] = []
        conditional = [entry for entry in entries if entry.kind == "method" and entry.values]
        plain = [entry for entry in entries if entry.kind == "method" and not entry.values]
        unknown = matched = False
        for entry in conditional:
            value = registers.value(call.arguments[entry.arg], line) if entry.arg < len(call.arguments) else None
            if value is None or value.kind != "constant":
                unknown = True
            elif value.value in entry.values:
                matched = True
                note = f"argument {entry.arg} is {value.value!r}"
                sites += [(api, data, "certain", _notes(written, note)) for data in entry.data]
        if unknown:
            either = dict.fromkeys(data for entry in conditional + plain for data in entry.data)
            sites = [(api, data, "argument", written) for data in either]
        elif not matched:
            note = _notes(written, "no condition of the list fits" if conditional else "")
            sites += [(api, data, "certain", note) for entry in plain for data in entry.data]
        for entry in entries:
            if entry.kind == "resolver":
                found = self._resolver(entry, call, line, registers)
                sites += [(api, data, state, _notes(written, note)) for data, state, note in found]
        if overridden:
            return [(api, data, "overridden", note) for api, data, _, note in sites]
        return sites

    def _resolver(
        self, entry: Listed, call: Call, line: Instruction, registers: Registers
    ) -> list[tuple[str, str, str]]:
        """Return data, state and note of an address given to a resolver."""
        if entry.data:
            return [("?", "observes", "")]
        if entry.arg >= len(call.arguments):
            return []
        value = registers.value(call.arguments[entry.arg], line)
        if value is None or value.kind == "constant":
            return [("?", "address", "")]
        text = str(value.value)
        if value.kind == "uri":
            known = next((row for row in self._addresses if f"{text}/".startswith(f"{row.name}/")), None)
            return [(data, "certain", f"address {text}") for data in (known.data if known else ())]
        known = self._constants.get(text)
        if known is None:
            return [("?", "address", f"address from {text}")]
        return [(data, "certain", f"address from {text}") for data in known.data]


def _notes(*notes: str) -> str:
    return "; ".join(filter(None, notes))


def sites_in(app: Path, rows: list[Listed], framework: Path | None) -> list[Row]:
    """Return the rows of an app, sorted. Raises ``OSError`` when dexdump cannot read one of its DEX files."""
    with tempfile.TemporaryDirectory() as folder:
        files = dex_files(app, Path(folder))
        pattern = Oracle(rows, Hierarchy([], None)).wanted()
        classes: list[ClassDef] = []
        for path in files:
            classes += read_classes(path, pattern)
        oracle = Oracle(rows, Hierarchy(classes, framework))
        content = {path.name: path.read_bytes() for path in files}
        found = {row for item in classes for method in item.methods for row in oracle.rows(method, content[method.dex])}
    return sorted(found, key=lambda row: (len(row.dex), row))


def read_rows(path: Path) -> list[Row]:
    """Read a table that this script wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Row(r["dex"], r["class"], r["method"], int(r["offset"]), r["api"], r["data"], r["state"], r["note"])
            for r in lines
        ]


def main() -> int:
    """Write the rows of one app and count them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("app", type=Path)
    parser.add_argument("listed", type=Path)
    parser.add_argument("--framework", type=Path, help="an android-all jar")
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    rows = sites_in(args.app, listed.read(args.listed), args.framework)
    out = args.output.open("w", encoding="utf-8", newline="") if args.output else sys.stdout
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    if args.output:
        out.close()
    certain = sum(row.state == "certain" for row in rows)
    print(f"{args.app.name}: {certain} certain rows, {len(rows) - certain} undecided", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
