"""Which of the listed types of app this one may be: a proposal from its name, its package, its SDKs, its permissions.

A proposal is shown and never assumed (``answer/necessity.py`` takes only a type that a person gave): a wrong type would
accuse a fair app. Its name is a claim of its maker, so the confidence stays modest, and what looks like none of the
listed types (search, work, editions for drivers) speaks against all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from glasshouse.model.audit import Category
from glasshouse.model.law import AppType
from glasshouse.vocab.category_cues import Cues

#: A proposal below this is not made.
PROPOSED_FROM = 0.5

_STRONG, _WEAK, _PACKAGE, _HINT = 3.0, 1.0, 2.0, 0.5
_MOST_WORDS = 2 * _STRONG  # a name that repeats itself says no more
_DOUBT = 2.0  # what speaks for something that has no words here
_SUREST = 0.9
_MAX_LABEL, _MAX_PACKAGE, _MAX_REASONS = 200, 255, 6

_LOWER_UPPER = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LATIN = re.compile(r"[a-z0-9]")
_PARTS = re.compile(r"[a-z0-9]+")
_LEAST_PART = 4  # shorter fragments must be a whole part of the package name


@dataclass(frozen=True, slots=True)
class _Found:
    """A word in a label: where it stands, and for what it speaks."""

    start: int
    end: int
    word: str
    key: str
    weight: float

    def inside(self, other: _Found) -> bool:
        return other.start <= self.start and self.end <= other.end and other.end - other.start > self.end - self.start


def propose_category(
    package: str | None,
    label: str | None,
    permissions: Collection[str],
    roles: Collection[str],
    types: Sequence[AppType],
    cues: Sequence[Cues],
) -> Category | None:
    """Propose the one type that fits best, with a confidence from 0.5 to 0.9 and up to six reasons; else nothing.

    ``permissions`` are those that the manifest names, ``roles`` those of the SDKs inside. A reason is ``label:WORD``,
    ``package:PART``, ``role:ROLE`` or ``permission:NAME``; its second half stands in our data, never in the app alone.
    """
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, list[str]] = defaultdict(list)
    for key, weight, reason in _signs(package or "", label or "", frozenset(permissions), frozenset(roles), cues):
        scores[key] += weight
        reasons[key].append(reason)
    numbers = {each.key: each.number for each in types}
    ranked = sorted(scores, key=lambda key: (-scores[key], key))
    if not ranked or ranked[0] not in numbers:
        return None
    best = ranked[0]
    confidence = round(scores[best] / (scores[best] + sum(scores[key] for key in ranked[1:2]) + _DOUBT), 2)
    if confidence < PROPOSED_FROM:
        return None
    return Category(numbers[best], "proposed", min(confidence, _SUREST), tuple(reasons[best][:_MAX_REASONS]))


def _signs(
    package: str, label: str, permissions: frozenset[str], roles: frozenset[str], cues: Sequence[Cues]
) -> Iterator[tuple[str, float, str]]:
    """Yield what each sign speaks for, how much, and the reason; strongest kind of sign first."""
    left: dict[str, float] = defaultdict(lambda: _MOST_WORDS)
    for found in _words_in(_plain(label[:_MAX_LABEL])[:_MAX_LABEL], cues):
        weight = min(found.weight, left[found.key])
        left[found.key] -= weight
        yield found.key, weight, f"label:{found.word}"
    parts = frozenset(_PARTS.findall(_plain(package[:_MAX_PACKAGE])))
    for each in cues:
        part = next((word for word in (*each.package, *each.strong) if _in_package(word, parts)), None)
        if part is not None:
            yield each.key, _PACKAGE, f"package:{part}"
    for each in cues:
        yield from ((each.key, _HINT, f"role:{role}") for role in each.roles if role in roles)
        yield from ((each.key, _HINT, f"permission:{name}") for name in each.permissions if name in permissions)


def _plain(text: str) -> str:
    """Lower case, full-width letters made narrow, ``PhotoEditor`` taken apart."""
    return _LOWER_UPPER.sub(" ", unicodedata.normalize("NFKC", text)).casefold()


def _words_in(text: str, cues: Sequence[Cues]) -> list[_Found]:
    """Every word of the cues in a label, once for each type; a word that is part of a longer one does not count."""
    found = [
        _Found(start, start + len(word), word, each.key, weight)
        for each in cues
        for words, weight in ((each.strong, _STRONG), (each.weak, _WEAK))
        for word in words
        for start in _places(word, text)
    ]
    whole = [one for one in found if not any(one.inside(other) for other in found)]
    return list({(one.key, one.word): one for one in sorted(whole, key=lambda one: -one.weight)}.values())


def _places(word: str, text: str) -> Iterator[int]:
    """Where a word stands; in Latin letters only as a whole word, ``s`` at its end allowed."""
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        after = text[end : end + 1] if text[end : end + 1] != "s" else text[end + 1 : end + 2]
        if not _LATIN.match(word) or not (_LATIN.match(text[max(start - 1, 0) : start]) or _LATIN.match(after)):
            yield start
        start = text.find(word, start + 1)


def _in_package(word: str, parts: frozenset[str]) -> bool:
    """Whether a fragment is a part of the package name, or begins or ends one where it is long enough to mean it."""
    if word in parts:
        return True
    return len(word) >= _LEAST_PART and any(part.startswith(word) or part.endswith(word) for part in parts)
