"""The picture: every row is a ribbon, labels fit, large audits are joined."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.build import audits

from glasshouse.tell.lines import cells
from glasshouse.tell.names import load_names
from glasshouse.tell.picture import Picture, in_lines, picture_of
from glasshouse.tell.view import view_of
from glasshouse.tell.words import load_words


def drawn(name: str, lang: str = "en") -> Picture:
    audit = {"maplike": audits.maplike, "large": audits.large}[name]()
    picture = picture_of(view_of(audit, load_names(lang)), load_words(lang), load_names(lang))
    assert picture
    return picture


def test_each_row_is_a_ribbon() -> None:
    picture = drawn("maplike")
    assert [ribbon.status for ribbon in picture.ribbons] == [
        "proved",
        "likely",
        "proved",
        "proved",
        "likely",
        "allowed",
        "allowed",
    ]
    assert [node.lines[0] for node in picture.right] == ["Its own code", "AdSdk", "JPush", "asked for, no use seen"]
    assert picture.left[0].lines == ("precise location",)


@pytest.mark.parametrize("name", ["maplike", "large"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_bars_stand_inside_and_apart(name: str, lang: str) -> None:
    picture = drawn(name, lang)
    for nodes in (picture.left, picture.right):
        for above, below in pairwise(nodes):
            assert above.y + above.height <= below.y
        assert nodes[-1].y + nodes[-1].height <= picture.height


def test_a_large_audit_is_joined() -> None:
    picture = drawn("large")
    assert len(picture.left) == 24
    assert len(picture.right) == 11
    assert picture.left[-1].lines == ("7 other kinds",)
    assert picture.right[-1].lines == ("30 others",)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("short", ("short",)),
        ("phone's serial number in the network (IMEI, MEID)", ("phone's serial number in the network", "(IMEI, MEID)")),
        ("无线、蓝牙和有线网卡的硬件地址（MAC 地址）", ("无线、蓝牙和有线网卡的硬件地址（MAC", "地址）")),
        ("x" * 100, ("x" * 35 + "…",)),
        ("", ("",)),
    ],
)
def test_labels_fit(text: str, lines: tuple[str, ...]) -> None:
    assert in_lines(text) == lines
    assert all(cells(line) <= 36 for line in in_lines(text))
