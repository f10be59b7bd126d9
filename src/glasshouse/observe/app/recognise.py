"""Gather the traces that SDKs, packers and other runtimes leave in a package, and have them graded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glasshouse import _core
from glasshouse.model.ids import PartyId
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.party import Party
from glasshouse.model.place import FilePlace
from glasshouse.observe.app.calls import PackageUse
from glasshouse.observe.app.manifest import Component, Manifest
from glasshouse.observe.app.names import Labels, names_in
from glasshouse.observe.app.outside import Outside, Shown, outside
from glasshouse.observe.app.sdks import (
    Mark,
    PackageTrace,
    SdkFound,
    Traces,
    sdks_in,
    wanted_hosts,
    wanted_strings,
)
from glasshouse.open.artifact import AppFile, Part
from glasshouse.vocab.sdks import load_sdks, prefixes

_ANDROID_META = ("android.", "com.android.")


@dataclass(frozen=True, slots=True)
class Recognised:
    """SDKs with their grades, names of other libraries, code outside the DEX files. ``families`` were looked for."""

    sdks: tuple[SdkFound, ...]
    labels: Labels
    outside: tuple[Outside, ...]
    not_looked: tuple[NotLooked, ...]
    families: int

    @property
    def parties(self) -> tuple[Party, ...]:
        """The rows of the audit."""
        return tuple(found.party() for found in self.sdks)

    def sdk_of(self, package: str) -> PartyId | None:
        """The SDK that a dotted package belongs to by the longest prefix, if it was found at all."""
        sdk = prefixes().owner_of(package)
        if sdk is None or all(found.sdk.id != sdk.id for found in self.sdks):
            return None
        return PartyId(f"sdk:{sdk.id}")


def recognise(
    app: AppFile,
    manifest: Manifest | None,
    program: _core.Program,
    packages: Sequence[PackageUse],
    *,
    unread: bool = False,
) -> Recognised:
    """Look for every SDK family, packer and runtime of the vocabulary. ``unread``: a code file could not be read."""
    names = _logical_names(app)
    entries = tuple(names)
    shown = _shown(manifest, entries, program, unread=unread)
    found_outside = tuple(
        replace(item, files=tuple(names[file][0].inside(names[file][1]) for file in item.files))
        for item in outside(shown, lambda name: _head(names, name))
    )
    hidden = any(item.kind in ("packer", "hidden") for item in found_outside)
    lost: list[NotLooked] = []
    try:
        strings, hosts = program.strings(list(wanted_strings()), list(wanted_hosts()))
    except _core.CoreError as error:
        strings, hosts = [], []
        detail = f"{app.name}: the strings of the code: {error}"
        lost.append(NotLooked("the strings of the code", Why.DAMAGED, FilePlace(app.name), detail, (app.name,)))
    traces = Traces(
        packages=tuple(
            PackageTrace(use.name, use.classes, use.code_units, use.platform_calls, use.reached) for use in packages
        ),
        entries=entries,
        native=tuple(
            Mark(name.rpartition("/")[2], FilePlace(part.inside(entry)))
            for name, (part, entry) in sorted(names.items())
            if name.endswith(".so")
        ),
        hosts=tuple(Mark(host) for host in hosts),
        strings=tuple(Mark(text) for text in strings),
        code_read=bool(packages) and not hidden,
        **_manifest_marks(manifest),
    )
    file = manifest.file if manifest else "AndroidManifest.xml"
    return Recognised(
        sdks=sdks_in(traces),
        labels=Labels(names_in(traces)),
        outside=found_outside,
        not_looked=(*(item.not_looked(file) for item in found_outside), *lost),
        families=len(load_sdks()),
    )


def _logical_names(app: AppFile) -> dict[str, tuple[Part, str]]:
    """Entries by the name they have in an installed APK: a module's folder and an AAR's ``jni`` are taken off.

    Code that was read is left out: it is not outside.
    """
    read = {(file.part.name, file.entry) for file in app.code}
    names: dict[str, tuple[Part, str]] = {}
    for part, entry in app.entries():
        if (part.name, entry) in read:
            continue
        name = entry
        if app.kind == "aab":
            module, _, inside = entry.partition("/")
            name = inside.removeprefix("root/") if module not in ("META-INF", "BUNDLE-METADATA") and inside else entry
        elif app.kind == "aar" and entry.startswith("jni/"):
            name = "lib/" + entry.removeprefix("jni/")
        names.setdefault(name, (part, entry))
    return names


def _manifest_marks(manifest: Manifest | None) -> dict[str, tuple[Mark, ...]]:
    if manifest is None:
        return {}
    components = manifest.components
    meta_data = [*manifest.meta_data, *(item for part in components for item in part.meta_data)]
    asked = [Mark(item.name, item.place) for item in manifest.permissions]
    return {
        "components": tuple(mark for part in components for mark in _component_marks(part)),
        "meta_data": tuple(
            Mark(item.name, item.place, item.value) for item in meta_data if not item.name.startswith(_ANDROID_META)
        ),
        "authorities": tuple(Mark(name, part.place) for part in components for name in part.authorities),
        "permissions": (*asked, *(Mark(name) for name in manifest.defined_permissions)),
        "actions": tuple(Mark(name, part.place) for part in components for name in part.actions),
    }


def _component_marks(component: Component) -> tuple[Mark, ...]:
    names = dict.fromkeys((component.name, component.class_name))
    return tuple(Mark(name, component.place) for name in names)


def _shown(manifest: Manifest | None, entries: tuple[str, ...], program: _core.Program, *, unread: bool) -> Shown:
    if manifest is None:
        return Shown(entries)
    components = tuple(sorted({part.class_name for part in manifest.components}))
    wanted = [*components, *([manifest.application] if manifest.application else [])]
    defined = frozenset(name for name, there in zip(wanted, program.defines(wanted), strict=True) if there)
    # Where code could not be read, what it does not define says nothing.
    _, lost = program.problems()
    was_read = program.counts()[0] > 0 or not (unread or any(lost))
    launchers = tuple(sorted({part.class_name for part in manifest.components if part.launcher}))
    return Shown(entries, manifest.application, components, defined if was_read else None, manifest.file, launchers)


def _head(names: dict[str, tuple[Part, str]], name: str) -> bytes | None:
    """The first bytes of an entry, or nothing when it cannot be read."""
    found = names.get(name)
    if found is None:
        return None
    part, entry = found
    try:
        return part.package.read(entry)[:16]
    except (_core.FormatError, _core.CoreError, KeyError):
        return None
