"""Run ``glasshouse audit`` as a user would, and read from the document the rows that the benchmarks compare."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ENDS = (0, 1, 4)
"""Exit statuses after which the document is there: nothing found, something found, part not examined."""


@dataclass(frozen=True, slots=True, order=True)
class Site:
    """An instruction. ``offset`` is -1 where the document means the whole method."""

    dex: str
    owner: str
    method: str
    offset: int


@dataclass(frozen=True, slots=True)
class Deed:
    """A practice of the document that an instruction supports."""

    site: Site
    api: str
    data: str
    reach: str
    path: tuple[tuple[Site | None, str], ...]
    entry: str


def audit(command: list[str], app: Path, output: Path, timeout: float = 600) -> dict[str, Any]:
    """Audit one app into ``output`` and return the document. Raises ``OSError`` when there is none."""
    full = [*command, "audit", str(app), "--depth", "facts", "--format", "json", "--output", str(output)]
    done = subprocess.run(full, capture_output=True, text=True, timeout=timeout, check=False)
    if done.returncode not in ENDS:
        raise OSError(f"{app.name}: exit {done.returncode}: {done.stderr.strip()[-300:]}")
    return load(output)


def load(path: Path) -> dict[str, Any]:
    """Read a saved audit."""
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    if document.get("format") != "glasshouse.audit/1":
        raise OSError(f"{path.name}: not an audit of format 1")
    return document


def accesses(document: dict[str, Any]) -> list[Deed]:
    """Return the practices that were done, read data, and stand at an instruction of a DEX file."""
    found = []
    for practice in document["practices"]:
        site = site_of(practice.get("place"))
        if site is None or practice.get("voice") != "done" or practice.get("action") != "access":
            continue
        steps = tuple(_step(step) for step in practice.get("path") or ())
        reach = practice.get("reach") or "unknown"
        entry = str(practice.get("entry") or "")
        found.append(Deed(site, practice.get("api") or "", practice["data"], reach, steps, entry))
    return found


def site_of(place: object) -> Site | None:
    """Read a typed place; ``None`` when it is not an instruction or method of a DEX file."""
    if not isinstance(place, dict) or place.get("kind") != "dex":
        return None
    offset = place.get("offset")
    return Site(place["dex"], place["class"], place["method"], -1 if offset is None else offset)


def _step(step: object) -> tuple[Site | None, str]:
    """Read a step of a path: a place, with the word for how the next step is reached in it or around it."""
    place = step.get("place", step) if isinstance(step, dict) else None
    return site_of(place), str(step.get("how", "")) if isinstance(step, dict) else ""


def sites(deeds: Iterable[Deed]) -> set[Site]:
    """Return the places of deeds, each once."""
    return {deed.site for deed in deeds}
