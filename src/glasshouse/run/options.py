"""What a door asks of the hall, and how the hall says where it is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Protocol

from glasshouse.model.audit import InputFile, Reply


@dataclass(frozen=True, slots=True)
class Options:
    """How to audit and to judge.

    ``date`` is the day of the conduct (``YYYY-MM-DD``), ``budget`` the seconds after which to stop cleanly;
    ``policies`` and ``screens`` are paths, ``density`` that of dumped screens in dots per inch; ``category`` a type of
    app by number or id; ``packs`` folders of law beside the shipped ones; ``evidence`` the files that ``replies`` name.
    What is empty was not said.
    """

    date: str | None = None
    budget: float | None = None
    policies: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()
    density: int | None = None
    category: str | None = None
    jurisdiction: tuple[str, ...] = ()
    operator_status: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    evidence: tuple[InputFile, ...] = ()
    sign: str | None = None
    baseline: str | None = None

    def with_evidence(self, files: tuple[InputFile, ...]) -> Options:
        """The same options with the evidence files of the replies."""
        return dataclasses.replace(self, evidence=files)


class Progress(Protocol):
    """Told at each step of an audit; a door may draw it. It must not raise."""

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """The step ``name`` begins, or stands at ``done`` of ``total`` when they are known."""
