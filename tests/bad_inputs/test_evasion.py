"""Code that hides a read, or makes a read look sure that is not: found, or left open, and never called proved."""

from __future__ import annotations

from pathlib import Path

from glasshouse.model.looked import Why
from tests.bad_inputs.outcome import Outcome, audited
from tests.bad_inputs.simple import ACTIVITY, ANDROID_ID, API, READ, app, main_class, on_create
from tests.build.dexfile import ABSTRACT, INTERFACE, STATIC, Class, Field, Instruction, Method, build

TEXT = "Ljava/lang/String;"
SETTINGS = "Settings$Secure->getString"
LISTENER = "Landroid/location/LocationListener;"
REQUEST = f"Landroid/location/LocationManager;->requestLocationUpdates({TEXT}JF{LISTENER})V"


def seen(classes: list[Class], folder: Path) -> Outcome:
    return audited(app(dex=build(classes).data), folder)


def look_up(key: int) -> Instruction:
    return ("invoke-static", [0, key], ANDROID_ID)


def is_open(outcome: Outcome) -> bool:
    return any(row.why is Why.UNRESOLVED for row in outcome.audit.not_looked)  # type: ignore[union-attr]


def sure_of(outcome: Outcome, class_: str) -> set[bool]:
    """Whether the reads in a class are sure."""
    return {
        bool(practice.sure)
        for practice in outcome.audit.practices  # type: ignore[union-attr]
        if getattr(practice.place, "class_", "") == class_ and practice.observer == "calls"
    }


def test_a_key_that_comes_through_an_interface(tmp_path: Path) -> None:
    face = Class("Lb/I;", flags=INTERFACE | ABSTRACT | 1, methods=[Method("f", f"({TEXT})V", ABSTRACT | 1)])
    body = Method("f", f"({TEXT})V", code=[look_up(3), ("return-void",)])
    code: list[Instruction] = [
        ("new-instance", 1, "Lb/C;"),
        ("const-string", 2, "other"),
        ("invoke-virtual", [1, 2], f"Lb/C;->f({TEXT})V"),
        ("const-string", 2, "android_id"),
        ("invoke-interface", [1, 2], f"Lb/I;->f({TEXT})V"),
    ]
    assert (
        SETTINGS
        in seen([face, Class("Lb/C;", interfaces=("Lb/I;",), methods=[body]), main_class(code=code)], tmp_path).reads
    )


def test_a_key_that_is_written_by_the_name_of_a_subclass(tmp_path: Path) -> None:
    base = Class("Lb/B;", fields=[Field("K", TEXT, STATIC | 1, "x")])
    code: list[Instruction] = [
        ("const-string", 1, "android_id"),
        ("sput-object", 1, f"Lb/D;->K:{TEXT}"),
        ("sget-object", 2, f"Lb/B;->K:{TEXT}"),
        look_up(2),
    ]
    assert SETTINGS in seen([base, Class("Lb/D;", "Lb/B;"), main_class(code=code)], tmp_path).reads


def test_a_key_that_android_holds_is_open(tmp_path: Path) -> None:
    code: list[Instruction] = [("sget-object", 1, f"Landroid/provider/Settings$Secure;->ANDROID_ID:{TEXT}"), look_up(1)]
    outcome = seen([main_class(code=code)], tmp_path)
    assert SETTINGS in outcome.reads or is_open(outcome)


def test_a_key_made_from_bytes_is_open(tmp_path: Path) -> None:
    code: list[Instruction] = [("new-instance", 1, TEXT), ("invoke-direct", [1, 2], f"{TEXT}-><init>([B)V"), look_up(1)]
    assert is_open(seen([main_class(code=code)], tmp_path))


def listener(name: str, code: list[Instruction]) -> Class:
    body = Method("onLocationChanged", "(Landroid/location/Location;)V", code=[*code, ("return-void",)])
    return Class(name, interfaces=(LISTENER,), methods=[body])


def registering(*made: str) -> Class:
    """An activity that makes objects, and hands over the last of them."""
    code: list[Instruction] = [("new-instance", 6, name) for name in made]
    code += [("move-object/from16", 5, 6), ("invoke-virtual/range", [0, 1, 2, 3, 4, 5], REQUEST)]
    return Class(ACTIVITY, "Landroid/app/Activity;", methods=[on_create(code, registers=9)])


def test_a_listener_that_is_handed_over_is_sure(tmp_path: Path) -> None:
    assert sure_of(seen([listener("Lb/A;", READ), registering("Lb/A;")], tmp_path), "Lb/A;") == {True}


def test_a_listener_beside_the_one_that_is_handed_over_is_not_sure(tmp_path: Path) -> None:
    classes = [listener("Lb/A;", READ), listener("Lb/Z;", []), registering("Lb/A;", "Lb/Z;")]
    assert sure_of(seen(classes, tmp_path), "Lb/A;") == {False}


def thread(name: str) -> Class:
    return Class(name, "Ljava/lang/Thread;", methods=[Method("run", "()V", code=[*READ, ("return-void",)])])


def test_a_thread_that_is_started_is_sure(tmp_path: Path) -> None:
    code: list[Instruction] = [("new-instance", 1, "Lb/T;"), ("invoke-virtual", [1], "Ljava/lang/Thread;->start()V")]
    assert sure_of(seen([thread("Lb/T;"), main_class(code=code)], tmp_path), "Lb/T;") == {True}


def test_a_thread_beside_one_that_is_started_is_not_sure(tmp_path: Path) -> None:
    code: list[Instruction] = [
        ("new-instance", 1, "Lb/T;"),
        ("new-instance", 2, "Ljava/lang/Thread;"),
        ("invoke-virtual", [2], "Ljava/lang/Thread;->start()V"),
    ]
    outcome = seen([thread("Lb/T;"), main_class(code=code)], tmp_path)
    assert outcome.reads == {API}
    assert sure_of(outcome, "Lb/T;") == {False}


def test_a_task_from_elsewhere_is_not_surely_the_only_one_made_here(tmp_path: Path) -> None:
    task = Class(
        "Lb/R;", interfaces=("Ljava/lang/Runnable;",), methods=[Method("run", "()V", code=[*READ, ("return-void",)])]
    )
    code: list[Instruction] = [
        ("new-instance", 1, "Lb/R;"),
        ("invoke-static", [], "Lx/Missing;->get()Ljava/lang/Runnable;"),
        ("move-result-object", 2),
        ("invoke-interface", [2], "Ljava/lang/Runnable;->run()V"),
    ]
    assert sure_of(seen([task, main_class(code=code)], tmp_path), "Lb/R;") == {False}
