"""A condition in one line, as it stands in the rule: the lines of an explanation."""

from __future__ import annotations

import dataclasses
from functools import lru_cache

from glasshouse.judge.rule import All, AnyOf, Bounds, Condition, InputIs, Not, PracticeIs, RowIs, Supplied


@lru_cache(maxsize=4_096)
def spell(condition: Condition) -> str:
    """Return ``notice: class omitted, data contacts`` for a row, and so on."""
    match condition:
        case RowIs():
            return f"{condition.answer}: {_slots(condition, 'answer')}"
        case PracticeIs():
            return f"practice: {_slots(condition, '')}"
        case InputIs(name, values, bounds):
            return f"input: {name} {' or '.join(values) or _bounds(bounds)}"
        case Supplied(roles):
            return f"supplied: {' and '.join(roles)}"
        case _:
            return type(condition).__name__.lower().removesuffix("of")


def _slots(condition: RowIs | PracticeIs, without: str) -> str:
    parts = []
    for field in dataclasses.fields(condition):
        value = getattr(condition, field.name)
        if field.name == without or not value:
            continue
        name = field.name.removesuffix("_")
        parts.append(_bounds(value) if isinstance(value, Bounds) else f"{name} {' or '.join(value)}")
    return ", ".join(parts) or "any"


def _bounds(bounds: Bounds | None) -> str:
    if bounds is None:
        return ""
    sides = [
        f"above {bounds.above}" if bounds.above is not None else "",
        f"below {bounds.below}" if bounds.below is not None else "",
    ]
    return " and ".join(side for side in sides if side)


def outline(condition: Condition, depth: int = 0) -> list[str]:
    """The whole tree, one line a condition, two blanks a level."""
    indent = "  " * depth
    match condition:
        case All(parts) | AnyOf(parts):
            head = "all of" if isinstance(condition, All) else "any of"
            return [f"{indent}{head}", *(line for part in parts for line in outline(part, depth + 1))]
        case Not(part):
            return [f"{indent}not", *outline(part, depth + 1)]
        case _:
            return [indent + spell(condition)]
