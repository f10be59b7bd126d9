"""The picture of who takes what: ribbons from kinds of data on the left to parties on the right.

Only geometry is made here; the template draws it, so that a name can never become markup.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasshouse.model.answer import Status
from glasshouse.model.party import PartyKind
from glasshouse.tell.lines import cells
from glasshouse.tell.names import Names, owner_name, party_name
from glasshouse.tell.view import View
from glasshouse.tell.words import Words

WIDTH = 920
_LEFT, _RIGHT = 300, 640  # where the bars of data end and those of parties begin
_BAR = 9
_GAP = 16
_SLOT = 34  # room for two lines of a label
_TOP = 34  # room for the two headings
_LINE_CELLS = 36  # a label line that fits beside its bar
_MOST_KINDS, _MOST_PARTIES = 24, 11
_TONES = 4  # colours of companies, in turn

_ALLOWED = "\x00allowed"
_REST = "\x00rest"


@dataclass(frozen=True, slots=True)
class Node:
    """A bar with its label; ``tone``: ``data``, ``own``, ``sdk0`` to ``sdk3``, ``nameless``, ``rest``, ``allowed``."""

    lines: tuple[str, ...]
    note: str
    tone: str
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A ribbon; ``status`` is a status of a row or ``allowed``."""

    path: str
    tone: str
    status: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the template draws, in the units of its view box."""

    width: int
    height: int
    bar: int
    left: tuple[Node, ...]
    right: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]


def picture_of(view: View, words: Words, names: Names) -> Picture | None:
    """Lay out the picture, or nothing where nothing is drawn; beyond 24 kinds or 11 parties the rest is joined."""
    links = _links(view)
    if not links:
        return None
    kinds = list(dict.fromkeys(kind for kind, _, _ in links))
    parties = list(dict.fromkeys([*view.takers, *(party for _, party, _ in links)]))
    kinds, links = _join_kinds(kinds, links)
    parties, links = _join_parties(parties, links)
    thick = 16 if len(links) <= 14 else 12 if len(links) <= 30 else 8 if len(links) <= 60 else 5
    wide_left = {kind: thick * sum(link[0] == kind for link in links) for kind in kinds}
    wide_right = {party: thick * sum(link[1] == party for link in links) for party in parties}
    height = _TOP + max(_needed(wide_left.values()), _needed(wide_right.values()))
    tops_left = _spread(kinds, wide_left, height)
    tops_right = _spread(parties, wide_right, height)
    left = tuple(
        Node(
            *_kind_label(kind, len(view.taken) + len(view.allowed), words, names),
            "data",
            _LEFT - _BAR,
            tops_left[kind],
            wide_left[kind],
        )
        for kind in kinds
    )
    right = tuple(
        _party_node(party, view, words, number % _TONES, tops_right[party], wide_right[party])
        for number, party in enumerate(parties)
    )
    tones = dict(zip(parties, (node.tone for node in right), strict=True))
    return Picture(
        WIDTH,
        round(height),
        _BAR,
        left,
        right,
        tuple(_ribbons(links, kinds, parties, tops_left, tops_right, thick, tones)),
    )


Link = tuple[str, str, str]


def _links(view: View) -> list[Link]:
    found = [(kind.data, taker.row.actor, str(taker.row.status)) for kind in view.taken for taker in kind.takers]
    return [*found, *((kind.data, _ALLOWED, "allowed") for kind in view.allowed)]


def _join_kinds(kinds: list[str], links: list[Link]) -> tuple[list[str], list[Link]]:
    kept = kinds if len(kinds) <= _MOST_KINDS else kinds[: _MOST_KINDS - 1]
    joined = _merge([(kind if kind in kept else _REST, party, status) for kind, party, status in links])
    return [*kept, *([_REST] if len(kept) < len(kinds) else [])], joined


def _join_parties(parties: list[str], links: list[Link]) -> tuple[list[str], list[Link]]:
    people = [party for party in parties if party != _ALLOWED]
    kept = people if len(people) <= _MOST_PARTIES else people[: _MOST_PARTIES - 1]
    special = [_ALLOWED] if _ALLOWED in parties else []
    joined = _merge(
        [(kind, party if party in kept or party == _ALLOWED else _REST, status) for kind, party, status in links]
    )
    return [*kept, *([_REST] if len(kept) < len(people) else []), *special], joined


def _merge(links: list[Link]) -> list[Link]:
    """One ribbon for a kind and a party, the surest."""
    order = [*Status, "allowed"]
    best: dict[tuple[str, str], str] = {}
    for kind, party, status in links:
        held = best.get((kind, party))
        if held is None or order.index(status) < order.index(held):
            best[kind, party] = status
    return [(kind, party, status) for (kind, party), status in best.items()]


def _needed(heights: Iterable[float]) -> float:
    sizes = [max(height, _SLOT) for height in heights]
    return sum(sizes) + _GAP * (len(sizes) - 1)


def _spread(keys: list[str], heights: dict[str, int], total: float) -> dict[str, float]:
    """Where each bar begins: in its slot, the slots spread over the whole height."""
    slots = [max(heights[key], _SLOT) for key in keys]
    free = total - _TOP - sum(slots)
    gap = min(free / (len(keys) - 1), 3 * _GAP) if len(keys) > 1 else 0
    y = _TOP + (free - gap * (len(keys) - 1)) / 2
    tops = {}
    for key, slot in zip(keys, slots, strict=True):
        tops[key] = round(y + (slot - heights[key]) / 2, 1)
        y += slot + gap
    return tops


def _kind_label(kind: str, count: int, words: Words, names: Names) -> tuple[tuple[str, ...], str]:
    if kind == _REST:
        return (words("picture.other_kinds", n=count - _MOST_KINDS + 1),), ""
    return in_lines(names.data(kind)), ""


def _party_node(party: str, view: View, words: Words, turn: int, y: float, height: float) -> Node:
    x = float(_RIGHT)
    if party == _ALLOWED:
        return Node(in_lines(words("picture.allowed_node")), "", "allowed", x, y, height)
    if party == _REST:
        return Node((words("picture.other_parties", n=len(view.takers) - _MOST_PARTIES + 1),), "", "rest", x, y, height)
    found = view.parties.get(party)
    if found is None:
        return Node(in_lines(party), "", "nameless", x, y, height)
    if found.kind is PartyKind.OPERATOR:
        return Node((words("who.own_title"),), words("picture.own_note"), "own", x, y, height)
    owner = owner_name(words, found)
    tone = f"sdk{turn}" if owner else "nameless"
    return Node(
        in_lines(party_name(words, found), 1),
        in_lines(owner or _of_whom(found.reason, words), 1)[0],
        tone,
        x,
        y,
        height,
    )


def _of_whom(reason: str | None, words: Words) -> str:
    return words(f"reason.{reason}") if reason in {"unnamed_library", "shortened_names"} else ""


def _ribbons(
    links: list[Link],
    kinds: list[str],
    parties: list[str],
    tops_left: dict[str, float],
    tops_right: dict[str, float],
    thick: int,
    tones: dict[str, str],
) -> list[Ribbon]:
    ordered = sorted(links, key=lambda link: (kinds.index(link[0]), parties.index(link[1])))
    used_left: dict[str, float] = dict.fromkeys(kinds, 0)
    used_right: dict[str, float] = dict.fromkeys(parties, 0)
    found = []
    for kind, party, status in ordered:
        y0, y1 = tops_left[kind] + used_left[kind], tops_right[party] + used_right[party]
        used_left[kind] += thick
        used_right[party] += thick
        found.append(Ribbon(_curve(y0 + 0.5, y1 + 0.5, thick - 1), tones[party], status))
    return found


def _curve(y0: float, y1: float, thick: float) -> str:
    x0, x1 = _LEFT, _RIGHT
    middle = (x0 + x1) / 2
    return (
        f"M{x0} {y0:.1f}C{middle:.0f} {y0:.1f} {middle:.0f} {y1:.1f} {x1} {y1:.1f}V{y1 + thick:.1f}"
        f"C{middle:.0f} {y1 + thick:.1f} {middle:.0f} {y0 + thick:.1f} {x0} {y0 + thick:.1f}Z"
    )


def in_lines(text: str, most: int = 2, width: int = _LINE_CELLS) -> tuple[str, ...]:
    """Break a label into at most ``most`` lines of ``width`` columns; what does not fit ends in ``…``."""
    lines, line = [], ""
    for piece in _breakable(text):
        if line and cells(line + piece.rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    lines.append(line.strip())
    shown = [_cut(line, width) for line in lines[:most]]
    if len(lines) > most:
        shown[-1] = _cut(f"{shown[-1]} …", width) if not shown[-1].endswith("…") else shown[-1]
    return tuple(shown)


def _breakable(text: str) -> list[str]:
    """Pieces that a label may be broken between: words, and each Chinese character."""
    pieces = [""]
    for character in text:
        pieces[-1] += character
        if character in " ,/" or cells(character) == 2:
            pieces.append("")
    return [piece for piece in pieces if piece]


def _cut(line: str, width: int) -> str:
    if cells(line) <= width:
        return line
    while line and cells(line) > width - 1:
        line = line[:-1]
    return line.rstrip() + "…"
