"""What a manifest says: permissions, components in the order in which Android starts them, switches.

Observations only. Names are made absolute as Android does: ``.Main`` and ``Main`` belong to the package.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from glasshouse.model.place import XmlPlace
from glasshouse.open.element import Element

_COMPONENTS = ("activity", "activity-alias", "service", "receiver", "provider")
_PERMISSIONS = ("uses-permission", "uses-permission-sdk-23", "uses-permission-sdk-m")
_MAIN = "android.intent.action.MAIN"
_LAUNCHERS = frozenset(
    {
        "android.intent.category.LAUNCHER",
        "android.intent.category.LEANBACK_LAUNCHER",
        "android.intent.category.HOME",
        "android.intent.category.INFO",
    }
)


@dataclass(frozen=True, slots=True)
class MetaData:
    """A ``meta-data`` element."""

    name: str
    value: str | None
    place: XmlPlace


@dataclass(frozen=True, slots=True)
class DeclaredPermission:
    """A permission that the app asks for; ``max_sdk`` is the last API level on which it does."""

    name: str
    place: XmlPlace
    max_sdk: int | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """An activity, alias, service, receiver or provider. ``target`` is the activity behind an alias.

    ``exported`` follows Android's default: with an intent filter and no attribute, other apps may start it.
    """

    kind: str
    name: str
    place: XmlPlace
    exported: bool
    enabled: bool
    process: str | None = None
    permission: str | None = None
    target: str | None = None
    actions: tuple[str, ...] = ()
    launcher: bool = False
    authorities: tuple[str, ...] = ()
    init_order: int = 0
    meta_data: tuple[MetaData, ...] = ()

    @property
    def class_name(self) -> str:
        """The class that Android makes: an alias has none of its own."""
        return self.target or self.name


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest, read. ``application`` and ``factory`` are class names."""

    file: str
    package: str
    version_name: str | None
    version_code: str | None
    min_sdk: int | None
    target_sdk: int | None
    label: str | None
    application: str | None
    factory: str | None
    application_place: XmlPlace | None
    permissions: tuple[DeclaredPermission, ...]
    defined_permissions: tuple[str, ...]
    components: tuple[Component, ...]
    meta_data: tuple[MetaData, ...]
    split: str | None = None

    def of_kind(self, *kinds: str) -> Iterator[Component]:
        """Components of these kinds, in document order."""
        return (component for component in self.components if component.kind in kinds)

    def switch(self, name: str) -> str | None:
        """The value of a ``meta-data`` of the application."""
        return next((item.value for item in self.meta_data if item.name == name), None)


def read_manifest(root: Element, file: str) -> Manifest:
    """Read a manifest from its root element; ``file`` names it in every place."""
    package = root.get("package", "") or ""
    application = root.first("application")
    uses_sdk = root.first("uses-sdk")
    return Manifest(
        file=file,
        package=package,
        version_name=root.get("versionName"),
        version_code=root.get("versionCode"),
        min_sdk=_number(uses_sdk.get("minSdkVersion")) if uses_sdk else None,
        target_sdk=_number(uses_sdk.get("targetSdkVersion")) if uses_sdk else None,
        label=application.get("label") if application else None,
        application=_absolute(application.get("name"), package) if application else None,
        factory=_absolute(application.get("appComponentFactory"), package) if application else None,
        application_place=_place(application, file, "application") if application else None,
        permissions=tuple(_permissions(root, file)),
        defined_permissions=tuple(name for item in root.all("permission") if (name := item.get("name"))),
        components=tuple(_components(application, package, file)) if application else (),
        meta_data=tuple(_meta_data(application, file, "application")) if application else (),
        split=root.get("split", ""),
    )


def _permissions(root: Element, file: str) -> Iterator[DeclaredPermission]:
    for tag in _PERMISSIONS:
        for number, item in enumerate(root.all(tag)):
            name = item.get("name")
            if name:
                place = _place(item, file, f"{tag}[{number}]")
                yield DeclaredPermission(name, place, _number(item.get("maxSdkVersion")))


def _components(application: Element, package: str, file: str) -> Iterator[Component]:
    counts: dict[str, int] = {}
    off = application.get("enabled") == "false"
    for item in application.children:
        if item.name not in _COMPONENTS:
            continue
        number = counts.get(item.name, 0)
        counts[item.name] = number + 1
        name = _absolute(item.get("name"), package)
        if name is None:
            continue
        path = f"application/{item.name}[{number}]"
        filters = tuple(item.all("intent-filter"))
        authorities = (item.get("authorities") or "").split(";")
        exported = item.get("exported")
        yield Component(
            kind=item.name,
            name=name,
            place=_place(item, file, path),
            exported=bool(filters) if exported is None else exported == "true",
            enabled=item.get("enabled") != "false" and not off,
            process=item.get("process"),
            permission=item.get("permission"),
            target=_absolute(item.get("targetActivity"), package),
            actions=tuple(dict.fromkeys(_names(filters, "action"))),
            launcher=any(_is_launcher(part) for part in filters),
            authorities=tuple(authority for authority in authorities if authority),
            init_order=_number(item.get("initOrder")) or 0,
            meta_data=tuple(_meta_data(item, file, path)),
        )


def _is_launcher(intent_filter: Element) -> bool:
    one = (intent_filter,)
    return _MAIN in _names(one, "action") and not _LAUNCHERS.isdisjoint(_names(one, "category"))


def _names(filters: tuple[Element, ...], tag: str) -> Iterator[str]:
    return (name for part in filters for item in part.all(tag) if (name := item.get("name")))


def _meta_data(parent: Element, file: str, path: str) -> Iterator[MetaData]:
    for number, item in enumerate(parent.all("meta-data")):
        name = item.get("name")
        if name:
            value = item.get("value") or item.get("resource")
            yield MetaData(name, value, _place(item, file, f"{path}/meta-data[{number}]"))


def _place(item: Element, file: str, path: str) -> XmlPlace:
    return XmlPlace(file, item.line or None, path)


def _absolute(name: str | None, package: str) -> str | None:
    if not name:
        return None
    if name.startswith("."):
        return package + name
    return name if "." in name else f"{package}.{name}"


def _number(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return int(text, 0)
    except ValueError:
        return None


def merge(manifests: tuple[Manifest, ...]) -> Manifest | None:
    """One manifest of many: the base, with the components and permissions that splits and modules add."""
    if not manifests:
        return None
    base = next((item for item in manifests if not item.split), manifests[0])
    others = [item for item in manifests if item is not base]
    if not others:
        return base
    return replace(
        base,
        permissions=(*base.permissions, *(p for item in others for p in item.permissions)),
        defined_permissions=(*base.defined_permissions, *(p for item in others for p in item.defined_permissions)),
        components=(*base.components, *(c for item in others for c in item.components)),
        meta_data=(*base.meta_data, *(m for item in others for m in item.meta_data)),
    )
