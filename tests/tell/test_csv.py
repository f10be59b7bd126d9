"""The table: one line a row, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from tests.build import audits
from tests.build.findings import one_of_each

from glasshouse.tell.csv import COLUMNS, harmless, render_csv


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def test_one_line_a_row() -> None:
    head, *rows = table(render_csv(audits.maplike()))
    assert tuple(head) == COLUMNS
    assert rows[3] == [
        "answer", "access", "location.precise", "precise location", "sdk:example-ads", "AdSdk", "Example Ads Inc., United States", "US", "proved", "access",
        "unknown", "held", "android.permission.ACCESS_FINE_LOCATION", "", "2",
        "Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;",
        "classes.dex Lcom/example/ads/AdSdk;->send()V @0x2c", "application com.example.maplike.MapApp",
        "com.example.maplike.MapApp.onCreate > com.example.ads.AdSdk.init > java.lang.Thread.start > com.example.ads.AdSdk$1.run > com.example.ads.AdSdk.send",
        *[""] * 14,
    ]  # fmt: skip


def test_names_follow_the_language() -> None:
    rows = table(render_csv(audits.maplike(), "zh"))
    assert ["精确位置" in row for row in rows].count(True) == 1


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", " =1", "\u3000=1"])
def test_formulas_are_quoted(cell: str) -> None:
    assert harmless(cell) == "'" + cell


def test_no_cell_of_a_hostile_app_is_a_formula() -> None:
    for row in table(render_csv(audits.hostile())):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]


def test_findings_and_both_columns_of_law_are_records_of_their_own() -> None:
    head, *rows = table(render_csv(one_of_each()))
    records = [dict(zip(head, row, strict=True)) for row in rows]
    finding = next(record for record in records if record["record"] == "finding")
    assert all(finding[column] for column in ("rule", "title", "verdict", "clauses", "said"))
    law = [record for record in records if record["record"] == "law"]
    assert law
    assert all(record["duties"] and record["powers"] for record in law)
