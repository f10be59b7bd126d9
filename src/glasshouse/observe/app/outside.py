"""Code that the DEX does not show: packers, other runtimes, payloads. Each becomes "not examined", with its files.

A packer is named by its own marks. Without a known mark, a manifest whose ``Application`` class is not in the DEX, or
most of whose components are not, still says that code is hidden: Android could not start such an app otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache

from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace, Place, XmlPlace
from glasshouse.vocab.sdks import Packer, Runtime, load_packers, load_runtimes

#: Fewer missing components than this are leftovers of a build, not a packer.
_MANY_MISSING = 3

_ROOT_DEX = re.compile(r"classes([2-9]|[1-9]\d+)?\.dex\Z")

#: Where code outside the DEX lies, beside the root; everything else (``res/`` above all) is not even looked at.
_HOMES = ("lib/", "jni/", "assets/", "assemblies/", "res/raw/")

_PLATFORM = ("android.", "androidx.", "java.", "dalvik.")


@dataclass(frozen=True, slots=True)
class Shown:
    """What the archive and its manifest show.

    ``application`` is the manifest's Application class, ``components`` the classes of its components (aliases by their
    target), ``defined`` every class that the DEX files define, dotted. ``defined`` is absent when no DEX was read.
    """

    entries: tuple[str, ...]
    application: str | None = None
    components: tuple[str, ...] = ()
    defined: Collection[str] | None = None
    manifest: str = "AndroidManifest.xml"
    launchers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """One thing outside. ``kind`` is ``packer``, ``hidden`` (code missing, no known packer) or ``runtime``."""

    kind: str
    id: str
    name: str
    name_zh: str
    why: Why
    files: tuple[str, ...]
    detail: str

    def not_looked(self, manifest: str) -> NotLooked:
        """Return the row of the audit; its place is the first file, else the manifest."""
        place: Place = FilePlace(self.files[0]) if self.files else XmlPlace(manifest, path="application")
        return NotLooked(self.name, self.why, place, self.detail, self.files, max(1, len(self.files)))


#: Reads the first bytes (16 are enough) of an entry; ``None`` when it cannot.
ReadHeader = Callable[[str], bytes | None]


def outside(shown: Shown, header: ReadHeader | None = None) -> tuple[Outside, ...]:
    """Return what lies outside the DEX: packers, then hidden code, then runtimes in the order of the table."""
    entries = tuple(entry for entry in shown.entries if "/" not in entry or entry.startswith(_HOMES))
    found = [*_packers(shown, entries)]
    hidden = _hidden(shown)
    if hidden is not None and not found:
        found.append(hidden)
    return (*found, *_runtimes(entries, header))


def missing_components(shown: Shown) -> tuple[str, ...]:
    """Return the manifest's classes that no DEX defines, sorted; platform and library classes of Android apart."""
    if shown.defined is None:
        return ()
    names = {name for name in shown.components if not name.startswith(_PLATFORM)}
    return tuple(sorted(name for name in names if name not in shown.defined))


def application_missing(shown: Shown) -> bool:
    """Whether the manifest names an Application class that no DEX defines: a sure sign of hidden code."""
    if shown.defined is None or not shown.application or shown.application.startswith(_PLATFORM):
        return False
    return shown.application not in shown.defined


def _packers(shown: Shown, entries: tuple[str, ...]) -> list[Outside]:
    hidden = application_missing(shown) or _most_missing(shown)
    marked = tuple(entry for entry in entries if _is_marked(entry))
    found = []
    for packer in load_packers():
        files, firm, signs = _packer_signs(packer, marked, shown.application)
        if not signs or not (firm or hidden or len(signs) > 1):
            continue
        detail = "signs: " + ", ".join(signs)
        found.append(Outside("packer", packer.id, packer.name, packer.zh or packer.name, Why.PACKED, files, detail))
    return found


def _packer_signs(
    packer: Packer, entries: tuple[str, ...], application: str | None
) -> tuple[tuple[str, ...], bool, list[str]]:
    """Return the files that are signs, whether one sign is firm by itself, and the signs in words."""
    files: set[str] = set()
    signs: list[str] = []
    firm = False
    for glob in packer.native:
        hits = [entry for entry in entries if _library_matches(glob, entry)]
        if hits:
            files.update(hits)
            signs.append(f"native library {glob}")
            firm = firm or glob not in packer.weak
    for glob in packer.asset:
        hits = [entry for entry in entries if _matches(glob, entry)]
        if hits:
            files.update(hits)
            signs.append(f"file {glob}")
            firm = firm or glob not in packer.weak
    for prefix in packer.stub:
        if application is not None and _is_below(application, prefix):
            signs.append(f"Application class {application}")
            firm = True
            break
    return tuple(sorted(files)), firm, signs


def _hidden(shown: Shown) -> Outside | None:
    missing = missing_components(shown)
    if application_missing(shown):
        detail = f"the Application class {shown.application} is not in any DEX file"
    elif _no_launcher(shown):
        detail = f"the first screen {shown.launchers[0]} is not in any DEX file"
    elif _most_missing(shown):
        detail = f"{len(missing)} of {len(set(shown.components))} components are not in any DEX file"
    else:
        return None
    name, name_zh = "Code hidden by an unknown packer", "被未知加固隐藏的代码"
    return Outside("hidden", "hidden-code", name, name_zh, Why.PACKED, (), detail)


def _no_launcher(shown: Shown) -> bool:
    """Whether every activity that could be the first screen is missing: such an app does not start as it stands."""
    if shown.defined is None or not shown.launchers:
        return False
    return all(name not in shown.defined and not name.startswith(_PLATFORM) for name in shown.launchers)


def _most_missing(shown: Shown) -> bool:
    missing = missing_components(shown)
    own = {name for name in shown.components if not name.startswith(_PLATFORM)}
    return len(missing) >= _MANY_MISSING and 2 * len(missing) > len(own)


def _runtimes(entries: tuple[str, ...], header: ReadHeader | None) -> list[Outside]:
    found = []
    heads: dict[str, bytes | None] = {}
    claimed: set[str] = set()
    for runtime in load_runtimes():
        files = _runtime_files(runtime, entries, header, heads, claimed)
        if files:
            claimed.update(files)
            count = f"{len(files)} file" + ("" if len(files) == 1 else "s")
            found.append(Outside("runtime", runtime.id, runtime.name, runtime.zh, Why(runtime.why), files, count))
    return found


def _runtime_files(
    runtime: Runtime,
    entries: tuple[str, ...],
    header: ReadHeader | None,
    heads: dict[str, bytes | None],
    claimed: set[str],
) -> tuple[str, ...]:
    hits = {entry for entry in entries if _any_of(runtime.entry)(entry)}
    if not hits or not all(any(_matches(glob, entry) for entry in entries) for glob in runtime.all_of):
        return ()
    hits = {entry for entry in hits if not _ROOT_DEX.match(entry)}
    if runtime.magic:
        if header is None:
            return ()
        hits = {entry for entry in hits - claimed if _has_magic(entry, runtime.magic, header, heads)}
    elif runtime.id == "native":
        hits -= claimed
    return tuple(sorted(hits))


def _has_magic(entry: str, magic: Iterable[str], header: ReadHeader, heads: dict[str, bytes | None]) -> bool:
    if entry not in heads:
        heads[entry] = header(entry)
    head = heads[entry]
    return head is not None and head.startswith(tuple(bytes.fromhex(text) for text in magic))


@cache
def _packer_marks() -> tuple[Callable[[str], object], Callable[[str], object]]:
    """One test over all library names, one over all files: most apps have neither."""
    packers = load_packers()
    return (
        _any_of(tuple(glob for packer in packers for glob in packer.native)),
        _any_of(tuple(glob for packer in packers for glob in packer.asset)),
    )


def _is_marked(entry: str) -> bool:
    library, file = _packer_marks()
    return library(entry.rpartition("/")[2]) is not None or file(entry) is not None


def _library_matches(glob: str, entry: str) -> bool:
    """A packer's library lies below ``lib/<abi>/``, ``jni/<abi>/`` or ``assets/``."""
    folder, _, name = entry.rpartition("/")
    return folder.startswith(("lib/", "jni/", "assets")) and _matches(glob, name)


def _is_below(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(prefix + ".")


def _matches(glob: str, name: str) -> bool:
    if "*" not in glob:
        return name == glob
    return _compiled(glob).match(name) is not None


@cache
def _any_of(globs: tuple[str, ...]) -> Callable[[str], object]:
    return re.compile("|".join(_pattern(glob) for glob in globs)).match


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    return re.compile(_pattern(glob))


def _pattern(glob: str) -> str:
    """Write a glob as a regular expression: ``*`` is any text, slashes too."""
    return ".*".join(re.escape(part) for part in glob.split("*")) + r"\Z"
