"""Split bundles (``.apks``, ``.xapk``, ``.apkm``): archives of APKs that are installed together."""

from __future__ import annotations

from glasshouse import _core
from glasshouse.model.looked import Why
from glasshouse.open.apk import add_apk
from glasshouse.open.artifact import CodeFile, Part
from glasshouse.open.element import Element
from glasshouse.open.limits import NESTED_PACKAGES
from glasshouse.open.parts import Found, why


def add_bundle(found: Found, outer: _core.Package) -> None:
    """Add every APK of a bundle that one phone would install, the base first.

    A bundle made for a store also holds whole builds for old phones (``standalones/``) and variants of the base: the
    first base counts, the others are listed.
    """
    opened: list[tuple[str, Found, Element | None]] = []
    for name in _nested(found, outer):
        inner = _open(found, outer, name)
        if inner is not None:
            part = Part(name, "base", inner)
            own = Found(found.limits)
            opened.append((name, own, add_apk(own, part)))
    opened.sort(key=lambda item: (_rank(item[2]), item[0]))
    has_base = False
    for name, own, manifest in opened:
        role = _role(manifest)
        if role == "base" and has_base:
            detail = f"{name}: another build of the base; the first one was examined"
            found.lost("another build of the app", name, detail, Why.UNSUPPORTED)
            continue
        has_base = has_base or role == "base"
        _take(found, own, role)
    found.forgive("", outer.forgiven())
    if outer.partial:
        found.lost("part of the bundle", "", "the directory of the bundle is cut or missing; packages may be lost")


def _nested(found: Found, outer: _core.Package) -> list[str]:
    names = sorted({entry[0] for entry in outer.entries() if entry[0].endswith(".apk")})
    if "universal.apk" in names:
        return ["universal.apk"]
    whole = [name for name in names if name.startswith("standalones/")]
    if whole and len(whole) < len(names):
        detail = f"{len(whole)} whole builds for phones that know no splits; the splits were examined"
        found.lost("builds for old phones", whole[0], detail, Why.NOT_LOADED)
        names = [name for name in names if name not in whole]
    if len(names) > NESTED_PACKAGES:
        detail = f"{len(names)} packages; the first {NESTED_PACKAGES} were examined"
        found.lost("packages of the bundle", names[NESTED_PACKAGES], detail, Why.OVER_BUDGET)
    return names[:NESTED_PACKAGES]


def _open(found: Found, outer: _core.Package, name: str) -> _core.Package | None:
    try:
        data = outer.read(name)
    except (_core.FormatError, _core.CoreError) as error:
        found.lost("a package of the bundle", name, f"{name}: {error}", why(error))
        return None
    try:
        return _core.Package.from_bytes(data, found.limits)
    except (_core.FormatError, _core.CoreError) as error:
        try:
            return _core.Package.from_bytes(data, found.limits, salvage=True)
        except (_core.FormatError, _core.CoreError):
            found.lost("a package of the bundle", name, f"{name}: {error}")
            return None


def _role(manifest: Element | None) -> str:
    split = manifest.get("split", "") if manifest else None
    if split is None:
        return "base" if manifest else "feature"
    is_config = (
        split.startswith("config.") or ".config." in split or bool(manifest and manifest.get("configForSplit", ""))
    )
    return "config" if is_config else "feature"


def _rank(manifest: Element | None) -> int:
    return ("base", "feature", "config").index(_role(manifest))


def _take(found: Found, own: Found, role: str) -> None:
    """Move what one APK gave into the whole, with its role now known."""
    parts = {id(part): Part(part.name, role, part.package) for part in own.parts}
    found.parts.extend(parts.values())
    found.code.extend(CodeFile(c.name, parts[id(c.part)], c.entry, c.is_archive) for c in own.code)
    found.manifests.extend(own.manifests)
    found.resources.extend(own.resources)
    found.certificates.extend(c for c in own.certificates if c not in found.certificates)
    found.not_looked.extend(own.not_looked)
    found.forgiven.extend(own.forgiven)
