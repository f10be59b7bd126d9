"""Reads clauses with their versions and norms, and the listed types of app."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

from glasshouse.judge.fields import Fields
from glasshouse.model.law import (
    AppType,
    Clause,
    Confidence,
    Duty,
    Instrument,
    Mode,
    Needed,
    Norm,
    Pattern,
    PatternKind,
    Version,
)
from glasshouse.model.practice import Action, Polarity, When
from glasshouse.vocab.load import load_kinds


def read_clauses(file: Fields, instruments: Mapping[str, Instrument], jurisdiction: str) -> Iterable[Clause]:
    """Yield the clauses of one file of ``articles/``. Raises ``PackError``."""
    entries = file.tables("clause")
    file.done()
    return [_clause(entry, instruments, jurisdiction) for entry in entries]


def _clause(entry: Fields, instruments: Mapping[str, Instrument], jurisdiction: str) -> Clause:
    name = entry.text("id")
    entry.label = name
    title, text, tags = entry.pair("title_"), entry.pair(), entry.texts("tags")
    versions = tuple(_version(item, instruments) for item in entry.tables("version"))
    norms = tuple(_norm(item) for item in entry.tables("norm"))
    entry.done()
    if not versions:
        raise entry.wrong("version", None, "at least one [[clause.version]]")
    ordered = tuple(sorted(versions, key=lambda version: version.valid_from or "9999"))
    for before, after in pairwise(ordered):
        if after.valid_from is not None and (before.valid_to or "9999") >= after.valid_from:
            raise entry.wrong("version", after.id, f"versions that do not overlap; {before.id} has not ended before")
    force = instruments[ordered[-1].instrument].force
    return Clause(name, title, text, jurisdiction, force, ordered, norms, tags)


def _version(entry: Fields, instruments: Mapping[str, Instrument]) -> Version:
    name = entry.text("id")
    entry.label = name
    of = entry.text("instrument")
    if of not in instruments:
        raise entry.wrong("instrument", of, f"one of: {', '.join(instruments)}")
    version = Version(
        id=name,
        version=entry.text("version"),
        instrument=of,
        article=entry.text("article"),
        valid_from=entry.day_or("valid_from", instruments[of].valid_from),
        valid_to=entry.day_or("valid_to", instruments[of].valid_to),
        confidence=entry.word("confidence", Confidence),
        source=entry.text("source"),
        note=entry.text_or("note", ""),
        text=entry.pair_or(),
    )
    entry.done()
    if version.valid_to is not None and (version.valid_from or "") > version.valid_to:
        raise entry.wrong("valid_to", version.valid_to, f"a day not before {version.valid_from}")
    return version


def _norm(entry: Fields) -> Norm:
    kind = entry.word("pattern", PatternKind)
    pattern = Pattern(
        kind=kind,
        actions=entry.texts("action", tuple(Action)),
        polarity=entry.word("polarity", Polarity) if "polarity" in entry else None,
        data=entry.texts("data", tuple(load_kinds().by_id)),
        recipients=entry.texts("recipient"),
        purposes=entry.texts("purpose"),
        when=entry.word("when", When) if "when" in entry else None,
        condition=entry.pair_or("condition_"),
        retention=entry.text_or("retention", None),
        mode=entry.word("mode", Mode) if "mode" in entry else None,
        limited_by=entry.texts("limited_by"),
        question=entry.pair_or("question_"),
    )
    norm = Norm(entry.word("duty", Duty), entry.texts("binds"), pattern, entry.texts("exceptions"))
    entry.done()
    if kind is PatternKind.EDGE and pattern.mode is None:
        raise entry.wrong("mode", None, f"one of: {', '.join(Mode)}")
    return norm


def read_types(file: Fields) -> tuple[AppType, ...]:
    """Read ``types.toml``, by number. Raises ``PackError``."""
    entries = file.tables("type")
    file.done()
    types = tuple(sorted((_type(entry) for entry in entries), key=lambda item: item.number))
    if len({item.number for item in types}) != len(types):
        raise file.wrong("type", "a number twice", "each number once")
    return types


def _type(entry: Fields) -> AppType:
    found = AppType(
        number=int(entry.number("number")),
        clause=entry.text("clause"),
        key=entry.text("key"),
        name=entry.pair(),
        function=entry.pair("function_"),
        needs=tuple(_needed(item) for item in entry.tables("needs")),
    )
    entry.done()
    return found


def _needed(entry: Fields) -> Needed:
    found = Needed(
        item=entry.pair(),
        data=entry.texts("data", tuple(load_kinds().by_id)),
        whose=entry.text("whose"),
        when=entry.pair_or("when_"),
    )
    entry.done()
    return found
