"""Which of several forms of a resource a plain phone would take: Android's way to choose, for one named device.

The device: upright, 360 dp wide, 640 dp high, 320 dpi, Android 14, by day, left to right, in one language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

#: How the device is named to people.
DEVICE = "a phone of 360 x 640 dp by day"

_VERSION = 34
_DENSITY = 320
_DENSITIES = {"ldpi": 120, "mdpi": 160, "tvdpi": 213, "hdpi": 240, "xhdpi": 320, "xxhdpi": 480, "xxxhdpi": 640}
_LIMITS = {"sw": 360, "w": 360, "h": 640}
_PLAIN = frozenset("port normal notnight finger ldltr long notlong nodpi keysexposed keyshidden keyssoft nonav".split())  # noqa: SIM905
_MEASURE = re.compile(r"(sw|w|h)(\d+)dp")
_LANGUAGE = re.compile(r"b\+[a-zA-Z0-9+]+|[a-z]{2,3}(?:-r[A-Z]{2})?(?=-|$)")
_NO_LANGUAGE = frozenset("car ldltr ldrtl".split())  # noqa: SIM905
_SIMPLIFIED = ("CN", "SG", "Hans")
_TRADITIONAL = ("TW", "HK", "MO", "Hant")

Row = TypeVar("Row")
_Rank = tuple[int, ...]


def choose(found: Sequence[tuple[str, Row]], language: str = "") -> Row | None:
    """The form that the device takes from configuration (as folders are named: ``zh-rCN-v21``) and form.

    Where none fits, what stands first is taken: on another device it is right, and no form would be worse.
    """
    ranked = [(rank, row) for name, row in found if (rank := _rank(name, language)) is not None]
    if ranked:
        return max(ranked, key=lambda pair: pair[0])[1]
    return found[0][1] if found else None


def _rank(name: str, language: str) -> _Rank | None:
    """How well a configuration fits, in Android's order of precedence; ``None`` where it does not."""
    if not name:
        return (0,) * 6
    spoken = 0
    found = _LANGUAGE.match(name)
    if found is not None and found[0] not in _NO_LANGUAGE:
        spoken = _spoken(re.split(r"[+-]r?", found[0].removeprefix("b+")), language)
        if not spoken:
            return None
        name = name[found.end() :].lstrip("-")
    measures = {"sw": 0, "w": 0, "h": 0}
    density = version = 0
    for part in filter(None, name.split("-")):
        measure = _MEASURE.fullmatch(part)
        if measure is not None:
            measures[measure[1]] = int(measure[2])
        elif part in _DENSITIES:
            density = 1000 - abs(_DENSITIES[part] - _DENSITY)
        elif part == "anydpi":
            density = 2000
        elif part.startswith("v") and part[1:].isdigit():
            version = int(part[1:])
        elif part not in _PLAIN:
            return None
    if version > _VERSION or any(measures[name] > limit for name, limit in _LIMITS.items()):
        return None
    return spoken, *measures.values(), density, version


def _spoken(parts: list[str], language: str) -> int:
    """2 for the language with its usual region, 1 for the language, 0 for another one."""
    if parts[0] != language:
        return 0
    if language == "zh":
        return (
            0 if any(part in _TRADITIONAL for part in parts) else 2 if any(part in _SIMPLIFIED for part in parts) else 1
        )
    return 2 if len(parts) == 1 else 1
