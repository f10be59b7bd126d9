"""Small packages that several tests open."""

from __future__ import annotations

from pathlib import Path

from tests.build import apk, axml, dexfile
from tests.build.axml import Attribute, Element, android, text

DEX = dexfile.build([dexfile.Class("Lcom/x/A;")]).data


def manifest(package: str = "com.x", *attributes: Attribute, label: str | axml.Raw = "X") -> bytes:
    return axml.build(
        Element(
            "manifest", [text("package", package), *attributes], [Element("application", [android("label", label)])]
        )
    )


def package(**more: bytes) -> bytes:
    """An APK; keywords add entries, ``__`` standing for a dot."""
    files = {"AndroidManifest.xml": manifest(), "classes.dex": DEX}
    return apk.archive(files | {name.replace("__", "."): data for name, data in more.items()})


def write(folder: Path, data: bytes, name: str = "subject.bin") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path
