#!/usr/bin/env python3
"""The facts table of the product and its peers on the same apps: wall, CPU, peak memory, side by side in one run.

    python3 speed.py APP [APP ...] [--glasshouse CMD] [--peers FOLDER] [--repeat 3] [--timeout 900] [--results DIR]

| tool | what it does here |
|---|---|
| inflate floor | Python reads the DEX entries of the package and inflates them: nobody can be faster |
| glasshouse | ``audit --depth facts --format json``: the whole answer, start-up and report included |
| dexdump -d | disassembles every DEX file of the package to nowhere |
| exodus-core | its list of class names, which its trackers are matched against (needs dexdump) |
| androguard | ``AnalyzeAPK``: decodes and cross-references |
| lief | parses every DEX file; no instructions, no references |

A peer that is not there is left out and named. Each run is a process of its own, one after the other; the tools take turns,
so that a slow minute of the machine hits all of them. Medians over ``--repeat``. Trust the figures only of an idle machine.
Writes ``speed.csv`` and ``speed.md``; the last line says whether the budget of ``audit --depth facts`` is kept: at most
1.0 s of CPU and 60 MiB + 8 x DEX bytes for the app with the most code.
"""

from __future__ import annotations

import argparse
import csv
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from disassembly import dex_files
from measure import Cost, machine, median, present, run

HERE = Path(__file__).resolve().parent
CPU_BUDGET = 1.0
MEMORY_BASE = 60 * 2**20
MEMORY_PER_DEX_BYTE = 8

FLOOR = """
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    for name in z.namelist():
        if re.fullmatch(r'classes\\d*\\.dex', name): z.read(name)
"""
ANDROGUARD = """
import sys, time
from loguru import logger; logger.remove()
from androguard.misc import AnalyzeAPK
t = time.perf_counter(); AnalyzeAPK(sys.argv[1]); print('INNER', time.perf_counter() - t)
"""
EXODUS = """
import logging, sys, time
logging.disable(logging.CRITICAL)
from exodus_core.analysis.static_analysis import StaticAnalysis
t = time.perf_counter(); StaticAnalysis(sys.argv[1]).get_embedded_classes(); print('INNER', time.perf_counter() - t)
"""
LIEF = """
import sys, time, lief
t = time.perf_counter()
for path in sys.argv[2:]:
    dex = lief.DEX.parse(path)
    sum(1 for _ in dex.methods)
print('INNER', time.perf_counter() - t)
"""
VERSION = "import importlib.metadata as m, sys; print(m.version(sys.argv[1]))"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, and how its command is made from the app, its unpacked DEX files and a scratch folder."""

    name: str
    version: str
    command: Callable[[Path, list[Path], Path], list[str]]
    good: tuple[int, ...] = (0,)


def output_of(command: list[str]) -> str:
    """Return what a command prints, or nothing when it cannot run."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def tools(glasshouse: list[str], peers: Path) -> tuple[list[Tool], list[str]]:
    """Return the tools that are there and the names of those that are not."""
    found = [
        Tool(
            "inflate floor", sys.version.split()[0], lambda app, *_: [sys.executable, "-I", "-S", "-c", FLOOR, str(app)]
        )
    ]
    absent = []
    if present(glasshouse[0]):
        version = output_of([*glasshouse, "--version"]).rpartition(" ")[2]
        found.append(Tool("glasshouse", version, lambda app, _, scratch: audit(glasshouse, app, scratch), (0, 1, 4)))
    else:
        absent.append("glasshouse")
    if present("dexdump"):
        found.append(Tool("dexdump -d", "system", dexdump))
    else:
        absent.append("dexdump")
    for name, package, text in (
        ("exodus-core", "exodus-core", EXODUS),
        ("androguard", "androguard", ANDROGUARD),
        ("lief", "lief", LIEF),
    ):
        python = str(peers / name.partition("-")[0] / "bin" / "python")
        version = output_of([python, "-c", VERSION, package])
        if version:
            found.append(Tool(name, version, _script(python, text, unpacked=name == "lief")))
        else:
            absent.append(name)
    return found, absent


def audit(glasshouse: list[str], app: Path, scratch: Path) -> list[str]:
    """The product's command, as a user writes it."""
    return [
        *glasshouse,
        "audit",
        str(app),
        "--depth",
        "facts",
        "--format",
        "json",
        "--output",
        str(scratch / "audit.json"),
    ]


def dexdump(_app: Path, dexes: list[Path], _scratch: Path) -> list[str]:
    """Disassemble every DEX file, output discarded; unpacking is not counted."""
    return ["sh", "-c", 'for dex; do dexdump -d "$dex" >/dev/null || exit 1; done', "sh", *map(str, dexes)]


def _script(python: str, text: str, *, unpacked: bool) -> Callable[[Path, list[Path], Path], list[str]]:
    return lambda app, dexes, _: [python, "-c", text, str(app), *(map(str, dexes) if unpacked else ())]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a tool on an app."""

    app: str
    dex_bytes: int
    tool: Tool
    cost: Cost
    runs: int

    @property
    def ok(self) -> bool:
        """Whether every run ended well."""
        return self.cost.status in self.tool.good


def measure_app(app: Path, present_tools: list[Tool], repeat: int, timeout: float) -> list[Line]:
    """Run every tool ``repeat`` times on one app, taking turns; a first run of each is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        dexes = dex_files(app, Path(folder))
        size = sum(path.stat().st_size for path in dexes)
        costs: dict[str, list[Cost]] = {tool.name: [] for tool in present_tools}
        for turn in range(repeat):
            for tool in present_tools:
                if turn == 0 and tool.name in ("inflate floor", "glasshouse"):
                    run(tool.command(app, dexes, Path(folder)), timeout)
                costs[tool.name].append(run(tool.command(app, dexes, Path(folder)), timeout))
                if costs[tool.name][-1].status not in tool.good:
                    print(f"  {tool.name}: {costs[tool.name][-1]}", file=sys.stderr)
    return [Line(app.name, size, tool, median(costs[tool.name]), repeat) for tool in present_tools]


def markdown(lines: list[Line], absent: list[str], budget: str, place: str) -> str:
    """Write the table, one part for each app."""
    out = [f"Measured on: {place}. Medians of {lines[0].runs} runs.", ""]
    if absent:
        out += [f"Not there, not measured: {', '.join(absent)}.", ""]
    out += ["| app | DEX MB | tool | version | wall s | CPU s | CPU s/MB | peak MiB | CPU against glasshouse |"]
    out += ["|---|---:|---|---|---:|---:|---:|---:|---:|"]
    for line in lines:
        mb = line.dex_bytes / 1e6
        base = next((o.cost.cpu for o in lines if o.app == line.app and o.tool.name == "glasshouse" and o.ok), None)
        ratio = f"{line.cost.cpu / base:.2f}x" if base and line.ok else "-"
        if line.ok:
            cost = f"{line.cost.wall:.2f} | {line.cost.cpu:.2f} | {line.cost.cpu / mb:.3f} | {line.cost.peak_mib:.0f}"
        else:
            cost = f"exit {line.cost.status} | - | - | -"
        out.append(f"| {line.app} | {mb:.2f} | {line.tool.name} | {line.tool.version} | {cost} | {ratio} |")
    return "\n".join([*out, "", budget, ""])


def budget_line(lines: list[Line]) -> str:
    """Say whether the product keeps its budget on the app with the most code."""
    mine = [line for line in lines if line.tool.name == "glasshouse"]
    if not mine:
        return "Budget: not measured, glasshouse was not there."
    line = max(mine, key=lambda item: item.dex_bytes)
    if not line.ok:
        return f"Budget ({line.app}): NOT KEPT, glasshouse ended with {line.cost.status}."
    allowed = MEMORY_BASE + MEMORY_PER_DEX_BYTE * line.dex_bytes
    kept = line.cost.cpu <= CPU_BUDGET and line.cost.peak <= allowed
    return (
        f"Budget ({line.app}, {line.dex_bytes / 1e6:.2f} MB DEX): {'kept' if kept else 'NOT KEPT'}: "
        f"{line.cost.cpu:.2f} of {CPU_BUDGET:.1f} CPU s, {line.cost.peak_mib:.0f} of {allowed / 2**20:.0f} MiB."
    )


def main() -> int:
    """Measure, write both tables, print one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("apps", nargs="+", type=Path, metavar="APP")
    parser.add_argument("--glasshouse", default="glasshouse")
    parser.add_argument("--peers", type=Path, default=HERE / "results" / "peers")
    parser.add_argument("--without", nargs="*", default=[], metavar="TOOL")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=900)
    parser.add_argument("--results", type=Path, default=HERE / "results")
    args = parser.parse_args()
    found, absent = tools(shlex.split(args.glasshouse), args.peers.absolute())
    found = [tool for tool in found if tool.name not in args.without]
    place = machine()
    lines = []
    for app in args.apps:
        print(app.name, file=sys.stderr)
        lines += measure_app(app, found, max(args.repeat, 1), args.timeout)
    args.results.mkdir(parents=True, exist_ok=True)
    with (args.results / "speed.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ("app", "dex_bytes", "tool", "version", "status", "wall_s", "cpu_s", "peak_bytes", "inner_s", "runs")
        )
        for line in lines:
            c = line.cost
            inner = "" if c.inner is None else f"{c.inner:.4f}"
            figures = (c.status, f"{c.wall:.4f}", f"{c.cpu:.4f}", c.peak, inner, line.runs)
            writer.writerow((line.app, line.dex_bytes, line.tool.name, line.tool.version, *figures))
    text = markdown(lines, absent, budget_line(lines), place)
    (args.results / "speed.md").write_text(text, "utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
