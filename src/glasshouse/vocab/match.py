"""Finds literal phrases in a text: longest first, whole words where the letters are Latin, in time linear in the text.

Blanks, line ends, hyphens and marks of emphasis inside a phrase say nothing: ``address-book``, or a phrase that a line
end cuts. Nor do case, width and traditional characters. No phrase is a pattern, and no text of a document is: nothing
that a policy holds can slow the search down.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import tomli

from glasshouse.vocab.entry import shipped_data
from glasshouse.vocab.terms import VocabError

_STARTS = re.compile(r"[\u3400-\u9fff]|[a-z0-9@]+(?:['\u2019][a-z]+)?")
_LATIN = re.compile(r"[a-z0-9]")
#: What may stand inside a phrase: nothing is left of it between Han characters, one blank between others.
_LOOSE = re.compile(r"[\s*`~\u2010\u2011-]+")
_HAN = re.compile(r"[\u3400-\u9fff\uff0c-\uff1b\u3001-\u3011]")
#: Full-width letters, digits and the like, which notices in Chinese mix with plain ones; one code point for one.
_PLAIN = {0xFF01 + n: chr(0x21 + n).lower() for n in range(94)} | {65 + n: chr(97 + n) for n in range(26)}
_PLAIN[0x3000] = " "
_TABLE = "traditional.toml"


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in a text: its labels, and where it stands in code points, ``end`` exclusive."""

    start: int
    end: int
    labels: tuple[str, ...]


class Phrases:
    """Phrases with labels, ready to be looked for. A phrase may have several labels."""

    __slots__ = ("_by_start",)

    def __init__(self, labelled: Mapping[str, Iterable[str]]) -> None:
        labels: dict[str, list[str]] = defaultdict(list)
        for label, phrases in labelled.items():
            for phrase in phrases:
                same = labels[_form(phrase)[0]]
                same += [] if label in same else [label]
        by_start: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for phrase in sorted(labels, key=lambda phrase: (-len(phrase), phrase)):
            by_start[phrase[:2]].append((phrase, tuple(labels[phrase])))
            if len(phrase) == 1:
                raise ValueError(f"{phrase!r}: a phrase has two characters or more")
        self._by_start = dict(by_start)

    def find(self, text: str, *, inside: bool = False) -> list[Hit]:
        """Return the hits in reading order; none lies inside another, unless ``inside`` asks for every one."""
        plain, places = _form(text)
        found: list[Hit] = []
        behind = 0
        for start in _STARTS.finditer(plain):
            at = start.start()
            if at < behind:
                continue
            for phrase, labels in self._by_start.get(plain[at : at + 2], ()):
                end = at + len(phrase)
                if plain.startswith(phrase, at) and _ends(plain, phrase, end):
                    end += _plural(plain, phrase, end)
                    found.append(Hit(_back(places, at), _back(places, end - 1) + 1, labels))
                    if not inside:
                        behind = end
                        break
        return found


def _form(text: str) -> tuple[str, tuple[list[int], list[int]]]:
    """The text as phrases are compared, and where its pieces begin there and in the text."""
    plain = folded(text)
    pieces: list[str] = []
    here, there, length, at = [0], [0], 0, 0
    for gap in _LOOSE.finditer(plain):
        pieces.append(plain[at : gap.start()])
        length += gap.start() - at
        at = gap.end()
        joins = gap.start() and at < len(plain) and _HAN.match(plain[gap.start() - 1]) and _HAN.match(plain[at])
        if not (joins or not gap.group().strip("*`~")):
            pieces.append(" ")
            length += 1
        here.append(length)
        there.append(at)
    pieces.append(plain[at:])
    return "".join(pieces), (here, there)


def _back(places: tuple[list[int], list[int]], at: int) -> int:
    """The offset in the text of an offset in its form."""
    here, there = places
    piece = bisect_right(here, at) - 1
    return there[piece] + at - here[piece]


def folded(text: str) -> str:
    """Lower case, half width and simplified, one code point for one, so that offsets stay."""
    return text.translate(spellings())


@cache
def spellings(folder: Path | None = None) -> dict[int, str]:
    """What each character is read as. Raises ``VocabError`` for a table whose two sides do not match."""
    try:
        parsed = tomli.loads(((folder or shipped_data()) / _TABLE).read_text("utf-8"))
    except (OSError, tomli.TOMLDecodeError) as error:
        raise VocabError(_TABLE, "file", "text", f"TOML that can be read: {error}") from error
    found = dict(_PLAIN)
    for section in ("traditional", "spelling"):
        written, read = ("".join(parsed[section][side]) for side in ("written", "read"))
        if len(written) != len(read) or len(set(written)) != len(written):
            raise VocabError(_TABLE, section, "written", "as many characters as in read, each once")
        found |= {ord(old): new for old, new in zip(written, read, strict=True)}
    return found


def _ends(plain: str, phrase: str, end: int) -> bool:
    """Whether a Latin phrase ends at the end of a word; a plural counts."""
    if not _LATIN.match(phrase[-1]):
        return True
    rest = plain[end : end + 2]
    return not _LATIN.match(rest[:1]) or (rest[:1] == "s" and not _LATIN.match(rest[1:]))


def _plural(plain: str, phrase: str, end: int) -> int:
    return int(bool(_LATIN.match(phrase[-1])) and plain[end : end + 1] == "s")
