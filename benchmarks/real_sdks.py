"""Hold the SDK table against real, published SDK packages.

    python benchmarks/real_sdks.py [--only FAMILY] [--folder DIR] [--lock]

Each package of ``real_sdks.toml`` is fetched by its coordinates with the ordinary Maven client, checked against its
SHA-256 and opened as a zip. The output says, a package a row, which signs of its family the package really has, which
marks of the package the table does not know, whether the family is found, and which kinds of data its code reads. Packages are never committed.
``--lock`` prints the entries of the list again with the hashes of what was fetched, to be pasted after a change.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tomli

from glasshouse.model.party import Sign
from glasshouse.observe.app.sdks import Mark, PackageTrace, SdkFound, Traces, sdks_in
from glasshouse.vocab.sdks import Sdk, load_sdks, prefixes, weak_prefixes

LIST = Path(__file__).with_suffix(".toml")

_APP = "${applicationId}"
_COMPONENT = re.compile(r"<(?:activity|activity-alias|service|receiver|provider)\b([^>]*)>", re.DOTALL)
_META = re.compile(r"<meta-data\b([^>]*)>", re.DOTALL)
_PERMISSION = re.compile(r"<(?:uses-)?permission\b([^>]*)>", re.DOTALL)
_ACTION = re.compile(r"<action\b([^>]*)>", re.DOTALL)
_NAME = re.compile(r'android:name\s*=\s*"([^"]+)"')
_AUTHORITIES = re.compile(r'android:authorities\s*=\s*"([^"]+)"')

#: Names under which any app may appear; they tell nothing about an SDK.
_PLATFORM = ("android.", "com.google.android.c2dm.", "com.android.")


@dataclass(frozen=True, slots=True)
class Package:
    """One row of the list. ``sha256`` is absent until the row was locked."""

    family: str
    coordinates: str
    packaging: str
    sha256: str | None


@dataclass(slots=True)
class Contents:
    """What a zip reader sees in a package."""

    classes: list[str] = field(default_factory=list)
    sizes: Counter[str] = field(default_factory=Counter)
    components: list[str] = field(default_factory=list)
    meta_data: list[str] = field(default_factory=list)
    authorities: list[str] = field(default_factory=list)
    permissions: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)
    native: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a package and its family compare. ``unknown`` are own marks of the package that the table lacks."""

    package: Package
    found: SdkFound | None
    classes: int
    own_classes: int
    confirmed: tuple[Sign, ...]
    unknown: tuple[Sign, ...]
    strangers: tuple[tuple[str, int], ...]
    others: tuple[str, ...]


def listed() -> tuple[Package, ...]:
    """Read the list."""
    rows = tomli.loads(LIST.read_text("utf-8"))["package"]
    return tuple(Package(row["family"], row["coordinates"], row["packaging"], row.get("sha256")) for row in rows)


def fetch(package: Package, folder: Path) -> Path:
    """Copy one package into ``folder`` with the Maven client; raises ``RuntimeError`` with its last words."""
    before = set(folder.iterdir())
    command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={package.coordinates}:{package.packaging}"]
    done = subprocess.run(
        [*command, f"-DoutputDirectory={folder}", "-Dmdep.useBaseVersion=true"],
        check=False,
        capture_output=True,
        text=True,
        timeout=600,
    )
    name = "-".join(package.coordinates.split(":")[1:]) + "." + package.packaging
    path = folder / name
    if not path.is_file():
        new = sorted(set(folder.iterdir()) - before)
        if len(new) != 1:
            lines = [line for line in done.stdout.splitlines() if "ERROR" in line] or ["no file came"]
            raise RuntimeError(f"{package.coordinates}: {lines[0]}")
        path = new[0]
    return path


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def look(path: Path) -> Contents:
    """Read an AAR or a JAR: class names, the text manifest, libraries, entries."""
    contents = Contents()
    with zipfile.ZipFile(path) as archive:
        contents.entries = sorted(name for name in archive.namelist() if not name.endswith("/"))
        for info in archive.infolist():
            if info.filename.endswith(".class"):
                _note_class(contents, info)
            elif info.filename.endswith(".jar"):
                _look_into_jar(contents, archive.read(info))
            elif info.filename.endswith(".so"):
                contents.native.append(info.filename)
        if "AndroidManifest.xml" in archive.namelist():
            _read_manifest(contents, archive.read("AndroidManifest.xml").decode("utf-8", "replace"))
    return contents


def compare(package: Package, contents: Contents) -> Outcome:
    """Hold a package against its family."""
    sdk = {sdk.id: sdk for sdk in load_sdks()}[package.family]
    traces = traces_of(contents)
    found = sdks_in(traces)
    mine = next((row for row in found if row.sdk.id == sdk.id), None)
    own = [name for name in contents.classes if _family_of(name) == sdk.id]
    strangers = Counter(
        ".".join(name.split(".")[:3]) for name in contents.classes if _family_of(name) is None and "." in name
    )
    return Outcome(
        package,
        mine,
        len(contents.classes),
        len(own),
        mine.signs if mine else (),
        tuple(_unknown(sdk, contents)),
        tuple(strangers.most_common(4)),
        tuple(row.sdk.id for row in found if row.sdk.id != sdk.id),
    )


def traces_of(contents: Contents) -> Traces:
    """Turn contents into the observer's input; code is taken as working, for a zip reader cannot tell."""
    packages = Counter(name.rpartition(".")[0] for name in contents.classes)
    return Traces(
        packages=tuple(
            PackageTrace(name, count, contents.sizes[name] // 2, platform_calls=1) for name, count in packages.items()
        ),
        components=_marks(contents.components),
        meta_data=_marks(contents.meta_data),
        authorities=_marks(contents.authorities),
        permissions=_marks(contents.permissions),
        actions=_marks(contents.actions),
        entries=tuple(contents.entries),
        native=_marks(contents.native),
    )


def audit(path: Path) -> dict[str, object] | None:
    """Run the command line on a package; ``None`` where it is not installed or does not read the format yet."""
    program = shutil.which("glasshouse")
    if program is None:
        return None
    done = subprocess.run(
        [program, "audit", str(path), "--format", "json"], check=False, capture_output=True, text=True, timeout=600
    )
    if done.returncode not in {0, 1, 4}:
        return None
    document: dict[str, object] = json.loads(done.stdout)
    return document


def parties_of(document: dict[str, object]) -> dict[str, str]:
    """Return SDK ids and their presence from an audit document."""
    rows = document.get("parties")
    if not isinstance(rows, list):
        return {}
    return {
        str(row["id"]): str(row.get("presence")) for row in rows if isinstance(row, dict) and row.get("kind") == "sdk"
    }


def reads_of(document: dict[str, object]) -> frozenset[str]:
    """Return the kinds of data whose reads an audit reached, of all parties inside the package."""
    answers = document.get("answers")
    rows = answers.get("access") if isinstance(answers, dict) else None
    return frozenset(
        str(row["data"]) for row in rows or () if row["grade"] == "access" and row["status"] in ("proved", "likely")
    )


def _reads_told(found: frozenset[str], said: frozenset[str]) -> Iterator[str]:
    """What the code reads beside what its maker, or an app that carries it, said: neither is expected to hold the other."""
    if found:
        yield "reads: " + ", ".join(sorted(found))
    if said:
        yield "said, not seen in the code: " + (", ".join(sorted(said - found)) or "none")
        yield "seen in the code, not said: " + (", ".join(sorted(found - said)) or "none")


def _note_class(contents: Contents, info: zipfile.ZipInfo) -> None:
    name = info.filename.removesuffix(".class").replace("/", ".")
    if name.startswith("META-INF") or name.endswith("module-info"):
        return
    contents.classes.append(name)
    contents.sizes[name.rpartition(".")[0]] += info.file_size


def _look_into_jar(contents: Contents, data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as jar:
        for info in jar.infolist():
            if info.filename.endswith(".class"):
                _note_class(contents, info)
            elif not info.filename.endswith("/"):
                contents.entries.append(info.filename)


def _read_manifest(contents: Contents, text: str) -> None:
    root = re.search(r'<manifest\b[^>]*\bpackage\s*=\s*"([^"]+)"', text, re.DOTALL)
    home = root.group(1) if root else ""
    for attributes in _COMPONENT.findall(text):
        for name in _NAME.findall(attributes):
            contents.components.append(home + name if name.startswith(".") else name)
        for authorities in _AUTHORITIES.findall(attributes):
            contents.authorities += authorities.split(";")
    for pattern, names in (
        (_META, contents.meta_data),
        (_PERMISSION, contents.permissions),
        (_ACTION, contents.actions),
    ):
        for attributes in pattern.findall(text):
            names.extend(_NAME.findall(attributes))


def _marks(values: Iterable[str]) -> tuple[Mark, ...]:
    return tuple(Mark(value.replace(_APP, "org.example.app")) for value in values)


def _family_of(name: str) -> str | None:
    sdk = prefixes().owner_of(name) or weak_prefixes().owner_of(name)
    return sdk.id if sdk else None


def _unknown(sdk: Sdk, contents: Contents) -> Iterator[Sign]:
    """Own marks of the package that the family's row does not list."""
    for name in contents.components:
        if _family_of(name) == sdk.id and name not in sdk.component:
            yield Sign("component", name)
    for kind, values in (
        ("permission", contents.permissions),
        ("action", contents.actions),
        ("meta_data", contents.meta_data),
    ):
        for value in dict.fromkeys(values):
            listed_values = sdk.signs(kind)
            suffix = value.removeprefix(_APP)
            if value.startswith(_PLATFORM) or value in listed_values or suffix in listed_values:
                continue
            if value.startswith(_APP) or _family_of(value) == sdk.id:
                yield Sign(kind, suffix)
    for value in contents.authorities:
        suffix = value.removeprefix(_APP)
        if suffix not in sdk.authority and suffix != ".fileprovider":
            yield Sign("authority", suffix)
    for name in sorted({value.rpartition("/")[2] for value in contents.native}):
        if not any(re.fullmatch(re.escape(glob).replace(r"\*", ".*"), name) for glob in sdk.native):
            yield Sign("native", name)


def _row(outcome: Outcome) -> str:
    kinds = Counter(sign.kind for sign in outcome.confirmed)
    presence = outcome.found.presence.value if outcome.found else "NOT FOUND"
    share = f"{outcome.own_classes}/{outcome.classes}"
    confirmed = ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())) or "none"
    return f"{outcome.package.family:24} {presence:10} {share:>11}  {confirmed}"


def main() -> int:
    """Fetch, compare, print; the exit status is 1 when a family was not found or a hash differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", help="one family")
    parser.add_argument("--folder", type=Path, help="where to keep the packages (default: a temporary folder)")
    parser.add_argument("--lock", action="store_true", help="print the list with the hashes of what was fetched")
    chosen = parser.parse_args()
    wrong = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for package in listed():
            if chosen.only not in (None, package.family):
                continue
            try:
                path = fetch(package, folder)
            except RuntimeError as error:
                sys.stdout.write(f"{package.family:24} not fetched: {error}\n")
                wrong = 1
                continue
            wrong |= _report(package, path, lock=chosen.lock)
    return wrong


def _report(package: Package, path: Path, *, lock: bool) -> int:
    found = digest(path)
    if lock:
        sys.stdout.write(
            f'[[package]]\nfamily = "{package.family}"\ncoordinates = "{package.coordinates}"\n'
            f'packaging = "{package.packaging}"\nsha256 = "{found}"\n\n'
        )
        return 0
    if package.sha256 not in (None, found):
        sys.stdout.write(f"{package.family:24} another file: sha256 {found}\n")
        return 1
    outcome = compare(package, look(path))
    sys.stdout.write(_row(outcome) + "\n")
    for sign in outcome.unknown:
        sys.stdout.write(f"{'':24} + {sign.kind} {sign.value}\n")
    for name, count in outcome.strangers:
        sys.stdout.write(f"{'':24} ? {count} classes under {name}\n")
    document = audit(path)
    if document is not None:
        audited = parties_of(document).get(f"sdk:{package.family}", "not found")
        sys.stdout.write(f"{'':24} audit: {audited}\n")
        said = frozenset(next((sdk.reads for sdk in load_sdks() if sdk.id == package.family), ()))
        for line in _reads_told(reads_of(document), said):
            sys.stdout.write(f"{'':24} {line}\n")
        return int(outcome.found is None or audited == "not found")
    return int(outcome.found is None)


if __name__ == "__main__":
    sys.exit(main())
