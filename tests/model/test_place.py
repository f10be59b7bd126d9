"""Places: each kind has its key, and the keys sort as a reader would."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from tests.strategies import places

from glasshouse.model.place import CodePlace, FilePlace, FlowPlace, Place, ScreenPlace, TextPlace, XmlPlace, place_key


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (CodePlace("classes.dex", "La;", "m()V", 4), ("dex", "classes.dex", "La;", "m()V", "0000000004")),
        (CodePlace("classes.dex", "La;", "m()V"), ("dex", "classes.dex", "La;", "m()V", "")),
        (XmlPlace("M.xml", 12, "application"), ("xml", "M.xml", "0000000012", "application")),
        (XmlPlace("M.xml"), ("xml", "M.xml", "", "")),
        (TextPlace("p.txt", 3, 9, "we may"), ("text", "p.txt", "0000000003", "0000000009")),
        (ScreenPlace("s.xml", "ok", (0, 0, 9, 9)), ("screen", "s.xml", "ok")),
        (FlowPlace("t.har", 2, "body", "imei"), ("flow", "t.har", "0000000002", "body", "imei")),
        (FilePlace("lib/x.so"), ("file", "lib/x.so")),
    ],
)
def test_each_kind_has_its_key(place: Place, key: tuple[str, ...]) -> None:
    assert place_key(place) == key
    assert place.kind == key[0]


def test_offsets_and_lines_sort_as_numbers_with_the_whole_method_first() -> None:
    code = [CodePlace("classes.dex", "La;", "m()V", at) for at in (None, 0, 4, 30, 200)]
    lines: list[Place] = [XmlPlace("M.xml", line, "a") for line in (None, 1, 9, 10, 100)]
    for rising in (code, lines):
        assert all(place_key(low) < place_key(high) for low, high in pairwise(rising))


@given(places(), places())
def test_places_of_two_kinds_never_have_one_key(one: Place, other: Place) -> None:
    assume(one.kind != other.kind)
    assert place_key(one) != place_key(other)
