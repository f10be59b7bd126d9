"""What facts are called in the language of the report: data, parties, countries, roles, permissions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from glasshouse.model.party import Party, PartyKind
from glasshouse.tell.words import Words, load_words
from glasshouse.vocab.load import load_kinds, load_permissions
from glasshouse.vocab.sdks import load_packers, load_roles, load_runtimes
from glasshouse.vocab.topics import load_topics


class Names(Protocol):
    """What a report needs to be told by the vocabulary."""

    def data(self, kind: str) -> str:
        """The name of a kind of data; an unknown id is its own name."""

    def weight(self, kind: str) -> tuple[int, int]:
        """Where a kind of data stands in a list: specially protected ones first, then the order of the vocabulary."""

    def topic(self, topic: str) -> str:
        """Something that a notice has to say, or a threshold."""

    def permission(self, name: str) -> str:
        """What a permission lets its holder do; empty where that is not known."""

    def role(self, role: str) -> str:
        """What an SDK is for."""

    def outside(self, what: str) -> str:
        """A part that was not examined."""


@dataclass(frozen=True, slots=True)
class VocabNames:
    """The names of the shipped vocabulary."""

    words: Words

    def data(self, kind: str) -> str:
        """See ``Names``."""
        found = load_kinds().by_id.get(kind)
        if found is None:
            return kind
        return found.zh if self.words.lang == "zh" else found.en

    def weight(self, kind: str) -> tuple[int, int]:
        """See ``Names``."""
        kinds = load_kinds().by_id
        found = kinds.get(kind)
        return (2, 0) if found is None else (not found.sensitive, _order()[kind])

    def topic(self, topic: str) -> str:
        """See ``Names``."""
        found = load_topics().get(topic)
        return topic if found is None else found[self.words.lang == "zh"]

    def permission(self, name: str) -> str:
        """See ``Names``."""
        found = _permissions().get(name)
        return "" if found is None else found[self.words.lang == "zh"]

    def role(self, role: str) -> str:
        """See ``Names``."""
        found = load_roles().get(role)
        return role if found is None else found[self.words.lang == "zh"]

    def outside(self, what: str) -> str:
        """See ``Names``."""
        if self.words.has(f"what.{what}"):
            return self.words(f"what.{what}")
        return _outside_zh().get(what, what) if self.words.lang == "zh" else what


@cache
def load_names(lang: str) -> Names:
    """Return the names of the shipped vocabulary in a language."""
    return VocabNames(load_words(lang))


@cache
def _order() -> dict[str, int]:
    return {kind: number for number, kind in enumerate(load_kinds().by_id)}


@cache
def _permissions() -> dict[str, tuple[str, str]]:
    return {item.id: (item.en, item.zh) for item in load_permissions()}


@cache
def _outside_zh() -> dict[str, str]:
    """Packers and runtimes are facts by their English name."""
    packers = {item.name: item.zh or item.name for item in load_packers()}
    return packers | {item.name: item.zh or item.name for item in load_runtimes()}


def country(words: Words, code: str | None) -> str:
    """The name of a country by its two letters."""
    return words.known("country", code) if code else ""


def party_name(words: Words, party: Party) -> str:
    """The bare name: ``JPush``, ``com.x.y``."""
    return (party.name_zh if words.lang == "zh" else None) or party.name


def owner_name(words: Words, party: Party) -> str:
    """The company behind a party and its country: ``Aurora Mobile, China``; empty where neither is known."""
    owner = (party.owner_zh if words.lang == "zh" else None) or party.owner
    land = country(words, party.country)
    if owner and land:
        return words("who.owner_country", owner=owner, country=land)
    return owner or land


def who(words: Words, party: Party | None, party_id: str = "") -> str:
    """A party inside a sentence: ``its own code``, ``the SDK JPush (Aurora Mobile, China)``."""
    if party is None:
        return party_id
    if party.kind is PartyKind.OPERATOR:
        return words("who.own")
    name, owner = party_name(words, party), owner_name(words, party)
    if party.reason == "unnamed_library":
        return words("who.library", name=name)
    if party.reason == "shortened_names":
        return words("who.nameless", name=name)
    key = "who.sdk" if party.kind is PartyKind.SDK else "who.party"
    return words(f"{key}_of", name=name, owner=owner) if owner else words(key, name=name)
