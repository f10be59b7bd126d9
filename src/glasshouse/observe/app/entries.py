"""Where an app starts: entry points in the order in which Android runs them in a fresh process.

Class initialiser and constructor of the application class, ``attachBaseContext``, every provider (higher ``initOrder``
first) with the initialisers of androidx.startup, ``Application.onCreate``, the launcher activity, everything else.
A provider's ``onCreate`` runs before ``Application.onCreate``: that is how SDKs start themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glasshouse import _core
from glasshouse.model.place import XmlPlace
from glasshouse.observe.app.manifest import Component, Manifest
from glasshouse.open.artifact import AppFile

_STARTUP_PROVIDER = "androidx.startup.InitializationProvider"
_STARTUP_VALUE = "androidx.startup"
_SERVICES = "META-INF/services/"
_MAKING = ("<clinit>", "<init>")


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """A class that Android starts. ``methods`` is empty when Android may call everything it declares.

    ``needs`` are classes, names and actions of which the app's own code has to name one before it is started; empty
    where Android or another app may start it.

    ``kind`` is ``factory``, ``application``, ``provider``, ``startup``, ``launcher``, ``activity``, ``service``,
    ``receiver``, ``layout`` (a class that a layout names), ``service_loader`` (one that ``META-INF/services`` names)
    or ``public`` (a library, called by code that is not here).
    """

    kind: str
    class_name: str
    methods: tuple[str, ...]
    place: XmlPlace | None
    exported: bool = False
    enabled: bool = True
    needs: tuple[str, ...] = ()


def entry_points(manifest: Manifest) -> tuple[EntryPoint, ...]:
    """All entry points of a manifest, in Android's order; components that are switched off come last."""
    found = [*_start(manifest), *_components(manifest)]
    return tuple(sorted(found, key=lambda entry: not entry.enabled))


def _start(manifest: Manifest) -> Iterator[EntryPoint]:
    if manifest.factory:
        yield EntryPoint("factory", manifest.factory, (), manifest.application_place)
    if manifest.application:
        early = (*_MAKING, "attachBaseContext")
        yield EntryPoint("application", manifest.application, early, manifest.application_place)
    for provider in sorted(manifest.of_kind("provider"), key=lambda item: -item.init_order):
        yield _of(provider, "provider", (*_MAKING, "attachInfo", "onCreate"))
        if provider.class_name == _STARTUP_PROVIDER:
            for item in provider.meta_data:
                if item.value == _STARTUP_VALUE:
                    methods = (*_MAKING, "dependencies", "create")
                    yield EntryPoint("startup", item.name, methods, item.place, enabled=provider.enabled)
    if manifest.application:
        yield EntryPoint("application", manifest.application, ("onCreate",), manifest.application_place)


def _components(manifest: Manifest) -> Iterator[EntryPoint]:
    launchers = [item for item in manifest.of_kind("activity", "activity-alias") if item.launcher]
    for component in launchers:
        yield _of(component, "launcher", ())
    for kind in ("activity", "activity-alias", "receiver", "service", "provider"):
        for component in manifest.of_kind(kind):
            if component not in launchers:
                yield _of(component, kind.removesuffix("-alias"), ())
    if manifest.application:
        yield EntryPoint("application", manifest.application, (), manifest.application_place)


def _of(component: Component, kind: str, methods: tuple[str, ...]) -> EntryPoint:
    needs = _needs(component) if not methods else ()
    return EntryPoint(
        kind, component.class_name, methods, component.place, component.exported, component.enabled, needs
    )


def _needs(component: Component) -> tuple[str, ...]:
    """What has to be named: nothing for what others may start, and for receivers that the system tells of something."""
    told = component.kind == "receiver" and bool(component.actions)
    if component.enabled and (component.exported or component.launcher or told):
        return ()
    return tuple(dict.fromkeys((component.class_name, component.name, *component.actions)))


def layout_entries(classes: Iterable[str]) -> tuple[EntryPoint, ...]:
    """Views and fragments that Android makes by the names in layouts."""
    return tuple(EntryPoint("layout", name, (), None) for name in sorted(set(classes)))


def service_entries(app: AppFile) -> tuple[EntryPoint, ...]:
    """Classes that ``ServiceLoader`` makes by the names in ``META-INF/services``; a damaged list names nothing."""
    names: set[str] = set()
    for part, entry in app.entries():
        if _SERVICES in entry:
            try:
                text = part.package.read(entry).decode("utf-8", "replace")
            except (_core.FormatError, _core.CoreError):
                continue
            names.update(line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(EntryPoint("service_loader", name, (), None) for name in sorted(names) if name)


def public_entries(program: _core.Program) -> tuple[EntryPoint, ...]:
    """Of a library every class: its callers are elsewhere, so each public method may be the first."""
    return tuple(EntryPoint("public", name, (), None) for name in program.class_names())
