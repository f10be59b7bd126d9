"""How well are screens judged: every screen of benchmarks/screens, by all three readers, against its labels.

    python benchmarks/screens.py [--source web|dump|layout] [--pages FOLDER] [--all]

Prints for each finding precision, recall and F1, the accusations on fair screens, and what was missed or too much. ``--pages`` keeps what the
browser left, so that a second run needs none. A source whose reader or browser is missing is said and left out.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from glasshouse.observe.screens.find import find
from glasshouse.observe.screens.screen import Screen
from glasshouse.observe.screens.understand import understand

FOLDER = Path(__file__).parent / "screens"
SOURCES = ("web", "dump", "layout")


@dataclass(frozen=True)
class Case:
    """One labelled screen."""

    file: str
    source: str
    lang: str
    fair: bool
    findings: frozenset[str]
    note: str


@dataclass
class Count:
    """Right, too much and missed of one finding."""

    right: int = 0
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Part of the findings that hold."""
        return self.right / (self.right + len(self.extra)) if self.right + len(self.extra) else 1.0

    @property
    def recall(self) -> float:
        """Part of the labels that were found."""
        return self.right / (self.right + len(self.missed)) if self.right + len(self.missed) else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def cases() -> list[Case]:
    with (FOLDER / "labels.tsv").open(encoding="utf-8", newline="") as file:
        return [
            Case(
                row["file"],
                row["source"],
                row["lang"],
                row["fair"] == "yes",
                frozenset(row["findings"].split()),
                row["note"],
            )
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def read_page(path: Path, pages: Path) -> Screen:
    from glasshouse.observe.screens.page import read_page as read

    left = pages / path.stem
    if not (left / "before" / "snapshot.json").is_file():
        from glasshouse.collect.choose import Phrases
        from glasshouse.collect.visit import visit

        visit(path, left, Phrases((), ()), states=("before",))
    return read(left / "before", path.name)


def densities() -> dict[str, int]:
    lines = (FOLDER / "dumps" / "density.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip()]
    return {Path(row[0]).stem: int(row[1]) for row in rows if len(row) > 1 and row[1].strip().isdigit()}


def read_dump(path: Path) -> Screen:
    from glasshouse.observe.screens.dump import read_dump as read
    from glasshouse.open.picture import read_picture

    png = path.with_suffix(".png")
    picture = read_picture(png.name, png.read_bytes()) if png.is_file() else None
    return read(path.name, path.read_text("utf-8"), picture, densities().get(path.stem))


def read_layout(path: Path, lang: str) -> Screen:
    from glasshouse.observe.app.code import link
    from glasshouse.observe.screens.layout import screens_of
    from glasshouse.observe.screens.set_in_code import settings_in
    from glasshouse.open.app import open_app

    app = open_app(str(path))
    settings = settings_in(link(app)[0])
    return max(screens_of(app, language=lang, set_in_code=settings), key=lambda screen: len(screen.pieces))


def screen_of(case: Case, pages: Path) -> Screen:
    path = FOLDER / case.file
    if case.source == "web":
        return read_page(path, pages)
    return read_dump(path) if case.source == "dump" else read_layout(path, case.lang)


def judged(chosen: list[Case], pages: Path) -> Iterator[tuple[Case, frozenset[str], float]]:
    broken: dict[str, str] = {}
    for case in chosen:
        if case.source in broken:
            continue
        start = time.perf_counter()
        try:
            screen = screen_of(case, pages)
        except ImportError as error:
            broken[case.source] = str(error)
            print(f"{case.source}: left out, {error}", file=sys.stderr)
            continue
        yield case, frozenset(item.rule for item in find(understand(screen))), time.perf_counter() - start


def tell(title: str, results: list[tuple[Case, frozenset[str], float]]) -> None:
    counts: dict[str, Count] = defaultdict(Count)
    for case, found, _ in results:
        for rule in found & case.findings:
            counts[rule].right += 1
        for rule in found - case.findings:
            counts[rule].extra.append(case.file)
        for rule in case.findings - found:
            counts[rule].missed.append(case.file)
    fair = [found for case, found, _ in results if case.fair]
    accused = sum(bool(found) for found in fair)
    print(f"\n{title}: {len(results)} screens, {len(fair)} fair, {accused} of them accused")
    for rule, count in sorted(counts.items()):
        missed, extra = len(count.missed), len(count.extra)
        print(
            f"  {rule:18} P {count.precision:.2f}  R {count.recall:.2f}  F1 {count.f1:.2f}  right {count.right} missed {missed} too much {extra}"
        )
    exact = sum(found == case.findings for case, found, _ in results)
    slowest = max((seconds for _, _, seconds in results), default=0)
    print(f"  exactly as labelled {exact} of {len(results)}; slowest {slowest:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", choices=SOURCES)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--all", action="store_true", help="print each screen that is not as labelled")
    options = parser.parse_args()
    chosen = [case for case in cases() if options.source in {None, case.source}]
    with tempfile.TemporaryDirectory() as scratch:
        results = list(judged(chosen, options.pages or Path(scratch)))
    for source in SOURCES:
        part = [result for result in results if result[0].source == source]
        if part:
            tell(source, part)
    if results:
        tell("all", results)
    for case, found, _ in results if options.all else ():
        if found != case.findings:
            missed, extra = " ".join(sorted(case.findings - found)), " ".join(sorted(found - case.findings))
            print(f"{case.file}\tmissed: {missed or '-'}\ttoo much: {extra or '-'}\t{case.note}")


if __name__ == "__main__":
    main()
