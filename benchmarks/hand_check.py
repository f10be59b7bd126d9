#!/usr/bin/env python3
"""Draw reachability rows at random and print each one's path with the code it goes through, for a person to check.

    python3 hand_check.py AUDIT.json=APP [...] [--rows 100] [--seed 20240601] [--output hand_check.txt]

The rows are the product's access rows that it calls reachable, of all audits together, drawn with a seed, so that anybody
draws the same ones. For each step: the class line, the instruction at the place with two before and two after, as
dexdump prints them, and automatic remarks: ``MISSING`` when no such instruction exists, ``NOT THAT CALL`` when an
ordinary call step's instruction does not name the next step's method. The person writes right / wrong / cannot tell
into ``hand_checked.md``; the remarks only say where to look first.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from audits import Deed, Site, accesses, load
from disassembly import Method, dex_files, read_classes

Key = tuple[str, str, str]


def draw(audits: list[tuple[Path, Path]], count: int, seed: int) -> list[tuple[Path, Deed]]:
    """Return ``count`` reachable rows over all audits, or all when there are fewer, in a fixed order."""
    rows = []
    for document, app in audits:
        deeds = {(deed.site, deed.data): deed for deed in accesses(load(document)) if deed.reach == "reachable"}
        rows += [(app, deeds[key]) for key in sorted(deeds)]
    chosen = random.Random(seed).sample(range(len(rows)), min(count, len(rows)))  # noqa: S311 - must repeat
    return [rows[index] for index in sorted(chosen)]


def code_of(app: Path, wanted: set[Key]) -> dict[Key, Method]:
    """Return the code of methods, for those that have any."""
    found: dict[Key, Method] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in dex_files(app, Path(folder)):
            for item in read_classes(path):
                for method in item.methods:
                    key = (path.name, item.name, method.signature)
                    if key in wanted:
                        found[key] = method
    return found


def snippet(site: Site, code: dict[Key, Method], around: int = 2) -> list[str]:
    """Return the lines of code around a place, its own line marked."""
    method = code.get((site.dex, site.owner, site.method))
    if method is None:
        return ["MISSING: no such method with code"]
    at = next((i for i, line in enumerate(method.code) if line.offset == max(site.offset, 0)), None)
    if at is None:
        return ["MISSING: no such instruction"]
    first = max(at - around, 0)
    return [f"{'>' if i == at else ' '} {method.code[i]}" for i in range(first, min(at + around + 1, len(method.code)))]


def remark(site: Site, how: str, after: Site | None, code: dict[Key, Method]) -> str:
    """Compare an ordinary call with the step after it, by the method's name and descriptor."""
    method = code.get((site.dex, site.owner, site.method))
    if method is None or after is None or how not in ("call", "dispatch"):
        return ""
    line = next((line for line in method.code if line.offset == site.offset), None)
    name, _, params = after.method.partition("(")
    if line is not None and f".{name}:({params}" not in line.rest:
        return "NOT THAT CALL"
    return ""


def show(number: int, app: Path, deed: Deed, code: dict[Key, Method]) -> str:
    """Write one row for the reader."""
    out = [f"== {number}. {app.name}: {deed.data} by {deed.api or '(no api named)'}", f"   entry: {deed.entry or '-'}"]
    steps = list(deed.path)
    if not steps or steps[-1][0] != deed.site:
        steps.append((deed.site, "read"))
    for index, (site, how) in enumerate(steps):
        if site is None:
            out.append(f"   [{index}] {how}: not a place in code")
            continue
        after = steps[index + 1][0] if index + 1 < len(steps) else None
        out.append(
            f"   [{index}] {how} {site.dex} {site.owner} {site.method} {remark(site, how, after, code)}".rstrip()
        )
        out += [f"        {line}" for line in snippet(site, code)]
    return "\n".join(out)


def main() -> int:
    """Print the rows that were drawn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", nargs="+", metavar="AUDIT.json=APP")
    parser.add_argument("--rows", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20240601)
    parser.add_argument("--output", type=Path)
    args = parser.parse_args()
    if not all("=" in pair for pair in args.pairs):
        parser.error("each argument is AUDIT.json=APP")
    audits = [(Path(left), Path(right)) for left, _, right in (pair.partition("=") for pair in args.pairs)]
    rows = draw(audits, args.rows, args.seed)
    text = []
    for app in dict.fromkeys(app for app, _ in rows):
        mine = [(number, deed) for number, (owner, deed) in enumerate(rows, 1) if owner == app]
        places = {deed.site for _, deed in mine} | {site for _, deed in mine for site, _ in deed.path if site}
        code = code_of(app, {(site.dex, site.owner, site.method) for site in places})
        text += [show(number, app, deed, code) for number, deed in mine]
    whole = "\n\n".join(text) + "\n"
    if args.output:
        args.output.write_text(whole, "utf-8")
    else:
        sys.stdout.write(whole)
    print(f"{len(rows)} rows drawn with seed {args.seed}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
