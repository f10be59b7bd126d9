"""Ids are hashes of content, so that two audits can be compared."""

from __future__ import annotations

import hashlib
from typing import NewType

PracticeId = NewType("PracticeId", str)
AskingId = NewType("AskingId", str)
PartyId = NewType("PartyId", str)
DataId = NewType("DataId", str)

_SEPARATOR = "\x1f"


def content_id(prefix: str, *parts: str) -> str:
    """Return ``prefix-`` and 16 hex digits of the SHA-256 over ``parts``; the same parts give the same id."""
    digest = hashlib.sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass"))
    return f"{prefix}-{digest.hexdigest()[:16]}"
