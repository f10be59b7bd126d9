"""The judge's own sentences, in the languages of the reports: why a condition holds, why a verdict is what it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

import tomli

from glasshouse.model.law import Text


def say(key: str, **values: object) -> Text:
    """Return the sentence with its places filled. Values are inserted as they are, never read as a pattern."""
    return _said(key, tuple((name, str(value)) for name, value in values.items()))


def say_named(key: str, place: str, section: str, names: Iterable[str], **values: object) -> Text:
    """Return the sentence with ``place`` filled by names of a section, each in its own language; others as they are."""
    known = [_sentences().get(f"{section}.{name}", Text(name, name)) for name in names]
    en, zh = ", ".join(name.en for name in known), "、".join(name.zh for name in known)
    return Text(say(key, **{place: en}, **values).en, say(key, **{place: zh}, **values).zh)


@lru_cache(maxsize=4096)
def _said(key: str, values: tuple[tuple[str, str], ...]) -> Text:
    sentence = _sentences()[key]
    filled = dict(values)
    return Text(sentence.en.format_map(filled), sentence.zh.format_map(filled))


@cache
def _sentences() -> dict[str, Text]:
    parsed = tomli.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))
    return dict(_flat(parsed, ""))


def _flat(table: dict[str, object], above: str) -> list[tuple[str, Text]]:
    found: list[tuple[str, Text]] = []
    for name, value in table.items():
        if isinstance(value, dict) and {"en", "zh"} == set(value):
            found.append((above + name, Text(str(value["en"]), str(value["zh"]))))
        elif isinstance(value, dict):
            found += _flat(value, f"{above}{name}.")
    return found
