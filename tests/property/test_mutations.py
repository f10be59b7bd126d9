"""Three hundred broken packages: each ends in a typed error or in a result, and in nothing else.

Run number N is decided by N alone, so a failure is made again with ``-k "[N]"``. ``benchmarks/fuzz_long.py`` does the same for
hours, through the command line.
"""

from __future__ import annotations

import random
import zipfile
from functools import cache
from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.observe.app.observe import observe_app
from glasshouse.open.app import open_app
from tests.build.apk import Entry, archive

APPS = Path(__file__).parent.parent / "apps"
SEEDS = sorted(path for path in APPS.glob("*/*.*") if path.suffix in (".apk", ".aar", ".jar", ".aab", ".apks"))
RUNS = 300
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
INSIDE = (".dex", ".xml", ".arsc", ".class", ".jar", ".pb", ".RSA", ".apk")


@cache
def entries_of(path: Path) -> tuple[tuple[str, bytes], ...]:
    with zipfile.ZipFile(path) as package:
        return tuple((info.filename, package.read(info)) for info in package.infolist())


def broken(data: bytes, rng: random.Random) -> bytes:
    """Flip, set, cut, double, splice."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 20))):
        if len(out) < 8:
            break
        # Headers and directories lie at the ends.
        near = min(len(out), 256)
        at = rng.choice((rng.randrange(len(out)), rng.randrange(near), len(out) - 1 - rng.randrange(near)))
        match rng.randrange(7):
            case 0:
                out[at] ^= 1 << rng.randrange(8)
            case 1 | 2:
                width = rng.choice((1, 2, 4))
                out[at : at + width] = (rng.choice(EXTREMES) & (1 << 8 * width) - 1).to_bytes(width, "little")
            case 3:
                del out[at : at + rng.randrange(1, 64)]
            case 4:
                out[at:at] = out[at : at + rng.randrange(1, 256)]
            case 5:
                other = rng.randrange(len(out))
                out[at : at + 32] = out[other : other + 32]
            case _ if rng.random() < 0.3:
                del out[at:]
    return bytes(out)


def broken_inside(path: Path, rng: random.Random) -> bytes:
    """The package whole and well-formed around one damaged entry."""
    entries = list(entries_of(path))
    chosen = [at for at, (name, _) in enumerate(entries) if name.endswith(INSIDE)] or [0]
    at = rng.choice(chosen)
    entries[at] = (entries[at][0], broken(entries[at][1], rng))
    return archive(Entry(name, data) for name, data in entries)


@pytest.mark.parametrize("run", range(RUNS))
def test_a_broken_package_ends_in_a_result_or_a_typed_error(run: int, tmp_path: Path) -> None:
    rng = random.Random(run)  # noqa: S311 (noise, not secrets)
    seed = rng.choice(SEEDS)
    data = broken(seed.read_bytes(), rng) if run % 3 == 0 else broken_inside(seed, rng)
    path = tmp_path / f"{run}{seed.suffix}"
    path.write_bytes(data)
    try:
        app = open_app(path)
    except InputError as error:
        assert str(error).startswith(f"{path.name}: ")  # noqa: PT017 (either end is right)
        return
    observed = observe_app(app)
    assert observed.practices or observed.permissions or observed.not_looked or observed.looked


def test_the_seeds_are_there() -> None:
    assert len(SEEDS) >= 20
