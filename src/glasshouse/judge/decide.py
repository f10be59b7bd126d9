"""From a match to a verdict: the day, the inputs, the grade of evidence, how well the clause is known, the exceptions.

The order matters and is this: a clause that was not in force judges nothing; then whom it binds; then what was seen;
then how well we know the clause; last the exceptions. Each step can only weaken the word, never strengthen it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from glasshouse.judge.facts import Facts
from glasshouse.judge.match import Match, Result, input_value, match
from glasshouse.judge.reasons import Reason, fill
from glasshouse.judge.rule import STRENGTH, Rule
from glasshouse.judge.sentences import say
from glasshouse.model.finding import ClauseRef, Considered, Decided, Finding, Holds, Threshold, Verdict
from glasshouse.model.ids import content_id
from glasshouse.model.law import Clause, Confidence, Text, Version

_WEAKEST_LAST = tuple(Confidence)
#: What a clause known this way may say at most.
_MAY_VIOLATE = frozenset({Confidence.FOUND, Confidence.PARTLY_FOUND})
_ACCUSES = frozenset({Verdict.VIOLATED, Verdict.TENSION})
_NOT_ASKED = Result(Holds.UNKNOWN, ())
_OPEN = frozenset({Holds.YES, Holds.WEAK, Holds.UNKNOWN})
#: Rows and practices named in one finding; the rest stands in the answers.
_MOST_PRACTICES = 100


@dataclass(frozen=True, slots=True)
class Cited:
    """The clauses of a rule on the day: versions in force, or the nearest ones when none is."""

    clauses: tuple[Clause, ...]
    versions: tuple[Version, ...]
    in_force: bool
    why_not: tuple[Text, ...] = ()

    @property
    def refs(self) -> tuple[ClauseRef, ...]:
        """As they are cited in a finding."""
        return tuple(
            ClauseRef(version.id, version.version, clause.id)
            for clause, version in zip(self.clauses, self.versions, strict=True)
        )

    @property
    def confidence(self) -> Confidence:
        """That of the best known version cited."""
        return min((version.confidence for version in self.versions), key=_WEAKEST_LAST.index)


def judge(rules: Sequence[Rule], clauses: Mapping[str, Clause], facts: Facts, day: str) -> tuple[Finding, ...]:
    """Judge the facts by the rules on the day of the conduct (``YYYY-MM-DD``). Pure; sorted by rule, then data."""
    cited = {rule.id: cite(rule.clauses, clauses, day) for rule in rules}
    # A clause that was not in force judges nothing: what it would have found is not looked for.
    matches = match((rule for rule in rules if cited[rule.id].in_force), facts)
    exceptions = [item for item in matches if item.rule.is_exception]
    matches += tuple(Match(rule, None, _NOT_ASKED) for rule in rules if not cited[rule.id].in_force)
    standing = {
        rule.id: _Standing(
            cited[rule.id],
            _binds(rule, facts),
            tuple(item for item in exceptions if rule.id in item.rule.overrides),
        )
        for rule in rules
        if not rule.is_exception
    }
    asked = _folded((item for item in matches if not item.rule.is_exception), standing)
    found = [_finding(item, standing[item.rule.id], kinds, facts) for item, kinds in asked]
    return tuple(sorted(found, key=lambda finding: (finding.rule, finding.data or "", finding.id)))


def cite(ids: Iterable[str], clauses: Mapping[str, Clause], day: str) -> Cited:
    """Choose the version of each clause by the day. Clauses that are not in force are left out if another one is."""
    known = [clauses[name] for name in ids if name in clauses]
    standing = [(clause, version) for clause in known if (version := clause.on(day)) is not None]
    if standing:
        return Cited(tuple(c for c, _ in standing), tuple(v for _, v in standing), in_force=True)
    nearest = tuple(clause.nearest(day) for clause in known)
    why_not = tuple(_why_not_in_force(version, day) for version in nearest)
    return Cited(tuple(known), nearest, in_force=False, why_not=why_not)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What holds of a rule whatever the data: its clauses on the day, whether they bind, the exceptions in force."""

    cited: Cited
    bound: Result
    exceptions: tuple[Match, ...]


def _folded(matches: Iterable[Match], standing: Mapping[str, _Standing]) -> list[tuple[Match, tuple[str, ...]]]:
    """Fold matches that say nothing of their kind of data, for one reason, into one: a question, not one for each kind.

    Returns each with the kinds it is about. What does not bind is folded too, whatever was seen.
    """
    groups: dict[tuple[object, ...], list[Match]] = {}
    for item in matches:
        case, result = standing[item.rule.id], item.result
        if case.bound.holds is Holds.NO:
            key: tuple[object, ...] = (item.rule.id,)
        elif result.holds is Holds.UNKNOWN:
            key = (item.rule.id, result.why)
        else:
            key = (item.rule.id, item.data, result.holds)
        groups.setdefault(key, []).append(item)
    return [(_one(items), tuple(item.data for item in items if item.data)) for items in groups.values()]


def _one(items: list[Match]) -> Match:
    if len(items) == 1:
        return items[0]
    first = items[0]
    rows = tuple(row for item in items for row in item.result.rows)
    practices = tuple(practice for item in items for practice in item.result.practices)
    return Match(first.rule, None, dataclasses.replace(first.result, rows=rows, practices=practices))


def _finding(item: Match, standing: _Standing, kinds: tuple[str, ...], facts: Facts) -> Finding:
    rule, result = item.rule, item.result
    cited, bound = standing.cited, standing.bound
    considered: tuple[Considered, ...] = ()
    if not cited.in_force:
        verdict, reasons = Verdict.NOT_IN_FORCE, [*cited.why_not]
    elif bound.holds is Holds.NO:
        verdict, reasons = Verdict.NOT_APPLICABLE, [_with_why("verdict.not_bound", bound.why)]
    else:
        verdict, reasons = _by_evidence(item, cited, facts)
        if bound.holds is Holds.UNKNOWN and result.holds in _OPEN:
            verdict, reasons = Verdict.NOT_DECIDABLE, [*reasons[:1], _with_why("verdict.ask_input", bound.why)]
        if verdict in _ACCUSES | {Verdict.INDICATOR}:
            verdict, considered, more = _except(item, verdict, standing.exceptions)
            reasons += more
    practices = tuple(
        dict.fromkeys([*(p for row in result.rows for p in row.practices), *(p.id for p in result.practices)])
    )
    askings = tuple(dict.fromkeys(a for row in result.rows for a in row.askings))
    reason = Text(" ".join(text.en for text in reasons), "".join(text.zh for text in reasons))
    decidable = verdict in {Verdict.NOT_VIOLATED, Verdict.NOT_APPLICABLE, Verdict.NOT_IN_FORCE}
    return Finding(
        rule=rule.id,
        question=rule.question,
        verdict=verdict,
        severity=rule.severity,
        confidence=cited.confidence,
        clauses=cited.refs,
        reason=reason.en,
        reason_zh=reason.zh,
        id=content_id("finding", rule.id, *(kinds or ("",))),
        data=item.data,
        practices=practices[:_MOST_PRACTICES],
        askings=askings[:_MOST_PRACTICES],
        place=None if practices or askings else facts.subject,
        would_decide=None if decidable else rule.would_decide.en,
        would_decide_zh=None if decidable else rule.would_decide.zh,
        decided=rule.decided,
        tree=result.tree,
        considered=considered,
        thresholds=_measured(rule, result),
        assumed=tuple(f"{name}={' '.join(facts.inputs[name])}" for name in _inputs_used(rule, facts)),
        looked=facts.looked if verdict is Verdict.NOT_VIOLATED else (),
    )


def _by_evidence(item: Match, cited: Cited, facts: Facts) -> tuple[Verdict, list[Text]]:
    rule, result = item.rule, item.result
    match result.holds:
        case Holds.YES:
            verdict, reasons = rule.then, [fill(Reason(rule, item.data, result), facts)]
            if any(threshold.origin == "pack" for threshold in rule.thresholds):
                reasons.append(say("verdict.ours"))
                verdict = Verdict.INDICATOR
            if verdict in _ACCUSES and cited.confidence not in _MAY_VIOLATE:
                known = say(f"confidence.{cited.confidence}")
                gated = Text(say("verdict.gated", confidence=known.en).en, say("verdict.gated", confidence=known.zh).zh)
                return Verdict.INDICATOR, [*reasons, gated]
            return verdict, reasons
        case Holds.WEAK:
            return Verdict.INDICATOR, [fill(Reason(rule, item.data, result), facts), say("verdict.weak")]
        case Holds.UNKNOWN:
            return Verdict.NOT_DECIDABLE, [_with_why("verdict.unknown", result.why)]
        case Holds.NO:
            return _cleared(rule, facts)


def _cleared(rule: Rule, facts: Facts) -> tuple[Verdict, list[Text]]:
    reply = facts.replies.get(rule.id)
    if reply is not None and not reply.holds and reply.by and reply.evidence:
        return Verdict.NOT_VIOLATED, [say("verdict.signed_no", by=reply.by)]
    if rule.clears and rule.decided is Decided.MACHINE:
        return Verdict.NOT_VIOLATED, [say("verdict.cleared")]
    return Verdict.NOT_DECIDABLE, [say("verdict.not_cleared")]


def _binds(rule: Rule, facts: Facts) -> Result:
    """Whether the clause binds this case: the weakest of what the rule asks of the inputs."""
    results = [input_value(leaf, facts) for leaf in rule.applies]
    if not results:
        return Result(Holds.YES, ())
    return max(results, key=lambda result: STRENGTH.index(result.holds))


def _except(
    item: Match, verdict: Verdict, exceptions: Iterable[Match]
) -> tuple[Verdict, tuple[Considered, ...], list[Text]]:
    """Weigh the exceptions that override the rule: one that holds lifts the finding, an open one changes the word."""
    considered: list[Considered] = []
    reasons: list[Text] = []
    for other in exceptions:
        rule = other.rule
        if other.data is not None and item.data not in {None, other.data}:
            continue
        holds = other.result.holds
        considered.append(Considered(rule.id, holds, other.result.why or rule.reason))
        if holds is Holds.YES:
            return Verdict.NOT_APPLICABLE, tuple(considered), [_with_title("verdict.exception_holds", rule.title)]
        if holds is not Holds.NO and rule.if_unknown != "keep":
            reasons.append(_with_title("verdict.exception_open", rule.title))
            verdict = _weaker(verdict, Verdict(rule.if_unknown))
    return verdict, tuple(considered), reasons


def _weaker(one: Verdict, other: Verdict) -> Verdict:
    order = tuple(Verdict)
    return max(one, other, key=order.index)


def _why_not_in_force(version: Version, day: str) -> Text:
    if version.valid_from is None:
        return say("verdict.never", clause=version.id)
    if version.valid_from > day:
        return say("verdict.came_later", clause=version.id, day=version.valid_from)
    return say("verdict.had_ended", clause=version.id, day=version.valid_to)


def _measured(rule: Rule, result: Result) -> tuple[Threshold, ...]:
    values = [row.value for row in result.rows if row.value is not None]
    return tuple(dataclasses.replace(item, measured=values[0] if values else None) for item in rule.thresholds)


def _inputs_used(rule: Rule, facts: Facts) -> list[str]:
    return sorted({leaf.name for leaf in rule.applies if leaf.name in facts.inputs})


def _en(text: Text | None) -> str:
    return text.en if text else "-"


def _zh(text: Text | None) -> str:
    return text.zh if text else "-"


def _with_why(key: str, why: Text | None) -> Text:
    return Text(say(key, why=_en(why)).en, say(key, why=_zh(why)).zh)


def _with_title(key: str, title: Text) -> Text:
    return Text(say(key, title=title.en).en, say(key, title=title.zh).zh)
