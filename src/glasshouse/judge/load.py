"""Reads a folder of law: TOML for tables, YAML for rules. The only file that knows YAML.

A pack of somebody else is hostile input: size, depth and number of nodes are bounded, aliases (which could grow without
end) and tags (which could make objects) are refused, and one broken pack leaves the others as they are.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import tomli
import yaml

from glasshouse.judge.articles import read_clauses, read_types
from glasshouse.judge.fields import Fields, LineOf, PackError
from glasshouse.judge.read_rule import read_rule
from glasshouse.judge.rule import Pack, Rule
from glasshouse.model.answer import Question
from glasshouse.model.law import AppType, Clause, Confidence, Force, Instrument

FORMAT = "glasshouse.pack/1"

_MOST_BYTES = 2_000_000
_MOST_DEPTH = 24
#: Files in a pack, and packs in a folder.
_MOST_FILES = 2000
#: Python refuses to write a whole number of thousands of digits, in an error message as well.
_LONG_NUMBER = re.compile("[0-9a-fA-F_]{1000}")
_DECIMAL = re.compile(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?")
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The packs that could be read, by id, and what is wrong with the others."""

    packs: tuple[Pack, ...]
    problems: tuple[PackError, ...] = ()


def shipped_laws() -> Path:
    """Return the folder of packs inside the installed package."""
    return Path(__file__).parent.parent / "laws"


def load_packs(folders: Iterable[Path]) -> Loaded:
    """Read every pack in the folders: a folder with a ``pack.toml`` is a pack, else its sub-folders are looked at."""
    packs: dict[str, Pack] = {}
    problems: list[PackError] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(PackError(str(folder), 0, "found no folder; expected a folder of law packs"))
            continue
        try:
            inside = [folder] if (folder / "pack.toml").is_file() else [p.parent for p in _files(folder, "*/pack.toml")]
        except PackError as problem:
            problems.append(problem)
            continue
        if not inside:
            problems.append(PackError(str(folder), 0, "found no pack.toml; expected a law pack or a folder of them"))
        for place in inside:
            try:
                pack = load_pack(place)
            except PackError as problem:
                problems.append(problem)
                continue
            if pack.id in packs:
                problems.append(PackError(f"{place.name}/pack.toml", 1, f"a pack called {pack.id} is there already"))
            packs.setdefault(pack.id, pack)
    return Loaded(tuple(packs[name] for name in sorted(packs)), tuple(problems))


def load_pack(folder: Path) -> Pack:
    """Read one pack. Raises ``PackError`` at the first thing that is wrong."""
    head = _toml(folder, folder / "pack.toml")
    found = head.text("format")
    if found != FORMAT:
        raise head.wrong("format", found, f"{FORMAT}; a newer format needs a newer Glasshouse")
    name = head.text("id")
    if name != folder.name:
        raise head.wrong("id", name, f"the name of the folder, {folder.name}")
    title, jurisdiction = head.pair(), head.text("jurisdiction")
    version, date = head.text("version"), head.day_or("date", None)
    if date is None:
        raise head.wrong("date", None, "a day in quotes, like '2026-01-31'")
    enabled, source = head.flag("enabled", otherwise=True), head.text_or("source", "")
    instruments = tuple(_instrument(entry) for entry in head.tables("instrument"))
    head.done()
    if not instruments:
        raise head.wrong("instrument", None, "at least one [[instrument]]")
    clauses: list[Clause] = []
    for file in _files(folder, "articles/*.toml"):
        clauses += read_clauses(_toml(folder, file), {item.id: item for item in instruments}, jurisdiction)
    types: tuple[AppType, ...] = ()
    if (folder / "types.toml").is_file():
        types = read_types(_toml(folder, folder / "types.toml"))
    rules = tuple(_rules(folder, name))
    return Pack(name, title, jurisdiction, version, date, enabled, source, instruments, tuple(clauses), types, rules)


def _instrument(entry: Fields) -> Instrument:
    item = Instrument(
        id=entry.text("id"),
        name=entry.pair(),
        issuer=entry.text("issuer"),
        force=entry.word("force", Force),
        valid_from=entry.day_or("valid_from", None),
        valid_to=entry.day_or("valid_to", None),
        source=entry.text("source"),
        confidence=entry.word("confidence", Confidence),
    )
    entry.text_or("note", "")
    entry.text_or("status", "")
    entry.done()
    return item


def _rules(folder: Path, pack: str) -> Iterable[Rule]:
    for question in Question:
        for file in _files(folder, f"{question}/*.y*ml"):
            yield read_rule(_yaml(folder, file), pack, question, file.stem)


def _files(folder: Path, pattern: str) -> list[Path]:
    found = list(islice(folder.glob(pattern), _MOST_FILES + 1))
    if len(found) > _MOST_FILES:
        raise PackError(folder.name, 0, f"found more than {_MOST_FILES} files {pattern}; expected fewer")
    return sorted(found)


def _name(folder: Path, file: Path) -> str:
    return f"{folder.name}/{file.relative_to(folder).as_posix()}"


def _content(folder: Path, file: Path) -> str:
    name = _name(folder, file)
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would never end
            raise PackError(name, 0, "found no regular file")
        if found.st_size > _MOST_BYTES:
            raise PackError(name, 0, f"found {found.st_size} bytes; expected at most {_MOST_BYTES}")
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise PackError(name, 0, f"byte {error.start} is not UTF-8") from None
    except OSError as error:
        raise PackError(name, 0, f"cannot be read: {error.strerror}") from None


def _toml(folder: Path, file: Path) -> Fields:
    name, content = _name(folder, file), _content(folder, file)
    if _LONG_NUMBER.search(content):
        raise PackError(name, 0, "found a word or number of more than 1000 digits")
    try:
        parsed = tomli.loads(content)
    except tomli.TOMLDecodeError as error:
        raise PackError(name, getattr(error, "lineno", 0), f"not TOML: {error}") from None
    except RecursionError:
        raise PackError(name, 0, "nested too deeply") from None
    return Fields(name, "", parsed, _line_by_search(content))


def _yaml(folder: Path, file: Path) -> Fields:
    name, content = _name(folder, file), _content(folder, file)
    lines: dict[str, int] = {}
    try:
        node = _compose(content, name)
        value = _value(node, name, lines, 0)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error)
        raise PackError(name, mark.line + 1 if mark else 0, f"not YAML: {problem}") from None
    except RecursionError:
        raise PackError(name, 0, "nested too deeply") from None
    return Fields(name, "", value, _line_in(lines))


def _line_in(lines: dict[str, int]) -> LineOf:
    return lambda _label, field: lines.get(field, 1)


def _line_by_search(content: str) -> LineOf:
    """TOML does not say where a value stood: look for the id of the entry, then for the field below it."""

    def line_of(label: str, field: str) -> int:
        lines = content.splitlines()
        start = next((n for n, line in enumerate(lines) if label and f'"{label.partition(":")[0]}"' in line), 0)
        return next((n for n in range(start, len(lines)) if lines[n].lstrip().startswith(field)), start) + 1

    return line_of


def _compose(content: str, name: str) -> yaml.Node | None:
    depth = 0
    for event in yaml.parse(content, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise PackError(name, line, "found an alias; expected the text itself")
        if tag := getattr(event, "tag", None):
            raise PackError(name, line, f"found a tag {str(tag)[:40]!r}; expected a plain value")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_DEPTH:
            raise PackError(name, line, f"nested more than {_MOST_DEPTH} deep")
    return yaml.compose(content, Loader=_LOADER)


def _value(node: yaml.Node | None, name: str, lines: dict[str, int], depth: int) -> object:
    """The plain value of a node; ``lines`` learns where each key stands first."""
    if isinstance(node, yaml.MappingNode):
        found: dict[str, object] = {}
        for key, inner in node.value:
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                raise PackError(name, line, "found a key that is no word")
            if key.value in found:
                raise PackError(name, line, f"found {key.value!r} twice; expected each field once")
            lines.setdefault(key.value, line)
            found[key.value] = _value(inner, name, lines, depth + 1)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(inner, name, lines, depth + 1) for inner in node.value]
    return None if node is None else _scalar(node)


def _scalar(node: yaml.Node) -> object:
    """Text, whole number, number, true, false or nothing: days stay text, and no other type is made."""
    text = str(node.value)
    match node.tag.rpartition(":")[2]:
        case "int":
            return int(text) if text.isascii() and text.lstrip("-").isdecimal() and len(text) < 16 else text
        case "float":
            return float(text) if len(text) < 32 and _DECIMAL.fullmatch(text) else text
        case "bool":
            return text.lower() in {"true", "yes", "on"}
        case "null":
            return None
        case _:
            return text
