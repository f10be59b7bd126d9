"""Did it happen before you agreed: the answer sorted for a reader, and the sentences that both reports say of it.

Only rows about time are read here; what the answer says of screens and of refusals is told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from glasshouse.model.answer import Question, Status
from glasshouse.model.asking import Asking, AskingKind, OnRefusal
from glasshouse.model.audit import Audit
from glasshouse.model.place import CodePlace, Place
from glasshouse.model.practice import Practice, When
from glasshouse.tell import spelling
from glasshouse.tell.lead import taker_notes
from glasshouse.tell.names import Names, who
from glasshouse.tell.view import Taker, View, takers_of
from glasshouse.tell.words import Words

#: The parts of the answer, in the order in which they are told.
PARTS = ("before", "perhaps", "after", "open")

#: The topic of rows that say when an SDK is started.
SDK_START = "sdk_start"

#: Tests and handlers that one row names, and SDKs that one line does.
_GUARDS, _SDKS = 3, 12


class Station(StrEnum):
    """Where a start of the app has come to when a way begins, in the order in which Android runs them."""

    START = "start"  # the process: before any provider
    PROVIDERS = "providers"
    APPLICATION = "application"
    SCREEN = "screen"  # the first screen
    OTHER = "other"  # a link, an event, a service, another screen: at no fixed moment


@dataclass(frozen=True, slots=True)
class Timing:
    """The rows about time. ``gate`` is the question that the app's code puts; without one all rows are ``open``.

    ``perhaps``: the way stands before the question, but a step of it is one of several, or a permission comes first.
    ``starts`` are the rows about SDKs that the app starts, by the name of the part that they belong to.
    """

    gate: Asking | None
    before: tuple[Taker, ...]
    perhaps: tuple[Taker, ...]
    after: tuple[Taker, ...]
    open: tuple[Taker, ...]
    starts: tuple[tuple[str, tuple[Taker, ...]], ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is a row about a read at all."""
        return bool(self.before or self.perhaps or self.after or self.open)


def gate_of(audit: Audit) -> Asking | None:
    """The question for agreement that the app's own code puts; a permission dialog of Android is none."""
    own = (asking for asking in audit.askings if asking.kind is AskingKind.CONSENT and asking.source == "code")
    return next(own, None)


def timing_of(view: View, names: Names) -> Timing | None:
    """Sort the rows about time, or return nothing where no code was asked. Data stands in the order of the report."""
    audit = view.audit
    if audit.answers.consent is None or audit.answers.access is None:
        return None
    gate = gate_of(audit)
    parts: dict[str, list[Taker]] = {}
    starts: dict[str, list[Taker]] = {}
    for taker in takers_of(audit, Question.CONSENT):
        into = starts if taker.row.topic == SDK_START else parts
        if taker.row.class_ is None and (into is starts or taker.row.topic is None):
            into.setdefault(_part_of(taker, has_gate=gate is not None), []).append(_best_first(taker))

    def part(name: str) -> tuple[Taker, ...]:
        found = parts.get(name, ())
        return tuple(sorted(found, key=lambda taker: (*names.weight(taker.row.data), taker.row.data, not taker.is_own)))

    known = ((name, tuple(starts[name])) for name in ("before", "perhaps", "after") if name in starts)
    before, perhaps, after, open_ = map(part, PARTS)
    return Timing(gate, before, perhaps, after, open_, tuple(known))


def _part_of(taker: Taker, *, has_gate: bool) -> str:
    if has_gate and taker.row.when is When.BEFORE_CONSENT:
        return "before" if taker.row.status is Status.PROVED else "perhaps"
    return "after" if has_gate and taker.row.when is When.AFTER_CONSENT else "open"


def _best_first(taker: Taker) -> Taker:
    """The read whose way the row shows comes first."""
    ordered = sorted(taker.practices, key=lambda practice: (practice.path != taker.row.path, len(practice.path)))
    return replace(taker, practices=tuple(ordered))


def station_of(practice: Practice) -> Station:
    """Where the way of a read begins."""
    kind = (practice.entry or "").partition(" ")[0]
    first = practice.path[0].place if practice.path else None
    method = first.method.partition("(")[0] if isinstance(first, CodePlace) else ""
    if kind == "launcher":
        return Station.SCREEN
    if not spelling.at_start(kind, method):
        return Station.OTHER
    if kind in {"provider", "startup"}:
        return Station.PROVIDERS
    return Station.APPLICATION if kind == "application" and method == "onCreate" else Station.START


def opening(words: Words, audit: Audit, timing: Timing) -> list[str]:
    """Whether the app asks at all, and what the answer as a whole does not know."""
    if timing.gate is None:
        said = [words("timing.no_gate")]
    else:
        said = [words("timing.asks", method=spelling.step_name_of(timing.gate.place))]
        if timing.gate.on_refusal is not OnRefusal.UNKNOWN:
            said.append(words(f"timing.on_refusal.{timing.gate.on_refusal}"))
        if timing.any and not timing.before:
            said.append(words("timing.none_proved" if timing.perhaps else "timing.none_before"))
    if not timing.any:
        said.append(words("timing.none"))
    if not audit.complete:
        said.append(words("timing.incomplete"))
    return said


def before_notes(words: Words, taker: Taker) -> list[str]:
    """The call, the way to it that needs no agreement, the permission, and why it is not sure."""
    notes = taker_notes(words, taker)
    why = spelling.reason(words, taker.row.reason)
    return [*notes, why] if why and why not in notes else notes


def after_notes(words: Words, taker: Taker) -> list[str]:
    """What the reads wait for: tests, or what runs when the user agrees."""
    waits = [waits_for(words, practice.guard) for practice in taker.practices]
    kept = list(dict.fromkeys(waits)) or [waits_for(words, None)]
    more = [words("more", n=len(kept) - _GUARDS)] if len(kept) > _GUARDS else []
    return kept[:_GUARDS] + more


def open_notes(words: Words, taker: Taker, timing: Timing) -> list[str]:
    """Why it cannot be told."""
    return [spelling.reason(words, (taker.row.reason or "not_followed") if timing.gate else "no_gate")]


def started(words: Words, timing: Timing) -> Iterator[tuple[str, str]]:
    """The SDKs that the app starts: when, and which; with the way where nobody has agreed yet."""
    for name, takers in timing.starts:
        sdks = (_started(words, taker) for taker in takers)
        yield words(f"timing.{name}"), words.list(sdks, _SDKS)


def _started(words: Words, taker: Taker) -> str:
    name = who(words, taker.party, taker.row.actor)
    steps = spelling.condensed([spelling.step_name(step) for step in taker.row.path])
    return words("brackets", text=name, note=" → ".join(steps)) if steps else name


def waits_for(words: Words, guard: Place | None) -> str:
    """The test that the answer decides, or the handler of the answer: a place without an offset is a whole method."""
    if guard is None:
        return words("timing.waits")
    is_handler = isinstance(guard, CodePlace) and guard.offset is None
    return words("timing.waits_handler" if is_handler else "timing.waits_test", method=spelling.step_name_of(guard))


def guards_of(taker: Taker) -> Iterator[str]:
    """The exact places of what the reads wait for, each once."""
    places = dict.fromkeys(practice.guard for practice in taker.practices if practice.guard is not None)
    return (spelling.where(place) for place in list(places)[:_GUARDS])
