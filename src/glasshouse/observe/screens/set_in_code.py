"""What code sets on the views of layouts before they are shown, as the layout reader takes it."""

from __future__ import annotations

import struct
from collections import defaultdict

from glasshouse import _core
from glasshouse.observe.screens.layout import Setting, Settings

#: Setters whose number is a float.
_FLOATS = frozenset({"setTextSize", "setAlpha"})


def settings_in(program: _core.Program) -> Settings:
    """The settings of linked code by the resource id of the view; a view that two places set alike has one."""
    found: dict[int, dict[Setting, None]] = defaultdict(dict)
    for number, call, value, text in program.view_settings():
        found[number][Setting(call, text if text is not None else _number(call, value))] = None
    return {number: tuple(settings) for number, settings in found.items()}


def _number(call: str, value: int | None) -> float | None:
    if value is None:
        return None
    bits = value & 0xFFFF_FFFF
    return float(struct.unpack("<f", struct.pack("<I", bits))[0]) if call in _FLOATS else float(bits)
