"""Reads saved audits for the commands that work on them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glasshouse.errors import InputError

if TYPE_CHECKING:
    from glasshouse.model.audit import Audit


def read_audit(path: str, *, facts_only: bool = False) -> Audit:
    """Read a saved audit, its facts alone when it is judged again. Raises ``InputError`` naming the file."""
    from glasshouse.model.codec import decode

    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    try:
        return decode(content, facts_only=facts_only)
    except InputError as problem:
        raise type(problem)(f"{path}: {problem}", hint=problem.hint) from problem
