"""The audit document: what programs read. Nothing is left out, nothing is made visible or cut."""

from __future__ import annotations

from glasshouse.model.audit import Audit
from glasshouse.model.codec import encode


def render_json(audit: Audit) -> str:
    """Return the audit document, one line end at its end. See docs/format/audit-1.md."""
    return encode(audit).decode("utf-8")
