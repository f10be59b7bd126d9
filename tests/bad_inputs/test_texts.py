"""Keys put together with string builders in ways that are easy to get wrong: found, or left open, never lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bad_inputs.outcome import audited
from tests.bad_inputs.simple import ACTIVITY, ANDROID_ID, app, main_class, on_create
from tests.build.dexfile import STATIC, Class, Instruction, Method, Try, build

TEXT = "Ljava/lang/String;"
BUILDER = "Ljava/lang/StringBuilder;"
SETTINGS = "Settings$Secure->getString"
LOOK_UP: Instruction = ("invoke-static", [0, 2], ANDROID_ID)


def builder(start: str) -> list[Instruction]:
    """A builder in register 1 that holds a text."""
    return [
        ("new-instance", 1, BUILDER),
        ("const-string", 2, start),
        ("invoke-direct", [1, 2], f"{BUILDER}-><init>({TEXT})V"),
    ]


def append(text: str) -> list[Instruction]:
    return [("const-string", 2, text), ("invoke-virtual", [1, 2], f"{BUILDER}->append({TEXT}){BUILDER}")]


FINISH: list[Instruction] = [
    ("invoke-virtual", [1], f"{BUILDER}->toString(){TEXT}"),
    ("move-result-object", 2),
    LOOK_UP,
]
ROOM: list[Instruction] = [
    ("new-instance", 1, BUILDER),
    ("const/16", 3, 16),
    ("invoke-direct", [1, 3], f"{BUILDER}-><init>(I)V"),
]
SIGN: list[Instruction] = [("const/16", 3, 95), ("invoke-virtual", [1, 3], f"{BUILDER}->append(C){BUILDER}")]

FOUND: dict[str, list[Instruction]] = {
    "plain": [*builder("android"), *append("_id"), *FINISH],
    "room": [*ROOM, *append("android_id"), *FINISH],
    "character": [*builder("android"), *SIGN, *append("id"), *FINISH],
    "trim": [
        ("const-string", 2, " android_id\n"),
        ("invoke-virtual", [2], f"{TEXT}->trim(){TEXT}"),
        ("move-result-object", 2),
        LOOK_UP,
    ],
}

OPEN: dict[str, list[Instruction]] = {
    "reverse": [*builder("di_diordna"), ("invoke-virtual", [1], f"{BUILDER}->reverse(){BUILDER}"), *FINISH],
    "insert": [
        *builder("_id"),
        ("const-string", 2, "android"),
        ("const/4", 3, 0),
        ("invoke-virtual", [1, 3, 2], f"{BUILDER}->insert(I{TEXT}){BUILDER}"),
        *FINISH,
    ],
    "cut": [
        *builder("android_id_"),
        ("const/16", 3, 10),
        ("invoke-virtual", [1, 3], f"{BUILDER}->setLength(I)V"),
        *FINISH,
    ],
    "helper": [*builder("android"), ("invoke-static", [1], f"{ACTIVITY}->finish({BUILDER})V"), *FINISH],
    "stored": [
        *builder("android"),
        ("sput-object", 1, f"{ACTIVITY}->kept:{BUILDER}"),
        ("invoke-static", [], f"{ACTIVITY}->more()V"),
        *FINISH,
    ],
    "one of two": [
        *builder("android"),
        ("move-object", 3, 1),
        ("if-eqz", 0, "same"),
        ("new-instance", 3, BUILDER),
        ("invoke-direct", [3], f"{BUILDER}-><init>()V"),
        ("label", "same"),
        ("const-string", 2, "_id"),
        ("invoke-virtual", [3, 2], f"{BUILDER}->append({TEXT}){BUILDER}"),
        *FINISH,
    ],
    "made from bytes": [("new-instance", 2, TEXT), ("invoke-direct", [2, 3], f"{TEXT}-><init>([B)V"), LOOK_UP],
    "replaced": [
        ("const-string", 1, "androidXid"),
        ("invoke-virtual", [1, 2, 3], f"{TEXT}->replace(Ljava/lang/CharSequence;Ljava/lang/CharSequence;){TEXT}"),
        ("move-result-object", 2),
        LOOK_UP,
    ],
}

HELPER = Method(
    "finish",
    f"({BUILDER})V",
    STATIC | 1,
    code=[
        ("const-string", 0, "_id"),
        ("invoke-virtual", [3, 0], f"{BUILDER}->append({TEXT}){BUILDER}"),
        ("return-void",),
    ],
)


@pytest.mark.parametrize("way", FOUND)
def test_a_key_that_is_constant_is_found(way: str, tmp_path: Path) -> None:
    assert SETTINGS in audited(app(dex=build([main_class(code=FOUND[way])]).data), tmp_path).reads


@pytest.mark.parametrize("way", OPEN)
def test_a_key_that_is_not_is_left_open(way: str, tmp_path: Path) -> None:
    outcome = audited(app(dex=build([main_class(HELPER, code=OPEN[way])]).data), tmp_path)
    assert SETTINGS in outcome.reads or outcome.left_open()


def test_a_value_from_the_middle_of_a_guarded_range(tmp_path: Path) -> None:
    code: list[Instruction] = [
        ("const-string", 2, "x"),
        ("label", "start"),
        ("const-string", 2, "android_id"),
        ("invoke-static", [], "Lx/Y;->fail()V"),
        ("const-string", 2, "y"),
        ("label", "end"),
        ("return-void",),
        ("label", "handler"),
        ("move-exception", 1),
        LOOK_UP,
    ]
    method = on_create(code, tries=(Try("start", "end", (), "handler"),))
    image = build([Class(ACTIVITY, "Landroid/app/Activity;", methods=[method])])
    assert SETTINGS in audited(app(dex=image.data), tmp_path).reads
