"""Reads saved audits for the commands that work on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glasshouse.errors import InputError

if TYPE_CHECKING:
    from glasshouse.model.audit import Audit

#: Far more than the largest app gives: what is larger would take the memory of a small machine.
_MOST_BYTES = 500_000_000


def read_audit(path: str, *, facts_only: bool = False) -> Audit:
    """Read a saved audit, its facts alone when it is judged again. Raises ``InputError`` naming the file."""
    from glasshouse.model.codec import decode
    from glasshouse.run.given import read_given

    content = read_given(path, _MOST_BYTES)
    try:
        return decode(content, facts_only=facts_only)
    except InputError as problem:
        raise type(problem)(f"{path}: {problem}", hint=problem.hint) from problem
