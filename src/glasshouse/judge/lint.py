"""The lint of law packs: ids, clauses, languages, examples, conditions that match too much. One function a check.

A problem names the file of the rule or the pack and says what to write instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from glasshouse.judge.cases import Case, failures, read_case_file
from glasshouse.judge.fields import PackError
from glasshouse.judge.packs import Law
from glasshouse.judge.rule import All, AnyOf, Condition, InputIs, Not, PracticeIs, RowIs, Rule, Supplied, leaves_of
from glasshouse.model.finding import Decided, Verdict
from glasshouse.model.law import Force, Text

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
_HAN = re.compile("[\u4e00-\u9fff]")
_PLACES = re.compile(r"\{([^{}]*)\}")
_KNOWN_PLACES = {"actor", "data", "value", "topic"}
_MAY_CLEAR = frozenset({Verdict.NOT_VIOLATED, Verdict.NOT_APPLICABLE, Verdict.NOT_IN_FORCE})


def lint(law: Law, cases: Path | None = None) -> list[str]:
    """Return every problem of the packs, sorted; with ``cases``, also those of the examples, which are judged.

    Where packs were named by folder, only their rules are checked; the shipped ones are what they cite and override.
    """
    rules = [rule for pack in law.packs for rule in pack.rules if not law.named or pack.id in law.named]
    problems = [*_twice(law, rules), *_links(law), *_cycles(rules)]
    for rule in rules:
        for check in _CHECKS:
            problems += [f"{rule.file}: {problem}" for problem in check(rule, law)]
    if cases is not None:
        problems += _examples(law, rules, cases)
    return sorted(problems)


def _twice(law: Law, rules: Iterable[Rule]) -> Iterator[str]:
    for name, count in Counter(rule.id for rule in rules).items():
        if count > 1:
            yield f"rule {name}: {count} rules have this id; each needs its own"
    for name, count in Counter(clause.id for pack in law.packs for clause in pack.clauses).items():
        if count > 1:
            yield f"clause {name}: {count} clauses have this id; a clause lives in one pack"
    versions = Counter(v.id for pack in law.packs for clause in pack.clauses for v in clause.versions)
    for name, count in versions.items():
        if count > 1:
            yield f"version {name}: {count} versions have this id"


def _links(law: Law) -> Iterator[str]:
    """Clauses that norms, types and rules name have to be there, in any pack."""
    for pack in law.packs:
        for clause in pack.clauses:
            named = [name for norm in clause.norms for name in (*norm.exceptions, *norm.pattern.limited_by)]
            yield from (
                f"{pack.id}: clause {clause.id} names {name}, which no pack has"
                for name in named
                if name not in law.clauses
            )
            for text in (clause.title, clause.text):
                yield from (f"{pack.id}: clause {clause.id}: {problem}" for problem in _languages(text))
        numbers = [item.number for item in pack.types]
        if numbers and numbers != list(range(1, len(numbers) + 1)):
            yield f"{pack.id}: types.toml: found numbers {numbers}; expected 1, 2, 3, ..."
        yield from (
            f"{pack.id}: type {t.number} names {t.clause}, which no pack has"
            for t in pack.types
            if t.clause not in law.clauses
        )


def _cycles(rules: Iterable[Rule]) -> Iterator[str]:
    """An exception may not override, over other exceptions, itself."""
    above: Mapping[str, tuple[str, ...]] = {rule.id: rule.overrides for rule in rules}
    for start in sorted(name for name, over in above.items() if over):
        seen: set[str] = set()
        ways = list(above[start])
        while ways:
            name = ways.pop()
            if name == start:
                yield f"rule {start}: overrides itself over {', '.join(sorted(seen)) or 'nothing else'}"
                break
            if name not in seen:
                seen.add(name)
                ways += above.get(name, ())


def _id(rule: Rule, _law: Law) -> Iterator[str]:
    if not _ID.fullmatch(rule.id) and not rule.id.replace("_", "-").islower():
        yield f"id {rule.id!r}: expected words in lower case joined by '-', such as collected-without-notice"


def _clauses(rule: Rule, law: Law) -> Iterator[str]:
    for name in (*rule.clauses, *rule.maps_to):
        if name not in law.clauses:
            yield f"clause {name}: no pack has it"
    drafts = [name for name in rule.clauses if name in law.clauses and law.clauses[name].force is Force.MAPPING]
    yield from (f"clause {name}: a mapping orders findings and judges nothing; use maps_to" for name in drafts)
    known = {item.id for pack in law.packs for item in pack.rules}
    yield from (f"overrides {name}: there is no such rule" for name in rule.overrides if name not in known)


def _texts(rule: Rule, _law: Law) -> Iterator[str]:
    texts = {
        "title": rule.title,
        "reason": rule.reason,
        "would_decide": rule.would_decide,
        "satisfied_by": rule.satisfied_by,
        "limits": rule.limits,
    } | ({"question": rule.asks} if rule.asks else {})
    for name, text in texts.items():
        yield from (f"{name}: {problem}" for problem in _languages(text))
    for language in (rule.reason.en, rule.reason.zh):
        for place in _PLACES.findall(language):
            if place not in _KNOWN_PLACES:
                yield f"reason: found {{{place}}}; expected one of: {', '.join(sorted(_KNOWN_PLACES))}"


def _languages(text: Text) -> Iterator[str]:
    if not _HAN.search(text.zh):
        yield f"zh {text.zh[:40]!r}: no Chinese in it"
    if _HAN.search(text.en):
        yield f"en {text.en[:40]!r}: Chinese in it"


def _thresholds(rule: Rule, _law: Law) -> Iterator[str]:
    names = {item.name for item in rule.thresholds}
    used = {side for leaf in leaves_of(rule.when) for side in _sides(leaf) if isinstance(side, str)}
    yield from (f"threshold {name}: no condition uses it" for name in sorted(names - used))
    yield from (f"threshold {name}: the condition uses it, but it is not stated" for name in sorted(used - names))
    if any(item.origin == "pack" for item in rule.thresholds) and rule.then is not Verdict.INDICATOR:
        yield "then: a threshold of ours is advisory; expected then: indicator"


def _guided(rule: Rule, _law: Law) -> Iterator[str]:
    if rule.decided is not Decided.MACHINE and rule.clears:
        yield f"clears: a rule that is {rule.decided} may raise but never clear"
    if rule.decided is Decided.GUIDED and not rule.evidence:
        yield "evidence: a guided question needs to say what would support the answer"


def _breadth(rule: Rule, _law: Law) -> Iterator[str]:
    if rule.when is not None and not rule.is_exception and not _narrow(rule.when):
        yield "when: it matches too much; each way to yes needs a row with a class, topic, data or time"


def _narrow(condition: Condition) -> bool:
    """Whether each way in which the condition can hold rests on something that was seen."""
    match condition:
        case All(parts):
            return any(_narrow(part) for part in parts)
        case AnyOf(parts):
            return all(_narrow(part) for part in parts)
        case RowIs():
            return bool(condition.class_ or condition.topic or condition.data or condition.when or condition.reason)
        case PracticeIs():
            return bool(
                condition.data or condition.purpose or condition.recipient or condition.when or condition.observer
            )
        case InputIs() | Supplied() | Not():
            return False


def _sides(leaf: RowIs | PracticeIs | InputIs | Supplied) -> tuple[object, ...]:
    bounds = getattr(leaf, "bounds", None)
    return (bounds.above, bounds.below) if bounds else ()


_CHECKS: tuple[Callable[[Rule, Law], Iterator[str]], ...] = (_id, _clauses, _texts, _thresholds, _guided, _breadth)


def _examples(law: Law, rules: list[Rule], folder: Path) -> Iterator[str]:
    """Each rule has cases that match, that do not and that cannot be told, and they come out as written."""
    known = {rule.id for pack in law.packs for rule in pack.rules}
    for file in sorted(folder.glob("*.md")):
        if file.stem not in known and file.stem != "README":
            yield f"{file.name}: there is no rule of this name"
    for rule in rules:
        path = folder / f"{rule.id}.md"
        if not path.is_file():
            yield f"{rule.file}: no examples; expected {rule.id}.md"
            continue
        try:
            cases = read_case_file(path)
        except PackError as problem:
            yield str(problem)
            continue
        yield from _kinds_of_case(rule, cases)
        for case in cases:
            yield from failures(law, rules, case, rule.id)


def _kinds_of_case(rule: Rule, cases: Iterable[Case]) -> Iterator[str]:
    if rule.is_exception:
        return
    verdicts = {expected.verdict for case in cases for expected in case.expected}
    if not verdicts & {Verdict.VIOLATED, Verdict.INDICATOR, Verdict.TENSION}:
        yield f"{rule.id}.md: no case that matches"
    clears = rule.clears and rule.decided is Decided.MACHINE
    if clears and not verdicts & _MAY_CLEAR:
        yield f"{rule.id}.md: no case that does not match"
    if Verdict.NOT_DECIDABLE not in verdicts:
        yield f"{rule.id}.md: no case that cannot be told"
