"""Facts as text with the expected verdict: the tests of a rule, readable by who wrote the rule.

The form is that of docs/how-to/add-a-rule.md: headings, a fenced block of facts, and lines ``expect: ...``.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from glasshouse.judge.decide import judge
from glasshouse.judge.facts import Facts, index
from glasshouse.judge.fields import PackError
from glasshouse.judge.packs import Law
from glasshouse.judge.rule import Rule
from glasshouse.model.answer import Question, Row, Status
from glasshouse.model.audit import Reply
from glasshouse.model.finding import Finding, Verdict
from glasshouse.model.ids import DataId, PartyId, PracticeId
from glasshouse.model.party import Party, PartyKind
from glasshouse.model.place import FilePlace
from glasshouse.model.practice import Action, Grade, PermissionState, Polarity, Practice, Reach, Voice, When
from glasshouse.vocab.load import load_kinds

_DEFAULT_DAY = "2026-11-25"
_EXPECT = re.compile(r"expect: (\S+)(?: for (\S+))?(?: (\S+))?")
_SUBJECT = FilePlace("case")


@dataclass(frozen=True, slots=True)
class Expected:
    """One verdict that a case must come to, for one kind of data or any, citing one clause or any."""

    verdict: Verdict
    data: str | None
    clause: str | None


@dataclass(frozen=True, slots=True)
class Case:
    """One heading of a file of cases."""

    file: str
    line: int
    title: str
    facts: Facts
    day: str
    expected: tuple[Expected, ...]


@dataclass(slots=True)
class _Draft:
    rule: str
    day: str = _DEFAULT_DAY
    rows: dict[Question, list[Row]] = field(default_factory=dict)
    practices: list[Practice] = field(default_factory=list)
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    supplied: set[str] = field(default_factory=set)
    hidden: set[Question] = field(default_factory=set)
    replies: dict[str, Reply] = field(default_factory=dict)


def read_cases(text: str, rule: str, file: str) -> tuple[Case, ...]:
    """Read the cases of a rule. Raises ``PackError`` with file and line for a line that is no fact."""
    found: list[Case] = []
    title, start, draft = "", 0, _Draft(rule)
    expected: list[Expected] = []
    inside = False
    for number, line in enumerate([*text.splitlines(), "## "], 1):
        if line.startswith("```"):
            inside = not inside and line.strip() == "```facts"
        elif inside and line.strip():
            _fact(draft, line.strip(), file, number)
        elif line.startswith("## "):
            if title:
                found.append(Case(file, start, title, _facts(draft), draft.day, tuple(expected)))
            title, start, draft, expected = line[3:].strip(), number, _Draft(rule), []
        elif line.startswith("expect:"):
            expected.append(_expected(line.strip(), file, number))
    return tuple(found)


def failures(law: Law, rules: Iterable[Rule], case: Case, rule: str) -> list[str]:
    """Judge a case and say what came out otherwise than expected; empty when all is as written."""
    findings = [item for item in judge(tuple(rules), law.clauses, case.facts, case.day) if item.rule == rule]
    wrong = [
        f"{case.file}:{case.line}: {case.title}: expected {_spelt(item)}; found {_found(findings)}"
        for item in case.expected
        if not any(_as_expected(finding, item) for finding in findings)
    ]
    named = {item.data for item in case.expected}
    unexpected = [finding for finding in findings if None not in named and finding.data not in named]
    wrong += [f"{case.file}:{case.line}: {case.title}: nothing was expected of {item.data}" for item in unexpected]
    return wrong if case.expected else [f"{case.file}:{case.line}: {case.title}: expects nothing"]


def read_case_file(path: Path) -> tuple[Case, ...]:
    """Read ``<rule-id>.md``."""
    return read_cases(path.read_text("utf-8"), path.stem, path.name)


def _as_expected(finding: Finding, expected: Expected) -> bool:
    return (
        finding.verdict is expected.verdict
        and expected.data in {None, finding.data}
        and (expected.clause is None or expected.clause in {ref.id for ref in finding.clauses})
    )


def _spelt(item: Expected) -> str:
    return " ".join(part for part in (item.verdict, item.data and f"for {item.data}", item.clause) if part)


def _found(findings: list[Finding]) -> str:
    spelt = []
    for item in findings:
        about = f" for {item.data}" if item.data else ""
        spelt.append(f"{item.verdict}{about} ({', '.join(ref.id for ref in item.clauses)}): {item.reason}")
    return "; ".join(spelt) or "nothing"


def _expected(line: str, file: str, number: int) -> Expected:
    found = _EXPECT.fullmatch(line)
    if not found or found[1] not in tuple(Verdict):
        raise PackError(
            file, number, f"found {line!r}; expected: expect: VERDICT [for DATA] [CLAUSE], one of {', '.join(Verdict)}"
        )
    return Expected(Verdict(found[1]), found[2], found[3])


def _fact(draft: _Draft, line: str, file: str, number: int) -> None:
    words = shlex.split(line)
    try:
        match words:
            case ["date", day]:
                draft.day = day
            case ["input", name, *values] if values:
                draft.inputs[name] = tuple(" ".join(values).replace(",", " ").split())
            case ["supplied", *roles] if roles:
                draft.supplied.update(roles)
            case ["asked", answer]:
                draft.rows.setdefault(Question(answer), [])
            case ["hidden", answer]:
                draft.hidden.add(Question(answer))
            case ["row", answer, data, status, *rest]:
                rows = draft.rows.setdefault(Question(answer), [])
                rows.append(_row(data, status, rest, f"{draft.rule}-{number}"))
            case ["practice", voice, action, data, *rest]:
                draft.practices.append(_practice(voice, action, data, rest, number))
            case ["reply", holds, *rest] if holds in {"yes", "no"}:
                keys = _keys(rest, {"by", "evidence", "date", "note", "rule"})
                rule = keys.pop("rule", draft.rule)
                draft.replies[rule] = Reply(rule, holds == "yes", **keys)
            case _:
                _no_fact()
    except (ValueError, KeyError, TypeError) as error:
        raise PackError(file, number, f"{line!r}: {error}") from None


def _no_fact() -> NoReturn:
    raise ValueError("expected date, input, supplied, asked, hidden, row, practice or reply")


def _row(data: str, status: str, rest: list[str], name: str) -> Row:
    grade, pairs = _grade(rest)
    keys = _keys(pairs, {"class", "topic", "when", "permission", "reason", "actor", "recipient", "value"})
    return Row(
        data=_data(data),
        actor=PartyId(_party(keys.get("actor", "operator"))),
        status=Status(status),
        grade=grade,
        recipient=PartyId(_party(keys["recipient"])) if "recipient" in keys else None,
        when=When(keys.get("when", When.UNKNOWN)),
        permission=PermissionState(keys["permission"]) if "permission" in keys else None,
        practices=(PracticeId(f"practice-{name}"),),
        class_=keys.get("class"),
        reason=keys.get("reason"),
        topic=keys.get("topic"),
        value=float(keys["value"]) if "value" in keys else None,
    )


def _practice(voice: str, action: str, data: str, rest: list[str], number: int) -> Practice:
    grade, pairs = _grade(rest)
    keys = _keys(pairs, {"polarity", "actor", "recipient", "purpose", "when", "observer"})
    return Practice(
        id=PracticeId(f"practice-{number}"),
        voice=Voice(voice),
        actor=PartyId(_party(keys.get("actor", "operator"))),
        action=Action(action),
        polarity=Polarity(keys.get("polarity", Polarity.DOES)),
        data=_data(data),
        place=_SUBJECT,
        observer=keys.get("observer", "case"),
        grade=grade,
        recipient=PartyId(_party(keys["recipient"])) if "recipient" in keys else None,
        purpose=keys.get("purpose"),
        when=When(keys.get("when", When.UNKNOWN)),
        reach=Reach.REACHABLE if grade is Grade.ACCESS else None,
        sure=True if grade is Grade.ACCESS else None,
    )


def _grade(rest: list[str]) -> tuple[Grade | None, list[str]]:
    return (Grade(rest[0]), rest[1:]) if rest and "=" not in rest[0] else (None, rest)


def _keys(pairs: list[str], allowed: set[str]) -> dict[str, str]:
    found = dict(pair.split("=", 1) for pair in pairs)
    if unknown := sorted(set(found) - allowed):
        raise ValueError(f"found {unknown[0]!r}; expected one of: {', '.join(sorted(allowed))}")
    return found


def _data(name: str) -> DataId:
    if name not in load_kinds().by_id:
        raise ValueError(f"{name!r} is no kind of data of the vocabulary")
    return DataId(name)


def _party(kind: str) -> str:
    return f"party-{PartyKind(kind)}"


def _facts(draft: _Draft) -> Facts:
    parties = {f"party-{kind}": Party(PartyId(f"party-{kind}"), kind.capitalize(), kind) for kind in PartyKind}
    facts = Facts(
        rows={question: tuple(rows) for question, rows in draft.rows.items()},
        practices=tuple(draft.practices),
        parties=parties,
        covers=load_kinds().covers,
        subject=_SUBJECT,
        asked=frozenset(draft.rows),
        hidden=frozenset(draft.hidden),
        inputs=dict(draft.inputs),
        supplied=frozenset(draft.supplied),
        replies=dict(draft.replies),
    )
    return index(facts)
