"""Draw the screens of ``dumps/`` again from their pages: ``python3 benchmarks/screens/draw.py [NAME ...]``.

A page of ``dumps/drawn`` is a screen in HTML. Each element with ``data-c`` becomes a node of that Android class; the picture is what Chromium draws,
the bounds are the boxes it drew: dump and picture agree by construction. The size in dp and the density stand in ``data-screen`` of ``<html>``,
as ``width,height,pixels per dp``. A node in ``[data-window]`` is the dumped window; without one, everything is. Needs playwright, Chromium,
and fonts-noto-cjk. Pictures change by a few grey levels with the version of Chromium: whoever draws again commits both files.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypedDict
from xml.sax.saxutils import quoteattr

from playwright.sync_api import Browser, sync_playwright

HERE = Path(__file__).parent / "dumps"
FLAGS = (
    "checkable",
    "checked",
    "clickable",
    "enabled",
    "focusable",
    "focused",
    "scrollable",
    "long-clickable",
    "password",
    "selected",
)
CHECKABLE = ("CheckBox", "Switch", "RadioButton")
TOUCHED = (*CHECKABLE, "Button", "EditText", "Spinner", "ImageButton")
COLLECT = """() => {
  const r = window.devicePixelRatio, w = innerWidth, h = innerHeight;
  const walk = e => {
    const below = [...e.children].flatMap(walk);
    if (!e.dataset.c) return below;
    const b = e.getBoundingClientRect();
    const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    return [{ c: e.dataset.c, id: e.dataset.id || "", desc: e.dataset.desc || "", set: (e.dataset.set || "").split(" "), below,
              text: own ? e.innerText.replace(/\\s+/g, " ").trim() : (e.dataset.text || ""),
              box: [Math.max(0, b.left), Math.max(0, b.top), Math.min(w, b.right), Math.min(h, b.bottom)].map(v => Math.round(v * r)) }];
  };
  return walk(document.querySelector("[data-window]") || document.body);
}"""


class Node(TypedDict):
    """One element of the page: class, id, description, flags that are set, text, box in pixels (left, top, right, bottom), children."""

    c: str
    id: str
    desc: str
    set: list[str]
    text: str
    box: list[int]
    below: list[Node]


def lines(node: Node, package: str, index: int, depth: int) -> list[str]:
    """The node and those below it as UIAutomator writes them."""
    on = set(node["set"]) | ({"enabled"} if "disabled" not in node["set"] else set())
    on |= {"checkable"} if node["c"] in CHECKABLE else set()
    on |= {"clickable", "focusable"} if node["c"] in TOUCHED else set()
    name = node["c"] if "." in node["c"] else f"android.{'view' if node['c'] == 'View' else 'widget'}.{node['c']}"
    left, top, right, bottom = node["box"]
    parts = {
        "index": str(index),
        "text": node["text"],
        "resource-id": f"{package}:id/{node['id']}" if node["id"] else "",
        "class": name,
        "package": package,
        "content-desc": node["desc"],
        **{flag: "true" if flag in on else "false" for flag in FLAGS},
        "bounds": f"[{left},{top}][{right},{bottom}]",
    }
    head = f"{'  ' * depth}<node {' '.join(f'{key}={quoteattr(value)}' for key, value in parts.items())}"
    if not node["below"]:
        return [f"{head} />"]
    inner = [line for i, child in enumerate(node["below"]) for line in lines(child, package, i, depth + 1)]
    return [f"{head}>", *inner, f"{'  ' * depth}</node>"]


def draw(browser: Browser, source: Path) -> None:
    """Write the dump and the picture of one page."""
    sized = browser.new_page()
    sized.goto(source.resolve().as_uri())
    width, height, scale = map(float, (sized.locator("html").get_attribute("data-screen") or "").split(","))
    sized.close()
    page = browser.new_page(viewport={"width": int(width), "height": int(height)}, device_scale_factor=scale)
    page.goto(source.resolve().as_uri())
    nodes: list[Node] = page.evaluate(COLLECT)
    package = page.locator("html").get_attribute("data-package") or "com.example.screen"
    page.screenshot(path=HERE / f"{source.stem}.png")
    page.close()
    body = [line for i, node in enumerate(nodes) for line in lines(node, package, i, 1)]
    text = "\n".join(
        [
            "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>",
            '<hierarchy rotation="0">',
            *body,
            "</hierarchy>",
            "",
        ]
    )
    (HERE / f"{source.stem}.xml").write_text(text, encoding="utf-8")


def main() -> int:
    """Draw what was asked for, or all."""
    wanted = sys.argv[1:] or sorted(path.stem for path in (HERE / "drawn").glob("*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--hide-scrollbars"]
        )
        for name in wanted:
            draw(browser, HERE / "drawn" / f"{name}.html")
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
