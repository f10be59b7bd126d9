"""What an agreement is about: agreements and purposes in one act, services the screen is not for, data of no use to it.

By phrases and the joints between them. What is named as the content of an agreement ("the terms, which include ...")
belongs to that agreement and is no purpose of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from glasshouse.observe.notice.words import KIND, data_phrases
from glasshouse.observe.screens.acts import says
from glasshouse.vocab.consent import Function, load_consent
from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.match import Phrases

TERMS = "terms"
#: What titles of agreements are made of besides the party.
_GENERIC = re.compile(
    "用户|服务|隐私|协议|政策|条款|授权|书|使用|平台|信息|查询|授信|个人|规则|授权书|说明|许可|及|与|和"
)
_PARTY = 2
_TITLE = re.compile("《([^》]{1,60})》|「([^」]{1,60})」|『([^』]{1,60})』")
#: Where one thing that is agreed to ends and the next begins.
_JOINT = re.compile(
    r"[、，,;；。.!！?？\n]|以及|并且|并|和|及|与|同时|或(?!者其)|\band\b|\bas well as\b|\bplus\b|&|\balso\b|\bor\b",
    re.IGNORECASE,
)


def units(wording: str) -> tuple[str, ...]:
    """The separate things that the wording covers: ``terms`` once for all terms and policies, each purpose by its id.

    One part of a sentence is one purpose: to share data for marketing is to share them.
    """
    text = _without_content(wording)
    found: dict[str, None] = {}
    titles = [next(filter(None, match.groups())) for match in _TITLE.finditer(text)]
    for title in titles:
        found |= dict.fromkeys(_title(title))
    rest = _TITLE.sub(" ", text)
    for part in _JOINT.split(rest):
        found |= dict.fromkeys(_part(part))
    return _one_agreement(tuple(found), titles, rest)


def _one_agreement(found: tuple[str, ...], titles: list[str], rest: str) -> tuple[str, ...]:
    """Without the content of a single agreement of another service: what that service is, with whom it shares.

    Its title names a party that the rest names again ("the Seed Agreement, letting Seed Credit score me").
    """
    words = load_consent()
    services = [name for name in found if name in words.service]
    party = _GENERIC.sub("", titles[0]) if len(titles) == 1 else ""
    same = len(party) >= _PARTY and party in rest
    if not services and not same:
        return found
    drop = set(services[1:])
    if len(titles) <= 1:
        drop |= words.share
    if same:
        drop |= {TERMS} if services else set()
    return tuple(name for name in found if name not in drop)


def services(wording: str) -> tuple[str, ...]:
    """Services and bodies that the wording names, by their ids."""
    words = load_consent()
    return tuple(
        dict.fromkeys(name for hit in words.purposes.find(wording) for name in hit.labels if name in words.service)
    )


def about(elsewhere: Iterable[str]) -> frozenset[str]:
    """The services that a screen is about, by what stands on it besides the wording, and what they naturally need."""
    named = services("\n".join(elsewhere))
    return frozenset(named).union(*(load_consent().related.get(name, ()) for name in named))


def functions(texts: Iterable[str]) -> tuple[Function, ...]:
    """What the screen is for, by its headings and its main controls."""
    words = load_consent()
    names = {name for text in texts for hit in words.functions.find(text, inside=True) for name in hit.labels}
    return tuple(words.by_function[name] for name in sorted(names))


def kinds_in(text: str) -> tuple[str, ...]:
    """The kinds of data that a sentence names."""
    return tuple(dict.fromkeys(_labels(data_phrases(), text)))


def field_kinds(text: str) -> tuple[str, ...]:
    """The kinds of data that a field asks for, by its label."""
    return tuple(dict.fromkeys(name for hit in load_consent().fields.find(text) for name in hit.labels))


def beyond(kinds: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    """The kinds that none of the allowed covers, and that cover none of them."""
    covers, allowed = load_kinds().covers, (*allowed, *load_consent().always)
    return tuple(kind for kind in kinds if not any(covers(one, kind) or covers(kind, one) for one in allowed))


def _labels(phrases: Phrases, text: str) -> Iterator[str]:
    for hit in phrases.find(text):
        yield from (name.removeprefix(KIND) for name in hit.labels if name.startswith(KIND))


def _without_content(wording: str) -> str:
    """The wording without what is said to be inside an agreement."""
    hits = load_consent().wording["among"].find(wording)
    if not hits or not (says("core_document", wording[: hits[0].start]) or _TITLE.search(wording[: hits[0].start])):
        return wording
    return wording[: hits[0].start]


def _title(title: str) -> list[str]:
    """What an agreement is, by its title: one of the service itself, unless it names another purpose."""
    words = load_consent()
    named = [name for hit in words.purposes.find(title) for name in hit.labels]
    special = [name for name in named if name in words.service or name in words.share or name in words.own]
    if says("core_document", title) and not any(name in words.service for name in special):
        return [TERMS]
    return special[:1] or [TERMS]


def _part(part: str) -> list[str]:
    words = load_consent()
    named = [name for hit in words.purposes.find(part) for name in hit.labels]
    for group in (words.service, words.share, words.own):
        if chosen := [name for name in named if name in group]:
            return chosen[:1]
    return [TERMS] if says("core_document", part) else []
