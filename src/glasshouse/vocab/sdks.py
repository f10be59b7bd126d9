"""The table of SDKs: who is behind a class prefix, a manifest component, a native library, a host.

A *family* is one product of one owner with at least two kinds of sign. Signs are facts about published packages; what
a vendor or an app *said* about a product (``reads``) is kept apart, with its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import tomli

#: Kinds of sign, strongest first. A *weak* prefix is too short to decide alone.
SIGN_KINDS = (
    "prefix",
    "component",
    "authority",
    "permission",
    "native",
    "meta_data",
    "action",
    "asset",
    "endpoint",
    "string",
)

#: Kinds that never decide alone, nor together: a host or a word may belong to the app's own use of a vendor.
WEAK_KINDS = frozenset({"endpoint", "string"})


@dataclass(frozen=True, slots=True)
class Switch:
    """A manifest switch: the SDK is off when the meta-data has the value ``off``."""

    meta_data: str
    off: str


@dataclass(frozen=True, slots=True)
class Sdk:
    """One SDK family. A sign that begins with a dot is a suffix: the app's own package stands before it."""

    id: str
    name: str
    owner: str
    roles: tuple[str, ...]
    source: str
    date: str
    confidence: str
    zh: str | None = None
    prefix: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    component: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    permission: tuple[str, ...] = ()
    native: tuple[str, ...] = ()
    meta_data: tuple[str, ...] = ()
    action: tuple[str, ...] = ()
    asset: tuple[str, ...] = ()
    endpoint: tuple[str, ...] = ()
    string: tuple[str, ...] = ()
    switches: tuple[Switch, ...] = ()
    reads: tuple[str, ...] = ()
    said_source: str | None = None

    @property
    def is_library(self) -> bool:
        """Whether it is neutral code: it does only what its caller asks of it."""
        return "library" in self.roles

    def signs(self, kind: str) -> tuple[str, ...]:
        """Return the values of one kind of :data:`SIGN_KINDS`."""
        values: tuple[str, ...] = getattr(self, kind)
        return values

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of sign that this family has."""
        return tuple(kind for kind in SIGN_KINDS if self.signs(kind))


@dataclass(frozen=True, slots=True)
class Company:
    """A company, a project or a public body. ``country`` is that of its seat; ``ZZ`` where none is stated."""

    id: str
    name: str
    country: str
    zh: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Packer:
    """A product that hides an app's code. ``stub`` are prefixes of its shell classes, ``asset`` globs of entries.

    A sign that is also ``weak`` is used by other software too and needs another one beside it.
    """

    id: str
    name: str
    zh: str | None
    owner: str | None
    native: tuple[str, ...]
    stub: tuple[str, ...]
    asset: tuple[str, ...]
    weak: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Runtime:
    """Code that is not in the DEX. ``entry`` are globs over archive entries: one is enough, and all of ``all_of``.

    ``magic`` gives the first bytes (hex) that one of the matching entries must have.
    """

    id: str
    name: str
    zh: str
    why: str
    entry: tuple[str, ...]
    all_of: tuple[str, ...] = ()
    magic: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameOnly:
    """A label for marks without a known owner or with one kind of sign: shown, never counted as a family."""

    id: str
    name: str
    team: str | None
    prefix: tuple[str, ...] = ()
    component: tuple[str, ...] = ()
    native: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Longest-prefix look-up on label boundaries: ``com.loc`` holds ``com.loc.x``, never ``com.location``."""

    _table: dict[str, Sdk] = field(repr=False)

    def owner_of(self, package: str) -> Sdk | None:
        """Return the family with the longest prefix at or above a dotted package or class name."""
        found = self.match(package)
        return None if found is None else found[1]

    def match(self, package: str) -> tuple[str, Sdk] | None:
        """Return that prefix as well."""
        name = package
        while name:
            sdk = self._table.get(name)
            if sdk is not None:
                return name, sdk
            name = name.rpartition(".")[0]
        return None


def shipped() -> Path:
    """The folder of the data that travels with the package."""
    return Path(__file__).parent / "data"


@cache
def load_sdks() -> tuple[Sdk, ...]:
    """Return every family, sorted by id. Costs about 20 ms of CPU once."""
    return tuple(sorted((_sdk(row) for row in rows_in("sdks", "sdk")), key=lambda sdk: sdk.id))


@cache
def load_parties() -> dict[str, Company]:
    """Return the companies by id."""
    rows = (
        Company(row["id"], row["name"], row["country"], row.get("zh"), row.get("group"))
        for row in rows_in("parties.toml", "party")
    )
    return {company.id: company for company in sorted(rows, key=lambda company: company.id)}


@cache
def load_roles() -> dict[str, tuple[str, str]]:
    """Return the closed list of roles: id to its English and Chinese names."""
    return {row["id"]: (row["name"], row["zh"]) for row in rows_in("sdk_roles.toml", "role")}


@cache
def load_packers() -> tuple[Packer, ...]:
    """Return the packers, sorted by id."""
    rows = (
        Packer(
            row["id"],
            row["name"],
            row.get("zh"),
            row.get("owner"),
            tuple(row.get("native", ())),
            tuple(row.get("stub", ())),
            tuple(row.get("asset", ())),
            tuple(row.get("weak", ())),
        )
        for row in rows_in("packers.toml", "packer")
    )
    return tuple(sorted(rows, key=lambda packer: packer.id))


@cache
def load_runtimes() -> tuple[Runtime, ...]:
    """Return the runtimes outside the DEX, in the order of the file (the report's order)."""
    return tuple(
        Runtime(
            row["id"],
            row["name"],
            row["zh"],
            row["why"],
            tuple(row["entry"]),
            tuple(row.get("all_of", ())),
            tuple(row.get("magic", ())),
        )
        for row in rows_in("runtimes.toml", "runtime")
    )


@cache
def load_names() -> tuple[NameOnly, ...]:
    """Return the labels that are not families, sorted by id."""
    rows = (
        NameOnly(
            row["id"],
            row["name"],
            row.get("team"),
            tuple(row.get("prefix", ())),
            tuple(row.get("component", ())),
            tuple(row.get("native", ())),
        )
        for row in rows_in("sdks/names_only.toml", "name")
    )
    return tuple(sorted(rows, key=lambda row: row.id))


@cache
def prefixes() -> Prefixes:
    """Return the look-up over the prefixes that may name an owner; weak ones are left out."""
    return Prefixes({prefix: sdk for sdk in load_sdks() for prefix in sdk.prefix})


@cache
def weak_prefixes() -> Prefixes:
    """Return the look-up over prefixes too short to decide alone."""
    return Prefixes({prefix: sdk for sdk in load_sdks() for prefix in sdk.weak})


def rows_in(name: str, key: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of one file, or of every ``.toml`` of a folder in the order of its names.

    ``names_only.toml`` holds rows of another kind: it is read by its own name only.
    """
    place = shipped() / name
    places = sorted(place.iterdir(), key=lambda file: file.name) if place.is_dir() else [place]
    for file in places:
        if file.name.endswith(".toml") and (file.name != "names_only.toml" or not place.is_dir()):
            yield from tomli.loads(file.read_text("utf-8")).get(key, ())


def _sdk(row: dict[str, Any]) -> Sdk:
    signs = {kind: tuple(row[kind]) for kind in (*SIGN_KINDS, "weak") if kind in row}
    return Sdk(
        id=row["id"],
        name=row["name"],
        owner=row["owner"],
        roles=tuple(row["role"]),
        source=row["source"],
        date=row["date"],
        confidence=row["confidence"],
        zh=row.get("zh"),
        switches=tuple(Switch(item["meta_data"], item["off"]) for item in row.get("switch", ())),
        reads=tuple(row.get("reads", ())),
        said_source=row.get("said_source"),
        **signs,
    )
