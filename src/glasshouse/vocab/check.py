"""Ask whether the vocabulary as a whole makes sense: ids that exist, no rings, no doubles, both languages.

Slower than ``load`` and run by the tests and by ``python -m glasshouse.vocab.check``, not by an audit. Every check is
one function that yields the errors it finds; loading itself stops at the first entry it cannot read.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from glasshouse.vocab.load import ROOT, load_apis, load_kinds, load_permissions
from glasshouse.vocab.terms import (
    Apis,
    BroadcastSpec,
    CallbackSpec,
    DataKind,
    Facts,
    FieldSpec,
    IntentSpec,
    Kinds,
    MethodSpec,
    Permission,
    ResolverSpec,
    ServiceSpec,
    UriSpec,
    VocabError,
)

NEWEST_API = 36
"""The newest Android API level that entries may name."""

ANY_BELOW = ".*"
"""The end of a permission that stands for every permission below a prefix."""

KINDS_FILE = "data_kinds.toml"
PERMISSIONS_FILE = "permissions.toml"

_KIND_ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
_CLASS = re.compile(r"[a-z]\w*(\.\w+)*\.\w+(\$\w+)*")
_NAME = re.compile(r"\w+|<init>")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_DPV = "https://w3id.org/dpv"
_TWICE = 2

WithFacts = MethodSpec | FieldSpec | CallbackSpec | UriSpec | BroadcastSpec | IntentSpec
WithOwner = MethodSpec | FieldSpec | CallbackSpec | ResolverSpec | ServiceSpec


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that is checked together."""

    kinds: Kinds
    permissions: tuple[Permission, ...]
    apis: Apis


def check(folder: Path | None = None) -> list[VocabError]:
    """Return every error of the vocabulary in ``folder`` (default: the shipped one), in a fixed order."""
    try:
        words = Vocabulary(load_kinds(folder), load_permissions(folder), load_apis(folder))
    except VocabError as error:
        return [error]
    return [error for ask in CHECKS for error in ask(words)]


def label_of(spec: WithFacts | ResolverSpec | ServiceSpec) -> str:
    """Name an API entry in an error."""
    match spec:
        case MethodSpec() | CallbackSpec() | ResolverSpec():
            return f"{spec.owner}.{spec.name}{spec.params or ''}"
        case FieldSpec():
            return f"{spec.owner}.{spec.name}"
        case UriSpec():
            return spec.uri
        case ServiceSpec():
            return f"service {spec.name}"
        case BroadcastSpec() | IntentSpec():
            return spec.action


def _with_facts(apis: Apis) -> Iterator[WithFacts]:
    yield from apis.methods
    yield from apis.fields
    yield from apis.callbacks
    yield from apis.uris
    yield from apis.broadcasts
    yield from apis.intents


def _without_facts(apis: Apis) -> Iterator[ResolverSpec | ServiceSpec]:
    yield from apis.resolvers
    yield from apis.services


def _with_owner(apis: Apis) -> Iterator[tuple[str, WithOwner]]:
    for spec in _with_facts(apis):
        if isinstance(spec, (MethodSpec, FieldSpec, CallbackSpec)):
            yield spec.facts.file, spec
    for other in _without_facts(apis):
        yield other.file, other


def _kinds_are_well_formed(words: Vocabulary) -> Iterator[VocabError]:
    by_id = words.kinds.by_id
    if ROOT not in by_id:
        yield VocabError(KINDS_FILE, "kind", "id", f"the kind {ROOT!r} that covers all others")
    for kind in by_id.values():
        if not _KIND_ID.fullmatch(kind.id):
            yield VocabError(KINDS_FILE, kind.id, "id", "small words joined by dots")
        if kind.dpv is not None and not kind.dpv.startswith(_DPV):
            yield VocabError(KINDS_FILE, kind.id, "dpv", f"an address below {_DPV}")
        for parent in kind.also_under:
            if kind.id.startswith(parent + ".") or parent == ROOT:
                yield VocabError(
                    KINDS_FILE, kind.id, "also_under", f"no parent that covers it anyway, found {parent!r}"
                )


def _children_are_as_sensitive(words: Vocabulary) -> Iterator[VocabError]:
    by_id = words.kinds.by_id
    for kind in by_id.values():
        for parent in sorted(kind.ancestors):
            for mark in by_id[parent].sensitive:
                if mark not in kind.sensitive:
                    yield VocabError(KINDS_FILE, kind.id, "sensitive", f"{mark.value!r} as in {parent!r} above it")


def _both_languages(words: Vocabulary) -> Iterator[VocabError]:
    named: list[tuple[str, DataKind | Permission]] = [(KINDS_FILE, kind) for kind in words.kinds.by_id.values()]
    named += [(PERMISSIONS_FILE, permission) for permission in words.permissions]
    for file, term in named:
        if not _CHINESE.search(term.zh):
            yield VocabError(file, term.id, "zh", f"Chinese, found {term.zh!r}")
        if _CHINESE.search(term.en):
            yield VocabError(file, term.id, "en", f"English, found {term.en!r}")


def _kinds_exist(words: Vocabulary) -> Iterator[VocabError]:
    known = words.kinds.by_id
    for permission in words.permissions:
        for field, ids in (("opens", permission.opens), ("writes", permission.writes)):
            yield from _unknown(PERMISSIONS_FILE, permission.id, field, ids, known)
    for spec in _with_facts(words.apis):
        for field, ids in (("data", spec.facts.data), ("infers", spec.facts.infers)):
            yield from _unknown(spec.facts.file, label_of(spec), field, ids, known)


def _unknown(file: str, label: str, field: str, ids: Iterable[str], known: Iterable[str]) -> Iterator[VocabError]:
    for name in ids:
        if name not in known:
            yield VocabError(file, label, field, f"an id that the vocabulary holds, found {name!r}")


def _permissions_exist(words: Vocabulary) -> Iterator[VocabError]:
    known = {permission.id for permission in words.permissions}
    for permission in words.permissions:
        yield from _unknown(PERMISSIONS_FILE, permission.id, "implies", permission.implies, known)
    for spec in _with_facts(words.apis):
        for field, ids in (("permission", spec.facts.permission), ("also_needs", spec.facts.also_needs)):
            plain = [name for name in ids if not name.endswith(ANY_BELOW)]
            yield from _unknown(spec.facts.file, label_of(spec), field, plain, known)
            for name in set(ids) - set(plain):
                if not any(other.startswith(name[:-1]) for other in known):
                    yield VocabError(spec.facts.file, label_of(spec), field, f"a prefix of permissions, found {name!r}")


def _implied_without_rings(words: Vocabulary) -> Iterator[VocabError]:
    implied = {permission.id: permission.implies for permission in words.permissions}
    for start, first in implied.items():
        seen: set[str] = set()
        waiting = list(first)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += implied.get(name, ())
        if start in seen:
            yield VocabError(PERMISSIONS_FILE, start, "implies", "no permission that implies this one: a ring")


def _levels_are_in_order(words: Vocabulary) -> Iterator[VocabError]:
    for permission in words.permissions:
        yield from _levels(PERMISSIONS_FILE, permission.id, permission.since, permission.until)
    for spec in _with_facts(words.apis):
        yield from _levels(spec.facts.file, label_of(spec), spec.facts.since, spec.facts.until)
    for other in _without_facts(words.apis):
        yield from _levels(other.file, label_of(other), other.since, None)


def _levels(file: str, label: str, since: int, until: int | None) -> Iterator[VocabError]:
    if not 1 <= since <= NEWEST_API:
        yield VocabError(file, label, "since", f"an API level from 1 to {NEWEST_API}, found {since}")
    if until is not None and not since <= until <= NEWEST_API:
        yield VocabError(file, label, "until", f"an API level from {since} to {NEWEST_API}, found {until}")


def _sources_and_dates(words: Vocabulary) -> Iterator[VocabError]:
    for kind in words.kinds.by_id.values():
        yield from _dated(KINDS_FILE, kind.id, kind.date)
    for permission in words.permissions:
        yield from _dated(PERMISSIONS_FILE, permission.id, permission.date)
        yield from _sourced(PERMISSIONS_FILE, permission.id, permission.source)
    for spec in _with_facts(words.apis):
        facts: Facts = spec.facts
        yield from _dated(facts.file, label_of(spec), facts.date)
        yield from _sourced(facts.file, label_of(spec), facts.source)
    for other in _without_facts(words.apis):
        yield from _dated(other.file, label_of(other), other.date)
        yield from _sourced(other.file, label_of(other), other.source)


def _dated(file: str, label: str, text: str) -> Iterator[VocabError]:
    try:
        date.fromisoformat(text)
    except ValueError:
        yield VocabError(file, label, "date", f"a day that exists, found {text!r}")


def _sourced(file: str, label: str, source: str) -> Iterator[VocabError]:
    if not source.startswith(("https://", "http://")) or " " in source:
        yield VocabError(file, label, "source", f"the address of a page, found {source!r}")


def _names_are_java(words: Vocabulary) -> Iterator[VocabError]:
    for file, spec in _with_owner(words.apis):
        if not _CLASS.fullmatch(spec.owner):
            yield VocabError(file, label_of(spec), "class", "a class as java.util.Map$Entry")
        if not isinstance(spec, ServiceSpec) and not _NAME.fullmatch(spec.name):
            yield VocabError(file, label_of(spec), "name", f"a Java name, found {spec.name!r}")


def _nothing_twice(words: Vocabulary) -> Iterator[VocabError]:
    apis = words.apis
    seen: Counter[tuple[object, ...]] = Counter()
    where: list[tuple[str, str, tuple[object, ...]]] = []
    where += [(PERMISSIONS_FILE, p.id, ("permission", p.id)) for p in words.permissions]
    where += [(f.facts.file, label_of(f), ("field", f.owner, f.name)) for f in apis.fields]
    where += [(c.facts.file, label_of(c), ("callback", c.owner, c.name, c.params)) for c in apis.callbacks]
    where += [(u.facts.file, label_of(u), ("uri", u.uri)) for u in apis.uris]
    where += [(u.facts.file, label_of(u), ("constant", name)) for u in apis.uris for name in u.constants]
    where += [(r.file, label_of(r), ("resolver", r.owner, r.name, r.params)) for r in apis.resolvers]
    where += [(s.file, label_of(s), ("service", s.name)) for s in apis.services]
    where += [(b.facts.file, label_of(b), ("broadcast", b.action)) for b in apis.broadcasts]
    where += [(i.facts.file, label_of(i), ("intent", i.action, i.mime)) for i in apis.intents]
    for file, label, key in where:
        seen[key] += 1
        if seen[key] == _TWICE:
            yield VocabError(file, label, str(key[0]), "an entry that is not there twice")


def _conditions_are_apart(words: Vocabulary) -> Iterator[VocabError]:
    """For one method at most one entry can answer: conditions share no constant, and there is one fallback."""
    taken: dict[tuple[object, ...], str] = {}
    for spec in words.apis.methods:
        base = (spec.owner, spec.name, spec.params)
        keys = [(*base, spec.when.arg, value) for value in spec.when.equals] if spec.when else [base]
        if spec.when is None and spec.params is not None and (spec.owner, spec.name, None) in taken:
            yield VocabError(spec.facts.file, label_of(spec), "params", "no entry for all overloads beside it")
        for key in keys:
            if key in taken:
                yield VocabError(spec.facts.file, label_of(spec), "when", f"a case of its own, found {key[-1]!r}")
            taken[key] = spec.facts.file


CHECKS = (
    _kinds_are_well_formed,
    _children_are_as_sensitive,
    _both_languages,
    _kinds_exist,
    _permissions_exist,
    _implied_without_rings,
    _levels_are_in_order,
    _sources_and_dates,
    _names_are_java,
    _nothing_twice,
    _conditions_are_apart,
)
"""Every check, in the order of the errors."""


def main() -> int:
    """Write every error, one a line; 0 when there is none."""
    errors = check()
    for error in errors:
        sys.stdout.write(f"{error}\n")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
