"""What opening a package hands up: its parts, its code, its manifest, and what could not be opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasshouse import _core
from glasshouse.model.audit import Forgiven
from glasshouse.model.looked import NotLooked
from glasshouse.open.element import Element


@dataclass(frozen=True, slots=True)
class Part:
    """One archive of a subject: the APK itself, a split, a module. ``name`` is empty for the subject itself."""

    name: str
    role: str
    package: _core.Package

    def inside(self, entry: str) -> str:
        """How places name an entry: ``classes.dex``, or ``split_x.apk!classes.dex``."""
        return f"{self.name}!{entry}" if self.name else entry


@dataclass(frozen=True, slots=True)
class CodeFile:
    """A code file by the name that places use: a DEX entry, or an archive of class files inside a part."""

    name: str
    part: Part
    entry: str
    is_archive: bool = False


@dataclass(frozen=True, slots=True)
class AppFile:
    """An opened subject. ``manifests`` are root elements with the file name that places use, the base first.

    ``certificates`` are scheme and DER bytes; nothing is verified. ``resources`` are the tables that could be read.
    """

    kind: str
    name: str
    sha256: str
    size: int
    parts: tuple[Part, ...]
    manifests: tuple[tuple[str, Element], ...]
    code: tuple[CodeFile, ...]
    certificates: tuple[tuple[str, bytes], ...] = ()
    not_looked: tuple[NotLooked, ...] = ()
    forgiven: tuple[Forgiven, ...] = ()
    resources: tuple[_core.Resources, ...] = ()

    def entries(self) -> Iterator[tuple[Part, str]]:
        """Every entry of every part."""
        return ((part, entry[0]) for part in self.parts for entry in part.package.entries())
