"""Load the vocabulary: parse, check the type of each field, build frozen values.

This is what a run pays for, so it stays cheap. Whether the entries make sense together is asked by ``check``, in the
tests and in ``make lint``, because data that ships has passed it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from glasshouse.vocab.entry import Entry, Table, shipped_data
from glasshouse.vocab.terms import (
    Apis,
    BroadcastSpec,
    CallbackSpec,
    DataKind,
    Facts,
    FieldSpec,
    IntentSpec,
    Kinds,
    Level,
    MethodSpec,
    Permission,
    ResolverSpec,
    Sensitive,
    ServiceSpec,
    UriSpec,
    VocabError,
    When,
)

ROOT = "personal_data"
"""The kind of data that covers every other."""

_PARAMS = re.compile(r"\((?:\[*(?:[BCDFIJSZ]|L[\w$/-]+;))*\)")
_LEVELS = {level.value: level for level in Level}
_SENSITIVE = {mark.value: mark for mark in Sensitive}


@cache
def load_kinds(folder: Path | None = None) -> Kinds:
    """Return the kinds of data. Raises ``VocabError`` at the first wrong entry, unknown parent or ring of parents."""
    table = Table(folder or shipped_data(), "data_kinds.toml")
    entries = table.entries("kind", "id")
    table.done()
    read = [(entry, _read_kind(entry, table)) for entry in entries]
    parents = {kind.id: _parents(kind) for _, kind in read}
    by_id: dict[str, DataKind] = {}
    for entry, kind in read:
        if kind.id in by_id:
            raise entry.wrong("id", "an id that is not used twice")
        by_id[kind.id] = _with_ancestors(entry, kind, parents)
    return Kinds(table.version, table.date, MappingProxyType(by_id))


def _read_kind(entry: Entry, table: Table) -> DataKind:
    marks = []
    for name in entry.texts("sensitive"):
        if name not in _SENSITIVE:
            raise entry.wrong("sensitive", f"some of {sorted(_SENSITIVE)}, found {name!r}")
        marks.append(_SENSITIVE[name])
    kind = DataKind(
        id=entry.text("id"),
        en=entry.text("en"),
        zh=entry.text("zh"),
        dpv=entry.text_or("dpv", None),
        sensitive=tuple(marks),
        also_under=entry.texts("also_under"),
        ancestors=frozenset(),
        source=entry.text_or("source", table.source),
        date=entry.date_or("date", table.date),
    )
    entry.done()
    return kind


def _parents(kind: DataKind) -> tuple[str, ...]:
    dotted = kind.id.rpartition(".")[0]
    if dotted:
        return (dotted, *kind.also_under)
    return kind.also_under if kind.id == ROOT else (ROOT, *kind.also_under)


def _with_ancestors(entry: Entry, kind: DataKind, parents: dict[str, tuple[str, ...]]) -> DataKind:
    found = {kind.id}
    waiting = list(parents[kind.id])
    while waiting:
        name = waiting.pop()
        if name == kind.id:
            raise entry.wrong("also_under", "kinds that are not under this one themselves: this is a ring")
        if name not in parents:
            field = "also_under" if name in kind.also_under else "id"
            raise entry.wrong(field, f"a known kind above it, found {name!r}")
        if name not in found:
            found.add(name)
            waiting += parents[name]
    return replace(kind, ancestors=frozenset(found))


@cache
def load_permissions(folder: Path | None = None) -> tuple[Permission, ...]:
    """Return every permission, in the order of the file. Raises ``VocabError`` at the first wrong entry."""
    table = Table(folder or shipped_data(), "permissions.toml")
    entries = table.entries("permission", "id")
    table.done()
    return tuple(_read_permission(entry, table) for entry in entries)


def _read_permission(entry: Entry, table: Table) -> Permission:
    level = entry.text("level")
    if level not in _LEVELS:
        raise entry.wrong("level", f"one of {sorted(_LEVELS)}, found {level!r}")
    permission = Permission(
        id=entry.text("id"),
        en=entry.text("en"),
        zh=entry.text("zh"),
        opens=entry.texts("opens"),
        writes=entry.texts("writes"),
        level=_LEVELS[level],
        since=entry.number("since"),
        until=entry.number_or("until", None),
        implies=entry.texts("implies"),
        source=entry.text_or("source", table.source),
        date=entry.date_or("date", table.date),
    )
    entry.done()
    return permission


@cache
def load_apis(folder: Path | None = None) -> Apis:
    """Return every API entry of ``apis/*.toml``. Raises ``VocabError`` at the first wrong entry."""
    root = folder or shipped_data()
    names = sorted(item.name for item in (root / "apis").iterdir() if item.name.endswith(".toml"))
    if not names:
        raise VocabError("apis", "folder", "files", "at least one .toml file")
    tables = [Table(root, f"apis/{name}") for name in names]
    apis = Apis(
        version=max(table.version for table in tables),
        date=max(table.date for table in tables),
        methods=tuple(_method(e, t) for t in tables for e in t.entries("method", "class", "name", "params")),
        fields=tuple(_field(e, t) for t in tables for e in t.entries("field", "class", "name")),
        callbacks=tuple(_callback(e, t) for t in tables for e in t.entries("callback", "class", "name", "params")),
        uris=tuple(_uri(e, t) for t in tables for e in t.entries("uri", "uri")),
        resolvers=tuple(_resolver(e, t) for t in tables for e in t.entries("resolver", "class", "name", "params")),
        services=tuple(_service(e, t) for t in tables for e in t.entries("service", "name")),
        broadcasts=tuple(_broadcast(e, t) for t in tables for e in t.entries("broadcast", "action")),
        intents=tuple(_intent(e, t) for t in tables for e in t.entries("intent", "action", "mime")),
    )
    for table in tables:
        table.done()
    return apis


def _facts(entry: Entry, table: Table, owner: str = "") -> Facts:
    facts = Facts(
        data=entry.texts("data"),
        infers=entry.texts("infers"),
        permission=entry.texts("permission"),
        also_needs=entry.texts("also_needs"),
        since=entry.number_or("since", 1),
        until=entry.number_or("until", None),
        mediated=entry.flag("mediated"),
        note=entry.text_or("note", ""),
        source=_source(entry, table, owner),
        date=entry.date_or("date", table.date),
        file=table.file,
    )
    if not facts.data and not facts.infers:
        raise entry.wrong("data", "at least one kind of data here or in infers")
    entry.done()
    return facts


def _source(entry: Entry, table: Table, owner: str) -> str:
    """Take the entry's own source, or the page of its class below the file's ``source_base``."""
    page = table.source
    if table.source_base and owner:
        page = table.source_base + owner.replace(".", "/").replace("$", ".")
    return entry.text_or("source", page)


def _params(entry: Entry) -> str | None:
    params = entry.text_or("params", None)
    if params is not None and not _PARAMS.fullmatch(params):
        raise entry.wrong("params", f"the parameter part of a descriptor, as '(I[B)', found {params!r}")
    return params


def _when(entry: Entry) -> When | None:
    inner = entry.table("when")
    if inner is None:
        return None
    when = When(inner.number("arg"), inner.constants("equals"))
    inner.done()
    return when


def _method(entry: Entry, table: Table) -> MethodSpec:
    owner = entry.text("class")
    return MethodSpec(owner, entry.text("name"), _params(entry), _when(entry), _facts(entry, table, owner))


def _field(entry: Entry, table: Table) -> FieldSpec:
    owner = entry.text("class")
    return FieldSpec(owner, entry.text("name"), _facts(entry, table, owner))


def _callback(entry: Entry, table: Table) -> CallbackSpec:
    owner = entry.text("class")
    return CallbackSpec(owner, entry.text("name"), _params(entry), _facts(entry, table, owner))


def _uri(entry: Entry, table: Table) -> UriSpec:
    uri = entry.text("uri")
    if not uri.startswith("content://") or uri.endswith("/"):
        raise entry.wrong("uri", f"content://authority/path without a slash at the end, found {uri!r}")
    constants = entry.texts("constants")
    return UriSpec(uri, constants, _facts(entry, table, constants[0].rpartition(".")[0] if constants else ""))


def _resolver(entry: Entry, table: Table) -> ResolverSpec:
    owner = entry.text("class")
    spec = ResolverSpec(
        owner=owner,
        name=entry.text("name"),
        params=_params(entry),
        uri_arg=entry.number("uri_arg"),
        observe=entry.flag("observe"),
        authority=entry.flag("authority"),
        since=entry.number_or("since", 1),
        source=_source(entry, table, owner),
        date=entry.date_or("date", table.date),
        file=table.file,
    )
    entry.done()
    return spec


def _service(entry: Entry, table: Table) -> ServiceSpec:
    owner = entry.text("class")
    spec = ServiceSpec(
        name=entry.text("name"),
        constant=entry.text_or("constant", None),
        owner=owner,
        since=entry.number_or("since", 1),
        source=_source(entry, table, owner),
        date=entry.date_or("date", table.date),
        file=table.file,
    )
    entry.done()
    return spec


def _broadcast(entry: Entry, table: Table) -> BroadcastSpec:
    return BroadcastSpec(entry.text("action"), _facts(entry, table))


def _intent(entry: Entry, table: Table) -> IntentSpec:
    return IntentSpec(entry.text("action"), entry.text_or("mime", None), _facts(entry, table))
