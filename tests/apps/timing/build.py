"""Build the timing apps again from their sources: ``python3 tests/apps/timing/build.py [--check] [NAME ...]``.

The recipe is that of ``tests/apps/build.py``. An app here is laid over what its ``recipe.toml`` names, and its own files win:

    with = ["screen"]                              # folders of timing/shared/
    borrow = ["starts/src/androidx/startup"]       # folders of other test apps, put at the same place
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[2]))

from tests.apps.build import build  # noqa: E402 - found when this runs as a script, too


def staged(app: Path, work: Path) -> Path:
    """The app with everything it shares, as one folder of the same name."""
    folder = work / app.name
    recipe_file = app / "recipe.toml"
    recipe = tomllib.loads(recipe_file.read_text("utf-8")) if recipe_file.exists() else {}
    for name in recipe.get("with", ()):
        shutil.copytree(HERE / "shared" / name, folder, dirs_exist_ok=True)
    for name in recipe.get("borrow", ()):
        inside = Path(*Path(name).parts[1:])
        shutil.copytree(HERE.parent / name, folder / inside, dirs_exist_ok=True)
    shutil.copytree(app, folder, dirs_exist_ok=True)
    return folder


def sums() -> str:
    """``SHA256SUMS`` of every finished app."""
    found = sorted(HERE.glob("*/*.apk"))
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(HERE).as_posix()}\n" for path in found
    )


def build_one(app: Path, *, check: bool) -> bool:
    """Build one app; whether it came out as committed."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "out").mkdir()
        build(staged(app, work), work / "out")
        made = (work / "out" / f"{app.name}.apk").read_bytes()
    committed = app / f"{app.name}.apk"
    same = committed.exists() and committed.read_bytes() == made
    if not check:
        committed.write_bytes(made)
    return same


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what was asked for; with ``--check`` only say what differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args(arguments)
    apps = [HERE / name for name in options.names] or sorted(path.parent for path in HERE.glob("*/AndroidManifest.xml"))
    different = [app.name for app in apps if not build_one(app, check=options.check)]
    if not options.check:
        (HERE / "SHA256SUMS").write_text(sums(), "utf-8")
        return 0
    for name in different:
        print(f"differs: {name}", file=sys.stderr)  # noqa: T201
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
