#!/usr/bin/env python3
"""How well contrast is measured: the cases of W3C ACT rule afw4f7, and axe-core beside us on the same pages.

    npm install --prefix benchmarks/results/axe axe-core
    python benchmarks/contrast.py [--misses] act_afw4f7.jsonl [PAGE.html ...]

The first argument holds one case a line (``id``, ``expected``, ``code``); its pictures are drawn here. Further pages only
take part in the comparison with axe-core. A page *fails* when one text of two letters or more is below its threshold,
is *inapplicable* when no text is seen, and *undecided* when a text is seen that could not be measured.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

from glasshouse.collect.browser import find_browser
from glasshouse.collect.choose import Phrases
from glasshouse.collect.serve import served
from glasshouse.collect.visit import Wait, visit
from glasshouse.observe.screens.page import read_page
from glasshouse.observe.screens.screen import Box, Piece

HERE = Path(__file__).resolve().parent
AXE = HERE / "results" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
#: Large text, and large text in bold, in CSS px.
LARGE, LARGE_BOLD = 24.0, 18.66
RUN_AXE = """async () => {
  const told = await axe.run(document, { runOnly: ["color-contrast"], resultTypes: ["passes", "violations", "incomplete"], elementRef: true });
  const found = [];
  for (const kind of ["passes", "violations", "incomplete"]) for (const rule of told[kind]) for (const node of rule.nodes) {
    const data = (node.any[0] || {}).data || {};
    const own = [...(node.element.shadowRoot || node.element).childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    const range = document.createRange();
    const boxes = own.flatMap(n => { range.selectNodeContents(n); return [...range.getClientRects()]; });
    const box = boxes.length ? boxes[0] : node.element.getBoundingClientRect();
    found.push({ kind, ratio: data.contrastRatio || 0, text: node.element.textContent.trim().slice(0, 60), box: [box.left, box.top, box.width, box.height] });
  }
  return found;
}"""


@dataclass(frozen=True)
class Case:
    """A page with the outcome that it has to have; ``None`` for pages that are only compared."""

    name: str
    page: Path
    expected: str | None = None


def cases(file: Path, folder: Path) -> Iterator[Case]:
    """Each case as a page of its own, with the pictures that it asks for."""
    pictures = folder / "test-assets" / "contrast"
    pictures.mkdir(parents=True)
    draw(pictures)
    for line in file.read_text("utf-8").splitlines():
        case = json.loads(line)
        page = folder / f"{case['id']}.html"
        page.write_text(
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{case["id"]}</title><body>{case["code"]}',
            "utf-8",
        )
        yield Case(case["id"], page, case["expected"])


def draw(folder: Path) -> None:
    """A black disc in a ring of dim light, and a picture of words."""
    hole = Image.new("RGB", (400, 300), (0, 0, 0))
    pen = ImageDraw.Draw(hole)
    for width in range(60):
        level = 20 - width // 3
        pen.ellipse((140 - width, 90 - width, 260 + width, 210 + width), outline=(level, level // 2, 0), width=2)
    hole.save(folder / "black-hole.jpeg", quality=90)
    words = Image.new("RGB", (120, 40), (255, 255, 255))
    ImageDraw.Draw(words).text((10, 10), "example", fill=(170, 170, 170))
    words.save(folder / "example.png")


def look(page: Path, folder: Path) -> list[tuple[Piece, dict[str, Any]]]:
    """The pieces of a page with what the snapshot says of each."""
    visit(page, folder, Phrases((), ()), wait=Wait(settle=0.3), states=("before",))
    raw = {
        piece["node"]: piece for piece in json.loads((folder / "before" / "snapshot.json").read_text("utf-8"))["pieces"]
    }
    return [(piece, raw[piece.node]) for piece in read_page(folder / "before").pieces]


def outcome(pieces: list[tuple[Piece, dict[str, Any]]]) -> str:
    """What the rule says of a page."""
    seen = "inapplicable"
    for piece, raw in pieces:
        letters = raw.get("letters")
        if not letters or letters.get("vector") or letters.get("typed") or not piece.shown or not piece.enabled:
            continue
        if piece.contrast is None:
            seen = "undecided"
        elif piece.contrast >= 1.01:
            large = (piece.size or 0) >= (LARGE_BOLD if piece.bold else LARGE) - 0.01
            if piece.contrast < (3 if large else 4.5) and sum(map(str.isalpha, piece.text)) >= 2:
                return "failed"
            seen = "passed" if seen == "inapplicable" else seen
    return seen


def beside(page: Page, case: Case) -> list[dict[str, Any]]:
    """What axe-core says of each text of a page."""
    with served(case.page) as url:
        page.goto(url)
        page.wait_for_timeout(600)
        page.add_script_tag(path=AXE)
        found: list[dict[str, Any]] = page.evaluate(RUN_AXE)
        return found


def ours(pieces: list[tuple[Piece, dict[str, Any]]], box: Box) -> float | None:
    """Our ratio for the text whose first line stands in ``box``: the smallest piece with letters there."""
    x, y = box[0] + box[2] / 2, box[1] + box[3] / 2
    here = []
    for piece, raw in pieces:
        rects = raw["letters"]["rects"] if raw.get("letters") else []
        area = sum(w * h for _, _, w, h in rects)
        if any(left <= x <= left + w and top <= y <= top + h for left, top, w, h in rects):
            here.append((area, piece.contrast))
    return min(here, key=lambda pair: pair[0])[1] if here else None


def main() -> None:
    """Print the figures, and with ``--misses`` every error and difference."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print each error and each difference")
    parser.add_argument("cases", type=Path)
    parser.add_argument("pages", nargs="*", type=Path)
    given = parser.parse_args()
    verdicts: Counter[str] = Counter()
    compared: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        folder = Path(scratch)
        listed = [*cases(given.cases, folder), *(Case(page.stem, page) for page in given.pages)]
        looked = {}
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        told = {case.name: beside(page, case) for case in listed} if AXE.exists() else {}
        browser.close()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        listed = [*cases(given.cases, folder), *(Case(page.stem, page) for page in given.pages)]
        looked = {case.name: look(case.page, folder / "out" / case.name) for case in listed}
    for case in listed:
        if case.expected is not None:
            said = outcome(looked[case.name])
            right = "right" if said == case.expected else "undecided" if said == "undecided" else "wrong"
            verdicts[right] += 1
            if given.misses and right != "right":
                print(
                    f"{case.name}: {said}, expected {case.expected}",
                    [(p.text, p.contrast) for p, _ in looked[case.name]],
                )
        for node in told.get(case.name, ()):
            ratio, theirs = ours(looked[case.name], node["box"]), node["ratio"]
            if node["kind"] == "incomplete" or not theirs:
                compared["axe undecided, ours " + ("none" if ratio is None else "measured")] += 1
                continue
            kind = "not found" if ratio is None else "within 0.1" if math.fabs(ratio - theirs) <= 0.1 else "other"
            compared[kind] += 1
            if given.misses and kind != "within 0.1":
                print(f"{case.name}: {node['text']!r} axe {theirs}, ours {ratio}")
    print("ACT afw4f7:", ", ".join(f"{count} {name}" for name, count in sorted(verdicts.items())))
    decided = sum(compared[kind] for kind in ("within 0.1", "other", "not found"))
    if decided:
        print(
            f"axe-core: {compared['within 0.1']} of {decided} nodes within 0.1 ({compared['within 0.1'] / decided:.1%});",
            dict(compared),
        )


if __name__ == "__main__":
    main()
