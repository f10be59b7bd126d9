"""How screens ask, in words: labels of controls, sentences that ask, purposes, functions, fields; and thresholds.

All languages in one search each, made once: a screen may hold both. The files are ``data/consent/*.toml``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import tomli

from glasshouse.vocab.entry import shipped_data
from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.match import Phrases
from glasshouse.vocab.terms import VocabError

LANGUAGES = ("zh", "en")
#: What a control can do, by its label.
ACTS = ("agree", "go_on", "refuse", "basic", "exit", "choices", "close")
_SECTIONS = ("labels", "exact", "wording", "purposes", "functions", "fields")


@dataclass(frozen=True, slots=True)
class Function:
    """What a screen is for. ``needs``: kinds it may make mandatory; ``uses``: kinds it can use, ``None`` for any."""

    id: str
    needs: tuple[str, ...]
    uses: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of a finding. ``origin`` is ``instrument`` or ``pack``."""

    id: str
    value: float
    unit: str
    origin: str


@dataclass(frozen=True, slots=True)
class ConsentWords:
    """The searches. ``exact`` gives the act of a whole label; ``wording`` has a search for each kind of sentence.

    ``wordings`` is one search for all of them, to be asked ``inside`` because they share words. ``accepting`` and
    ``refusing`` are the labels themselves, for who presses a control.
    """

    labels: Phrases
    exact: Mapping[str, str]
    wording: Mapping[str, Phrases]
    wordings: Phrases
    purposes: Phrases
    functions: Phrases
    fields: Phrases
    own: frozenset[str]
    share: frozenset[str]
    service: frozenset[str]
    always: tuple[str, ...]
    by_function: Mapping[str, Function]
    related: Mapping[str, tuple[str, ...]]
    accepting: tuple[str, ...]
    refusing: tuple[str, ...]


@cache
def load_consent(folder: Path | None = None) -> ConsentWords:
    """Return the words. Raises ``VocabError`` for a list that is none, an unknown kind of data, purpose or function."""
    home = (folder or shipped_data()) / "consent"
    texts = [_language(home, lang) for lang in LANGUAGES]
    joined: dict[str, dict[str, tuple[str, ...]]] = {name: {} for name in _SECTIONS}
    for text in texts:
        for section, lists in text.items():
            for name, phrases in lists.items():
                joined[section][name] = (*joined[section].get(name, ()), *phrases)
    _check("labels", joined["labels"], ACTS)
    _check("fields", joined["fields"], load_kinds().by_id)
    classes, always, functions, related = _functions(home)
    _check("purposes", joined["purposes"], [purpose for group in classes.values() for purpose in group])
    _check("functions", joined["functions"], functions)
    return ConsentWords(
        Phrases(joined["labels"]),
        MappingProxyType({word: act for act, words in joined["exact"].items() for word in words}),
        MappingProxyType({name: Phrases({name: phrases}) for name, phrases in joined["wording"].items()}),
        Phrases(joined["wording"]),
        Phrases(joined["purposes"]),
        Phrases(joined["functions"]),
        Phrases(joined["fields"]),
        frozenset(classes["own"]),
        frozenset(classes["share"]),
        frozenset(classes["service"]),
        always,
        MappingProxyType(functions),
        MappingProxyType(related),
        joined["labels"]["agree"],
        joined["labels"]["refuse"],
    )


@cache
def load_limits(folder: Path | None = None) -> Mapping[str, Limit]:
    """Return the thresholds by id. Raises ``VocabError`` at the first wrong entry."""
    found = {}
    for entry in _parsed((folder or shipped_data()) / "consent", "thresholds.toml")["threshold"]:
        limit = Limit(entry["id"], float(entry["value"]), entry["unit"], entry["origin"])
        if limit.origin not in {"instrument", "pack"} or limit.id in found:
            raise VocabError("consent/thresholds.toml", limit.id, limit.origin, "an id used once; instrument or pack")
        found[limit.id] = limit
    return MappingProxyType(found)


def _functions(
    home: Path,
) -> tuple[dict[str, list[str]], tuple[str, ...], dict[str, Function], dict[str, tuple[str, ...]]]:
    file = "functions.toml"
    parsed = _parsed(home, file)
    functions = {}
    for entry in parsed["function"]:
        uses = entry.get("uses")
        found = Function(entry["id"], tuple(entry["needs"]), None if uses is None else tuple(uses))
        _check(file, dict.fromkeys((*found.needs, *(found.uses or ()))), load_kinds().by_id)
        functions[found.id] = found
    related = {name: tuple(others) for name, others in parsed["related"].items()}
    services = parsed["purposes"]["service"]
    _check(file, dict.fromkeys((*related, *(name for others in related.values() for name in others))), services)
    return parsed["purposes"], tuple(parsed["always"]["data"]), functions, related


def _language(home: Path, lang: str) -> dict[str, dict[str, tuple[str, ...]]]:
    parsed = _parsed(home, f"{lang}.toml")
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for section in _SECTIONS:
        for name, phrases in parsed[section].items():
            if not isinstance(phrases, list) or not all(isinstance(item, str) and item for item in phrases):
                raise VocabError(f"consent/{lang}.toml", section, name, "a list of texts")
            found[section][name] = tuple(dict.fromkeys(phrases))
    return found


def _parsed(home: Path, name: str) -> dict[str, Any]:
    try:
        return tomli.loads((home / name).read_text("utf-8"))
    except (OSError, tomli.TOMLDecodeError) as error:
        raise VocabError(f"consent/{name}", "file", "text", f"TOML that can be read: {error}") from error


def _check(section: str, found: Mapping[str, object], known: Iterable[str]) -> None:
    if unknown := sorted(set(found) - set(known)):
        raise VocabError("consent", section, unknown[0], "a name that is known")


@cache
def load_sentences(folder: Path | None = None) -> Mapping[str, tuple[str, str]]:
    """English and Chinese of each finding, reason (``reason.area``) and purpose (``about.marketing``)."""
    parsed = _parsed((folder or shipped_data()) / "consent", "findings.toml")
    found: dict[str, tuple[str, str]] = {}
    for section, prefix in (("finding", ""), ("reason", "reason."), ("about", "about.")):
        found |= {prefix + entry["id"]: (entry["en"], entry["zh"]) for entry in parsed[section]}
    return MappingProxyType(found)
