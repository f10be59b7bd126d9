"""Libraries: AAR with a text manifest and jars of class files, and plain jars."""

from __future__ import annotations

from glasshouse import _core
from glasshouse.open.artifact import CodeFile, Part
from glasshouse.open.parts import MANIFEST, Found


def add_aar(found: Found, package: _core.Package) -> None:
    """Add a library. Its classes lie in ``classes.jar`` and ``libs/*.jar``; lint and annotation jars do not run."""
    part = Part("", "library", package)
    found.add_part(part)
    found.add_manifest(part, MANIFEST, None)
    names = dict.fromkeys(entry[0] for entry in package.entries())
    jars = [name for name in names if name.startswith("libs/") and name.endswith(".jar")]
    for name in ["classes.jar", *sorted(jars)]:
        if name in names:
            found.code.append(CodeFile(name, part, name, is_archive=True))


def add_jar(found: Found, package: _core.Package, name: str) -> None:
    """Add a jar: of DEX files where it has some, else of class files."""
    part = Part("", "library", package)
    found.add_part(part)
    found.add_dex(part)
    if any(entry[0].endswith(".class") for entry in package.entries()):
        found.code.append(CodeFile(name, part, "", is_archive=True))
