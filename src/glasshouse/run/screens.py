"""Screens: each file or address becomes one, is understood, and what bears on the choice is found.

Three sources: a dump (``.xml``, its picture ``.png`` beside it), a saved page or an address (a browser shows it), and
the layouts of an app.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from glasshouse.collect.choose import Phrases
from glasshouse.collect.visit import STATES, visit
from glasshouse.errors import GlasshouseError, InputError
from glasshouse.model.asking import Asking
from glasshouse.model.looked import Looked, NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.model.screen_finding import SeenScreen
from glasshouse.observe.app.code import link
from glasshouse.observe.screens.dump import read_dump
from glasshouse.observe.screens.find import find
from glasshouse.observe.screens.layout import screens_of
from glasshouse.observe.screens.page import read_page
from glasshouse.observe.screens.screen import Screen
from glasshouse.observe.screens.set_in_code import settings_in
from glasshouse.observe.screens.understand import askings, understand
from glasshouse.open.app import open_app
from glasshouse.open.picture import NoPictureReaderError, Picture, read_picture
from glasshouse.run.given import read_given
from glasshouse.vocab.consent import load_consent

_PAGES, _APPS = (".html", ".htm", ".xhtml"), (".apk", ".xapk", ".apks", ".apkm", ".aab")
_DUMP_BYTES, _PICTURE_BYTES = 32 * 2**20, 32 * 2**20
#: A larger picture is measured and not kept in the report.
_KEPT = 4 * 2**20


@dataclass(frozen=True, slots=True)
class Seen:
    """What screens showed."""

    screens: tuple[SeenScreen, ...] = ()
    askings: tuple[Asking, ...] = ()
    looked: tuple[Looked, ...] = ()
    not_looked: tuple[NotLooked, ...] = ()


def is_address(target: str) -> bool:
    """Whether a target is the address of a page."""
    return target.startswith(("http://", "https://"))


def see(targets: Iterable[str], evidence: str | None = None, density: int | None = None) -> Seen:
    """Look at each target. ``evidence`` is a folder that keeps what a browser left, for all three states.

    ``density`` in dots per inch is that of the device whose screens were dumped; without it sizes are not measured.
    Raises ``InputError`` for a target that cannot be shown or read.
    """
    seen = [_seen(screen, png) for target in targets for screen, png in _opened(target, evidence, density)]
    return _joined(seen)


def see_supplied(paths: Iterable[str], density: int | None = None) -> Seen:
    """Look at the screens that go with an app; what cannot be shown is said and stops nothing."""
    seen: list[tuple[SeenScreen, tuple[Asking, ...], int]] = []
    missed: list[NotLooked] = []
    for path in paths:
        name = Path(path).name
        try:
            seen += [_seen(screen, png) for screen, png in _opened(path, None, density)]
        except GlasshouseError as problem:
            detail = f"{name}: {problem}" + (f" ({problem.hint})" if problem.hint else "")
            missed.append(NotLooked("how a screen looks", Why.OUT_OF_SCOPE, FilePlace(name), detail, (name,)))
    return replace(_joined(seen), not_looked=tuple(missed))


def _joined(seen: list[tuple[SeenScreen, tuple[Asking, ...], int]]) -> Seen:
    return Seen(
        tuple(screen for screen, _, _ in seen),
        tuple({asking.id: asking for _, asked, _ in seen for asking in asked}.values()),
        tuple(Looked(f"screens.{screen.source}", screen.name, count, "pieces") for screen, _, count in seen),
    )


def _seen(screen: Screen, png: bytes | None) -> tuple[SeenScreen, tuple[Asking, ...], int]:
    found = understand(screen)
    kept = png if png is not None and len(png) <= _KEPT else None
    view = _size(png) if png is not None else screen.view
    asked = askings(found)
    shown = SeenScreen(
        name=screen.name,
        source=screen.source,
        findings=find(found),
        askings=tuple(asking.id for asking in asked),
        view=view,
        png=base64.b64encode(kept).decode("ascii") if kept else None,
        missing=screen.missing,
    )
    return shown, asked, len(screen.pieces)


def _opened(target: str, evidence: str | None, density: int | None = None) -> Iterator[tuple[Screen, bytes | None]]:
    suffix = Path(target).suffix.lower()
    if is_address(target) or suffix in _PAGES:
        yield _page(target, evidence)
    elif suffix in _APPS:
        yield from ((screen, None) for screen in _layouts(target))
    elif suffix == ".xml":
        yield _dump(Path(target), density)
    else:
        raise InputError(
            f"{target}: no screen",
            hint="Give a UIAutomator dump (.xml, its .png beside it), a page (.html), a URL or an app.",
        )


def _layouts(target: str) -> Iterator[Screen]:
    """The layouts of an app that ask something or that something is found on; most ask nothing."""
    app = open_app(target)
    program, _ = link(app)
    for screen in screens_of(app, set_in_code=settings_in(program)):
        found = understand(screen)
        if askings(found) or find(found):
            # Whether the layout is ever shown, and what a helper sets on it, was not looked at: nothing of it is sure.
            yield replace(screen, name=f"{app.name}/{screen.name}", sure=False)


def _page(target: str, evidence: str | None) -> tuple[Screen, bytes | None]:
    words = load_consent()
    phrases = Phrases(words.accepting, words.refusing)
    where = target if is_address(target) else Path(target)
    name = target if is_address(target) else Path(target).name
    with tempfile.TemporaryDirectory(prefix="glasshouse-") as scratch:
        folder = Path(evidence or scratch)
        visit(where, folder, phrases, states=STATES if evidence else STATES[:1])
        return _read(folder / STATES[0], name)


def _read(folder: Path, name: str) -> tuple[Screen, bytes | None]:
    """A state that was not reached left no snapshot: reading it says so."""
    screen, picture = read_page(folder, name), folder / "screen.png"
    return screen, read_given(picture, _PICTURE_BYTES) if picture.is_file() else None


def _dump(path: Path, density: int | None) -> tuple[Screen, bytes | None]:
    source = read_given(path, _DUMP_BYTES).decode("utf-8", "replace")
    picture: Picture | None = None
    png, missing = _beside(path), ""
    if png is not None:
        try:
            picture = read_picture(path.with_suffix(".png").name, png)
        except NoPictureReaderError as problem:
            missing = f"{problem} ({problem.hint})"
    try:
        screen = read_dump(path.name, source, picture, density)
    except ValueError as error:
        raise InputError(f"{path}: no UIAutomator dump: {error}") from error
    return replace(screen, missing=(*screen.missing, missing) if missing else screen.missing), png


def _beside(path: Path) -> bytes | None:
    picture = path.with_suffix(".png")
    return read_given(picture, _PICTURE_BYTES) if picture.is_file() else None


def _size(png: bytes) -> tuple[int, int]:
    """Width and height of a PNG file, by its header."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
