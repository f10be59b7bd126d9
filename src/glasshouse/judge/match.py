"""Rules against answers: a pure function whose evaluation tree is the explanation.

Conditions have four values. ``yes``; ``weak``: a likely row, or evidence below the floor; ``unknown``: not asked, not
examined, or an input is missing; ``no``. ``all`` is as strong as its weakest part, ``any`` as its strongest. An absent
field is unknown, never "no": a row whose class was left open, or whose time is unknown, leaves the condition unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from glasshouse.judge.facts import Covers, Facts
from glasshouse.judge.rule import (
    STRENGTH,
    All,
    AnyOf,
    Bounds,
    Condition,
    InputIs,
    Not,
    PracticeIs,
    RowIs,
    Rule,
    Supplied,
)
from glasshouse.judge.sentences import say, say_named
from glasshouse.judge.spelling import spell
from glasshouse.model.answer import Question, Row, Status
from glasshouse.model.finding import Holds, Node, Threshold
from glasshouse.model.law import Text
from glasshouse.model.practice import Grade, Practice, Reach, Voice, When

#: Classes that leave it open: the kind, or a wider one, is named, and the sentence was not read.
_OPEN = (None, "named", "vague")
_WHY_OPEN = {"named": "row_open", "vague": "row_vague"}
#: Classes that say that something is not done: here a permission is no sign, and unseen code leaves it open.
_SAYS_NOT_DONE = frozenset({"unused_permission"})
#: Below this a statement is kept apart from what is surely said.
_SURELY_SAID = 0.8


@dataclass(frozen=True, slots=True)
class Branch:
    """A condition, whether it holds and why, and the conditions it is made of."""

    kind: str
    what: str
    holds: Holds
    why: Text | None = None
    parts: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The value of a condition with its explanation, and the rows and practices it rests on."""

    holds: Holds
    branches: tuple[Branch, ...]
    rows: tuple[Row, ...] = ()
    practices: tuple[Practice, ...] = ()
    why: Text | None = None

    @property
    def tree(self) -> tuple[Node, ...]:
        """The explanation, line by line. Written out for what becomes a finding only: most values do not."""
        return tuple(_lines(self.branches, 0))


def _lines(branches: Iterable[Branch], depth: int) -> Iterator[Node]:
    for item in branches:
        why = item.why or _NO_WHY
        yield Node(depth, item.kind, item.what, item.holds, why.en, why.zh)
        yield from _lines(item.parts, depth + 1)


_NO_WHY = Text("", "")

#: Many rules ask for the same row: it is looked for once. Keyed by the identity of the condition, which rules share
#: (``read_rule``), and of what else the value depends on: to hash a whole condition costs more than to look again.
_Memo = dict[tuple[int, Grade | None, str | None, int], Result]


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule came to, for one kind of data or for the subject."""

    rule: Rule
    data: str | None
    result: Result


def match(rules: Iterable[Rule], facts: Facts) -> tuple[Match, ...]:
    """Evaluate each rule. Pure: the same rules and facts give the same matches, in the order of the rules' ids."""
    found: list[Match] = []
    memo: _Memo = {}
    for rule in sorted(rules, key=lambda rule: rule.id):
        found += _matches(rule, facts, memo)
    return tuple(found)


def _matches(rule: Rule, facts: Facts, memo: _Memo) -> list[Match]:
    if rule.when is None:
        return [Match(rule, None, _replied(rule, facts, None))]
    if not rule.per_data:
        return [Match(rule, None, _replied(rule, facts, _Scope(rule, facts, None, memo).value(rule.when)))]
    results = {data: _Scope(rule, facts, data, memo).value(rule.when) for data in sorted(_kinds(rule.when, facts))}
    each = [
        Match(rule, data, _replied(rule, facts, result))
        for data, result in results.items()
        if result.holds is not Holds.NO
    ]
    if each:
        return each
    # Rows of two kinds must not add up to a finding about neither: where each kind is a no, so is the whole.
    whole = next(iter(results.values()), None) or _Scope(rule, facts, None, memo).value(rule.when)
    return [Match(rule, None, _replied(rule, facts, whole))]


def _kinds(condition: Condition, facts: Facts) -> set[str]:
    """The kinds of data that any row or practice named by the condition is about."""
    match condition:
        case All(parts) | AnyOf(parts):
            return set().union(*(_kinds(part, facts) for part in parts))
        case Not(part):
            return _kinds(part, facts)
        case RowIs():
            return {row.data for row in _candidates(condition, facts) if _data_fits(condition.data, row.data, facts)}
        case PracticeIs():
            return {item.data for item in facts.practices if _data_fits(condition.data, item.data, facts)}
        case _:
            return set()


def _replied(rule: Rule, facts: Facts, machine: Result | None) -> Result:
    """Join what a person answered. A reply decides what the machine leaves open; it never clears what was seen."""
    reply = facts.replies.get(rule.id) if rule.asks else None
    if reply is None:
        return machine or _leaf(Holds.UNKNOWN, "reply", "reply", say("no_reply"))
    whole = bool(reply.by and reply.evidence)
    said = (Holds.YES if whole else Holds.WEAK) if reply.holds else (Holds.NO if whole else Holds.UNKNOWN)
    by = reply.by or "-"
    answer = _leaf(
        said, "reply", "reply", say("reply_yes" if reply.holds else "reply_no", by=by, evidence=reply.evidence or "-")
    )
    if machine is None:
        return answer
    sure = machine.holds in {Holds.YES, Holds.WEAK}
    best = machine if sure and STRENGTH.index(machine.holds) <= STRENGTH.index(said) else answer
    return Result(
        best.holds,
        machine.branches + answer.branches,
        machine.rows if sure else (),
        machine.practices if sure else (),
        best.why,
    )


def _leaf(holds: Holds, kind: str, what: str, why: Text) -> Result:
    return Result(holds, (Branch(kind, what, holds, why),), why=why)


@dataclass(frozen=True, slots=True)
class _Scope:
    """One evaluation: a rule over the facts, about one kind of data or about all."""

    rule: Rule
    facts: Facts
    data: str | None
    memo: _Memo

    def value(self, condition: Condition) -> Result:  # noqa: PLR0911 - one line for each kind of condition
        match condition:
            case All(parts):
                return self._join("all", [self.value(part) for part in parts], strongest=False)
            case AnyOf(parts):
                return self._join("any", [self.value(part) for part in parts], strongest=True)
            case Not(part):
                return self._not(self.value(part))
            case RowIs():
                rule = self.rule
                key = (id(condition), rule.floor, self.data, id(rule) if condition.bounds else 0)
                if key not in self.memo:
                    self.memo[key] = self._row(condition)
                return self.memo[key]
            case PracticeIs():
                return self._practice(condition)
            case InputIs():
                return input_value(condition, self.facts, self.rule.thresholds)
            case Supplied(roles):
                missing = [role for role in roles if role not in self.facts.supplied]
                if missing:
                    return _leaf(
                        Holds.UNKNOWN, "supplied", spell(condition), say_named("not_supplied", "roles", "role", missing)
                    )
                return _leaf(Holds.YES, "supplied", spell(condition), say("supplied"))

    def _join(self, kind: str, parts: list[Result], *, strongest: bool) -> Result:
        choose = min if strongest else max
        holds = choose((part.holds for part in parts), key=STRENGTH.index)
        branches = tuple(branch for part in parts for branch in part.branches)
        support = [part for part in parts if part.holds in {Holds.YES, Holds.WEAK}] if holds is not Holds.NO else []
        return Result(
            holds,
            (Branch(kind, kind, holds, None, branches),),
            tuple({id(row): row for part in support for row in part.rows}.values()),
            tuple({id(item): item for part in support for item in part.practices}.values()),
            next((part.why for part in parts if part.holds is holds and part.why), None),
        )

    def _not(self, part: Result) -> Result:
        turned = {Holds.YES: Holds.NO, Holds.NO: Holds.YES}.get(part.holds, Holds.UNKNOWN)
        return Result(turned, (Branch("not", "not", turned, None, part.branches),), why=part.why)

    def _row(self, leaf: RowIs) -> Result:
        facts, what = self.facts, spell(leaf)
        if leaf.answer not in facts.asked:
            return _leaf(Holds.UNKNOWN, "row", what, say(f"not_asked.{leaf.answer}"))
        rows = _candidates(leaf, facts, self.data)
        if leaf.answer is Question.CONSENT and leaf.class_ and not (facts.screens or rows):
            return _leaf(Holds.UNKNOWN, "row", what, say("no_screen"))
        found: list[tuple[Holds, Row]] = []
        left_open: Row | None = None
        class_only = leaf.class_only
        for row in rows:
            if self.data is not None and row.data != self.data:
                continue  # a topic is about no kind of data
            known = class_only and row.class_ in leaf.class_
            fits = Holds.YES if known else Holds.UNKNOWN if class_only else self._fits(leaf, row)
            if fits is Holds.YES and (holds := self._row_holds(leaf, row)) is not Holds.NO:
                found.append((holds, row))
            elif fits is Holds.UNKNOWN:
                left_open = left_open or row
        if found:
            return _seen(what, found)
        if left_open is not None:
            why = say(_WHY_OPEN.get(left_open.class_ or "", "when_unknown" if leaf.when else "class_open"))
            return Result(Holds.UNKNOWN, (Branch("row", what, Holds.UNKNOWN, why),), (left_open,), why=why)
        return self._not_seen(leaf, what)

    def _not_seen(self, leaf: RowIs, what: str) -> Result:
        if leaf.topic:
            return self._topic_absent(what, _candidates(leaf, self.facts))
        if leaf.answer in self.facts.hidden:
            return _leaf(Holds.UNKNOWN, "row", what, say("hidden"))
        return _leaf(Holds.NO, "row", what, say("row_no"))

    def _topic_absent(self, what: str, rows: list[Row]) -> Result:
        """No row says so: nobody looked, only key words speak against it, or it was seen to be otherwise."""
        if not rows:
            return _leaf(Holds.UNKNOWN, "row", what, say("topic_not_looked"))
        if any(row.status is not Status.PROVED for row in rows):
            return _leaf(Holds.UNKNOWN, "row", what, say("topic_by_words"))
        return _leaf(Holds.NO, "row", what, say("row_no"))

    def _fits(self, leaf: RowIs, row: Row) -> Holds:
        facts = self.facts
        if not (
            (not leaf.status or row.status in leaf.status)
            and (not leaf.grade or row.grade in leaf.grade)
            and (not leaf.permission or row.permission in leaf.permission)
            and (not leaf.reason or row.reason in leaf.reason)
            and (not leaf.actor or facts.kind_of(row.actor) in leaf.actor)
            and (not leaf.recipient or facts.kind_of(row.recipient) in leaf.recipient)
            and _data_fits(leaf.data, row.data, facts)
        ):
            return Holds.NO
        if leaf.bounds is not None and not _inside(row.value, leaf.bounds, self.rule.thresholds):
            return Holds.NO
        if leaf.class_ and row.class_ not in leaf.class_:
            return Holds.UNKNOWN if row.class_ in _OPEN and row.topic is None else Holds.NO
        if leaf.when and row.when not in leaf.when:
            return Holds.UNKNOWN if row.when is When.UNKNOWN else Holds.NO
        return Holds.YES

    def _row_holds(self, leaf: RowIs, row: Row) -> Holds:
        """How sure a row is that fits. A permission alone is weak, unless the rule is about permissions."""
        if row.status in leaf.status or row.topic is not None:
            return {Status.PROVED: Holds.YES, Status.NOT_EXAMINED: Holds.UNKNOWN}.get(row.status, Holds.WEAK)
        floor = self.rule.floor
        if row.grade is Grade.CAPABILITY and row.status is not Status.LIKELY and row.class_ not in _SAYS_NOT_DONE:
            return (
                Holds.YES
                if floor is Grade.CAPABILITY or (floor is None and row.status is Status.PROVED)
                else Holds.WEAK
            )
        match row.status:
            case Status.PROVED:
                low = floor is not None and row.grade is not None and row.grade.strength < floor.strength
                return Holds.WEAK if low else Holds.YES
            case Status.LIKELY:
                return Holds.WEAK
            case Status.NOT_EXAMINED:
                return Holds.UNKNOWN
            case _:
                return Holds.NO

    def _practice(self, leaf: PracticeIs) -> Result:
        facts, what = self.facts, spell(leaf)
        voices = leaf.voice or tuple(Voice)
        candidates = [item for voice in voices for item in facts.by_voice.get(voice, ())]
        if not candidates and Voice.SAID in voices:
            return _leaf(Holds.UNKNOWN, "practice", what, say("nothing_said"))
        found: list[tuple[Holds, Practice]] = []
        unknown: Practice | None = None
        for item in candidates:
            fits = self._practice_fits(leaf, item)
            if fits is Holds.YES and (holds := self._practice_holds(item)) is not Holds.NO:
                found.append((holds, item))
            elif fits is Holds.UNKNOWN:
                unknown = unknown or item
        if found:
            holds = min((value for value, _ in found), key=STRENGTH.index)
            practices = tuple(item for _, item in found)
            why = say("row_weak" if holds is Holds.WEAK else "row_yes", n=len(practices))
            return Result(holds, (Branch("practice", what, holds, why),), (), practices, why)
        if unknown is not None:
            why = say("when_unknown")
            return Result(Holds.UNKNOWN, (Branch("practice", what, Holds.UNKNOWN, why),), (), (unknown,), why)
        if facts.hidden and Voice.DONE in voices:
            return _leaf(Holds.UNKNOWN, "practice", what, say("hidden"))
        return _leaf(Holds.NO, "practice", what, say("row_no"))

    def _practice_fits(self, leaf: PracticeIs, item: Practice) -> Holds:
        facts = self.facts
        if not (
            (self.data is None or item.data == self.data)
            and (not leaf.action or item.action in leaf.action)
            and (not leaf.polarity or item.polarity in leaf.polarity)
            and (not leaf.grade or item.grade in leaf.grade)
            and (not leaf.actor or facts.kind_of(item.actor) in leaf.actor)
            and (not leaf.recipient or facts.kind_of(item.recipient) in leaf.recipient)
            and (not leaf.purpose or item.purpose in leaf.purpose)
            and (not leaf.observer or item.observer in leaf.observer)
            and _data_fits(leaf.data, item.data, facts)
        ):
            return Holds.NO
        if leaf.when and item.when not in leaf.when:
            return Holds.UNKNOWN if item.when is When.UNKNOWN else Holds.NO
        return Holds.YES

    def _practice_holds(self, item: Practice) -> Holds:
        if item.voice is Voice.SAID:
            return Holds.YES if item.confidence is None or item.confidence >= _SURELY_SAID else Holds.WEAK
        floor = self.rule.floor
        if item.grade is not None and floor is not None and item.grade.strength < floor.strength:
            return Holds.WEAK
        if item.grade is not Grade.ACCESS:
            return Holds.YES
        if item.reach is Reach.NOT_REACHED:
            return Holds.NO
        return Holds.YES if item.reach in {Reach.REACHABLE, None} and item.sure is not False else Holds.WEAK


def _seen(what: str, found: list[tuple[Holds, Row]]) -> Result:
    holds = min((value for value, _ in found), key=STRENGTH.index)
    rows = tuple(row for value, row in found if value is not Holds.UNKNOWN or holds is Holds.UNKNOWN)
    why = say({Holds.YES: "row_yes", Holds.WEAK: "row_weak"}.get(holds, "row_unknown"), n=len(rows))
    return Result(holds, (Branch("row", what, holds, why),), rows, why=why)


def _candidates(leaf: RowIs, facts: Facts, data: str | None = None) -> list[Row]:
    """The rows of the answer that could fit: found by topic, or by class and data, because there may be thousands."""
    if leaf.topic:
        return [row for topic in leaf.topic for row in facts.by_topic.get((leaf.answer, topic), ())]
    if leaf.class_:
        classes = dict.fromkeys((*leaf.class_, *_OPEN))
        return [row for name in classes for row in facts.by_class.get((leaf.answer, name, data), ())]
    return list(facts.by_data.get((leaf.answer, data), ()))


def _data_fits(wanted: tuple[str, ...], data: str, facts: Facts) -> bool:
    return not wanted or _covered(facts.covers, wanted, data)


@lru_cache(maxsize=65_536)
def _covered(covers: Covers, wanted: tuple[str, ...], data: str) -> bool:
    return any(covers(general, data) for general in wanted)


def input_value(leaf: InputIs, facts: Facts, thresholds: tuple[Threshold, ...] = ()) -> Result:
    """Whether an input is one of the values; unknown when it was not given. A proposed type of app is not given."""
    what, given = spell(leaf), facts.inputs.get(leaf.name)
    if given is None:
        proposed = facts.category if leaf.name == "category" else None
        why = (
            say("proposed", n=proposed.value) if proposed else say_named("input_missing", "name", "input", [leaf.name])
        )
        return _leaf(Holds.UNKNOWN, "input", what, why)
    if leaf.bounds is not None:
        value = float(given[0]) if given[0].lstrip("-").isdecimal() else None
        holds = Holds.YES if _inside(value, leaf.bounds, thresholds) else Holds.NO
    else:
        holds = Holds.YES if set(given) & set(leaf.values) else Holds.NO
    return _leaf(holds, "input", what, say_named("input_is", "name", "input", [leaf.name], value=", ".join(given)))


def _inside(value: float | None, bounds: Bounds, thresholds: tuple[Threshold, ...]) -> bool:
    if value is None:
        return False
    limits = {item.name: item.value for item in thresholds}
    above = limits.get(bounds.above) if isinstance(bounds.above, str) else bounds.above
    below = limits.get(bounds.below) if isinstance(bounds.below, str) else bounds.below
    return (above is None or value > above) and (below is None or value < below)
