"""Fills the sentence of a rule with what was seen. It is ours; the names put into it are never read as one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from glasshouse.judge.facts import Facts
from glasshouse.judge.match import Result
from glasshouse.judge.rule import Rule
from glasshouse.judge.sentences import say
from glasshouse.model.finding import Holds
from glasshouse.model.law import Text
from glasshouse.model.party import PartyKind
from glasshouse.model.practice import Grade
from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.topics import load_topics

_MOST_NAME = 80
_PLACE = re.compile(r"\{(actor|data|value|topic)\}")


@dataclass(frozen=True, slots=True)
class Reason:
    """What a reason is made from: the rule, the kind of data it came to, and the evidence."""

    rule: Rule
    data: str | None
    result: Result


def fill(reason: Reason, facts: Facts) -> Text:
    """Return the reason of the rule with ``{actor}``, ``{data}``, ``{value}`` and ``{topic}`` filled."""
    rows, practices = reason.result.rows, reason.result.practices
    kinds: set[str] = {row.data for row in rows} | {item.data for item in practices}
    data = (reason.data,) if reason.data else tuple(sorted(kinds))
    who = _actors(dict.fromkeys([*(row.actor for row in rows), *(item.actor for item in practices)]), facts)
    what = _data(data)
    value = next((f"{row.value:g}" for row in rows if row.value is not None), "-")
    topics = [Text(*load_topics().get(name, (name, name))) for name in sorted({row.topic for row in rows if row.topic})]
    deeds = [*(row.grade for row in rows if row.topic is None), *(item.grade for item in practices)]
    if deeds and reason.result.holds is Holds.WEAK and set(deeds) == {Grade.CAPABILITY}:
        return Text(say("permission_only", data=what.en).en, say("permission_only", data=what.zh).zh)
    said = reason.rule.reason
    return Text(
        _put(said.en, actor=who.en, data=what.en, value=value, topic=", ".join(item.en for item in topics)),
        _put(said.zh, actor=who.zh, data=what.zh, value=value, topic="、".join(item.zh for item in topics)),
    )


def _put(sentence: str, **values: str) -> str:
    """Fill the places in one pass: a value that looks like a place stays as it is."""
    return _PLACE.sub(lambda place: values[place[1]], sentence)


def _actors(ids: Iterable[str], facts: Facts) -> Text:
    names: list[Text] = []
    for party in (facts.parties.get(name) for name in ids):
        if party is None:
            continue
        if party.kind is PartyKind.OPERATOR:
            names.insert(0, say("actor.own"))
        else:
            names.append(_name(party.kind, party.name[:_MOST_NAME], (party.name_zh or party.name)[:_MOST_NAME]))
    if not names:
        return say("actor.nobody")
    if len(names) == 1:
        return names[0]
    key, n = "actor.and_more", len(names) - 1
    return Text(say(key, first=names[0].en, n=n).en, say(key, first=names[0].zh, n=n).zh)


@lru_cache(maxsize=4096)
def _name(kind: PartyKind, en: str, zh: str) -> Text:
    key = "actor.sdk" if kind is PartyKind.SDK else "actor.other"
    return Text(say(key, name=en).en, say(key, name=zh).zh)


@lru_cache(maxsize=4096)
def _data(ids: tuple[str, ...]) -> Text:
    kinds = load_kinds().by_id
    if not ids or ids == ("personal_data",):
        return say("actor.any_data")
    found = [kinds.get(name) for name in ids[:6]]
    en = ", ".join(kind.en if kind else name for kind, name in zip(found, ids, strict=False))
    zh = "、".join(kind.zh if kind else name for kind, name in zip(found, ids, strict=False))
    return Text(en + (", …" if len(ids) > 6 else ""), zh + ("等" if len(ids) > 6 else ""))
