"""The front door of floor 1 for apps: a file becomes an ``AppFile``, or an ``InputError`` that says what to do."""

from __future__ import annotations

import hashlib
import io
import stat
from pathlib import Path

from glasshouse import _core
from glasshouse.errors import InputError
from glasshouse.open.aab import add_aab
from glasshouse.open.aar import add_aar, add_jar
from glasshouse.open.apk import add_apk
from glasshouse.open.artifact import AppFile, Part
from glasshouse.open.bundle import add_bundle
from glasshouse.open.limits import Limits
from glasshouse.open.parts import Found
from glasshouse.open.sniff import Kind, is_dex, kind_of_archive

_HINT = "Give an APK, a split bundle (APKS, XAPK, APKM), an AAB, an AAR, a JAR or a DEX file."


def open_app(path: str | Path, limits: Limits | None = None) -> AppFile:
    """Open a subject by its contents. Raises ``InputError`` when nothing of it can be used; damage is in the result."""
    path = Path(path)
    core = (limits or Limits()).core()
    try:
        # Opening a pipe would wait for a writer, and a device may have no end.
        if not stat.S_ISREG(path.stat().st_mode) and not path.is_dir():
            raise InputError(f"{path.name}: not a regular file", hint=_HINT)
        with path.open("rb") as file:
            head = file.read(8)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        is_folder = isinstance(error, IsADirectoryError)
        hint = "Name the files in it." if is_folder else "Check the path and whether the file may be read."
        raise InputError(f"{path.name}: {error.strerror or error}", hint=hint) from error
    package = _open_archive(path, head, core)
    kind = Kind.DEX if package is None else kind_of_archive(package)
    found = Found(core)
    match kind:
        case Kind.APK:
            add_apk(found, Part("", "base", _not_none(package)))
        case Kind.BUNDLE:
            add_bundle(found, _not_none(package))
        case Kind.AAB:
            add_aab(found, _not_none(package))
        case Kind.AAR:
            add_aar(found, _not_none(package))
        case Kind.JAR:
            add_jar(found, _not_none(package), path.name)
        case Kind.DEX:
            add_jar(found, _wrapped(path, core), path.name)
        case Kind.IPA:
            raise InputError(f"{path.name}: an iOS app, which this release does not read", hint=_HINT)
        case None:
            count = len(_not_none(package).entries())
            raise InputError(
                f"{path.name}: a zip archive of {count} entries without manifest, code or packages inside", hint=_HINT
            )
    if not found.parts:
        detail = found.not_looked[0].detail if found.not_looked else "no package inside can be read"
        raise InputError(f"{path.name}: {detail}", hint="Fetch the file again; it may be cut.")
    found.close()
    return AppFile(
        kind=kind.value,
        name=path.name,
        sha256=sha256,
        size=size,
        parts=tuple(found.parts),
        manifests=tuple(found.manifests),
        code=tuple(found.code),
        certificates=tuple(found.certificates),
        not_looked=tuple(found.not_looked),
        forgiven=tuple(found.forgiven),
        resources=tuple(found.resources),
    )


def _open_archive(path: Path, head: bytes, limits: _core.Limits) -> _core.Package | None:
    """The archive, even a cut one; ``None`` for a bare DEX file. An APK behind a DEX file is an APK to Android."""
    try:
        return _core.Package.open(path, limits)
    except _core.FormatError as error:
        if is_dex(head):
            return None
        try:
            return _core.Package.open(path, limits, salvage=True)
        except _core.FormatError:
            if b"PK" in head:
                raise InputError(f"{path.name}: {error}", hint=_HINT) from error
            found = f"it begins with {head!r}" if head else "it is empty"
            raise InputError(f"{path.name}: not an app file: {found}", hint=_HINT) from error


def _wrapped(path: Path, limits: _core.Limits) -> _core.Package:
    """A bare DEX file as an archive that holds it, so that all code has a part."""
    import zipfile  # 5 ms, and only a bare DEX file needs it

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(zipfile.ZipInfo("classes.dex"), path.read_bytes())
    return _core.Package.from_bytes(buffer.getvalue(), limits)


def _not_none(package: _core.Package | None) -> _core.Package:
    if package is None:
        raise AssertionError("an archive kind without an archive")
    return package
