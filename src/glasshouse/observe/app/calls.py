"""Every place in the code that reads personal data, with the way that leads there from an entry point."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from glasshouse import _core
from glasshouse.model.deadline import NEVER, Deadline
from glasshouse.model.looked import Looked, NotLooked, Why
from glasshouse.model.place import CodePlace, FilePlace
from glasshouse.model.practice import Reach, Step, When
from glasshouse.observe.app.entries import EntryPoint
from glasshouse.observe.app.question import Asked, Question
from glasshouse.vocab.entry import shipped_data

#: Unit, class, method, offset of the call that leads on, how it was reached, number of the entry.
HopRow = tuple[str, str, str, int | None, str, int | None]
#: A row of ``Answer.reads``; see ``_core.pyi``.
ReadRow = tuple[int, str, str, str, int, str, str, bool, bool, int, list[HopRow]]
#: A row of ``Answer.times``.
TimeRow = tuple[int, str, tuple[str, str, str, int] | None, list[HopRow]]

#: Places listed in one not-looked row; the rest are counted.
_LISTED = 20


@dataclass(frozen=True, slots=True)
class Read:
    """One read. ``sure`` says that every edge of the way is a call with one target and every constant is known.

    ``api`` names the call or field as the instruction does; ``detail`` the constant that decided, if one did
    (``android_id``, ``content://sms``).
    """

    asked: Asked
    place: CodePlace
    api: str
    detail: str
    reflective: bool
    certain: bool
    reach: Reach
    sure: bool
    path: tuple[Step, ...]
    entry: EntryPoint | None
    when: When = When.UNKNOWN
    when_sure: bool = False
    guard: CodePlace | None = None


@dataclass(frozen=True, slots=True)
class Gate:
    """Where the app asks for agreement in its code: what hands the handlers over, what an answer runs."""

    places: tuple[CodePlace, ...]
    agree: tuple[CodePlace, ...]
    refuse: tuple[CodePlace, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that a refusal leads to: ``exit``, ``finish``, ``ask_again``, ``request_again`` or ``opens``."""

    kind: str
    handler: CodePlace
    place: CodePlace


@dataclass(frozen=True, slots=True)
class Request:
    """Permissions asked for before anybody touched anything."""

    place: CodePlace
    permissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SdkStart:
    """A call that starts an SDK, by its number in the vocabulary, and when that happens."""

    number: int
    place: CodePlace
    api: str
    when: When
    when_sure: bool
    guard: CodePlace | None
    path: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class PackageUse:
    """A package of the code, ``com.example.ads``: its size, and how much of it an entry point can lead to."""

    name: str
    classes: int
    methods: int
    code_units: int
    platform_calls: int
    reached: int


@dataclass(frozen=True, slots=True)
class CallsSeen:
    """What one pass over the code of a package brought."""

    reads: tuple[Read, ...]
    packages: tuple[PackageUse, ...]
    looked: tuple[Looked, ...]
    not_looked: tuple[NotLooked, ...]
    classes: int
    methods: int
    code_bytes: int
    gate: Gate | None = None
    refusals: tuple[Refusal, ...] = ()
    requests: tuple[Request, ...] = ()
    starts: tuple[SdkStart, ...] = ()


@cache
def framework() -> _core.Framework:
    """The table of Android's own classes, parsed once in a process."""
    packed = (shipped_data() / "framework.txt.gz").read_bytes()
    return _core.Framework(gzip.decompress(packed))


def observe_calls(
    program: _core.Program,
    question: Question,
    entries: Sequence[EntryPoint],
    artifact: str,
    deadline: Deadline = NEVER,
) -> CallsSeen:
    """Run the core on linked code. ``entries`` are those of the question, in its order; ``artifact`` is the input."""
    classes, methods, code_bytes = program.counts()
    try:
        answer = program.analyse(framework(), question, deadline.left())
    except _core.CoreError as error:
        detail = f"{artifact}: the calls of {methods} methods: {error}"
        lost = NotLooked("the code", Why.DAMAGED, FilePlace(artifact), detail, (artifact,), max(1, methods))
        return CallsSeen((), (), (), (*_unread(program), lost), classes, methods, code_bytes)
    times = answer.times or [(0, "", None, [])] * len(answer.reads)
    seen = [_read(row, time, question, entries) for row, time in zip(answer.reads, times, strict=True)]
    reads = tuple(read for read in seen if read.asked.facts is not None)
    loaders = [read for read in seen if read.asked.facts is None]
    looked = (
        Looked("calls", artifact, methods, "methods"),
        Looked("calls", artifact, answer.instructions, "instructions"),
    )
    return CallsSeen(
        reads=reads,
        packages=tuple(PackageUse(row[0].replace("/", "."), *row[1:]) for row in answer.packages),
        looked=looked,
        not_looked=(*_unread(program), *_damaged(answer, artifact), *_loaded_later(loaders), *_unresolved(answer)),
        classes=classes,
        methods=methods,
        code_bytes=code_bytes,
        gate=_gate(answer),
        refusals=tuple(Refusal(kind, CodePlace(*handler), CodePlace(*at)) for kind, handler, at in answer.refusals),
        requests=tuple(Request(CodePlace(*at), tuple(names)) for at, names in answer.requests),
        starts=tuple(_start(*row) for row in answer.starts),
    )


def _start(number: int, at: tuple[str, str, str, int], api: str, time: TimeRow) -> SdkStart:
    code, _, guard, early = time
    place = CodePlace(*at)
    when = _WHEN.get(code, When.UNKNOWN)
    sure = code in {1, 2}
    return SdkStart(number, place, api, when, sure, None if guard is None else CodePlace(*guard), _path(early))


def _path(way: Sequence[HopRow]) -> tuple[Step, ...]:
    """The way as steps; of the last one the place of the method is meant."""
    return tuple(Step(CodePlace(unit, class_, method, next_), how) for unit, class_, method, next_, how, _ in way)


def _gate(answer: _core.Answer) -> Gate | None:
    if answer.gates is None or not answer.gates[0]:
        return None
    agree, refuse, places = answer.gates
    return Gate(
        tuple(CodePlace(unit, class_, method, offset) for unit, class_, method, offset in places),
        tuple(CodePlace(*member) for member in agree),
        tuple(CodePlace(*member) for member in refuse),
    )


#: What the core says of the time of a read.
_WHEN = {1: When.BEFORE_CONSENT, 2: When.AFTER_CONSENT, 3: When.BEFORE_CONSENT}
#: Entries of which it is not known when, or whether, something asks for them.
_SOMETIME = frozenset({"layout", "service_loader"})


def _read(row: ReadRow, time: TimeRow, question: Question, entries: Sequence[EntryPoint]) -> Read:
    tag, unit, class_, method, offset, api, detail, certain, reflective, reach, way = row
    code, waits, guard, early = time
    way = early or way
    number = way[0][5] if way else None
    when = _WHEN.get(code, When.UNKNOWN)
    if when is When.BEFORE_CONSENT and number is not None and entries[number].kind in _SOMETIME:
        when = When.UNKNOWN
    path = tuple(
        Step(CodePlace(unit, class_, method, offset if next_ is None else next_), how)
        for unit, class_, method, next_, how, _ in way
    )
    return Read(
        asked=question.asked[tag],
        place=CodePlace(unit, class_, method, offset),
        api=api,
        detail=_dotted(detail),
        reflective=reflective,
        certain=certain,
        reach=Reach.REACHABLE if reach else Reach.NOT_REACHED,
        sure=reach == 2 and certain,
        path=path,
        entry=None if number is None else entries[number],
        when=when,
        when_sure=code == 1,
        # Of a handler the whole method is meant, of a test the instruction.
        guard=None if guard is None else CodePlace(*guard[:3], None if waits == "handler" else guard[3]),
    )


def _dotted(detail: str) -> str:
    """A member as people write it, ``android.provider.CallLog$Calls.CONTENT_URI``; other constants as they are."""
    class_, arrow, name = detail.partition(";->")
    return f"{class_[1:].replace('/', '.')}.{name}" if arrow else detail


def _unread(program: _core.Program) -> list[NotLooked]:
    """What could not be read when the code was linked: listed, and the rest counted."""
    rows = []
    problems, (units, classes, methods, rows_lost) = program.problems()
    for unit, structure, offset, text in problems[:_LISTED]:
        detail = f"{unit}: {structure} at 0x{offset:x}: {text}"
        rows.append(NotLooked("a part of the code", Why.DAMAGED, CodePlace(unit, "", ""), detail, (unit,)))
    lost = units + classes + methods + rows_lost
    more = max(len(problems), lost) - len(rows)
    if more > 0:
        place = CodePlace(problems[0][0] if problems else "", "", "")
        detail = f"lost: {units} files, {classes} classes, {methods} methods, {rows_lost} rows of tables"
        rows.append(NotLooked("more parts of the code", Why.DAMAGED, place, detail, count=more))
    return rows


def _damaged(answer: _core.Answer, artifact: str) -> list[NotLooked]:
    rows = []
    for unit, class_, method, text in answer.broken[:_LISTED]:
        detail = f"{unit}: {text}"
        rows.append(NotLooked("the code of a method", Why.DAMAGED, CodePlace(unit, class_, method), detail, (unit,)))
    if len(answer.broken) > _LISTED:
        unit, more = answer.broken[_LISTED][0], len(answer.broken) - _LISTED
        detail = f"{unit}: the first of {more} more methods that could not be read whole"
        rows.append(NotLooked("the code of more methods", Why.DAMAGED, CodePlace(unit, "", ""), detail, (unit,), more))
    whole = FilePlace(artifact)
    if answer.cut:
        detail = f"{artifact}: the code after the first {answer.instructions} instructions"
        rows.append(NotLooked("the rest of the code", Why.OVER_BUDGET, whole, detail))
    for what, count in answer.given_up:
        rows.append(NotLooked(what, Why.OVER_BUDGET, whole, f"{artifact}: {what}: {count}", count=count))
    return rows


def _loaded_later(loaders: list[Read]) -> list[NotLooked]:
    """Code that the app loads while it runs, where a way leads to the call that loads it."""
    reached = [read for read in loaders if read.reach is Reach.REACHABLE]
    if not reached:
        return []
    detail = reached[0].api.partition("(")[0]
    what = "code that is loaded while the app runs"
    return [NotLooked(what, Why.LOADED_LATER, reached[0].place, detail, count=len(reached))]


def _unresolved(answer: _core.Answer) -> list[NotLooked]:
    """What depends on a value that is not constant: listed with its first place, and counted."""
    rows = []
    for what, places in (
        ("content addresses and keys that are not constant", answer.undecided),
        ("calls by reflection whose target is not constant", answer.hidden),
    ):
        if places:
            unit, class_, method, offset, _ = places[0]
            place = CodePlace(unit, class_, method, offset)
            rows.append(NotLooked(what, Why.UNRESOLVED, place, count=len(places)))
    return rows
