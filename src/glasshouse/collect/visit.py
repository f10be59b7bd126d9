"""One page in three states, each in a fresh profile: before any click, after accepting, after refusing.

Each state leaves a folder of evidence (docs/format/page-snapshot-1.md); ``visit.json`` beside them names every file
with its hash. Nothing is judged. A page that never settles, hangs or asks for too much costs its budget and no more.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glasshouse import __version__
from glasshouse.collect.border import Border, border_of
from glasshouse.collect.browser import HAN_REMARK, Surroundings, fresh, started
from glasshouse.collect.choose import Phrases, choose
from glasshouse.collect.pane import Pane
from glasshouse.collect.serve import served
from glasshouse.collect.traffic import Traffic, har
from glasshouse.errors import InputError

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page

STATES = ("before", "accept", "refuse")
#: How often a page is moved on to see what lies below the fold, in the state before any click.
_MOVES = 3


@dataclass(frozen=True, slots=True)
class Wait:
    """Seconds: ``settle`` after loading, ``after`` a click, ``load`` at most, ``state`` for all of a state."""

    settle: float = 2.0
    after: float = 1.5
    load: float = 6.0
    state: float = 20.0


@dataclass(frozen=True, slots=True)
class State:
    """What a state left. ``control`` is the text that was clicked; a state without a folder was not reached.

    ``seen`` is false where time ran out before the page could be looked at: then its traffic alone is there.
    """

    name: str
    folder: Path | None
    seen: bool = False
    control: str = ""
    requests: int = 0
    refused: tuple[str, ...] = ()
    seconds: float = 0.0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """``target`` as given; ``remarks`` hold for all states."""

    target: str
    folder: Path
    states: tuple[State, ...]
    browser: str
    remarks: tuple[str, ...] = ()


def visit(
    target: str | Path,
    folder: Path,
    phrases: Phrases,
    *,
    hosts: Iterable[str] = (),
    around: Surroundings = Surroundings(),  # noqa: B008 - frozen
    wait: Wait = Wait(),
    states: Iterable[str] = STATES,
) -> Visit:
    """Visit an address or a saved page (a path) and leave the evidence in ``folder``, which is made.

    ``hosts`` may be loaded from besides the target's own; all else is refused and recorded as refused. Raises
    ``InputError`` for a target that cannot be shown, leads to another or a private host, and for a missing browser.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if isinstance(target, Path):
        with served(target) as url:
            return asyncio.run(_visit(str(target), border_of(url), folder, _Plan(phrases, around, wait, tuple(states))))
    return asyncio.run(_visit(target, border_of(target, hosts), folder, _Plan(phrases, around, wait, tuple(states))))


@dataclass(frozen=True, slots=True)
class _Plan:
    phrases: Phrases
    around: Surroundings
    wait: Wait
    states: tuple[str, ...]


async def _visit(target: str, border: Border, folder: Path, plan: _Plan) -> Visit:
    async with started(border.rules()) as (browser, remarks):
        # What a visit leaves on a server may show in the next: the untouched state comes first and alone.
        done = [await _state(browser, border, folder / name, plan) for name in plan.states[:1]]
        done += await asyncio.gather(*(_state(browser, border, folder / name, plan) for name in plan.states[1:]))
        result = Visit(target, folder, tuple(done), browser.version, remarks)
    _write(folder / "visit.json", _told(result, plan))
    return result


@dataclass(slots=True)
class _Stay:
    """One state while it lasts."""

    name: str
    folder: Path
    traffic: Traffic
    plan: _Plan
    remarks: list[str] = field(default_factory=list)
    control: str | None = None
    seen: bool = False

    def remark(self, text: str) -> None:
        if text not in self.remarks and len(self.remarks) < 50:
            self.remarks.append(text)


async def _state(browser: Browser, border: Border, folder: Path, plan: _Plan) -> State:
    from playwright.async_api import Error

    stay, begun = _Stay(folder.name, folder, Traffic(border), plan), time.monotonic()
    context = await fresh(browser, plan.around)
    reached = False
    try:
        async with asyncio.timeout(plan.wait.state):
            reached = await _stay(context, stay)
    except TimeoutError:
        stay.remark(f"not finished within {plan.wait.state:g} seconds: what was seen until then is kept")
        reached = True
    except Error as error:
        stay.remark(f"the page went away: {error.message.splitlines()[0][:200]}")
        reached = True
    finally:
        stay.traffic.on = False
        await _close(context)
    if reached:
        _write_traffic(stay)
    refused = dict.fromkeys(request["url"][:200] for request in stay.traffic.requests if not request["allowed"])
    if stay.traffic.left_out:
        stay.remark(f"{stay.traffic.left_out} requests or frames more than are kept")
    return State(
        name=stay.name,
        folder=folder if reached else None,
        seen=stay.seen,
        control=stay.control or "",
        requests=len(stay.traffic.requests),
        refused=tuple(refused),
        seconds=round(time.monotonic() - begun, 2),
        remarks=tuple(stay.remarks),
    )


async def _close(context: BrowserContext) -> None:
    """A hung page may not answer: the browser is closed at the end in any case."""
    from playwright.async_api import Error

    try:
        await asyncio.wait_for(context.close(), 5)
    except (TimeoutError, Error):
        return


async def _stay(context: BrowserContext, stay: _Stay) -> bool:
    """Open the page, answer as the state asks, look. False when the control of the state was not found."""
    wait, page = stay.plan.wait, await context.new_page()
    _hold_off(context, page, stay)
    session = await context.new_cdp_session(page)
    await stay.traffic.listen(session)
    await _open(page, stay)
    early = await (await Pane.on(session)).look()
    await asyncio.sleep(wait.settle)
    pane = await Pane.on(session)
    seen = await pane.look()
    if stay.name != "before":
        chosen = choose(seen["pieces"], stay.plan.phrases, stay.name, seen["covers"])
        if chosen is None:
            stay.remark("no control was found that " + ("accepts" if stay.name == "accept" else "refuses"))
            return False
        stay.control = chosen["text"] or chosen["hint"]
        at = await pane.call("centre", chosen["i"])
        await (page.mouse.click(*at) if at else pane.call("press", chosen["i"]))
        await asyncio.sleep(wait.after)
        await _loaded(page, stay)
        pane = await Pane.on(session)
        seen = await pane.look()
    stay.traffic.on = False
    await _keep(context, pane, seen, early, stay)
    return True


def _hold_off(context: BrowserContext, page: Page, stay: _Stay) -> None:
    """Dialogs, downloads and further windows are dismissed, and said."""
    page.on("dialog", lambda dialog: _dismiss(dialog, stay))
    page.on("download", lambda _: stay.remark("a download was refused"))
    context.on("page", lambda other: _shut(other, page, stay))


async def _dismiss(dialog: Any, stay: _Stay) -> None:  # noqa: ANN401 - playwright's Dialog
    from playwright.async_api import Error

    stay.remark(f"a dialog ({dialog.type}) was dismissed")
    try:
        await dialog.dismiss()
    except Error:  # its page is gone
        return


async def _shut(other: Page, page: Page, stay: _Stay) -> None:
    from playwright.async_api import Error

    if other is page:
        return
    stay.remark("a further window was closed")
    try:
        await other.close()
    except Error:  # it closed itself
        return


async def _open(page: Page, stay: _Stay) -> None:
    """Go to the target. Raises ``InputError`` when it cannot be shown; a slow page is no error."""
    from playwright.async_api import Error
    from playwright.async_api import TimeoutError as TooSlowError

    url = stay.traffic.border.url
    try:
        await page.goto(url, wait_until="commit", timeout=stay.plan.wait.load * 1000)
    except TooSlowError as error:
        raise InputError(f"{url}: no answer within {stay.plan.wait.load:g} seconds") from error
    except Error as error:
        outside = [r["url"] for r in stay.traffic.requests if r["type"] == "Document" and not r["allowed"]]
        if outside:
            raise InputError(
                f"{url}: leads to {outside[-1][:200]}, which is another host and was not visited",
                hint="visit that address itself, or name its host among those that may be loaded from",
            ) from error
        raise InputError(f"{url}: cannot be shown: {error.message.splitlines()[0][:200]}") from error
    await _loaded(page, stay)


async def _loaded(page: Page, stay: _Stay) -> None:
    from playwright.async_api import TimeoutError as TooSlowError

    try:
        await page.wait_for_load_state("load", timeout=stay.plan.wait.load * 1000)
    except TooSlowError:
        stay.remark(f"still loading after {stay.plan.wait.load:g} seconds")


async def _keep(context: BrowserContext, pane: Pane, seen: dict[str, Any], early: dict[str, Any], stay: _Stay) -> None:
    """Write what the page shows and stores."""
    stay.folder.mkdir(parents=True, exist_ok=True)
    _write(stay.folder / "cookies.json", [dict(cookie) for cookie in await context.cookies()])
    _write(stay.folder / "storage.json", await pane.call("storage"))
    if not await pane.call("han"):
        stay.remark(HAN_REMARK)
    first = {piece["node"]: piece.get("checked") for piece in early["pieces"]}
    for piece in seen["pieces"]:
        if piece.get("checked") is not None:
            piece["checked_early"] = first.get(piece["node"])
    pictures = await _pictures(pane, seen["pieces"], stay)
    for text in seen.pop("remarks"):
        stay.remark(text)
    head = {
        "format": 1,
        "state": stay.name,
        "view": list(stay.plan.around.view),
        "settle": stay.plan.wait.settle,
        "pictures": pictures,
    }
    _write(stay.folder / "snapshot.json", head | seen | {"remarks": stay.remarks})
    stay.seen = True


async def _pictures(pane: Pane, pieces: list[dict[str, Any]], stay: _Stay) -> list[list[str]]:
    """Pictures with and without letters, first as the page opened, then where texts below the fold come into view."""
    names: list[list[str]] = []
    by_number = {piece["i"]: piece for piece in pieces}
    await pane.call("still")
    for move in range(_MOVES + 1 if stay.name == "before" else 1):
        if move:
            waiting = [p for p in pieces if "picture" not in p and "letters" in p and p["shown"]]
            if not waiting:
                break
            await pane.call("bring", waiting[0]["i"])
            waiting[0]["picture"] = None  # once is enough, whether it comes into view or not
            await asyncio.sleep(0.1)
        pair = ["screen.png", "screen-plain.png"] if not move else [f"scroll-{move}.png", f"scroll-{move}-plain.png"]
        for found in await pane.call("probe"):
            piece = by_number.get(found["i"])
            if piece is not None and piece.get("picture") is None:
                piece |= {"picture": move, "covered": found["covered"], "rects": found["rects"]}
        (stay.folder / pair[0]).write_bytes(base64.b64decode(await pane.picture()))
        await pane.call("blank", 1)
        (stay.folder / pair[1]).write_bytes(base64.b64decode(await pane.picture()))
        await pane.call("blank", 0)
        names.append(pair)
    return names


def _write_traffic(stay: _Stay) -> None:
    stay.folder.mkdir(parents=True, exist_ok=True)
    _write(stay.folder / "requests.json", stay.traffic.requests)
    _write(stay.folder / "frames.json", stay.traffic.frames)
    _write(stay.folder / "traffic.har", har(stay.traffic, stay.name, __version__))


def _told(result: Visit, plan: _Plan) -> dict[str, Any]:
    """``visit.json``: what was done, and each file with its SHA-256."""
    files = {}
    for state in result.states:
        for path in sorted(state.folder.iterdir()) if state.folder else ():
            files[f"{state.name}/{path.name}"] = hashlib.sha256(path.read_bytes()).hexdigest()
    states = [
        {
            "name": s.name,
            "reached": s.folder is not None,
            "seen": s.seen,
            "control": s.control,
            "requests": s.requests,
            "refused": list(s.refused),
        }
        | {"seconds": s.seconds, "remarks": list(s.remarks)}
        for s in result.states
    ]
    about = {
        "format": 1,
        "target": result.target,
        "browser": result.browser,
        "around": asdict(plan.around),
        "wait": asdict(plan.wait),
    }
    return about | {"remarks": list(result.remarks), "states": states, "files": files}


def _write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", "utf-8")
