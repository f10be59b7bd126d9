"""Reads a rule from its fields: every word is checked against the words that may stand there."""

from __future__ import annotations

from functools import lru_cache

from glasshouse.judge.fields import Fields
from glasshouse.judge.rule import LATER, All, AnyOf, Bounds, Condition, InputIs, Not, PracticeIs, RowIs, Rule, Supplied
from glasshouse.model.answer import Question, Status
from glasshouse.model.finding import Decided, Threshold, Verdict
from glasshouse.model.party import PartyKind
from glasshouse.model.practice import Action, Grade, PermissionState, Polarity, Voice, When
from glasshouse.vocab.load import load_kinds

#: What rules may ask of the inputs.
INPUTS = ("category", "operator_status", "target_sdk", "min_sdk", "kind", "package")
#: Roles of files that can be supplied.
ROLES = ("app", "policy", "statement", "screen", "traffic", "run", "entry")
SEVERITIES = ("high", "medium", "low")
EVIDENCE = ("screenshot", "recording", "policy", "correspondence", "capture", "document")
_THEN = (Verdict.VIOLATED, Verdict.INDICATOR, Verdict.TENSION)
_MOST_PARTS = 24


def read_rule(fields: Fields, pack: str, question: Question, stem: str) -> Rule:
    """Read one file. Raises ``PackError``."""
    name = fields.text("id")
    if name != stem:
        raise fields.wrong("id", name, f"the name of the file, {stem}")
    decided = fields.word("decided", Decided, Decided.MACHINE)
    thresholds = _thresholds(fields)
    rule = Rule(
        id=name,
        pack=pack,
        file=fields.file,
        question=question,
        title=fields.bilingual("title"),
        clauses=fields.texts("clauses", required=True),
        decided=decided,
        severity=fields.choice("severity", SEVERITIES),
        reason=fields.bilingual("reason"),
        would_decide=fields.bilingual("would_decide"),
        satisfied_by=fields.bilingual("satisfied_by"),
        limits=fields.bilingual("limits"),
        when=_condition(fields.table("when")) if "when" in fields else None,
        applies=_inputs(fields.table("applies")) if "applies" in fields else (),
        per_data=fields.choice("per", ("data", "subject"), "subject") == "data",
        floor=fields.word("floor", Grade) if "floor" in fields else None,
        then=Verdict(fields.choice("then", _THEN, Verdict.VIOLATED)),
        clears=fields.flag("clears", otherwise=decided is Decided.MACHINE),
        thresholds=thresholds,
        waits_for=fields.texts("waits_for", LATER),
        asks=fields.bilingual_or("question"),
        evidence=fields.texts("evidence", EVIDENCE),
        maps_to=fields.texts("maps_to"),
        overrides=fields.texts("overrides"),
        if_unknown=fields.choice("if_unknown", ("keep", "indicator", "not_decidable"), "indicator"),
    )
    fields.done()
    if rule.when is None and decided is not Decided.GUIDED:
        raise fields.wrong("when", None, "a condition; only a guided rule may have none")
    if decided is not Decided.MACHINE and rule.asks is None:
        raise fields.wrong("question", None, f"what a person is asked, because the rule is {decided}")
    return rule


def _thresholds(fields: Fields) -> tuple[Threshold, ...]:
    if "thresholds" not in fields:
        return ()
    outer = fields.table("thresholds")
    found = []
    for name in outer.names():
        inner = outer.table(name)
        value, unit = inner.number("value"), inner.text("unit")
        found.append(Threshold(name, value, unit, inner.choice("origin", ("instrument", "pack"))))
        inner.done()
    return tuple(found)


def _condition(fields: Fields) -> Condition:
    kinds = [kind for kind in ("all", "any", "not", "row", "practice", "input", "supplied") if kind in fields]
    if len(kinds) != 1:
        raise fields.wrong(
            "when", ", ".join(fields.names()), "exactly one of: all, any, not, row, practice, input, supplied"
        )
    match kinds[0]:
        case "all" | "any" as kind:
            parts = tuple(_condition(part) for part in fields.tables(kind))
            if not 0 < len(parts) <= _MOST_PARTS:
                raise fields.wrong(kind, f"{len(parts)} parts", f"1 to {_MOST_PARTS} conditions")
            found: Condition = All(parts) if kind == "all" else AnyOf(parts)
        case "not":
            found = Not(_condition(fields.table("not")))
        case "row":
            found = _row(fields.table("row"))
        case "practice":
            found = _practice(fields.table("practice"))
        case "input":
            inputs = _inputs(fields.table("input"))
            found = inputs[0] if len(inputs) == 1 else All(inputs)
        case _:
            found = Supplied(fields.texts("supplied", ROLES, required=True))
    fields.done()
    return found


def _row(fields: Fields) -> RowIs:
    found = RowIs(
        answer=fields.word("answer", Question),
        class_=fields.texts("class"),
        topic=fields.texts("topic"),
        data=fields.texts("data", tuple(load_kinds().by_id)),
        status=fields.texts("status", tuple(Status)),
        grade=fields.texts("grade", tuple(Grade)),
        when=fields.texts("when", tuple(When)),
        permission=fields.texts("permission", tuple(PermissionState)),
        reason=fields.texts("reason"),
        actor=fields.texts("actor", tuple(PartyKind)),
        recipient=fields.texts("recipient", tuple(PartyKind)),
        bounds=_bounds(fields),
    )
    fields.done()
    return _shared(found)


@lru_cache(maxsize=4096)
def _shared(row: RowIs) -> RowIs:
    """Equal conditions are one object, so that the judge looks for their rows once."""
    return row


def _practice(fields: Fields) -> PracticeIs:
    found = PracticeIs(
        voice=fields.texts("voice", tuple(Voice)),
        action=fields.texts("action", tuple(Action)),
        polarity=fields.texts("polarity", tuple(Polarity)),
        data=fields.texts("data", tuple(load_kinds().by_id)),
        grade=fields.texts("grade", tuple(Grade)),
        when=fields.texts("when", tuple(When)),
        actor=fields.texts("actor", tuple(PartyKind)),
        recipient=fields.texts("recipient", tuple(PartyKind)),
        purpose=fields.texts("purpose"),
        observer=fields.texts("observer"),
    )
    fields.done()
    return found


def _inputs(fields: Fields) -> tuple[InputIs, ...]:
    found = []
    for name in fields.names():
        if name not in INPUTS:
            raise fields.wrong(name, name, f"one of: {', '.join(INPUTS)}")
        if fields.is_table(name):
            inner = fields.table(name)
            found.append(InputIs(name, bounds=_bounds(inner)))
            inner.done()
        else:
            found.append(InputIs(name, fields.texts(name, required=True)))
    return tuple(found)


def _bounds(fields: Fields) -> Bounds | None:
    if "above" not in fields and "below" not in fields:
        return None
    sides: list[float | str | None] = []
    for side in ("above", "below"):
        found = fields.take(side)
        if found is not None and (isinstance(found, bool) or not isinstance(found, int | float | str)):
            raise fields.wrong(side, found, "a number or the name of a threshold")
        sides.append(found)
    return Bounds(*sides)
