#!/usr/bin/env python3
"""Compare the product's access rows with the oracle's, place by place.

    python3 truth.py APP [APP ...] --listed FOLDER [--framework JAR] [--glasshouse CMD] [--results DIR]

A row is (dex, class, method, offset, kind of data). The oracle's definition is in ``oracle.py``; only its certain rows are
scored. A row of the product that the oracle does not have is

* *not scored* where the oracle could not decide the site, at an entry of a listed callback, at a reflective call, and
  where the vocabulary lists the API as something else than a method, field or resolver (a broadcast, an intent, an address);
* *extra* otherwise: a false one until somebody shows that the oracle is wrong.

``<app>.differences.tsv`` lists every missed, extra and unscored row. Exit status: 0 when nothing is missed or extra.
"""

from __future__ import annotations

import argparse
import csv
import re
import shlex
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import listed
from audits import Deed, Site, accesses, audit
from disassembly import dex_files, read_classes
from listed import Listed
from oracle import Row, sites_in

HERE = Path(__file__).resolve().parent
_REFLECTION = "Ljava/lang/reflect/"


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that one side has and the other has not, and the word for it."""

    word: str
    site: Site
    data: str
    api: str
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """The comparison of one app."""

    app: str
    certain: int
    undecided: int
    product: int
    agreed: int
    reachable: int
    differences: tuple[Difference, ...]

    def count(self, word: str) -> int:
        """Count the differences of one word."""
        return sum(difference.word == word for difference in self.differences)

    @property
    def recall(self) -> float:
        """Agreed rows over the oracle's certain rows; 1 when there is none."""
        return self.agreed / self.certain if self.certain else 1.0

    @property
    def precision(self) -> float:
        """Agreed rows over agreed and extra rows; 1 when there is none."""
        scored = self.agreed + self.count("extra")
        return self.agreed / scored if scored else 1.0


def site(row: Row) -> Site:
    """Return the place of an oracle row."""
    return Site(row.dex, row.owner, row.method, row.offset)


def compare(app: str, oracle: list[Row], deeds: list[Deed], rows: list[Listed], lines: dict[Site, str]) -> Score:
    """Score one app. ``lines`` holds the instructions at the product's places, as dexdump writes them."""
    certain = {(site(row), row.data): row for row in oracle if row.state == "certain"}
    undecided = {site(row): row.state for row in oracle if row.state != "certain"}
    seen = {(deed.site, deed.data): deed for deed in deeds}
    differences = [
        Difference("missed", place, data, row.api, "")
        for (place, data), row in certain.items()
        if (place, data) not in seen
    ]
    for (place, data), deed in seen.items():
        if (place, data) in certain:
            continue
        why = undecided.get(place) or _unscored(deed, rows, lines.get(place, ""))
        line = lines.get(place, "no such instruction")
        differences.append(Difference("unscored" if why else "extra", place, data, deed.api, why or line))
    reachable = sum(deed.reach == "reachable" for key, deed in seen.items() if key in certain)
    order = sorted(differences, key=lambda d: (d.word, d.site, d.data))
    states = len({site(row) for row in oracle if row.state != "certain"})
    return Score(app, len(certain), states, len(seen), len(certain.keys() & seen.keys()), reachable, tuple(order))


def _unscored(deed: Deed, rows: list[Listed], line: str) -> str:
    """Say why a row that the oracle lacks lies outside what the oracle can see, or nothing."""
    name = deed.site.method.partition("(")[0]
    if deed.site.offset <= 0 and any(row.kind == "callback" and row.name == name for row in rows):
        return "callback"
    if _REFLECTION in line or "Ljava/lang/Class;.forName" in line:
        return "reflection"
    member = re.split(r"[.>]", deed.api.partition("(")[0].partition(":")[0])[-1]
    if not any(row.name == member for row in rows if row.kind in ("method", "field", "resolver")):
        return "listed as another kind of entry"
    return ""


def lines_at(app: Path, wanted: set[Site]) -> dict[Site, str]:
    """Return dexdump's lines at places, for those that exist."""
    by_method = {(place.dex, place.owner, place.method) for place in wanted}
    found: dict[Site, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for path in dex_files(app, Path(folder)):
            if not any(path.name == dex for dex, _, _ in by_method):
                continue
            for item in read_classes(path):
                for method in item.methods:
                    if (path.name, item.name, method.signature) not in by_method:
                        continue
                    for line in method.code:
                        place = Site(path.name, item.name, method.signature, line.offset)
                        if place in wanted:
                            found[place] = str(line)
    return found


def write_differences(score: Score, path: Path) -> None:
    """Write one line for every difference."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        writer.writerow(("word", "dex", "class", "method", "offset", "data", "api", "why"))
        for d in score.differences:
            writer.writerow(
                (
                    d.word,
                    d.site.dex,
                    d.site.owner,
                    d.site.method,
                    d.site.offset,
                    d.data,
                    d.api,
                    d.why.replace("\t", " "),
                )
            )


def table(scores: list[Score]) -> str:
    """Write the scores as a Markdown table with a line for all apps together."""
    lines = [
        "| app | certain | undecided sites | product rows | agreed | missed | extra | unscored | recall | precision | reachable |"
    ]
    lines.append("|---|" + "---:|" * 10)
    lines += [
        f"| {s.app} | {s.certain} | {s.undecided} | {s.product} | {s.agreed} | {s.count('missed')} | {s.count('extra')}"
        f" | {s.count('unscored')} | {s.recall:.4f} | {s.precision:.4f} | {s.reachable} |"
        for s in scores
    ]
    agreed, certain = sum(s.agreed for s in scores), sum(s.certain for s in scores)
    extra = sum(s.count("extra") for s in scores)
    recall = agreed / certain if certain else 1.0
    precision = agreed / (agreed + extra) if agreed + extra else 1.0
    lines.append(
        f"| all | {certain} | | | {agreed} | {certain - agreed} | {extra} | | {recall:.4f} | {precision:.4f} | |"
    )
    return "\n".join(lines)


def main() -> int:
    """Audit, ask the oracle, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("apps", nargs="+", type=Path, metavar="APP")
    parser.add_argument("--listed", type=Path, default=HERE.parent / "src/glasshouse/vocab/data/apis")
    parser.add_argument("--framework", type=Path)
    parser.add_argument("--glasshouse", default="glasshouse")
    parser.add_argument("--results", type=Path, default=HERE / "results" / "truth")
    args = parser.parse_args()
    args.results.mkdir(parents=True, exist_ok=True)
    rows = listed.read(args.listed)
    listed.write(rows, args.results / "listed.tsv")
    scores = []
    for app in args.apps:
        deeds = accesses(audit(shlex.split(args.glasshouse), app, args.results / f"{app.name}.json"))
        oracle = sites_in(app, rows, args.framework)
        known = {(site(row), row.data) for row in oracle if row.state == "certain"}
        odd = {deed.site for deed in deeds if (deed.site, deed.data) not in known}
        score = compare(app.name, oracle, deeds, rows, lines_at(app, odd) if odd else {})
        write_differences(score, args.results / f"{app.name}.differences.tsv")
        scores.append(score)
        words = Counter(d.why or d.word for d in score.differences if d.word == "unscored")
        print(
            f"{app.name}: recall {score.recall:.4f}, precision {score.precision:.4f}, unscored {dict(words)}",
            file=sys.stderr,
        )
    text = table(scores)
    (args.results / "truth.md").write_text(text + "\n", "utf-8")
    print(text)
    return 0 if all(not s.count("missed") and not s.count("extra") for s in scores) else 1


if __name__ == "__main__":
    sys.exit(main())
