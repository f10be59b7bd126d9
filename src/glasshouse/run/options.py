"""What a door asks of the hall, and how the hall says where it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Options:
    """How to audit: the date of the conduct (``YYYY-MM-DD``), and the seconds after which to stop cleanly."""

    date: str | None = None
    budget: float | None = None


class Progress(Protocol):
    """Told at each step of an audit; a door may draw it. It must not raise."""

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """The step ``name`` begins, or stands at ``done`` of ``total`` when they are known."""
