"""Hypothesis strategies for values of the model."""

from __future__ import annotations

from hypothesis import strategies as st

from glasshouse.model.answer import Answers, Row
from glasshouse.model.audit import Audit, Inputs, Reply
from glasshouse.model.finding import ClauseCard, Finding
from glasshouse.model.party import Party
from glasshouse.model.place import CodePlace, FilePlace, FlowPlace, Place, ScreenPlace, TextPlace, XmlPlace
from glasshouse.model.practice import Practice

#: Any text that UTF-8 can hold.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
numbers = st.integers(0, 2**31)
days = st.none() | st.dates().map(str)


_PLACES: tuple[st.SearchStrategy[Place], ...] = (
    st.builds(CodePlace, texts, texts, texts, st.none() | numbers),
    st.builds(XmlPlace, texts, st.none() | numbers, st.none() | texts),
    st.builds(TextPlace, texts, numbers, numbers, texts),
    st.builds(ScreenPlace, texts, texts, st.tuples(numbers, numbers, numbers, numbers)),
    st.builds(FlowPlace, texts, numbers, st.sampled_from(("url", "header", "cookie", "body")), texts),
    st.builds(FilePlace, texts),
)


def places() -> st.SearchStrategy[Place]:
    """Any kind of place; ``kind`` is always that of its class."""
    return st.one_of(_PLACES)


def _register() -> None:
    """Every place in a model is one of ``places()``; texts are short."""
    st.register_type_strategy(str, texts)
    st.register_type_strategy(int, numbers)
    st.register_type_strategy(float, st.floats(0, 1))
    for number, kind in enumerate((CodePlace, XmlPlace, TextPlace, ScreenPlace, FlowPlace, FilePlace)):
        st.register_type_strategy(kind, _PLACES[number])
    st.register_type_strategy(Inputs, st.builds(Inputs, date=days))
    st.register_type_strategy(Reply, st.builds(Reply, date=days))
    st.register_type_strategy(ClauseCard, st.builds(ClauseCard, valid_from=days, valid_to=days))


def _few(model: type) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.from_type(model), max_size=2).map(tuple)


def findings() -> st.SearchStrategy[Finding]:
    """Findings rest on at least one practice."""
    return st.builds(Finding, practices=st.lists(texts, min_size=1, max_size=2).map(tuple))


def audit_values() -> st.SearchStrategy[Audit]:
    """Whole audits, every field of every type in use."""
    rows = st.none() | _few(Row)
    return st.builds(
        Audit,
        format=st.just("glasshouse.audit/1"),
        parties=_few(Party),
        practices=_few(Practice),
        answers=st.builds(Answers, access=rows, notice=rows, sharing=rows),
        findings=st.lists(findings(), max_size=1).map(tuple),
    )


_register()
