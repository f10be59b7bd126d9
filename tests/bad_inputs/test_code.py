"""DEX files with damaged structures: what can be read is read, what cannot is said, and the manifest is never lost."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from glasshouse.errors import Exit
from tests.bad_inputs.outcome import Outcome, audited
from tests.bad_inputs.simple import ACTIVITY, API, ON_CREATE, READ, app, entries, image, main_class, on_create
from tests.build.apk import archive
from tests.build.dexfile import STATIC, Class, Field, Image, Method, build, sealed, uleb128

BOTH = {"READ_PHONE_STATE", "READ_CONTACTS"}
CODE = f"code:{ACTIVITY}->onCreate{ON_CREATE}"
EXTREMES = (0, 1, 3, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
#: Offsets in the header of counts and places of its sections.
HEADER = {
    "file size": 32, "header size": 36, "endian": 40, "map": 52, "strings": 56, "strings at": 60, "types": 64, "types at": 68, "protos": 72,
    "protos at": 76, "fields": 80, "fields at": 84, "methods": 88, "methods at": 92, "classes": 96, "classes at": 100,
}  # fmt: skip


def with_dex(data: bytes, folder: Path, deadline: float = 30) -> Outcome:
    outcome = audited(app(dex=data), folder, deadline=deadline)
    assert outcome.permissions == BOTH
    return outcome


def honest(outcome: Outcome) -> None:
    """The read was found, or the audit is incomplete and names the file."""
    if API not in outcome.reads:
        assert outcome.exit is Exit.INCOMPLETE
        assert any("classes.dex" in line or "not in any DEX file" in line for line in outcome.told), outcome.told


@pytest.mark.parametrize("word", HEADER)
@pytest.mark.parametrize("value", EXTREMES)
def test_a_header_that_lies(word: str, value: int, tmp_path: Path) -> None:
    honest(with_dex(image().with_u4(HEADER[word], value).data, tmp_path))


@pytest.mark.parametrize(
    "section", ["string_ids", "type_ids", "proto_ids", "field_ids", "method_ids", "class_defs", "map_list"]
)
@pytest.mark.parametrize("plus", range(0, 32, 4))
@pytest.mark.parametrize("value", [0xFFFFFFFF, 0x7FFF7FFF])
def test_rows_that_point_nowhere(section: str, plus: int, value: int, tmp_path: Path) -> None:
    whole = build([main_class(), Class("Lcom/example/bad/B;", fields=[Field("f", "I")])])
    honest(with_dex(whole.with_u4(section, value, plus=plus).data, tmp_path))


@pytest.mark.parametrize("plus", range(0, 28, 2))
@pytest.mark.parametrize("value", [0, 0xFFFF, 0x00FF, 0x2B00])
def test_code_that_is_another(plus: int, value: int, tmp_path: Path) -> None:
    """Some of these are sound programs that read nothing."""
    with_dex(image().with_bytes(CODE, struct.pack("<H", value), plus=plus).data, tmp_path)


@pytest.mark.parametrize("plus", range(8))
@pytest.mark.parametrize("new", [b"\xff\xff\xff\xff\x7f", b"\xff" * 10, b"\x80\x80\x80\x80\x08"])
def test_numbers_of_class_data_that_are_negative_or_have_no_end(plus: int, new: bytes, tmp_path: Path) -> None:
    honest(with_dex(image().with_bytes(f"class_data:{ACTIVITY}", new, plus=plus).data, tmp_path))


@pytest.mark.parametrize("part", [0.0, 0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_cut_file(part: float, tmp_path: Path) -> None:
    whole = image().data
    honest(with_dex(whole[: int(len(whole) * part)], tmp_path))


def test_a_file_that_is_no_dex_beside_one_that_is(tmp_path: Path) -> None:
    outcome = audited(archive({**entries(), "classes2.dex": b"\xff" * 5000, "classes3.dex": b""}), tmp_path)
    assert outcome.reads == {API}
    assert outcome.exit is Exit.INCOMPLETE
    assert any("classes2.dex" in line for line in outcome.told)
    assert any("classes3.dex" in line for line in outcome.told)


def classes_in_a_ring(length: int, *, interfaces: bool) -> list[Class]:
    names = [f"Lcom/example/bad/R{n};" for n in range(length)]
    made: list[Class] = []
    for at, name in enumerate(names):
        above = names[(at + 1) % length]
        made.append(Class(name, "Ljava/lang/Object;", (above,)) if interfaces else Class(name, above))
    return made


@pytest.mark.parametrize("length", [1, 2, 3, 1000])
@pytest.mark.parametrize("interfaces", [True, False])
def test_inheritance_in_a_ring(length: int, interfaces: bool, tmp_path: Path) -> None:
    ring = classes_in_a_ring(length, interfaces=interfaces)
    make = [("new-instance", 0, ring[0].name), ("invoke-virtual", [0], f"{ring[0].name}->run()V")]
    outcome = with_dex(image(*ring, code=[*make, *READ]).data, tmp_path)
    assert outcome.reads == {API}


def test_the_activity_is_its_own_super_class(tmp_path: Path) -> None:
    own = Class(ACTIVITY, ACTIVITY, (ACTIVITY,), methods=[on_create(READ)])
    assert with_dex(build([own]).data, tmp_path).reads == {API}


def nested_annotation(depth: int) -> bytes:
    """An annotation whose value is an annotation, and so on."""
    return (b"\x1d" + uleb128(0) + b"\x01" + uleb128(0)) * depth + b"\x1e"


@pytest.mark.parametrize("kind", ["arrays", "annotations"])
def test_values_nested_ten_thousand_deep(kind: str, tmp_path: Path) -> None:
    inner = b"\x1c\x01" * 10_000 + b"\x1e" if kind == "arrays" else nested_annotation(10_000)
    whole = image(Class("Lcom/example/bad/B;", fields=[Field("f", "I", STATIC | 1, 5)]))
    at = len(whole.data)
    # The static values of the second class lie at the end of the file now.
    data = bytearray(whole.data + b"\x01" + inner)
    struct.pack_into("<I", data, whole.at["class_defs"] + 32 + 28, at)
    struct.pack_into("<I", data, 32, len(data))
    honest(with_dex(sealed(bytes(data)), tmp_path))


def with_annotations(depth: int) -> Image:
    """A class annotation of this depth."""
    whole = image()
    item = b"\x01" + uleb128(0) + b"\x01" + uleb128(0) + nested_annotation(depth)
    pad = -len(whole.data) % 4
    at = len(whole.data) + pad
    directory = struct.pack("<IIIIII", at + 24, 0, 1, 0, 0, at + 24)
    tail = bytes(pad) + directory + struct.pack("<II", 1, at + 32) + item
    data = bytearray(whole.data + tail)
    struct.pack_into("<I", data, whole.at["class_defs"] + 20, at)
    struct.pack_into("<I", data, 32, len(data))
    return Image(sealed(bytes(data)), whole.at)


def test_annotations_nested_ten_thousand_deep(tmp_path: Path) -> None:
    honest(with_dex(with_annotations(10_000).data, tmp_path))


def test_payloads_that_point_into_code(tmp_path: Path) -> None:
    """A switch whose table is an instruction, itself, or lies past the end."""
    for step in (0, 1, 3, 0x7FFF, -5 & 0xFFFF):
        code = [*READ, ("const/4", 0, 1), ("raw", 0x002B, step, 0 if step < 0x8000 else 0xFFFF)]
        honest(with_dex(image(code=code).data, tmp_path))


def test_sixty_thousand_cases(tmp_path: Path) -> None:
    cases = 30_000
    table = struct.unpack(f"<{cases * 2}H", struct.pack("<i", 3) * cases)
    code = [
        *READ, ("const/4", 0, 1), ("raw", 0x002B, 6, 0), ("return-void",), ("return-void",), ("nop",),
        ("raw", 0x0100, cases, 0, 0, *table),
    ]  # fmt: skip
    honest(with_dex(image(code=code).data, tmp_path))


def test_an_array_of_sixty_thousand(tmp_path: Path) -> None:
    """``filled-new-array/range`` with 255 items, over and over, and array data of 65,535 elements."""
    fill = [("raw", 0xFF25, 0, 0)] * 2000
    data = [("raw", 0x0026, 3, 0), ("nop",), ("raw", 0x0300, 1, 0xFFFF, 0, *([0] * 0x8000))]
    big = Method("big", "()V", STATIC | 1, code=[*fill, ("return-void",), *data], registers=300)
    honest(with_dex(build([main_class(big)]).data, tmp_path))


@pytest.mark.parametrize("seed", range(60))
def test_words_set_to_extremes(seed: int, tmp_path: Path) -> None:
    rng, whole = random.Random(seed), image()  # noqa: S311 (noise, not secrets)
    data = bytearray(whole.data)
    for _ in range(rng.choice((1, 2, 8))):
        at = rng.randrange(32, len(data) - 4)
        data[at : at + 4] = struct.pack("<I", rng.choice((*EXTREMES, rng.randrange(len(data)))))
    # A name or an opcode can become another one, so that a sound program is left that reads nothing.
    with_dex(sealed(bytes(data)), tmp_path)


def test_a_method_whose_code_was_taken_out(tmp_path: Path) -> None:
    empty = Method("m", "()V", code=None)
    outcome = with_dex(build([main_class(empty)]).data, tmp_path)
    assert outcome.reads == {API}
    assert outcome.exit is Exit.INCOMPLETE
    assert any("without code" in line for line in outcome.told)
