"""Collects what opening finds: manifests, code files, certificates, and what could not be opened."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from glasshouse import _core
from glasshouse.model.audit import Forgiven
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.open.artifact import CodeFile, Part
from glasshouse.open.element import Element
from glasshouse.open.manifest import read_element

MANIFEST = "AndroidManifest.xml"
#: Entries of one name that are compared; one that differs is enough to say.
_COPIES = 8
Notes = list[tuple[str, int, str]]

_DEX = re.compile(r"classes(\d*)\.dex\Z")


@dataclass(slots=True)
class Found:
    """Grows while a subject is opened; ``open.app`` freezes it."""

    limits: _core.Limits
    parts: list[Part] = field(default_factory=list)
    manifests: list[tuple[str, Element]] = field(default_factory=list)
    code: list[CodeFile] = field(default_factory=list)
    resources: list[_core.Resources] = field(default_factory=list)
    certificates: list[tuple[str, bytes]] = field(default_factory=list)
    not_looked: list[NotLooked] = field(default_factory=list)
    forgiven: list[Forgiven] = field(default_factory=list)

    def add_part(self, part: Part) -> None:
        """Take over a part; what was read past so far is noted at the end, by ``close``."""
        self.parts.append(part)
        if part.package.partial:
            detail = (
                f"{part.name or 'the package'}: the directory of the archive is cut or missing; entries may be lost"
            )
            self.lost("part of an archive", part.inside(""), detail)

    def add_certificates(self, part: Part) -> None:
        """The certificates that a part states; the same one is kept once for each scheme."""
        for certificate in part.package.certificates():
            if certificate not in self.certificates:
                self.certificates.append(certificate)

    def lost(self, what: str, file: str, detail: str, reason: Why = Why.DAMAGED) -> None:
        """Note a part that could not be opened."""
        name = file.rstrip("!")
        self.not_looked.append(NotLooked(what, reason, FilePlace(name), detail, (name,) if name else ()))

    def add_resources(self, part: Part, entry: str, *, proto: bool = False) -> _core.Resources | None:
        """The resource table of a part, if there is one that can be read."""
        if entry not in part.package:
            return None
        name = part.inside(entry)
        try:
            data = part.package.read(entry)
            make = _core.Resources.from_proto if proto else _core.Resources.from_arsc
            table = make(data, self.limits)
        except (_core.FormatError, _core.CoreError) as error:
            self.lost("the resource table", name, f"{name}: {error}", why(error))
            return None
        self._note_copies(part, entry)
        self.forgive(name, table.forgiven())
        if table.partial:
            self.lost("part of the resource table", name, f"{name}: the table is damaged; some resources are missing")
        self.resources.append(table)
        return table

    def add_manifest(self, part: Part, entry: str, resources: _core.Resources | None) -> Element | None:
        """The manifest of a part. Of several entries of the name the first readable one counts; others are listed."""
        name = part.inside(entry)
        copies = part.package.count(entry)
        if copies == 0:
            self.lost("the manifest", name, f"{name}: no entry of this name")
            return None
        used: Element | None = None
        first: bytes | None = None
        for copy in range(min(copies, _COPIES)):
            try:
                data = part.package.read(entry, copy)
                if used is not None:
                    if data != first:
                        detail = f"{name}: entry {copy + 1} of this name differs from the one that was read"
                        self.lost("another manifest", name, detail)
                    continue
                used, notes, cut = read_element(data, self.limits, resources)
                first = data
            except (ValueError, _core.CoreError) as error:
                which = f" (entry {copy + 1} of this name)" if copies > 1 else ""
                self.lost("the manifest", name, f"{name}{which}: {error}", why(error))
                continue
            self.forgive(name, notes)
            self._check_manifest(name, used, notes, cut=cut)
        if used is not None:
            self.manifests.append((name, used))
        return used

    def _check_manifest(self, name: str, root: Element, notes: Notes, *, cut: bool) -> None:
        """Say that permissions or components may be missing: Android would refuse this manifest, or read more of it."""
        where = f"{notes[0][0]} at 0x{notes[0][1]:x}: {notes[0][2]}" if notes else "a part of it could not be read"
        if root.name != "manifest":
            self.lost("the manifest", name, f"{name}: found root element {root.name!r}, expected 'manifest'")
        elif cut:
            self.lost("part of the manifest", name, f"{name}: {where}")
        elif emptied := [note for note in notes if note[2].endswith("left empty")]:
            # A name that cannot be read may be that of a permission.
            structure, offset, what = emptied[0]
            detail = f"{name}: {structure} at 0x{offset:x}: {what}"
            self.not_looked.append(
                NotLooked("names in the manifest", Why.DAMAGED, FilePlace(name), detail, (name,), len(emptied))
            )
        elif not root.get("package", ""):
            why_so = f"; {where}" if notes else ""
            self.lost("part of the manifest", name, f"{name}: no package name in the root element{why_so}")

    def add_dex(self, part: Part, folder: str = "") -> None:
        """The DEX files of a part in Android's order: it stops at the first number that is missing."""
        numbers = _dex_numbers(part.package, folder)
        loaded = 0
        names = ["classes.dex", *(f"classes{n}.dex" for n in range(2, len(numbers) + 2))]
        for name in names:
            if name not in numbers:
                break
            self.code.append(CodeFile(part.inside(folder + name), part, folder + name))
            self._note_copies(part, folder + name)
            loaded += 1
            del numbers[name]
        for name in sorted(numbers, key=lambda n: (numbers[n], n)):
            place = part.inside(folder + name)
            if not loaded:
                detail = f"{place}: there is no classes.dex, so Android loads none of the others"
            else:
                detail = f"{place}: Android stops looking after {names[loaded - 1]}"
            self.lost("a DEX file that Android does not load", place, detail, Why.NOT_LOADED)

    def _note_copies(self, part: Part, entry: str) -> None:
        """Of several entries of one name the first is read; another one with other bytes is not looked at."""
        name = part.inside(entry)
        for copy in range(1, min(part.package.count(entry), _COPIES)):
            try:
                if part.package.read(entry, copy) == part.package.read(entry):
                    continue
            except (_core.FormatError, _core.CoreError, MemoryError):
                pass  # a copy that cannot be read differs from one that can
            detail = f"{name}: entry {copy + 1} of this name differs from the one that was read"
            self.lost("another entry of the same name", name, detail)
            return

    def close(self) -> None:
        """Note what the archives read past, once everything is read."""
        for part in self.parts:
            self.forgive(part.name, part.package.forgiven())

    def forgive(self, file: str, notes: Iterable[tuple[str, int, str]]) -> None:
        """Take over what a reader read past in a file."""
        self.forgiven.extend(Forgiven(file, structure, offset, what) for structure, offset, what in notes)


def why(error: Exception) -> Why:
    """The reason of a not-looked row: a limit was passed, or the structure is damaged."""
    return Why.OVER_BUDGET if isinstance(error, _core.LimitError) else Why.DAMAGED


def _dex_numbers(package: _core.Package, folder: str) -> dict[str, int]:
    """DEX entries directly in a folder by name, with their number."""
    found: dict[str, int] = {}
    for entry in package.entries():
        if entry[0].startswith(folder) and (match := _DEX.match(entry[0], len(folder))):
            digits = match[1][:9]
            found[entry[0][len(folder) :]] = int(digits) if digits else 1
    return found
