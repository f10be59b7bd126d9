"""Screens are opened by what they are; what cannot be shown is said, and stops an audit never."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

import glasshouse
from glasshouse.errors import InputError
from glasshouse.model.audit import Audit
from glasshouse.model.codec import decode, encode
from glasshouse.model.finding import Verdict
from glasshouse.run.audit import audit
from glasshouse.run.options import Options
from glasshouse.run.screens import is_address, see, see_supplied
from glasshouse.tell.html import render_html
from glasshouse.tell.text import render_text

APP = Path(glasshouse.__file__).parent / "demo_data" / "MapLike.apk"
SCREENS = Path(__file__).parents[2] / "benchmarks" / "screens"
BILL, HONEST = SCREENS / "dumps" / "01-year-bill.xml", SCREENS / "dumps" / "02-year-bill-honest.xml"


def rules(*targets: Path, density: int | None = 320) -> set[str]:
    return {finding.rule for screen in see(map(str, targets), density=density).screens for finding in screen.findings}


def test_the_yearly_bill_and_its_twin_as_dumps() -> None:
    assert rules(BILL) == {"pre_checked", "tiny_text", "low_contrast", "unrelated_purpose"}
    assert rules(HONEST) == set()


def test_the_same_as_layouts_is_never_sure() -> None:
    (screen,) = see([str(SCREENS / "layouts" / "01-year-bill" / "01-year-bill.apk")]).screens
    assert {item.rule for item in screen.findings} == {"pre_checked", "tiny_text", "low_contrast", "unrelated_purpose"}
    assert not any(item.sure for item in screen.findings)
    assert rules(SCREENS / "layouts" / "02-year-bill-honest" / "02-year-bill-honest.apk") == set()


@pytest.mark.needs_tool("chromium")
def test_the_same_as_pages() -> None:
    assert rules(SCREENS / "web" / "01-year-bill.html") == {
        "pre_checked",
        "tiny_text",
        "low_contrast",
        "unrelated_purpose",
    }


def test_without_density_sizes_accuse_nobody() -> None:
    assert "tiny_text" not in rules(BILL, density=None)


def test_the_picture_travels_with_the_screen() -> None:
    (screen,) = see([str(BILL)]).screens
    assert screen.view == (720, 1280)
    assert base64.b64decode(screen.png or "") == BILL.with_suffix(".png").read_bytes()


def test_a_dump_without_a_picture_is_still_read(tmp_path: Path) -> None:
    alone = tmp_path / "a.xml"
    alone.write_bytes(BILL.read_bytes())
    (screen,) = see([str(alone)]).screens
    assert {item.rule for item in screen.findings} == {"pre_checked", "unrelated_purpose"}
    assert screen.png is None
    assert screen.missing


@pytest.mark.parametrize(("name", "content"), [("a.xml", "<html/>"), ("a.xml", "nothing"), ("a.pdf", "x")])
def test_what_is_no_screen_is_refused_and_in_an_audit_it_is_said(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(InputError):
        see([str(path)])
    seen = see_supplied([str(path)])
    assert seen.screens == ()
    assert [item.what for item in seen.not_looked] == ["how a screen looks"]
    assert not seen.not_looked[0].counts


def bill_of(day: str, dump: Path) -> Audit:
    return audit(str(APP), Options(date=day, screens=(str(dump),), density=320))


def of(found: Audit) -> dict[str, Verdict]:
    return {item.rule: item.verdict for item in found.findings if item.askings or item.verdict is Verdict.NOT_IN_FORCE}


def test_the_yearly_bill_by_the_law_of_its_day_and_of_today() -> None:
    then, today = of(bill_of("2018-01-03", BILL)), of(bill_of("2026-11-25", BILL))
    assert then["consent-ticked-in-advance"] is Verdict.INDICATOR
    assert then["pre-checked-consent"] is Verdict.NOT_IN_FORCE
    assert today["pre-checked-consent"] is Verdict.VIOLATED
    assert today["eu-pre-ticked-consent"] is Verdict.VIOLATED
    assert today["eu-consent-among-other-terms"] is Verdict.INDICATOR
    assert today["agreement-by-trickery"] is Verdict.NOT_DECIDABLE


def test_its_honest_twin_breaches_nothing() -> None:
    found = bill_of("2026-11-25", HONEST)
    grave = {Verdict.VIOLATED, Verdict.INDICATOR}
    shown = {name for screen in found.screens for name in screen.askings}
    assert shown
    assert not [item.rule for item in found.findings if item.verdict in grave and shown & set(item.askings)]
    assert [screen.findings for screen in found.screens] == [()]


def test_both_reports_show_what_was_found() -> None:
    found = bill_of("2026-11-25", BILL)
    assert "Ticked beforehand" in render_text(found)
    assert "data:image/png;base64," in render_html(found, "zh")
    assert decode(encode(found)) == found


def test_addresses_are_told_from_files() -> None:
    assert is_address("https://example.org/")
    assert not is_address("first.html")
