"""Read ``labels.toml``: what is right for each app about the time of its reads. The words are those of ``README.md``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

HERE = Path(__file__).parent
When = Literal["before_consent", "after_consent", "unknown"]


@dataclass(frozen=True, slots=True)
class Read:
    """A read of personal data, or (``what`` is the SDK's method) the start of an SDK. ``place`` is ``package.Class.method``."""

    what: str
    is_init: bool
    place: str
    when: When
    right: frozenset[str]
    guard: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What is right for one app. Without a gate there are no handlers and no state."""

    name: str
    package: Path
    title: str
    twin: str | None
    has_gate: bool
    agree: tuple[str, ...]
    refuse: tuple[str, ...]
    state: str | None
    findings: frozenset[str]
    fair: bool
    reads: tuple[Read, ...]


def all_labels() -> Iterator[Labels]:
    """Every app, in the order of the file."""
    for row in tomllib.loads((HERE / "labels.toml").read_text("utf-8"))["app"]:
        name = row["name"]
        yield Labels(
            name=name,
            package=HERE / name / f"{name}.apk",
            title=row["title"],
            twin=row.get("twin"),
            has_gate=row["gate"] == "found",
            agree=tuple(row.get("agree", ())),
            refuse=tuple(row.get("refuse", ())),
            state=row.get("state"),
            findings=frozenset(row["findings"]),
            fair=row["fair"],
            reads=tuple(_read(read) for read in (*row.get("read", ()), *row.get("init", ()))),
        )


def _read(row: Mapping[str, Any]) -> Read:
    return Read(
        what=row.get("data") or row["sdk"],
        is_init="sdk" in row,
        place=row["in"],
        when=row["when"],
        right=frozenset({row["when"], row.get("also_right", row["when"])}),
        guard=row.get("guard"),
        why=row["why"],
    )
