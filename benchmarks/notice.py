#!/usr/bin/env python3
"""How well the reader of notices finds the kinds of data that a sentence of a policy names.

    python benchmarks/notice.py [--misses] [FILE.tsv ...]

Without a file, each of ``notice*.tsv``. They hold sentences with labels written before any run. The reader goes by words: it has to find what is named
and what is denied, because a kind that it misses is called *omitted*, and that may accuse a fair app. What it finds in
passing ("call us") only makes it miss an unfair one. Figures: found as such; found by a wider kind alone (*vague*);
missed (*omitted*, the bad error); and kinds found that the sentence does not hold at all.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glasshouse.observe.notice.read import read_notice
from glasshouse.open.document import Document
from glasshouse.vocab.load import load_kinds

HERE = Path(__file__).resolve().parent
ANY = "personal_data"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its labels; ``passing`` are kinds that it only touches."""

    lang: str
    text: str
    named: frozenset[str]
    denied: frozenset[str]
    passing: frozenset[str]


def labelled(file: Path) -> Iterator[Labelled]:
    """Every sentence of a file, whose columns its first lines explain."""
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        kinds = (frozenset((row[column] or "").split()) for column in ("named", "denied", "neither"))
        yield Labelled(row["lang"], row["sentence"], *kinds)


def found_in(text: str) -> frozenset[str]:
    """The kinds that the reader finds in the sentence as a policy of its own."""
    document = Document("sentence.txt", "0" * 64, "text", text)
    return frozenset(read_notice(document, "policy").data) - {ANY}


def main() -> None:
    """Print the figures of each file, and with ``--misses`` each error."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print each error")
    parser.add_argument("files", nargs="*", type=Path, default=sorted(HERE.glob("notice*.tsv")))
    given = parser.parse_args()
    for file in given.files:
        counts: Counter[tuple[str, str]] = Counter()
        for item in labelled(file):
            for word, kind in judged(item):
                counts[item.lang, word] += 1
                if given.misses and word not in ("found", "in passing"):
                    print(f"{word}\t{kind}\t{item.text[:160]}")
        for lang in ("en", "zh"):
            told = sum(counts[lang, word] for word in ("found", "vague", "missed"))
            line = ", ".join(f"{word} {counts[lang, word]}" for word in ("found", "vague", "missed"))
            rest = f"found in passing {counts[lang, 'in passing']}, found and not there {counts[lang, 'not there']}"
            print(f"{file.name} {lang}: {told} kinds named or denied: {line}; {rest}")


def judged(item: Labelled) -> Iterator[tuple[str, str]]:
    """What came of each kind of a sentence: ``found vague missed``, and of what else was found: ``not there``."""
    covers = load_kinds().covers
    found = found_in(item.text)
    told = (item.named | item.denied) - {ANY}
    for kind in sorted(told):
        exact = any(covers(kind, other) for other in found)
        yield ("found" if exact else "vague" if any(covers(other, kind) for other in found) else "missed"), kind
    for kind in sorted(found):
        if kind in item.passing:
            yield "in passing", kind
        elif not any(covers(kind, other) or covers(other, kind) for other in told | item.passing - {ANY}):
            yield "not there", kind


if __name__ == "__main__":
    main()
