"""Code files of a package become one program; one that cannot be read never loses the others."""

from __future__ import annotations

from pathlib import Path

from glasshouse.model.looked import Why
from glasshouse.model.place import FilePlace
from glasshouse.observe.app.code import _content, link
from glasshouse.open.app import open_app
from tests.build import apk, classfile, dexfile
from tests.build.dexfile import Class
from tests.observe.app.small import el, manifest, opened

ROOT = manifest(el("application"))
SECOND = dexfile.build([Class("Lorg/shop/Second;")]).data


def test_all_code_files_are_one_program(tmp_path: Path) -> None:
    program, problems = link(opened(tmp_path, ROOT, Class("Lorg/shop/First;"), files={"classes2.dex": SECOND}))
    assert program.defines(["org.shop.First", "org.shop.Second", "org.shop.Third"]) == [True, True, False]
    assert problems == ()


def test_of_two_classes_of_one_name_the_first_file_holds(tmp_path: Path) -> None:
    again = dexfile.build([Class("Lorg/shop/First;", methods=[dexfile.Method("m", "()V", code=[("return-void",)])])])
    program, _ = link(opened(tmp_path, ROOT, Class("Lorg/shop/First;"), files={"classes2.dex": again.data}))
    assert program.class_names() == ["org.shop.First"]


def test_a_code_file_that_cannot_be_unpacked_is_a_row_and_the_rest_is_read(tmp_path: Path) -> None:
    app = opened(tmp_path, ROOT, Class("Lorg/shop/First;"))
    entries = [apk.Entry(name, app.parts[0].package.read(name)) for name in ("AndroidManifest.xml", "classes.dex")]
    broken = apk.Entry("classes2.dex", SECOND, packed=b"\xff\xff\xff")
    path = tmp_path / "broken.apk"
    path.write_bytes(apk.archive([*entries, broken]))
    program, (row,) = link(open_app(path))
    assert program.defines(["org.shop.First", "org.shop.Second"]) == [True, False]
    assert (row.why, row.place, row.files) == (Why.DAMAGED, FilePlace("classes2.dex"), ("classes2.dex",))
    assert row.detail.startswith("classes2.dex: ")


def test_an_archive_of_classes_hands_them_over_without_copies_for_newer_versions(tmp_path: Path) -> None:
    path = tmp_path / "lib.jar"
    one = classfile.build("com/lib/A")
    files = {"com/lib/A.class": one, "META-INF/versions/9/com/lib/A.class": b"newer", "com/lib/notes.txt": b"no class"}
    path.write_bytes(apk.archive(files))
    (file,) = open_app(path).code
    assert _content(file, []) == [("com/lib/A.class", one)]
