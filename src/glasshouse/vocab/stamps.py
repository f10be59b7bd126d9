"""Which data an audit rests on: version, date and the first digits of a hash, so that two audits can be compared."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from glasshouse.vocab.entry import shipped_data

#: Data sets by the name that reports use, and the files or folders that make each.
_SETS = {
    "agreement": ("agreement.toml",),
    "apis": ("apis",),
    "category_cues": ("category_cues.toml",),
    "consent": ("consent",),
    "data_kinds": ("data_kinds.toml",),
    "framework": ("framework.txt.gz",),
    "packers": ("packers.toml",),
    "permissions": ("permissions.toml",),
    "platform": ("platform.toml",),
    "runtimes": ("runtimes.toml",),
    "sdks": ("parties.toml", "sdk_roles.toml", "sdks"),
    "topics": ("topics.toml",),
}
#: The framework table is packed and carries no date inside; docs/data/framework.md says how it was made.
_FRAMEWORK = ("1", "2026-11-25")

_VERSION = re.compile(rb'^version = "([^"]+)"$', re.MULTILINE)
_DATE = re.compile(rb'^date = "(\d{4}-\d\d-\d\d)"$', re.MULTILINE)
_HEAD = 1024


@cache
def stamps() -> dict[str, tuple[str, str]]:
    """Version and date of each data set by its name; the version ends in the hash of the files, ``1+3f9a0c12d4e5``."""
    return {name: _stamp(name, parts) for name, parts in _SETS.items()}


def _stamp(name: str, parts: tuple[str, ...]) -> tuple[str, str]:
    digest = hashlib.sha256()
    versions: set[str] = set()
    dates: set[str] = set()
    for file in _files(parts):
        content = file.read_bytes()
        digest.update(file.name.encode() + b"\0" + content)
        versions.update(found.decode() for found in _VERSION.findall(content[:_HEAD]))
        dates.update(found.decode() for found in _DATE.findall(content[:_HEAD]))
    if name == "framework":
        versions, dates = {_FRAMEWORK[0]}, {_FRAMEWORK[1]}
    return f"{max(versions, default='0')}+{digest.hexdigest()[:12]}", max(dates, default="")


def _files(parts: tuple[str, ...]) -> Iterator[Path]:
    for part in parts:
        item = shipped_data() / part
        if item.is_dir():
            yield from sorted((f for f in item.iterdir() if f.name.endswith(".toml")), key=lambda file: file.name)
        else:
            yield item
