"""Build the test apps again from their sources, byte for byte: ``python3 tests/apps/build.py [--check] [NAME ...]``.

Tests never need this: the finished files are committed beside the sources, and ``SHA256SUMS`` lists them. Whoever changes a source runs it and
commits both. ``--check`` builds and compares without writing. It needs a JDK 17, aapt, aapt2, zipalign and apksigner
(Debian 12 has them; smali for one app), and three files, named by environment variables or found in the local Maven repository:

    DX_JAR         com.jakewharton.android.repackaged:dalvik-dx:11.0.0_r3
    ANDROID_ALL    org.robolectric:android-all:14-robolectric-10818077 (to compile against; nothing of it goes into an app)
    FRAMEWORK_RES  framework-res.apk of API 29 (Debian: android-framework-res)

An app is a folder with ``AndroidManifest.xml``, ``src/``, perhaps ``smali/``, ``res/``, ``assets/``, ``lib/``, ``root/`` (files put at the top of the package), and
``recipe.toml`` when it needs more than the defaults:

    java = 8              # language level; above 7 lambdas stay invoke-custom and the DEX is version 038
    split = ["com/example/x/Second"]   # class files that go into classes2.dex, by prefix of their path
    also = ["jar", "aar", "aab", "apks", "xapk"]   # further packagings of the same code
    config = "config.zh"  # for apks and xapk: a folder with the manifest and resources of the configuration split
    drop = ["com/example/x/Hidden"]    # class files left out of the DEX, as a packer hides them
    api = 28              # for smali: decides the version of the DEX
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
MAVEN = Path.home() / ".m2" / "repository"
DX = (
    os.environ.get("DX_JAR") or MAVEN / "com/jakewharton/android/repackaged/dalvik-dx/11.0.0_r3/dalvik-dx-11.0.0_r3.jar"
)
ANDROID = (
    os.environ.get("ANDROID_ALL")
    or MAVEN / "org/robolectric/android-all/14-robolectric-10818077/android-all-14-robolectric-10818077.jar"
)
RESOURCES = os.environ.get("FRAMEWORK_RES") or "/usr/share/android-framework-res/framework-res.apk"
JVM = ["-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def run(*command: object) -> None:
    """Run a tool; show what it said only if it failed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]}: {done.stdout}{done.stderr}")


def write_zip(path: Path, files: Mapping[str, bytes], stored: tuple[str, ...] = ()) -> None:
    """A ZIP with fixed dates and order."""
    with zipfile.ZipFile(path, "w") as out:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1981, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if name.endswith(stored) and stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            out.writestr(info, files[name])


def read_zip(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as old:
        return {name: old.read(name) for name in old.namelist() if not name.endswith("/")}


def sign(files: Mapping[str, bytes], target: Path, work: Path) -> None:
    """Align and sign with the throw-away key of the test apps (password ``android``); it signs nothing else."""
    write_zip(work / "packed.zip", files, stored=("resources.arsc",))
    run("zipalign", "-f", "4", work / "packed.zip", work / "aligned.apk")
    run("apksigner", "sign", "--v4-signing-enabled", "false", "--ks", HERE / "debug.ks", "--ks-pass", "pass:android", "--min-sdk-version", "19",
        "--out", target, work / "aligned.apk")  # fmt: skip


def compile_java(app: Path, recipe: Mapping[str, object], work: Path) -> dict[str, bytes]:
    """Class files by path."""
    sources = sorted([*(app / "src").rglob("*.java"), *(work / "gen").rglob("*.java")])
    (work / "classes").mkdir()
    if sources:
        run("javac", *(f"-J{flag}" for flag in JVM), "-nowarn", "-Xlint:-options", "-proc:none", "-implicit:none", "--release", recipe.get("java", 7),
            "-g:source,lines", "-cp", ANDROID, "-d", work / "classes", *sources)  # fmt: skip
    found = sorted((work / "classes").rglob("*.class"))
    return {path.relative_to(work / "classes").as_posix(): path.read_bytes() for path in found}


def to_dex(classes: Mapping[str, bytes], recipe: Mapping[str, object], work: Path) -> bytes:
    """One DEX of these class files."""
    write_zip(work / "in.jar", classes)
    level = ["--min-sdk-version=26"] if int(str(recipe.get("java", 7))) > 7 else []
    run(
        "java",
        *JVM,
        "-cp",
        DX,
        "com.android.dx.command.Main",
        "--dex",
        *level,
        f"--output={work / 'out.dex'}",
        work / "in.jar",
    )
    return (work / "out.dex").read_bytes()


def extra_files(app: Path) -> dict[str, bytes]:
    """What is packed as it is: ``assets/``, ``lib/``, and ``root/`` without its own name."""
    found = {}
    for folder in ("assets", "lib", "root"):
        for path in sorted((app / folder).rglob("*")):
            if path.is_file():
                found[path.relative_to(app if folder != "root" else app / "root").as_posix()] = path.read_bytes()
    return found


def build(app: Path, out: Path) -> None:
    """Build one app into ``out``."""
    recipe_file = app / "recipe.toml"
    recipe = tomllib.loads(recipe_file.read_text()) if recipe_file.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "gen").mkdir()
        resources = ["-S", app / "res"] if (app / "res").exists() else []
        run(
            "aapt",
            "package",
            "-f",
            "-m",
            "-J",
            work / "gen",
            "-M",
            app / "AndroidManifest.xml",
            *resources,
            "-I",
            RESOURCES,
            "-F",
            work / "base.apk",
        )
        classes = compile_java(app, recipe, work)
        files = read_zip(work / "base.apk") | extra_files(app)
        shown = {
            name: data
            for name, data in classes.items()
            if not name.startswith(tuple(recipe.get("drop", ())) or ("\0",))
        }
        second = {
            name: data for name, data in shown.items() if name.startswith(tuple(recipe.get("split", ())) or ("\0",))
        }
        parts = [part for part in ({n: d for n, d in shown.items() if n not in second}, second) if part]
        for number, part in enumerate(parts, 1):
            files[f"classes{number if number > 1 else ''}.dex"] = to_dex(part, recipe, work)
        if (app / "smali").exists():
            run(
                "smali",
                "assemble",
                "--api",
                recipe.get("api", 28),
                "-o",
                work / "smali.dex",
                *sorted((app / "smali").rglob("*.smali")),
            )
            files[f"classes{len(parts) + 1 if parts else ''}.dex"] = (work / "smali.dex").read_bytes()
        base = out / f"{app.name}.apk"
        sign(files, base, work)
        for kind in recipe.get("also", ()):
            PACKAGINGS[kind](app, recipe, classes, base, out, work)


def as_jar(app: Path, _recipe: object, classes: Mapping[str, bytes], _base: Path, out: Path, _work: Path) -> None:
    """The class files alone."""
    write_zip(out / f"{app.name}.jar", {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\r\n\r\n"} | dict(classes))


def as_aar(app: Path, _recipe: object, classes: Mapping[str, bytes], _base: Path, out: Path, work: Path) -> None:
    """An Android library: text manifest, ``classes.jar``."""
    write_zip(work / "classes.jar", classes)
    files = {
        "AndroidManifest.xml": (app / "AndroidManifest.xml").read_bytes(),
        "classes.jar": (work / "classes.jar").read_bytes(),
        "R.txt": b"",
    }
    write_zip(out / f"{app.name}.aar", files)


def as_aab(app: Path, _recipe: object, _classes: object, base: Path, out: Path, work: Path) -> None:
    """An app bundle: manifest and resources as protocol buffers, code under ``base/dex``."""
    run("aapt2", "convert", "--output-format", "proto", "-o", work / "proto.apk", base)
    files = {}
    for name, data in read_zip(work / "proto.apk").items():
        if name == "AndroidManifest.xml":
            files["base/manifest/AndroidManifest.xml"] = data
        elif name.startswith("classes"):
            files[f"base/dex/{name}"] = data
        elif name == "resources.pb" or name.startswith(("res/", "assets/", "lib/")):
            files[f"base/{name}"] = data
    # BundleConfig { bundletool { version: "1.15.6" } }
    files["BundleConfig.pb"] = b"\x0a\x08\x12\x061.15.6"
    write_zip(out / f"{app.name}.aab", files)


def _splits(app: Path, recipe: Mapping[str, object], base: Path, work: Path) -> dict[str, bytes]:
    name = str(recipe["config"])
    run(
        "aapt",
        "package",
        "-f",
        "-M",
        app / name / "AndroidManifest.xml",
        "-S",
        app / name / "res",
        "-I",
        RESOURCES,
        "-F",
        work / "config.apk",
    )
    sign(read_zip(work / "config.apk"), work / "config-signed.apk", work)
    return {"base.apk": base.read_bytes(), f"{name}.apk": (work / "config-signed.apk").read_bytes()}


def as_apks(app: Path, recipe: Mapping[str, object], _classes: object, base: Path, out: Path, work: Path) -> None:
    """What ``bundletool`` writes: split APKs under ``splits/``."""
    splits = _splits(app, recipe, base, work)
    named = {"splits/base-master.apk": splits.pop("base.apk")} | {
        f"splits/base-{name.removeprefix('config.')}": d for name, d in splits.items()
    }
    write_zip(out / f"{app.name}.apks", named, stored=(".apk",))


def as_xapk(app: Path, recipe: Mapping[str, object], _classes: object, base: Path, out: Path, work: Path) -> None:
    """What download sites hand out: APKs beside a ``manifest.json``."""
    splits = _splits(app, recipe, base, work)
    rows = ",".join(f'{{"file":"{name}","id":"{name.removesuffix(".apk")}"}}' for name in sorted(splits))
    about = f'{{"xapk_version":2,"package_name":"com.example.{app.name}","name":"{app.name}","version_code":"1","split_apks":[{rows}]}}'
    write_zip(out / f"{app.name}.xapk", splits | {"manifest.json": about.encode()}, stored=(".apk",))


PACKAGINGS = {"jar": as_jar, "aar": as_aar, "aab": as_aab, "apks": as_apks, "xapk": as_xapk}
PRODUCTS = (".apk", ".jar", ".aar", ".aab", ".apks", ".xapk")


def sums() -> str:
    """``SHA256SUMS`` of everything that is committed."""
    found = sorted(path for path in HERE.glob("*/*") if path.suffix in PRODUCTS)
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(HERE).as_posix()}\n" for path in found
    )


def main() -> int:
    """Build what was asked for; with ``--check`` say what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    apps = [HERE / name for name in options.names] or sorted(path.parent for path in HERE.glob("*/AndroidManifest.xml"))
    different = []
    for app in apps:
        with tempfile.TemporaryDirectory() as folder:
            build(app, Path(folder))
            for made in sorted(Path(folder).iterdir()):
                old = app / made.name
                if made.suffix not in PRODUCTS:
                    continue
                if not old.exists() or old.read_bytes() != made.read_bytes():
                    different.append(f"{app.name}/{made.name}")
                if not options.check:
                    shutil.copyfile(made, old)
                print(f"{made.stat().st_size:8} {app.name}/{made.name}", flush=True)  # noqa: T201
    if not options.check:
        (HERE / "SHA256SUMS").write_text(sums())
        return 0
    for name in different:
        print(f"differs: {name}", file=sys.stderr)  # noqa: T201
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
