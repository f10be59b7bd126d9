"""What a screen does to a choice: one trait of one element, with what was measured and what it was held against."""

from __future__ import annotations

from dataclasses import dataclass

from glasshouse.model.asking import Asking
from glasshouse.model.ids import AskingId, DataId
from glasshouse.model.law import Text
from glasshouse.model.place import Place

Box = tuple[int, int, int, int]

#: Name and version of the document of ``glasshouse screen``.
SCREEN_FORMAT = "glasshouse.screen/1"


@dataclass(frozen=True, slots=True)
class ScreenFinding:
    """A finding on a screen. ``rule`` is its id (``pre_checked``, ...); ``label`` what stands on the element.

    ``measured`` and ``threshold`` share ``unit`` (``px_sp``, ``px_dp``, ``ratio``, ``share``, ``count``), and are
    absent where nothing is counted. ``origin``: ``instrument`` (law or standard) or ``pack`` (ours).
    ``sure`` is false where code may change what is shown. ``data`` are kinds of data it is about.
    """

    rule: str
    screen: str
    node: str
    label: str
    place: Place
    why: Text
    origin: str
    box: Box | None = None
    measured: float | None = None
    threshold: float | None = None
    unit: str = ""
    sure: bool = True
    data: tuple[DataId, ...] = ()


@dataclass(frozen=True, slots=True)
class SeenScreen:
    """A screen that was looked at. ``source``: ``layout``, ``dump`` or ``page``; boxes are pixels of the picture.

    ``png`` is the picture in base64, absent where there is none or it is large; ``view`` its size in pixels, else that
    of the screen. ``missing`` says what could not be measured.
    """

    name: str
    source: str
    findings: tuple[ScreenFinding, ...]
    askings: tuple[AskingId, ...] = ()
    view: tuple[int, int] | None = None
    png: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ScreenDocument:
    """What ``glasshouse screen --format json`` writes."""

    format: str
    askings: tuple[Asking, ...]
    findings: tuple[ScreenFinding, ...]
    screens: tuple[SeenScreen, ...]
