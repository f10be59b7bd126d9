"""Content addresses written so that a plain comparison misses them, though Android opens them; and ones left open."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_inputs.outcome import Outcome, audited
from tests.bad_inputs.simple import ACTIVITY, app, on_create
from tests.build.dexfile import Class, Instruction, build

TEXT = "Ljava/lang/String;"
URI = "Landroid/net/Uri;"
QUERY = f"Landroid/content/ContentResolver;->query({URI}[{TEXT}{TEXT}[{TEXT}{TEXT})Landroid/database/Cursor;"
RESULT: Instruction = ("move-result-object", 1)


def parsed(address: str) -> list[Instruction]:
    return [("const-string", 1, address), ("invoke-static", [1], f"{URI}->parse({TEXT}){URI}"), RESULT]


def queried(code: list[Instruction], folder: Path) -> Outcome:
    """The app that makes an address in register 1 and asks for what stands there."""
    ask = [("move-object/from16", 6, 1), ("invoke-virtual/range", [5, 6, 7, 8, 9, 10], QUERY)]
    method = on_create([*code, *ask], registers=13)
    return audited(app(dex=build([Class(ACTIVITY, "Landroid/app/Activity;", methods=[method])]).data), folder)


def data_of(outcome: Outcome) -> set[str]:
    assert outcome.audit is not None
    return {str(practice.data) for practice in outcome.audit.practices if practice.observer == "calls"}


@pytest.mark.parametrize(
    "address",
    ["content://sms", "content://sms/inbox", "content://0@sms/inbox", "content://%73ms", "content://sms//inbox?x"],
)
def test_an_address_of_messages(address: str, tmp_path: Path) -> None:
    assert data_of(queried(parsed(address), tmp_path)) == {"sms"}


@pytest.mark.parametrize(
    "address", ["content://com.example.sms", "content://smsx", "content://x/sms", "content://x/@sms"]
)
def test_another_address(address: str, tmp_path: Path) -> None:
    assert data_of(queried(parsed(address), tmp_path)) == set()


OPEN: dict[str, list[Instruction]] = {
    "appended to nothing": [
        *parsed("content://"),
        ("const-string", 2, "sms"),
        ("invoke-static", [1, 2], f"{URI}->withAppendedPath({URI}{TEXT}){URI}"),
        RESULT,
    ],
    "a constant of a library that is not here": [("sget-object", 1, f"Lx/Missing;->ADDRESS:{URI}")],
    "a builder": [
        ("new-instance", 1, "Landroid/net/Uri$Builder;"),
        ("invoke-direct", [1], "Landroid/net/Uri$Builder;-><init>()V"),
        ("invoke-virtual", [1], f"Landroid/net/Uri$Builder;->build(){URI}"),
        RESULT,
    ],
}


@pytest.mark.parametrize("way", OPEN)
def test_an_address_that_is_not_constant_is_left_open(way: str, tmp_path: Path) -> None:
    assert queried(OPEN[way], tmp_path).left_open()
