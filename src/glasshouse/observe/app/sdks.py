"""Which SDKs are in the app, and how sure that is.

Shrinkers rename classes, so a missing prefix proves nothing; manifest components, authorities and library names stay.
The rules, in the order in which they are tried:

1. classes under a prefix that decides: *stub* when they do nothing, reached or not; *reachable* when an entry point
   leads into them; else *present*;
2. no such classes, but two kinds of sign, one of them strong: *present*, and renamed when the code was read;
3. any other sign: *unknown*, with the reason.

There is no "absent": where no sign was found, no row is made, and what that means depends on what was looked at.
Prefixes of one label never decide; hosts and words never decide, alone or together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from glasshouse.model.ids import PartyId
from glasshouse.model.party import Party, PartyKind, Presence, Sign
from glasshouse.model.place import Place, place_key
from glasshouse.vocab.sdks import (
    SIGN_KINDS,
    WEAK_KINDS,
    Company,
    Sdk,
    load_parties,
    load_sdks,
    prefixes,
    weak_prefixes,
)

#: A class of empty methods takes about this many code units; more is work.
_IDLE_UNITS_PER_CLASS = 40

#: So many kinds of sign, one of them firm, make a presence.
_ENOUGH_KINDS = 2


@dataclass(frozen=True, slots=True)
class PackageTrace:
    """The code of one dotted package, sub-packages apart.

    ``code_units`` counts 16-bit units of method bodies; ``platform_calls`` calls of framework methods other than the
    constructor of ``Object``; ``reachable_methods`` is absent when no call graph was made.
    """

    name: str
    classes: int
    code_units: int
    platform_calls: int
    reachable_methods: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found by name. ``data`` is the value of a meta-data element."""

    value: str
    place: Place | None = None
    data: str | None = None


@dataclass(frozen=True, slots=True)
class Traces:
    """What was found in one app. ``code_read`` is false when the real code could not be read (packed, damaged).

    ``permissions`` are all that the manifest declares or asks for; ``actions`` those of intent filters and queries;
    ``entries`` names in the archive; ``native`` file names of shared libraries; ``hosts`` and ``strings`` those of
    :func:`wanted_hosts` and :func:`wanted_strings` that occur in the code or its resources.
    """

    packages: tuple[PackageTrace, ...] = ()
    components: tuple[Mark, ...] = ()
    meta_data: tuple[Mark, ...] = ()
    authorities: tuple[Mark, ...] = ()
    permissions: tuple[Mark, ...] = ()
    actions: tuple[Mark, ...] = ()
    entries: tuple[str, ...] = ()
    native: tuple[Mark, ...] = ()
    hosts: tuple[Mark, ...] = ()
    strings: tuple[Mark, ...] = ()
    code_read: bool = True


class Because(StrEnum):
    """Why a presence was given; the report phrases it in both languages."""

    CODE_REACHABLE = "code_reachable"
    CODE_PRESENT = "code_present"
    CODE_IDLE = "code_idle"  # classes without platform calls and hardly any instructions
    TWO_KINDS_RENAMED = "two_kinds_renamed"  # two kinds of sign, no class under its prefix
    TWO_KINDS_CODE_NOT_READ = "two_kinds_code_not_read"
    ONE_STRONG_SIGN = "one_strong_sign"
    ONLY_WEAK_SIGNS = "only_weak_signs"  # hosts, words, prefixes too short to decide


@dataclass(frozen=True, slots=True)
class SdkFound:
    """One family with at least one sign. ``switched_off`` are manifest switches that turn it off."""

    sdk: Sdk
    presence: Presence
    because: Because
    signs: tuple[Sign, ...]
    renamed: bool = False
    switched_off: tuple[str, ...] = ()

    def party(self) -> Party:
        """Return the row of the audit's parties."""
        company = load_parties().get(self.sdk.owner) or Company(self.sdk.owner, self.sdk.owner, "ZZ")
        return Party(
            id=PartyId(f"sdk:{self.sdk.id}"),
            name=self.sdk.name,
            kind=PartyKind.SDK,
            name_zh=self.sdk.zh,
            owner=company.name,
            owner_zh=company.zh,
            country=None if company.country == "ZZ" else company.country,
            roles=self.sdk.roles,
            presence=self.presence,
            renamed=self.renamed,
            signs=self.signs,
            reason=self.because.value,
        )


def sdks_in(traces: Traces) -> tuple[SdkFound, ...]:
    """Grade every family that left a sign, sorted by id. The order of the traces does not matter."""
    code = _code_by_family(traces.packages)
    signs: dict[str, set[Sign]] = defaultdict(set)
    for sdk, sign in _signs(traces):
        signs[sdk.id].add(sign)
    off = _switched_off(traces.meta_data)
    return tuple(
        _graded(
            sdk,
            tuple(code.get(sdk.id, ())),
            signs.get(sdk.id, set()),
            off.get(sdk.id, ()),
            code_read=traces.code_read,
        )
        for sdk in load_sdks()
        if sdk.id in code or sdk.id in signs
    )


@cache
def wanted_hosts() -> tuple[str, ...]:
    """Hosts worth searching for, sorted; a host below one of them counts as well."""
    return tuple(sorted({host for sdk in load_sdks() for host in sdk.endpoint}))


@cache
def wanted_strings() -> tuple[str, ...]:
    """Words worth searching for, sorted; one counts wherever it occurs inside a string of the code."""
    return tuple(sorted({word for sdk in load_sdks() for word in sdk.string}))


def _graded(
    sdk: Sdk, packages: tuple[PackageTrace, ...], signs: set[Sign], off: tuple[str, ...], *, code_read: bool
) -> SdkFound:
    firm = [sign for sign in signs if not _is_weak(sign)]
    kinds = {sign.kind for sign in signs}
    decided = any(sign.kind == "prefix" or len(kinds) >= _ENOUGH_KINDS for sign in firm)
    renamed = False
    if decided and packages:
        presence, because = _graded_code(packages)
    elif decided:
        presence, renamed = Presence.PRESENT, code_read
        because = Because.TWO_KINDS_RENAMED if code_read else Because.TWO_KINDS_CODE_NOT_READ
    else:
        presence = Presence.UNKNOWN
        because = Because.ONE_STRONG_SIGN if firm else Because.ONLY_WEAK_SIGNS
    ordered = tuple(sorted(signs, key=_sign_key))
    return SdkFound(sdk, presence, because, ordered, renamed, off)


def _graded_code(packages: tuple[PackageTrace, ...]) -> tuple[Presence, Because]:
    classes = sum(package.classes for package in packages)
    units = sum(package.code_units for package in packages)
    calls = sum(package.platform_calls for package in packages)
    if calls == 0 and units <= _IDLE_UNITS_PER_CLASS * classes:
        return Presence.STUB, Because.CODE_IDLE
    if any(package.reachable_methods for package in packages):
        return Presence.REACHABLE, Because.CODE_REACHABLE
    return Presence.PRESENT, Because.CODE_PRESENT


def _code_by_family(packages: Iterable[PackageTrace]) -> dict[str, list[PackageTrace]]:
    found: dict[str, list[PackageTrace]] = defaultdict(list)
    for package in packages:
        sdk = prefixes().owner_of(package.name) or weak_prefixes().owner_of(package.name)
        if sdk is not None and package.classes:
            found[sdk.id].append(package)
    return found


def _signs(traces: Traces) -> Iterator[tuple[Sdk, Sign]]:
    yield from _prefix_signs(traces.packages)
    named: tuple[tuple[str, tuple[Mark, ...]], ...] = (
        ("component", traces.components),
        ("meta_data", traces.meta_data),
        ("authority", traces.authorities),
        ("permission", traces.permissions),
        ("action", traces.actions),
        ("string", traces.strings),
    )
    for kind, marks in named:
        for mark in marks:
            for sdk in _named(kind, mark.value):
                yield sdk, Sign(kind, mark.value, mark.place)
    for mark in traces.native:
        name = mark.value.rpartition("/")[2]
        for sdk in _libraries(name):
            yield sdk, Sign("native", name, mark.place)
    for entry in traces.entries:
        for sdk, asset in _assets(entry):
            yield sdk, Sign("asset", asset)
    for mark in traces.hosts:
        sdk_of_host = _host_owner(mark.value)
        if sdk_of_host is not None:
            yield sdk_of_host, Sign("endpoint", mark.value, mark.place)


def _prefix_signs(packages: Iterable[PackageTrace]) -> Iterator[tuple[Sdk, Sign]]:
    first: dict[tuple[str, str], PackageTrace] = {}
    for package in packages:
        if not package.classes:
            continue
        found = prefixes().match(package.name) or weak_prefixes().match(package.name)
        if found is not None:
            key = (found[1].id, found[0])
            if key not in first or package.name < first[key].name:
                first[key] = package
    by_id = _by_id()
    for (sdk_id, prefix), package in first.items():
        yield by_id[sdk_id], Sign("prefix", prefix, package.place)


def _is_weak(sign: Sign) -> bool:
    if sign.kind in WEAK_KINDS:
        return True
    return sign.kind == "prefix" and ("." not in sign.value or sign.value in _weak_values())


def _sign_key(sign: Sign) -> tuple[int, str, tuple[str, ...]]:
    return SIGN_KINDS.index(sign.kind), sign.value, place_key(sign.place) if sign.place else ()


def _switched_off(meta_data: Iterable[Mark]) -> dict[str, tuple[str, ...]]:
    values = {mark.value: mark.data for mark in meta_data}
    found: dict[str, tuple[str, ...]] = {}
    for sdk in load_sdks():
        off = tuple(switch.meta_data for switch in sdk.switches if values.get(switch.meta_data) == switch.off)
        if off:
            found[sdk.id] = off
    return found


@cache
def _by_id() -> dict[str, Sdk]:
    return {sdk.id: sdk for sdk in load_sdks()}


@cache
def _weak_values() -> frozenset[str]:
    return frozenset(prefix for sdk in load_sdks() for prefix in sdk.weak)


@cache
def _table(kind: str) -> tuple[dict[str, Sdk], tuple[tuple[str, Sdk], ...]]:
    """Exact values, and suffixes, of one kind of sign."""
    exact: dict[str, Sdk] = {}
    suffixes: list[tuple[str, Sdk]] = []
    for sdk in load_sdks():
        for value in sdk.signs(kind):
            if value.startswith(".") and kind != "string":
                suffixes.append((value, sdk))
            else:
                exact[value] = sdk
    return exact, tuple(suffixes)


def _named(kind: str, value: str) -> Iterator[Sdk]:
    exact, suffixes = _table(kind)
    sdk = exact.get(value)
    if sdk is not None:
        yield sdk
    for suffix, owner in suffixes:
        if value.endswith(suffix):
            yield owner
    if kind == "component" and sdk is None:
        # A component whose class lies under a family's prefix is a sign of it, listed or not.
        found = prefixes().match(value)
        if found is not None and "." in found[0]:
            yield found[1]


@cache
def _globs(kind: str) -> tuple[tuple[str, str, Sdk], ...]:
    return tuple((*_ends(value), sdk) for sdk in load_sdks() for value in sdk.signs(kind) if "*" in value)


def _ends(glob: str) -> tuple[str, str]:
    head, _, tail = glob.partition("*")
    return head, tail.rpartition("*")[2]


def _libraries(name: str) -> Iterator[Sdk]:
    exact, _ = _table("native")
    sdk = exact.get(name)
    if sdk is not None:
        yield sdk
        return
    for head, tail, owner in _globs("native"):
        if name.startswith(head) and name.endswith(tail) and len(name) >= len(head) + len(tail):
            yield owner
            return


@cache
def _asset_table() -> tuple[dict[str, tuple[str, Sdk]], dict[str, tuple[str, Sdk]], tuple[tuple[str, Sdk], ...]]:
    """Whole names, base names, and folders of asset signs."""
    whole: dict[str, tuple[str, Sdk]] = {}
    base: dict[str, tuple[str, Sdk]] = {}
    folders: list[tuple[str, Sdk]] = []
    for sdk in load_sdks():
        for value in sdk.asset:
            if value.endswith("/"):
                folders.append((value, sdk))
            elif "/" in value:
                whole[value] = (value, sdk)
            else:
                base[value] = (value, sdk)
    return whole, base, tuple(folders)


def _assets(entry: str) -> Iterator[tuple[Sdk, str]]:
    """A sign with a slash is a path in the archive or below ``assets/``; without one, a file name anywhere."""
    whole, base, folders = _asset_table()
    inside = entry.removeprefix("assets/")
    found = whole.get(entry) or whole.get(inside) or base.get(entry.rpartition("/")[2])
    if found is not None:
        yield found[1], found[0]
    for folder, sdk in folders:
        if inside.startswith(folder):
            yield sdk, folder


def _host_owner(host: str) -> Sdk | None:
    exact, _ = _table("endpoint")
    name = host.lower().rstrip(".")
    while name:
        sdk = exact.get(name)
        if sdk is not None:
            return sdk
        name = name.partition(".")[2]
    return None
