"""Link all code files of a package into one program."""

from __future__ import annotations

from glasshouse import _core
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.open.artifact import AppFile, CodeFile

Unit = tuple[str, bytes | list[tuple[str, bytes]]]


def link(app: AppFile) -> tuple[_core.Program, tuple[NotLooked, ...]]:
    """Link the code files in class path order; one that cannot be read is a not-looked row, the rest go on."""
    units: list[Unit] = []
    problems: list[NotLooked] = []
    for file in app.code:
        try:
            units.append((file.name, _content(file)))
        except (_core.FormatError, _core.CoreError, KeyError) as error:
            detail = f"{file.name}: {error}"
            problems.append(NotLooked("a code file", Why.DAMAGED, FilePlace(file.name), detail, (file.name,)))
    try:
        return _core.Program.link(units), tuple(problems)
    except _core.CoreError:
        sound = [unit for unit in units if _links(unit, problems)]
    try:
        return _core.Program.link(sound), tuple(problems)
    except _core.CoreError as error:
        detail = f"{app.name}: the code files together: {error}"
        names = tuple(name for name, _ in units)
        problems.append(NotLooked("the code", Why.DAMAGED, FilePlace(app.name), detail, names, max(1, len(names))))
        return _core.Program.link([]), tuple(problems)


def _links(unit: Unit, problems: list[NotLooked]) -> bool:
    """Whether a code file links by itself; one on which the core fails is noted."""
    name = unit[0]
    try:
        _core.Program.link([unit])
    except _core.CoreError as error:
        problems.append(NotLooked("a code file", Why.DAMAGED, FilePlace(name), f"{name}: {error}", (name,)))
        return False
    return True


def _content(file: CodeFile) -> bytes | list[tuple[str, bytes]]:
    """A DEX file as it is; of an archive every class file, the first of each name."""
    if not file.is_archive:
        return file.part.package.read(file.entry)
    archive = _core.Package.from_bytes(file.part.package.read(file.entry)) if file.entry else file.part.package
    names = dict.fromkeys(entry[0] for entry in archive.entries() if entry[0].endswith(".class"))
    return [(name, archive.read(name)) for name in names if not name.startswith("META-INF/versions/")]
