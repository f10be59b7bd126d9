from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.model.looked import Why
from glasshouse.open.app import open_app
from glasshouse.open.limits import Limits
from tests.build import apk
from tests.build.apk import Entry
from tests.open.samples import DEX, manifest, package, write


def test_an_apk_by_its_contents_not_its_name(tmp_path: Path) -> None:
    data = package()
    app = open_app(write(tmp_path, data, "holiday.jpeg"))
    assert (app.kind, app.name, app.size) == ("apk", "holiday.jpeg", len(data))
    assert app.sha256 == hashlib.sha256(data).hexdigest()
    assert [file.name for file in app.code] == ["classes.dex"]
    assert [(file, root.get("package", "")) for file, root in app.manifests] == [("AndroidManifest.xml", "com.x")]
    assert app.not_looked == ()
    assert app.forgiven == ()


def test_what_is_no_package_says_what_was_found_and_what_to_do(tmp_path: Path) -> None:
    for data in (b"", b"hello", b"PK", bytes(3000), apk.archive({"readme.txt": b"x"}), apk.archive({})):
        with pytest.raises(InputError, match=r"^subject\.bin: ") as raised:
            open_app(write(tmp_path, data))
        assert "APK" in raised.value.hint
    with pytest.raises(InputError, match=r"not an app file: it begins with b'hello'"):
        open_app(write(tmp_path, b"hello"))
    with pytest.raises(InputError, match="No such file"):
        open_app(tmp_path / "missing.apk")


def test_an_ios_app_is_named_not_guessed_at(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="iOS"):
        open_app(write(tmp_path, apk.archive({"Payload/X.app/Info.plist": b""})))


def test_a_cut_apk_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    data = package(assets__bin=bytes(range(256)) * 40)
    app = open_app(write(tmp_path, data[: len(data) - 300]))
    assert app.manifests[0][1].get("package", "") == "com.x"
    assert any(row.why is Why.DAMAGED and row.counts for row in app.not_looked)
    assert any("directory missing" in note.what for note in app.forgiven)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([Entry("AndroidManifest.xml", manifest(), encrypted=True)], "encryption bit"),
        ([Entry("AndroidManifest.xml", manifest(), method=apk.STORED, says_method=4711)], "unknown compression method"),
        ([Entry("AndroidManifest.xml", manifest(), local_method=99, local_size=1)], None),
        ([Entry("../../evil", b"x"), Entry("AndroidManifest.xml", manifest())], "outside the package"),
        ([Entry("AndroidManifest.xml", manifest(), says_crc=1)], "check sum"),
        ([Entry("AndroidManifest.xml", manifest(), has_descriptor=True)], None),
    ],
)
def test_what_a_phone_installs_is_read_and_listed(tmp_path: Path, entries: list[Entry], words: str | None) -> None:
    app = open_app(write(tmp_path, apk.archive([*entries, Entry("classes.dex", DEX)])))
    assert app.manifests[0][1].get("package", "") == "com.x"
    assert app.not_looked == ()
    assert len(app.forgiven) == (1 if words else 0)
    assert all(words and words in note.what for note in app.forgiven)


def test_an_apk_behind_something_else_is_an_apk(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, apk.archive({"AndroidManifest.xml": manifest()}, prefix=DEX, shift_offsets=False)))
    assert (app.kind, len(app.manifests)) == ("apk", 1)
    assert any("before the archive" in note.what for note in app.forgiven)


def test_a_bare_dex_file_is_a_package_of_one(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, DEX))
    assert (app.kind, [file.name for file in app.code]) == ("dex", ["classes.dex"])
    assert app.code[0].part.package.read(app.code[0].entry) == DEX


def test_a_bomb_costs_its_limit_and_is_listed(tmp_path: Path) -> None:
    entries = [Entry("AndroidManifest.xml", manifest()), apk.bomb("resources.arsc", 50 << 20)]
    app = open_app(write(tmp_path, apk.archive(entries)), Limits(entry_bytes=1 << 20))
    assert [(row.why, row.files) for row in app.not_looked] == [(Why.OVER_BUDGET, ("resources.arsc",))]
    assert len(app.manifests) == 1


def test_more_entries_than_the_limit_keep_the_first(tmp_path: Path) -> None:
    app = open_app(write(tmp_path, package(a=b"1", b=b"2", c=b"3")), Limits(zip_entries=3))
    assert len(app.manifests) == 1
    assert app.parts[0].package.partial
    assert any("directory" in row.detail for row in app.not_looked)


def test_the_same_input_opens_the_same(tmp_path: Path) -> None:
    data = apk.archive(
        [Entry(f"../{n}", b"x", says_crc=n) for n in range(20)] + [Entry("AndroidManifest.xml", b"junk")]
    )
    path = write(tmp_path, data)
    first, second = open_app(path), open_app(path)
    assert (first.not_looked, first.forgiven, first.code) == (second.not_looked, second.forgiven, ())
