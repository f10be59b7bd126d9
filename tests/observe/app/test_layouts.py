"""What layouts name, and the texts that only look like it."""

from __future__ import annotations

from pathlib import Path

from glasshouse.model.looked import Why
from glasshouse.model.place import FilePlace
from glasshouse.observe.app.layouts import Layouts, read_layouts
from tests.build import axml
from tests.build.axml import Element, text
from tests.build.dexfile import Class
from tests.observe.app.small import el, manifest, opened

PLAIN = axml.build(Element("LinearLayout", [], [Element("TextView")]))


def layouts(folder: Path, **files: bytes) -> Layouts:
    """The layouts of an app; keywords are files in ``res/layout/``."""
    entries = {f"res/layout/{name}.xml": data for name, data in files.items()}
    return read_layouts(opened(folder, manifest(el("application")), Class("Lorg/shop/A;"), files=entries))


def test_own_views_and_fragments_are_named_and_androids_are_not(tmp_path: Path) -> None:
    tree = Element(
        "LinearLayout",
        [],
        [
            Element("org.shop.MapView"),
            Element("view", [text("class", "org.shop.Chart")]),
            el("fragment", name="org.shop.Places"),
            Element("TextView"),
        ],
    )
    found = layouts(tmp_path, main=axml.build(tree), other=PLAIN)
    assert found.classes == ("org.shop.Chart", "org.shop.MapView", "org.shop.Places")
    assert found.files == 2


def test_click_handlers_are_named_once_in_order(tmp_path: Path) -> None:
    buttons = [el("Button", onClick=name) for name in ("pay", "buy", "pay")]
    found = layouts(tmp_path, main=axml.build(Element("LinearLayout", [], buttons)))
    assert found.click_handlers == ("buy", "pay")
    assert layouts(tmp_path, main=PLAIN).click_handlers == ()


def test_only_xml_below_the_resources_is_a_layout(tmp_path: Path) -> None:
    click = axml.build(el("Button", onClick="pay"))
    root, code = manifest(el("application")), Class("Lorg/shop/A;")
    for name, files in (("res/a1.xml", 1), ("r/b/a.xml", 1), ("assets/a.xml", 0), ("res/raw/a.bin", 0)):
        found = read_layouts(opened(tmp_path, root, code, files={name: click}))
        assert (found.files, bool(found.click_handlers)) == (files, bool(files)), name


def test_a_damaged_layout_is_a_row_and_the_others_are_read(tmp_path: Path) -> None:
    found = layouts(tmp_path, bad=PLAIN[:20], good=axml.build(el("Button", onClick="pay")))
    assert found.click_handlers == ("pay",)
    (row,) = found.not_looked
    assert (row.why, row.place, row.count) == (Why.DAMAGED, FilePlace("res/layout/bad.xml"), 1)


def test_many_damaged_layouts_are_counted_and_not_listed_one_by_one(tmp_path: Path) -> None:
    found = layouts(tmp_path, **{f"bad{number}": PLAIN[:20] for number in range(9)})
    assert len(found.not_looked) == 6
    assert sum(row.count for row in found.not_looked) == 9
