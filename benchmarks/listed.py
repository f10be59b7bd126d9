#!/usr/bin/env python3
"""Turn the vocabulary's API files into one flat table for the oracle, with nothing but a TOML reader.

    python3 listed.py FOLDER > listed.tsv          FOLDER holds the vocabulary's ``apis/*.toml``

Columns: kind (method, field, resolver, uri, callback), class as a descriptor, name, parameters (empty: every
overload), argument, values (JSON list; empty: no condition), data (comma-separated). For a ``resolver`` the argument is
the one that holds the address; for a ``uri`` the class is empty, the name is the address and the values are the
constants (``class descriptor.FIELD``) that hold it. ``observe`` resolvers carry the word ``observe`` as data.
"""

from __future__ import annotations

import csv
import json
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = ("kind", "owner", "name", "params", "arg", "values", "data")


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of the table."""

    kind: str
    owner: str
    name: str
    params: str = ""
    arg: int = -1
    values: tuple[str | int, ...] = ()
    data: tuple[str, ...] = ()


def descriptor(dotted: str) -> str:
    """Write ``android.os.Build$VERSION`` as ``Landroid/os/Build$VERSION;``."""
    return f"L{dotted.replace('.', '/')};"


def from_toml(folder: Path) -> list[Listed]:
    """Read every entry that names code: methods, fields, resolvers, addresses, callbacks."""
    rows = []
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text("utf-8"))
        for kind in ("method", "field", "callback", "resolver", "uri"):
            rows += [_row(kind, entry) for entry in table.get(kind, [])]
    return rows


def _row(kind: str, entry: dict[str, Any]) -> Listed:
    data = tuple(entry.get("data", ()))
    if kind == "uri":
        constants = (constant.rpartition(".") for constant in entry.get("constants", ()))
        return Listed(kind, "", entry["uri"], values=tuple(f"{descriptor(o)}.{f}" for o, _, f in constants), data=data)
    if kind == "resolver":
        data = ("observe",) if entry.get("observe") or entry.get("authority") else ()
        return Listed(
            kind, descriptor(entry["class"]), entry["name"], entry.get("params", ""), entry["uri_arg"], (), data
        )
    when = entry.get("when", {})
    values = tuple(when.get("equals", ()))
    return Listed(
        kind, descriptor(entry["class"]), entry["name"], entry.get("params", ""), when.get("arg", -1), values, data
    )


def write(rows: list[Listed], path: Path | None) -> None:
    """Write the table; ``None`` is standard output."""
    out = sys.stdout if path is None else path.open("w", encoding="utf-8", newline="")
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(COLUMNS)
    for row in rows:
        values = json.dumps(row.values, ensure_ascii=False) if row.values else ""
        writer.writerow((row.kind, row.owner, row.name, row.params, row.arg, values, ",".join(row.data)))
    if path is not None:
        out.close()


def read(path: Path) -> list[Listed]:
    """Read a table that ``write`` wrote, or an ``apis`` folder directly."""
    if path.is_dir():
        return from_toml(path)
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Listed(
                line["kind"],
                line["owner"],
                line["name"],
                line["params"],
                int(line["arg"]),
                tuple(json.loads(line["values"])) if line["values"] else (),
                tuple(filter(None, line["data"].split(","))),
            )
            for line in lines
        ]


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit(__doc__)
    write(from_toml(Path(sys.argv[1])), None)
