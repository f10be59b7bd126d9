"""Link all code files of a package into one program."""

from __future__ import annotations

from glasshouse import _core
from glasshouse.model.deadline import NEVER, Deadline
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.open.artifact import AppFile, CodeFile
from glasshouse.open.limits import CODE_BYTES
from glasshouse.open.parts import why

Content = bytes | list[tuple[str, bytes]]
Unit = tuple[str, Content]


def link(app: AppFile, deadline: Deadline = NEVER) -> tuple[_core.Program, tuple[NotLooked, ...]]:
    """Link the code files in class path order; one that cannot be read is a not-looked row, the rest go on."""
    units: list[Unit] = []
    problems: list[NotLooked] = []
    left, sizes = CODE_BYTES, _stated_sizes(app)
    for file in app.code:
        if sizes.get((file.part.name, file.entry), 0) > left:
            problems.append(_over_budget(file))
            continue
        if deadline.is_over():
            problems.append(_too_late(file))
            continue
        try:
            content = _content(file, problems)
        except (_core.FormatError, _core.CoreError, KeyError) as error:
            detail = f"{file.name}: {error}"
            problems.append(NotLooked("a code file", why(error), FilePlace(file.name), detail, (file.name,)))
            continue
        except MemoryError:
            problems.append(_over_budget(file))
            continue
        size = len(content) if isinstance(content, bytes) else sum(len(data) for _, data in content)
        if size > left:
            problems.append(_over_budget(file))
            continue
        left -= size
        units.append((file.name, content))
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


def _content(file: CodeFile, problems: list[NotLooked]) -> Content:
    """A DEX file as it is; of an archive every class file, the first of each name. A bad one never loses the rest."""
    if not file.is_archive:
        return file.part.package.read(file.entry)
    archive = _core.Package.from_bytes(file.part.package.read(file.entry)) if file.entry else file.part.package
    names = dict.fromkeys(entry[0] for entry in archive.entries() if entry[0].endswith(".class"))
    found: list[tuple[str, bytes]] = []
    bad: list[str] = []
    for name in names:
        if name.startswith("META-INF/versions/"):
            continue
        try:
            found.append((name, archive.read(name)))
        except (_core.FormatError, _core.CoreError) as error:
            bad.append(f"{file.name}: {name}: {error}")
    if bad:
        place = FilePlace(file.name)
        problems.append(NotLooked("class files", Why.DAMAGED, place, bad[0], (file.name,), len(bad)))
    if archive.partial and file.entry:
        detail = f"{file.name}: the directory of the archive is cut or missing; classes may be lost"
        problems.append(NotLooked("part of an archive", Why.DAMAGED, FilePlace(file.name), detail, (file.name,)))
    return found


def _stated_sizes(app: AppFile) -> dict[tuple[str, str], int]:
    """Sizes of the code files as their archives state them, by part and entry."""
    wanted = {(file.part.name, file.entry) for file in app.code}
    parts = {id(file.part.package): file.part for file in app.code}
    rows = ((part.name, entry) for part in parts.values() for entry in part.package.entries())
    return {(part, entry[0]): entry[3] for part, entry in rows if (part, entry[0]) in wanted}


def _too_late(file: CodeFile) -> NotLooked:
    detail = f"{file.name}: the time was over before it was read"
    return NotLooked("a code file", Why.OVER_BUDGET, FilePlace(file.name), detail, (file.name,))


def _over_budget(file: CodeFile) -> NotLooked:
    detail = f"{file.name}: code files of more than {CODE_BYTES >> 20} MiB together"
    return NotLooked("a code file", Why.OVER_BUDGET, FilePlace(file.name), detail, (file.name,))
