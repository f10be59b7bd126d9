#!/usr/bin/env python3
"""How well the readers of screens measure: size of letters and contrast, against what the screens were drawn with.

    python benchmarks/screen_measures.py [--rows] [--worst N]

`screens/dumps/drawn.tsv` holds size, colour and ground of each text as the page behind a dump states them: the picture
has to give them back. The notes of `screens/labels.tsv` name sizes (`7 sp`) and contrasts (`1.5:1`) of dumps and
layouts: for each, some piece of the screen has to measure it.
"""

from __future__ import annotations

import argparse
import csv
import re
import time
from collections.abc import Iterator
from pathlib import Path

from glasshouse.observe.screens.colour import Colour, contrast
from glasshouse.observe.screens.dump import read_dump
from glasshouse.observe.screens.layout import screens_of
from glasshouse.observe.screens.screen import Screen
from glasshouse.open.app import open_app
from glasshouse.open.picture import read_picture

HERE = Path(__file__).resolve().parent / "screens"
SHARES = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def dump(stem: str, density: int) -> Screen:
    xml, png = HERE / "dumps" / f"{stem}.xml", HERE / "dumps" / f"{stem}.png"
    return read_dump(xml.name, xml.read_text("utf-8"), read_picture(png.name, png.read_bytes()), density)


def colour(text: str) -> Colour:
    red, green, blue = (int(text[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def spread(name: str, errors: list[tuple[float, str]], worst: int) -> None:
    errors.sort()
    at = [errors[min(len(errors) - 1, int(share * len(errors)))][0] for share in SHARES]
    print(
        f"{name}: {len(errors)} measured, error",
        *(f"{s:.0%}: {value:+.3f}" for s, value in zip(SHARES, at, strict=True)),
    )
    for value, where in sorted(errors, key=lambda pair: -abs(pair[0]))[:worst]:
        print(f"    {value:+.3f} {where}")


def drawn(screens: dict[str, Screen], worst: int) -> None:
    sizes: list[tuple[float, str]] = []
    ratios: list[tuple[float, str]] = []
    absent = 0
    for row in rows(HERE / "dumps" / "drawn.tsv"):
        piece = next((p for p in screens[row["file"]].pieces if p.node == row["id"]), None)
        where = f"{row['file']} {row['id']} {row['size']} {row['letters']} on {row['ground']}"
        if piece is None or piece.size is None or piece.contrast is None:
            absent += 1
            continue
        sizes.append((piece.size / float(row["size"]) - 1, where))
        ratios.append((piece.contrast - contrast(colour(row["letters"]), colour(row["ground"])), where))
    print(f"texts drawn: {len(sizes) + absent}, not measured: {absent}")
    spread("size (share)", sizes, worst)
    spread("contrast (ratio)", ratios, worst)


def noted(screens: dict[str, list[Screen]], *, show: bool) -> None:
    for source in ("dumps", "layouts"):
        found = {"sp": [0, 0], ":1": [0, 0]}
        for row in rows(HERE / "labels.tsv"):
            if not row["file"].startswith(source):
                continue
            pieces = [p for screen in screens[row["file"]] for p in screen.pieces]
            for number, unit in re.findall(r"(\d+(?:\.\d+)?) ?(sp|:1)", row["note"].replace("below 4.5:1", "")):
                wanted = float(number)
                values = [v for p in pieces if (v := p.size if unit == "sp" else p.contrast) is not None]
                right = any(abs(v - wanted) <= max(0.06 * wanted if unit == "sp" else 0, 0.1) for v in values)
                found[unit][0] += 1
                found[unit][1] += right
                if show or not right:
                    print(f"    {'ok ' if right else 'OFF'} {row['file']} {wanted}{unit} among {sorted(set(values))}")
        print(
            f"notes of {source}: sizes {found['sp'][1]} of {found['sp'][0]}, contrasts {found[':1'][1]} of {found[':1'][0]}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", action="store_true", help="show every size and contrast of the notes")
    parser.add_argument("--worst", type=int, default=5, help="how many of the largest errors to show")
    given = parser.parse_args()
    start = time.perf_counter()
    dumps = {row["file"]: dump(row["file"], int(row["dpi"])) for row in rows(HERE / "dumps" / "density.tsv")}
    print(f"{len(dumps)} dumps with pictures, {(time.perf_counter() - start) / len(dumps):.3f} s each")
    drawn(dumps, given.worst)
    start = time.perf_counter()
    every = {f"dumps/{stem}.xml": [screen] for stem, screen in dumps.items()}
    apps = sorted((HERE / "layouts").glob("*/*.apk"))
    for path in apps:
        every[path.relative_to(HERE).as_posix()] = list(screens_of(open_app(path)))
    print(f"{len(apps)} packages, {(time.perf_counter() - start) / len(apps):.3f} s each")
    noted(every, show=given.rows)


if __name__ == "__main__":
    main()
