"""The system's Chromium: found by name, started without profile, network or extras that a visit does not need."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glasshouse.errors import InputError

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext

#: Names of Chromium and its kin on the path, the first that is there.
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
#: Nothing of the browser's own goes out; letters are drawn in the same greys on every machine.
_SWITCHES = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-quic",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=1024",
    "--no-proxy-server",
    "--no-first-run",
    "--no-pings",
)
ROOT_REMARK = (
    "the browser ran without its sandbox, because it was started as root: "
    "use an ordinary user for pages you do not trust"
)
HAN_REMARK = (
    "no font with Chinese characters: their boxes, sizes and colours are not those of a real screen "
    "(Debian package fonts-noto-cjk)"
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page can learn of where it is shown, the same on every machine. ``view`` is in CSS px."""

    view: tuple[int, int] = (1280, 800)
    locale: str = "en-US"
    time_zone: str = "UTC"


def find_browser() -> str:
    """The path of Chromium. Raises ``InputError`` naming the package when there is none."""
    for name in _PROGRAMS:
        if found := shutil.which(name):
            return found
    raise InputError("no Chromium found: pages cannot be shown", hint="on Debian or Ubuntu: apt install chromium")


@asynccontextmanager
async def started(rules: str) -> AsyncIterator[tuple[Browser, tuple[str, ...]]]:
    """A running browser that reaches only what ``rules`` name (``Border.rules``), and remarks on how it runs.

    Raises ``InputError`` when Chromium or Playwright is missing, or does not start.
    """
    program = find_browser()
    try:
        from playwright.async_api import Error, async_playwright
    except ImportError as error:
        raise InputError(
            "Playwright is not installed: pages cannot be shown", hint="pip install 'glasshouse[web]'"
        ) from error
    as_root = os.geteuid() == 0
    async with async_playwright() as playwright:
        try:
            browser = await playwright.chromium.launch(
                executable_path=program,
                headless=True,
                chromium_sandbox=not as_root,
                args=[*_SWITCHES, f"--host-resolver-rules={rules}"],
                timeout=30_000,
            )
        except Error as error:
            raise InputError(f"{program} does not start: {error.message.splitlines()[0][:300]}") from error
        try:
            yield browser, (ROOT_REMARK,) if as_root else ()
        finally:
            await browser.close()


async def fresh(browser: Browser, around: Surroundings) -> BrowserContext:
    """A new profile in memory: no cookies, no storage, no service workers, no permissions, no downloads."""
    return await browser.new_context(
        viewport={"width": around.view[0], "height": around.view[1]},
        device_scale_factor=1,
        locale=around.locale,
        timezone_id=around.time_zone,
        service_workers="block",
        accept_downloads=False,
        permissions=[],
        reduced_motion="reduce",
        color_scheme="light",
    )
