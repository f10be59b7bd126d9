"""docs/rules is what the packs say today."""

from __future__ import annotations

from pathlib import Path

from tools.rule_pages import pages

FOLDER = Path(__file__).parent.parent / "docs" / "rules"


def test_the_pages_are_current() -> None:
    found = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.md")}
    wanted = pages()
    assert sorted(found) == sorted(wanted), "run: python tools/rule_pages.py"
    stale = [name for name, text in wanted.items() if found[name] != text]
    assert stale == [], "run: python tools/rule_pages.py"
