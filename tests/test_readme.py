"""What the README shows is what the program says, and every link in our pages leads somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glasshouse.cli.app import run
from glasshouse.errors import Exit

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md")])
PACK_FILE = re.compile(r"\*\*\d\. `(\S+)`\*\*.*?\n(?P<fence>`{3,4})\w+\n(.*?)\n(?P=fence)\n", re.DOTALL)
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)[^)]*\)")


def _without_counts(text: str) -> str:
    """A new SDK in the vocabulary changes no page."""
    return re.sub(r"\d+ known SDKs", "N known SDKs", text)


def test_the_demo_begins_as_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["demo"]) == Exit.OK
    shown = README.partition("<!-- demo")[2].partition("```text\n")[2].partition("```")[0]
    said = capsys.readouterr().out[: len(shown)]
    assert _without_counts(shown) == _without_counts(said), "write it again with: python tools/readme_demo.py"


@pytest.mark.parametrize("code", [code for code in Exit if code < Exit.INTERRUPTED and code != Exit.FINDINGS])
def test_each_exit_code_is_explained(code: Exit) -> None:
    assert f"\n| {code.value} | " in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    wrong = [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()]
    assert not wrong, f"{page.name} links to {', '.join(wrong)}"


def test_the_pack_that_a_page_shows_passes_its_lint(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs/how-to/add-a-rule.md").read_text("utf-8").partition("## A pack of your own")[2]
    for name, _, block in PACK_FILE.findall(page):
        file = tmp_path / "acme-house" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{block}\n", "utf-8")
    assert run(["rules", "lint", str(tmp_path / "acme-house")]) == Exit.OK, capsys.readouterr().out
    assert "1 rule checked with examples" in capsys.readouterr().err
