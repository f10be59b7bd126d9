#!/usr/bin/env python3
"""Hold the proposed types of app against types that a person wrote down: ``python3 benchmarks/categories.py [--wrong]``.

``categories.tsv`` holds names and packages of real apps with their types; no app is needed, so SDKs and permissions, of
which a real audit knows more, do not help here. *Coverage*: apps of a listed type with a proposal. *Precision*: right
ones among all proposals made, those for apps of no type counted as wrong. *Accuracy*: right answers among all apps,
where no proposal is right for an app of no type. Needs the package installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from glasshouse.answer.category import propose_category
from glasshouse.model.audit import Category
from glasshouse.model.law import AppType, Text
from glasshouse.vocab.category_cues import load_category_cues

BANDS = (0.5, 0.6, 0.7, 0.8, 0.91)


@dataclass(frozen=True, slots=True)
class Judged:
    """One app: its type by a person (0: none of the listed), and what was proposed."""

    truth: int
    name: str
    proposed: Category | None

    @property
    def right(self) -> bool:
        """Whether the proposal is the person's type, or rightly absent."""
        return (self.proposed.value if self.proposed else 0) == self.truth


def judged(table: Path) -> list[Judged]:
    """Propose a type for each app of the table."""
    cues = load_category_cues()
    listed = [each.key for each in cues if each.listed]
    blank = Text("", "")
    types = tuple(AppType(number, "", key, blank, blank, ()) for number, key in enumerate(listed, 1))
    rows = [line.split("\t") for line in table.read_text("utf-8").splitlines() if line[:1].isdigit()]
    return [
        Judged(int(number), label, propose_category(package, label, (), (), types, cues))
        for number, package, label in rows
    ]


def share(part: Sequence[Judged], whole: Sequence[Judged]) -> str:
    """``12 of 40 (30%)``."""
    return f"{len(part)} of {len(whole)} ({100 * len(part) / len(whole):.0f}%)" if whole else "none"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--wrong", action="store_true", help="list the wrong proposals")
    options = parser.parse_args()
    apps = judged(Path(__file__).with_name("categories.tsv"))
    listed = [app for app in apps if app.truth]
    shown = [app for app in apps if app.proposed]
    print("accuracy   ", share([app for app in apps if app.right], apps))
    print("coverage   ", share([app for app in listed if app.proposed], listed))
    print("precision  ", share([app for app in shown if app.right], shown))
    print(
        "of no type ", share([app for app in apps if not app.truth and app.proposed], [a for a in apps if not a.truth])
    )
    for low, high in pairwise(BANDS):
        band = [app for app in shown if app.proposed and low <= (app.proposed.confidence or 0) < high]
        print(f"{low:.1f} to {min(high, 0.9):.1f} ", share([app for app in band if app.right], band))
    for app in shown if options.wrong else ():
        if not app.right and app.proposed:
            print(f"{app.truth:2} {app.name}: {app.proposed.value} {app.proposed.confidence} {app.proposed.reasons}")


if __name__ == "__main__":
    main()
