"""Labels without an owner are shown as names and claim nothing."""

from __future__ import annotations

from glasshouse.observe.app.names import names_in
from glasshouse.observe.app.sdks import Mark, Traces, sdks_in
from glasshouse.vocab.sdks import load_names


def test_a_library_without_a_family_gets_its_name_and_nothing_else() -> None:
    label = next(row for row in load_names() if row.native and "*" not in row.native[0])
    traces = Traces(native=(Mark("lib/arm64-v8a/" + label.native[0]),))
    (named,) = names_in(traces)
    assert named.label == label
    assert [(sign.kind, sign.value) for sign in named.signs] == [("native", label.native[0])]
    assert sdks_in(traces) == ()


def test_an_unknown_library_has_no_name() -> None:
    assert names_in(Traces(native=(Mark("lib/arm64-v8a/libours.so"),))) == ()


def test_every_label_is_found_by_each_of_its_marks() -> None:
    for label in load_names():
        marks = tuple(Mark(name.replace("*", "1")) for name in label.native)
        components = tuple(Mark(name) for name in label.component)
        found = {row.label.id for row in names_in(Traces(native=marks, components=components))}
        assert label.id in found or not (marks or components)


def test_the_order_of_marks_does_not_matter() -> None:
    marks = [Mark(name.replace("*", "1")) for row in load_names()[:20] for name in row.native]
    assert names_in(Traces(native=tuple(marks))) == names_in(Traces(native=tuple(reversed(marks))))
