"""A point in time after which an audit stops with what it has."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """``at`` is a reading of the monotonic clock; absent means never."""

    at: float | None = None

    @classmethod
    def after(cls, seconds: float | None) -> Deadline:
        """The deadline that lies ``seconds`` ahead of now; never, when they are absent."""
        return cls(None if seconds is None else time.monotonic() + seconds)

    def left(self) -> float | None:
        """Seconds left, never below 0; absent when there is no deadline."""
        return None if self.at is None else max(0.0, self.at - time.monotonic())

    def is_over(self) -> bool:
        """Whether the time is over."""
        return self.left() == 0.0


#: No deadline at all.
NEVER = Deadline()
