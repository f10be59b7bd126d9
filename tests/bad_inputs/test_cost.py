"""Code that is sound and made to cost much: each ends in time, and what was given up is said."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from glasshouse.errors import Exit
from tests.bad_inputs.outcome import Outcome, audited
from tests.bad_inputs.simple import ACTIVITY, ANDROID_ID, API, READ, app, main_class
from tests.build.dexfile import ABSTRACT, INTERFACE, STATIC, Class, Field, Instruction, Method, Try, build, sealed

BUILDER = "Ljava/lang/StringBuilder;"
OBJECT = "Ljava/lang/Object;"
SETTINGS = "Settings$Secure->getString"


def cost(classes: list[Class], folder: Path, deadline: float = 40) -> Outcome:
    return audited(app(dex=build(classes).data), folder, deadline=deadline)


def say_budget(outcome: Outcome) -> None:
    assert outcome.exit is Exit.INCOMPLETE
    assert outcome.over_budget(), outcome.told


def static_method(name: str, code: list[Instruction], **more: object) -> Method:
    return Method(name, "()V", STATIC | 1, code=[*code, ("return-void",)], **more)  # type: ignore[arg-type]


def test_a_chain_of_six_thousand_methods_each_with_a_read(tmp_path: Path) -> None:
    """The way to the last one would be six thousand steps long, and that for each of them."""
    steps = [static_method(f"m{n:05}", [*READ, ("invoke-static", [], f"Lb/B;->m{n + 1:05}()V")]) for n in range(6_000)]
    steps.append(static_method("m06000", READ))
    outcome = cost(
        [main_class(code=[("invoke-static", [], "Lb/B;->m00000()V")]), Class("Lb/B;", methods=steps)], tmp_path
    )
    assert outcome.audit is not None
    assert max(len(practice.path) for practice in outcome.audit.practices) <= 256


def test_methods_that_each_call_each(tmp_path: Path) -> None:
    count = 300
    calls: list[Instruction] = [("invoke-static", [], f"Lb/B;->m{n:03}()V") for n in range(count)]
    methods = [static_method(f"m{n:03}", [*calls, *READ]) for n in range(count)]
    assert cost([main_class(code=calls), Class("Lb/B;", methods=methods)], tmp_path).reads == {API}


def implementors(count: int, callers: int, *, methods: int = 1) -> list[Class]:
    names = [f"m{n}" for n in range(methods)]
    face = Class(
        "Lb/I;", OBJECT, flags=INTERFACE | ABSTRACT | 1, methods=[Method(n, "()V", ABSTRACT | 1) for n in names]
    )
    made = [
        Class(f"Lb/C{n:05};", OBJECT, ("Lb/I;",), methods=[Method(m, "()V", code=[("return-void",)]) for m in names])
        for n in range(count)
    ]
    calls: list[Method] = [
        static_method(f"f{n:05}", [("invoke-interface", [0], f"Lb/I;->{names[n % methods]}()V"), *READ])
        for n in range(callers)
    ]
    make: list[Instruction] = [("new-instance", 0, f"Lb/C{n:05};") for n in range(count)]
    code = [*make, *(("invoke-static", [], f"Lb/F;->f{n:05}()V") for n in range(callers))]
    return [face, *made, Class("Lb/F;", methods=calls), main_class(code=code)]


def test_twenty_thousand_implementors_and_as_many_callers(tmp_path: Path) -> None:
    outcome = cost(implementors(20_000, 20_000), tmp_path)
    assert outcome.reads == {API}


def test_many_implementors_of_many_methods(tmp_path: Path) -> None:
    """Four thousand methods named on an interface that eight thousand classes implement with one method."""
    classes = implementors(8_000, 8_000)
    calls = [static_method(f"g{n:05}", [("invoke-interface", [0], f"Lb/I;->n{n}()V")]) for n in range(4_000)]
    more: list[Instruction] = [("invoke-static", [], f"Lb/G;->g{n:05}()V") for n in range(4_000)]
    start = classes.pop()
    code = [*(start.methods[0].code or [])[:-1], *more]
    assert cost([*classes, Class("Lb/G;", methods=calls), main_class(code=[*code, *READ])], tmp_path).reads == {API}


@pytest.mark.parametrize("length", [200, 5_000])
def test_a_long_chain_of_super_classes(length: int, tmp_path: Path) -> None:
    chain = [Class("Lb/S00000;", "Landroid/app/Service;")]
    chain += [
        Class(f"Lb/S{n:05};", f"Lb/S{n - 1:05};", methods=[Method("onLowMemory", "()V", code=[("return-void",)])])
        for n in range(1, length)
    ]
    make: list[Instruction] = [("new-instance", 0, item.name) for item in chain]
    outcome = cost([*chain, main_class(code=[*make, *READ])], tmp_path)
    assert outcome.reads == {API}
    if length > 256:
        say_budget(outcome)


def test_a_class_with_twenty_thousand_interfaces(tmp_path: Path) -> None:
    names = [f"Lb/I{n:05};" for n in range(20_000)]
    faces = [Class(name, OBJECT, flags=INTERFACE | ABSTRACT | 1) for name in names]
    owners = [Class(f"Lb/C{n:04};", OBJECT, tuple(names)) for n in range(1_000)]
    make: list[Instruction] = [("new-instance", 0, item.name) for item in owners]
    outcome = cost([*faces, *owners, main_class(code=[*make, *READ])], tmp_path)
    say_budget(outcome)


def android_id(register: int = 1) -> list[Instruction]:
    return [("const-string", register, "android_id"), ("invoke-static", [0, register], ANDROID_ID)]


def branches(count: int) -> Iterator[Instruction]:
    for n in range(count):
        yield ("if-eqz", 0, f"l{n}")
        yield ("const/4", 2, n % 5)
        yield ("label", f"l{n}")


@pytest.mark.parametrize("registers", [16, 60_000])
def test_many_blocks_over_many_registers_do_not_hide_a_read(registers: int, tmp_path: Path) -> None:
    method = static_method("m", [*branches(12_000), *android_id()], registers=registers)
    outcome = cost([main_class(method, code=[("invoke-static", [], f"{ACTIVITY}->m()V")])], tmp_path)
    assert SETTINGS in outcome.reads


def test_jumps_back_a_hundred_times_do_not_hide_a_read(tmp_path: Path) -> None:
    """Blocks laid out in reverse: each round of the evaluation reaches one more."""
    code: list[Instruction] = [("goto/16", "b0")]
    for n in reversed(range(100)):
        code += [("label", f"b{n}"), ("goto/16", f"b{n + 1}")]
    code = [("goto/16", "b0"), ("label", "b100"), *android_id(), ("return-void",), *code[1:]]
    outcome = cost([main_class(static_method("m", code), code=[("invoke-static", [], f"{ACTIVITY}->m()V")])], tmp_path)
    assert SETTINGS in outcome.reads


def test_two_hundred_methods_that_cost_as_much_as_they_may(tmp_path: Path) -> None:
    methods = [static_method(f"m{n:03}", [*branches(900), *android_id()], registers=1_000) for n in range(200)]
    calls: list[Instruction] = [("invoke-static", [], f"{ACTIVITY}->m{n:03}()V") for n in range(200)]
    assert SETTINGS in cost([main_class(*methods, code=calls)], tmp_path).reads


def appended(count: int) -> Iterator[Instruction]:
    yield ("new-instance", 1, BUILDER)
    yield ("invoke-direct", [1], f"{BUILDER}-><init>()V")
    for n in range(count):
        yield ("const-string", 2, f"text{n % 50}")
        yield ("invoke-virtual", [1, 2], f"{BUILDER}->append(Ljava/lang/String;){BUILDER}")


def test_a_builder_in_a_loop(tmp_path: Path) -> None:
    code = [*appended(1), ("label", "top"), *list(appended(3_000))[2:], ("if-eqz", 0, "top"), ("goto/16", "top")]
    code = [*android_id(3), *code]
    method = static_method("m", code, registers=16)
    outcome = cost([main_class(method, code=[("invoke-static", [], f"{ACTIVITY}->m()V")])], tmp_path)
    assert SETTINGS in outcome.reads


def test_texts_of_texts_of_texts(tmp_path: Path) -> None:
    """Each field holds the one before it twenty times over: a name of 20^7 bytes."""
    fields = [Field(f"f{n}", "Ljava/lang/String;", STATIC | 1) for n in range(8)]
    code: list[Instruction] = [("const-string", 0, "0123456789"), ("sput-object", 0, "Lb/T;->f0:Ljava/lang/String;")]
    for n in range(1, 8):
        code += [("new-instance", 1, BUILDER), ("invoke-direct", [1], f"{BUILDER}-><init>()V")]
        code += [("sget-object", 2, f"Lb/T;->f{n - 1}:Ljava/lang/String;")]
        code += [("invoke-virtual", [1, 2], f"{BUILDER}->append(Ljava/lang/String;){BUILDER}")] * 20
        code += [("invoke-virtual", [1], f"{BUILDER}->toString()Ljava/lang/String;"), ("move-result-object", 0)]
        code += [("sput-object", 0, f"Lb/T;->f{n}:Ljava/lang/String;")]
    code += [("sget-object", 2, "Lb/T;->f7:Ljava/lang/String;"), ("invoke-static", [0, 2], ANDROID_ID), *READ]
    texts = Class("Lb/T;", fields=fields)
    assert cost([texts, main_class(code=code)], tmp_path).reads >= {API}


def test_constants_through_a_thicket_of_callers(tmp_path: Path) -> None:
    """Twenty methods on each of eight levels hand their argument to all of the next level."""
    classes, last = [], 7
    for level in range(last):
        calls = [("invoke-static", [1], f"Lb/L{level + 1};->m{n}(Ljava/lang/String;)V") for n in range(20)]
        methods = [
            Method(f"m{n}", "(Ljava/lang/String;)V", STATIC | 1, code=[*calls, ("return-void",)], registers=2)
            for n in range(20)
        ]
        classes.append(Class(f"Lb/L{level};", methods=methods))
    ends = [
        Method(
            f"m{n}",
            "(Ljava/lang/String;)V",
            STATIC | 1,
            registers=2,
            code=[("invoke-static", [0, 1], ANDROID_ID), ("return-void",)],
        )
        for n in range(20)
    ]
    classes.append(Class(f"Lb/L{last};", methods=ends))
    start = [
        ("const-string", 1, "android_id"),
        *(("invoke-static", [1], f"Lb/L0;->m{n}(Ljava/lang/String;)V") for n in range(20)),
    ]
    outcome = cost([*classes, main_class(code=start)], tmp_path)
    assert SETTINGS in outcome.reads or outcome.left_open()


def test_sixty_thousand_calls_with_two_hundred_arguments(tmp_path: Path) -> None:
    kinds = "I" * 200
    call = ("invoke-static/range", list(range(200)), f"Lb/B;->f({kinds})V")
    code = [*([call] * 20_000), *android_id()]
    method = static_method("m", code, registers=220)
    callee = Method("f", f"({kinds})V", STATIC | 1, code=[("return-void",)], registers=200)
    outcome = cost(
        [main_class(method, code=[("invoke-static", [], f"{ACTIVITY}->m()V")]), Class("Lb/B;", methods=[callee])],
        tmp_path,
    )
    assert outcome.exit is Exit.INCOMPLETE or SETTINGS in outcome.reads or outcome.left_open()


def test_guarded_ranges_that_all_cover_all(tmp_path: Path) -> None:
    guards = tuple(Try("start", "end", (), "handler") for _ in range(3_000))
    code = [
        ("label", "start"),
        *branches(5_000),
        ("label", "end"),
        ("return-void",),
        ("label", "handler"),
        *android_id(3),
    ]
    method = static_method("m", code, registers=64, tries=guards)
    outcome = cost([main_class(method, code=[("invoke-static", [], f"{ACTIVITY}->m()V")])], tmp_path)
    assert SETTINGS in outcome.reads


def test_tiny_methods_with_huge_frames(tmp_path: Path) -> None:
    methods = [static_method(f"m{n:05}", [], registers=65_535) for n in range(30_000)]
    assert cost([main_class(*methods)], tmp_path).reads == {API}


def test_classes_that_share_one_class_data(tmp_path: Path) -> None:
    """Six thousand classes whose members are those of one class with six thousand methods: quadratic unless seen."""
    big = Class("Lb/Big;", methods=[static_method(f"m{n:05}", []) for n in range(6_000)])
    many = [Class(f"Lb/C{n:05};") for n in range(6_000)]
    whole = build([main_class(), big, *many])
    data = bytearray(whole.data)
    rows = whole.at["class_defs"]
    for n in range(6_000):
        struct.pack_into("<I", data, rows + 32 * (n + 2) + 24, whole.at["class_data:Lb/Big;"])
    outcome = audited(app(dex=sealed(bytes(data))), tmp_path)
    assert outcome.reads == {API}
    assert outcome.exit is Exit.INCOMPLETE


def test_a_hundred_thousand_reads(tmp_path: Path) -> None:
    methods = [static_method(f"m{n:04}", READ * 100) for n in range(1_000)]
    calls: list[Instruction] = [("invoke-static", [], f"{ACTIVITY}->m{n:04}()V") for n in range(1_000)]
    outcome = cost([main_class(*methods, code=calls)], tmp_path, deadline=60)
    say_budget(outcome)


def test_reflection_on_a_class_with_thousands_of_overloads(tmp_path: Path) -> None:
    name = "Ljava/lang/String;"
    find: list[Instruction] = [
        ("const-class", 1, "Lb/O;"),
        ("const-string", 2, "a"),
        (
            "invoke-virtual",
            [1, 2, 3],
            f"Ljava/lang/Class;->getMethod({name}[Ljava/lang/Class;)Ljava/lang/reflect/Method;",
        ),
        ("move-result-object", 1),
    ]
    invoke = ("invoke-virtual", [1, 2, 3], f"Ljava/lang/reflect/Method;->invoke({OBJECT}[{OBJECT}){OBJECT}")
    overloads = [
        Method(
            "a",
            "(" + "".join("IL"[n >> bit & 1].replace("L", name) for bit in range(11)) + ")V",
            STATIC | 1,
            code=[("return-void",)],
            registers=24,
        )
        for n in range(2_000)
    ]
    methods = [static_method(f"m{n:04}", [*find, *([invoke] * 20)]) for n in range(500)]
    calls: list[Instruction] = [("invoke-static", [], f"{ACTIVITY}->m{n:04}()V") for n in range(500)]
    say_budget(cost([main_class(*methods, code=[*calls, *READ]), Class("Lb/O;", methods=overloads)], tmp_path))


def test_strings_of_nothing_but_dots(tmp_path: Path) -> None:
    data = build([main_class()], extra_strings=[f"{n:05}" + "." * 4_000 for n in range(2_000)]).data
    assert audited(app(dex=data), tmp_path).reads == {API}
