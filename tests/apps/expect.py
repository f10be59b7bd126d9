"""Read an app's ``expected.toml`` into rows; the words are those of ``README.md``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
MAPLIKE = HERE.parent.parent / "examples" / "maplike"


@dataclass(frozen=True, slots=True)
class Read:
    """A read that must be found, or (``optional``) may be. Tuples: any of them is right."""

    data: tuple[str, ...]
    api: tuple[str, ...]
    places: tuple[str, ...]
    entry: tuple[str, ...]
    actor: tuple[str, ...]
    reachable: bool | str
    before_screen: bool
    when: tuple[str, ...]
    permission: str | None
    optional: bool
    hard: bool
    note: str


@dataclass(frozen=True, slots=True)
class NotRead:
    """A look-alike that must not be reported. ``place`` may be ``anywhere``."""

    data: tuple[str, ...]
    place: str
    why: str


@dataclass(frozen=True, slots=True)
class Expected:
    """What is known about one app. ``rest`` holds the tables that only some apps have, as they stand."""

    files: tuple[Path, ...]
    package: str
    reads: tuple[Read, ...]
    not_reads: tuple[NotRead, ...]
    not_looked: tuple[str, ...]
    parties: tuple[Mapping[str, Any], ...]
    reads_nothing: bool
    rest: Mapping[str, Any] = field(default_factory=dict)


def expected_in(folder: Path) -> Expected:
    """The expectations of one app."""
    table = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    default = table.pop("default", {})
    rows = table.pop("read", None)
    return Expected(
        files=tuple(folder / name for name in _any_of(table.pop("app"))),
        package=table.pop("package"),
        reads=tuple(_read(default | row) for row in rows or ()),
        not_reads=tuple(NotRead(_any_of(row["data"]), row["in"], row["why"]) for row in table.pop("not_read", ())),
        not_looked=tuple(row["what"] for row in table.pop("not_looked", ())),
        parties=tuple(table.pop("party", ())),
        reads_nothing=rows == [],
        rest=table,
    )


def all_expected() -> Iterator[Expected]:
    """Every app here, and MapLike."""
    for path in (*sorted(HERE.glob("*/expected.toml")), MAPLIKE / "expected.toml"):
        yield expected_in(path.parent)


def covers(wanted: str, found: str) -> bool:
    """Whether data id ``found`` is ``wanted`` or below it."""
    return wanted in ("personal_data", found) or found.startswith(wanted + ".")


def _any_of(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def _read(row: Mapping[str, Any]) -> Read:
    places = [row["in"]] + ([row["or_in"]] if "or_in" in row else [])
    return Read(
        data=_any_of(row["data"]),
        api=_any_of(row["api"]),
        places=tuple(places),
        entry=_any_of(row.get("entry")) if row["reachable"] is True else (),
        actor=_any_of(row["actor"]),
        reachable=row["reachable"],
        before_screen=row.get("before_screen", False),
        when=_any_of(row.get("when")),
        permission=None if row.get("permission") == "any" else row.get("permission"),
        optional=row.get("optional", False),
        hard=row.get("hard", False),
        note=row.get("note", ""),
    )
