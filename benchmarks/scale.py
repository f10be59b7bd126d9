#!/usr/bin/env python3
"""How time and memory grow with the amount of code: packages of 0.2 to 100 MB of DEX through ``glasshouse audit``.

    python3 scale.py APP [APP ...] [--sizes 0.2,0.5,...] [--glasshouse CMD] [--repeat 3] [--results DIR]

Each package holds real DEX files of the given apps, largest first as long as they fit, renamed ``classes.dex``,
``classes2.dex``, ..., and the manifest of the first app, whose components exist in the code from the size on at which its
own files fit. No byte of code is made up. Libraries that two apps share define the same class twice, as a packer's mistake
would; the first one counts for Android. When the apps have too little code for a size, files are taken again: such points
are drawn hollow and do not enter the fit.

Writes ``scale.csv`` and ``scale.svg``; prints the straight line that fits CPU and peak memory best.
"""

from __future__ import annotations

import argparse
import csv
import shlex
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from disassembly import DEX_NAME
from measure import Cost, machine, median, run

HERE = Path(__file__).resolve().parent
SIZES = "0.2,0.5,1,2,5,10,15,20,30,40,50,75,100"
GOOD = (0, 1, 4)


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A DEX file inside an app; ordered by size."""

    size: int
    app: Path
    name: str


@dataclass(frozen=True, slots=True)
class Point:
    """One package and what it cost. ``repeated`` says that some DEX file is in it more than once."""

    target: float
    dex_bytes: int
    files: int
    repeated: bool
    cost: Cost


def sources_in(apps: list[Path]) -> list[Source]:
    """Return every DEX file of the apps, largest first."""
    found = []
    for app in apps:
        with zipfile.ZipFile(app) as package:
            found += [
                Source(i.file_size, app, i.filename) for i in package.infolist() if DEX_NAME.fullmatch(i.filename)
            ]
    return sorted(found, reverse=True)


def choose(sources: list[Source], target: int) -> tuple[list[Source], bool]:
    """Return files that add up to nearly ``target`` bytes, and whether some had to be taken again."""
    chosen: list[Source] = []
    left, rounds = target, 0
    while left > 0 and rounds < 100:
        before = len(chosen)
        for source in sources:
            if source.size <= left:
                chosen.append(source)
                left -= source.size
        rounds += 1
        if len(chosen) == before or left < target * 0.02 or (rounds == 1 and sum(s.size for s in sources) > target):
            break
    return chosen or [sources[-1]], rounds > 1


def build(path: Path, manifest_of: Path, chosen: list[Source]) -> None:
    """Write the package: a manifest and the DEX files, deflated, with fixed dates."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        with zipfile.ZipFile(manifest_of) as first:
            out.writestr(zipfile.ZipInfo("AndroidManifest.xml"), first.read("AndroidManifest.xml"))
        for index, source in enumerate(chosen, 1):
            info = zipfile.ZipInfo("classes.dex" if index == 1 else f"classes{index}.dex")
            info.compress_type = zipfile.ZIP_DEFLATED
            with zipfile.ZipFile(source.app) as app:
                out.writestr(info, app.read(source.name))


def measure(glasshouse: list[str], apps: list[Path], target: float, repeat: int, timeout: float) -> Point:
    """Build one package and audit it."""
    chosen, repeated = choose(sources_in(apps), round(target * 1e6))
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / "scaled.apk"
        build(package, apps[0], chosen)
        output = str(Path(folder) / "audit.json")
        command = [*glasshouse, "audit", str(package), "--depth", "facts", "--format", "json", "--output", output]
        costs = [run(command, timeout) for _ in range(repeat)]
    return Point(target, sum(s.size for s in chosen), len(chosen), repeated, median(costs))


def fit(pairs: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return intercept, slope and R squared of the least-squares line."""
    n = len(pairs)
    mean_x, mean_y = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    sxx = sum((x - mean_x) ** 2 for x, _ in pairs)
    sxy = sum((x - mean_x) * (y - mean_y) for x, y in pairs)
    syy = sum((y - mean_y) ** 2 for _, y in pairs)
    slope = sxy / sxx if sxx else 0.0
    return mean_y - slope * mean_x, slope, (sxy**2 / (sxx * syy) if sxx and syy else 1.0)


def svg(points: list[Point]) -> str:
    """Draw two panels, CPU and peak memory against DEX megabytes, with the fitted lines."""
    panels = []
    for index, (title, unit, pairs) in enumerate(
        (
            ("CPU", "s", [(p.dex_bytes / 1e6, p.cost.cpu) for p in points]),
            ("Peak memory", "MiB", [(p.dex_bytes / 1e6, p.cost.peak_mib) for p in points]),
        )
    ):
        hollow = [p.repeated for p in points]
        panels.append(_panel(40 + index * 400, title, unit, pairs, hollow))
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="820" height="320" font-family="sans-serif" font-size="12">'
    return "\n".join([head, '<rect width="820" height="320" fill="white"/>', *panels, "</svg>", ""])


def _panel(left: int, title: str, unit: str, pairs: list[tuple[float, float]], hollow: list[bool]) -> str:
    top, width, height = 40, 330, 220
    x_max, y_max = max(x for x, _ in pairs) * 1.05, max(y for _, y in pairs) * 1.1
    intercept, slope, r2 = fit([pair for pair, again in zip(pairs, hollow, strict=True) if not again] or pairs)

    def at(x: float, y: float) -> str:
        return f"{left + 20 + x / x_max * width:.1f},{top + height - y / y_max * height:.1f}"

    out = [f'<text x="{left + 20}" y="24" font-size="14">{title}, {unit}, against MB of DEX</text>']
    out.append(f'<polyline points="{at(0, y_max)} {at(0, 0)} {at(x_max, 0)}" fill="none" stroke="black"/>')
    for part in (0.25, 0.5, 0.75, 1.0):
        tick_x, tick_y = at(x_max / 1.05 * part, y_max / 1.1 * part).split(",")
        out.append(f'<text x="{tick_x}" y="{top + height + 16}" text-anchor="middle">{x_max / 1.05 * part:.0f}</text>')
        out.append(f'<text x="{left + 16}" y="{tick_y}" text-anchor="end">{y_max / 1.1 * part:.3g}</text>')
        out.append(f'<line x1="{left + 20}" x2="{left + 20 + width}" y1="{tick_y}" y2="{tick_y}" stroke="#ddd"/>')
    start, end = at(0, max(intercept, 0)), at(x_max, intercept + slope * x_max)
    out.append(f'<polyline points="{start} {end}" fill="none" stroke="#888" stroke-dasharray="4 3"/>')
    for (x, y), again in zip(pairs, hollow, strict=True):
        cx, cy = at(x, y).split(",")
        out.append(f'<circle cx="{cx}" cy="{cy}" r="3.5" fill="{"white" if again else "#205080"}" stroke="#205080"/>')
    line = f"{intercept:.2f} + {slope:.3f} {unit} per MB, R² {r2:.3f}"
    out.append(f'<text x="{left + 20}" y="{top + height + 40}">{line}</text>')
    return "\n".join(out)


def main() -> int:
    """Build, measure, fit, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("apps", nargs="+", type=Path, metavar="APP")
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--glasshouse", default="glasshouse")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=600)
    parser.add_argument("--results", type=Path, default=HERE / "results")
    args = parser.parse_args()
    print(f"Measured on: {machine()}. Medians of {args.repeat} runs.")
    points = []
    for size in map(float, args.sizes.split(",")):
        point = measure(shlex.split(args.glasshouse), args.apps, size, max(args.repeat, 1), args.timeout)
        c = point.cost
        print(
            f"{point.dex_bytes / 1e6:8.2f} MB in {point.files:3} files: {c.cpu:.2f} CPU s, {c.peak_mib:.0f} MiB, exit {c.status}"
            f"{' (files repeated)' if point.repeated else ''}",
            flush=True,
        )
        points.append(point)
    args.results.mkdir(parents=True, exist_ok=True)
    with (args.results / "scale.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("target_mb", "dex_bytes", "files", "repeated", "status", "wall_s", "cpu_s", "peak_bytes"))
        for p in points:
            c = p.cost
            writer.writerow(
                (p.target, p.dex_bytes, p.files, int(p.repeated), c.status, f"{c.wall:.4f}", f"{c.cpu:.4f}", c.peak)
            )
    good = [p for p in points if p.cost.status in GOOD]
    if len(good) < 2:
        print("fewer than two sizes ended well: nothing to fit")
        return 1
    (args.results / "scale.svg").write_text(svg(good), "utf-8")
    fitted = [p for p in good if not p.repeated] or good
    for name, unit, pairs in (
        ("CPU", "s", [(p.dex_bytes / 1e6, p.cost.cpu) for p in fitted]),
        ("peak", "MiB", [(p.dex_bytes / 1e6, p.cost.peak_mib) for p in fitted]),
    ):
        intercept, slope, r2 = fit(pairs)
        print(f"{name}: {intercept:.3f} + {slope:.4f} {unit} per MB of DEX (R squared {r2:.4f})")
    return 0 if len(good) == len(points) else 1


if __name__ == "__main__":
    sys.exit(main())
