#!/usr/bin/env python3
"""A long run of broken packages through ``glasshouse audit``: each must end in a result or a typed error, in time.

    python3 fuzz_long.py SEED [SEED ...] [--runs 2000 | --minutes N] [--start 0] [--glasshouse CMD]
                         [--deadline 20] [--memory-mib 1024] [--results DIR]

Run number N is a mutation that N alone decides, of a seed that N alone decides, so any failure is made again with
``--start N --runs 1``. A run fails when the exit status is none of 0, 1, 3, 4, when standard error holds a traceback or a
panic, when a document was promised (0, 1, 4) and is not there as JSON, at the deadline, or when the same bytes give
another exit status the second time (checked every 20th run). Failing packages are kept under ``results/fuzz``.

Mutations, one or more a run: of the package's bytes - flips, a number set to an extreme, a cut, a block twice or gone, at
the end of the archive where the directory is as often as anywhere; of an entry - the same inside the manifest, a DEX file
or the resource table, which is then packed again, whole and well-formed around the damage; of the archive - an entry
twice, none, renamed, stored under an unknown method, a bogus encryption bit.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import shlex
import subprocess
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ALLOWED = (0, 1, 3, 4)
WITH_DOCUMENT = (0, 1, 4)
EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
CRIES = ("Traceback (most recent call last)", "panicked at", "PanicException", "RUST_BACKTRACE", "core dumped")


def mutate_bytes(data: bytes, rng: random.Random) -> bytes:
    """Break some bytes; the start and the end, where directories and headers are, more often than the rest."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        if not out:
            return bytes(out)
        near = min(len(out), 512)
        where = rng.random()
        at = rng.randrange(near) if where < 0.3 else len(out) - 1 - rng.randrange(near if where < 0.5 else len(out))
        kind = rng.randrange(6)
        if kind == 0:
            out[at] ^= 1 << rng.randrange(8)
        elif kind == 1:
            out[at] = rng.randrange(256)
        elif kind == 2:
            width = rng.choice((1, 2, 4))
            out[at : at + width] = (rng.choice(EXTREMES) & ((1 << 8 * width) - 1)).to_bytes(width, "little")
        elif kind == 3 and len(out) > 64:
            del out[at : at + rng.randrange(1, 64)]
        elif kind == 4:
            out[at:at] = out[at : at + rng.randrange(1, 256)]
        elif rng.random() < 0.2:
            del out[at:]
    return bytes(out)


def entries_of(data: bytes) -> list[tuple[str, bytes]]:
    """Return name and content of every entry of a sound package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [(info.filename, package.read(info)) for info in package.infolist() if not info.is_dir()]


def pack(entries: list[tuple[str, bytes]], rng: random.Random) -> bytes:
    """Pack entries, stored or deflated."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in entries:
            info = zipfile.ZipInfo(name)
            info.compress_type = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
            package.writestr(info, content)
    return out.getvalue()


def mutate_entry(data: bytes, rng: random.Random) -> bytes:
    """Break the content of one structure inside an archive that stays sound."""
    entries = entries_of(data)
    ends = (".dex", "AndroidManifest.xml", "resources.arsc")
    marked = [index for index, (name, _) in enumerate(entries) if name.endswith(ends)] or list(range(len(entries)))
    index = rng.choice(marked)
    name, content = entries[index]
    entries[index] = (name, mutate_bytes(content, rng))
    return pack(entries, rng)


def mutate_archive(data: bytes, rng: random.Random) -> bytes:
    """Break the archive around contents that stay sound."""
    entries = entries_of(data)
    index = rng.randrange(len(entries))
    name, content = entries[index]
    kind = rng.randrange(6)
    if kind == 0:
        entries.append((name, mutate_bytes(content, rng)))
    elif kind == 1:
        del entries[index]
    elif kind == 2:
        entries[index] = (
            rng.choice(("../x", "/x", "classes1.dex", "classes99.dex", "a\x00b", "x" * 40000, "")),
            content,
        )
    elif kind == 3:
        entries[index] = (name, entries[rng.randrange(len(entries))][1])
    packed = bytearray(pack(entries, rng))
    if kind >= 4:
        field, value = (8, rng.randrange(100)) if kind == 4 else (6, 1)
        for mark, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
            at = packed.find(mark)
            while at >= 0:
                if rng.random() < 0.5 and at + shift + field < len(packed):
                    packed[at + shift + field] = value
                at = packed.find(mark, at + 4)
    return bytes(packed)


def mutation(number: int, seeds: list[bytes]) -> bytes:
    """Return the package of run ``number``."""
    rng = random.Random(number)  # noqa: S311 - must repeat
    data = rng.choice(seeds)
    change = rng.choices((mutate_bytes, mutate_entry, mutate_archive), (3, 5, 2))[0]
    return change(data, rng)


def run(command: list[str], deadline: float, memory: int) -> tuple[int | None, str]:
    """Run one child under limits; the status is ``None`` at the deadline."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=deadline, check=False, preexec_fn=limit
        )
    except subprocess.TimeoutExpired:
        return None, "past the deadline"
    return done.returncode, done.stderr.decode("utf-8", "replace")


def verdict(status: int | None, errors: str, output: Path) -> str:
    """Say what is wrong with how a run ended, or nothing."""
    if status is None:
        return "deadline"
    if status not in ALLOWED:
        return f"exit {status}"
    if any(cry in errors for cry in CRIES):
        return "traceback or panic"
    if status in WITH_DOCUMENT:
        try:
            json.loads(output.read_bytes())
        except (OSError, ValueError):
            return "no document"
    return ""


def main() -> int:
    """Run until the count or the time is used up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("seeds", nargs="+", type=Path, metavar="SEED")
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--glasshouse", default="glasshouse")
    parser.add_argument("--deadline", type=float, default=20)
    parser.add_argument("--memory-mib", type=int, default=1024)
    parser.add_argument("--results", type=Path, default=HERE / "results" / "fuzz")
    args = parser.parse_args()
    args.results.mkdir(parents=True, exist_ok=True)
    warnings.filterwarnings("ignore", "Duplicate name", UserWarning)
    seeds = [path.read_bytes() for path in args.seeds]
    start = time.monotonic()
    ends: Counter[str] = Counter()
    slowest, failures, number = (0.0, 0), [], args.start
    with tempfile.TemporaryDirectory() as folder:
        package, output = Path(folder) / "broken.apk", Path(folder) / "audit.json"
        command = [*shlex.split(args.glasshouse), "audit", str(package), "--depth", "facts", "--format", "json"]
        command += ["--output", str(output)]
        while (time.monotonic() - start < args.minutes * 60) if args.minutes else (number < args.start + args.runs):
            data = mutation(number, seeds)
            package.write_bytes(data)
            output.unlink(missing_ok=True)
            begun = time.monotonic()
            status, errors = run(command, args.deadline, args.memory_mib * 2**20)
            slowest = max(slowest, (time.monotonic() - begun, number))
            wrong = verdict(status, errors, output)
            if not wrong and number % 20 == 0 and run(command, args.deadline, args.memory_mib * 2**20)[0] != status:
                wrong = "another exit status the second time"
            ends[wrong or f"exit {status}"] += 1
            if wrong:
                failures.append(number)
                (args.results / f"{number}.apk").write_bytes(data)
                (args.results / f"{number}.txt").write_text(f"{wrong}\n{errors[-4000:]}\n", "utf-8")
                print(f"run {number}: {wrong}", flush=True)
            number += 1
    print(f"{number - args.start} runs from {args.start}: {dict(sorted(ends.items()))}")
    print(
        f"slowest: run {slowest[1]}, {slowest[0]:.2f} s; {len(failures)} failures{' under results' if failures else ''}"
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
