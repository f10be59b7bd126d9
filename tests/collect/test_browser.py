"""A browser that is missing is said with the package to install."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from glasshouse.collect.browser import find_browser, started
from glasshouse.errors import InputError


async def start() -> None:
    async with started("MAP * ~NOTFOUND"):
        pass


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    return path


def test_a_missing_browser_names_its_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as said:
        find_browser()
    assert "apt install chromium" in said.value.hint


def test_chromium_goes_before_its_kin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "google-chrome")
    expected = program(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser() == str(expected)


def test_missing_playwright_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "playwright.async_api", None)
    with pytest.raises(InputError) as said:
        asyncio.run(start())
    assert "glasshouse[web]" in said.value.hint


def test_a_browser_that_does_not_start_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, "chromium")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(InputError, match="does not start"):
        asyncio.run(start())
