"""Texts of a UIAutomator dump, with their boxes; fields that a person typed in are left out."""

from __future__ import annotations

import pytest

from glasshouse.model.place import ScreenPlace
from glasshouse.open.document import Document
from glasshouse.open.screen_dump import screen_text
from glasshouse.open.text import read_document

DUMP = """<?xml version='1.0' encoding='UTF-8'?>
<hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][1080,1920]">
<node class="android.widget.TextView" text="欢迎使用" bounds="[10,20][110,60]"/>
<node class="android.widget.EditText" text="13800000000" bounds="[10,70][110,90]"/>
<node class="android.widget.TextView" text="看不见" bounds="[0,0][0,0]"/>
</node></hierarchy>"""


def test_a_node_is_found_again_by_its_text() -> None:
    found = read_document("home.xml", DUMP.encode())
    assert isinstance(found, Document)
    assert (found.kind, found.text.strip(), found.hidden, found.unread) == ("screen", "欢迎使用", "看不见", 1)
    assert found.place(0, 4) == ScreenPlace("home.xml", "0/0", (10, 20, 100, 40))


@pytest.mark.parametrize(
    "source",
    [
        "<hierarchy>" + "<node>" * 1000,
        "<!DOCTYPE a [<!ENTITY x 'y'>]><hierarchy/>",
        "<other/>",
        "<hierarchy>",
        "<hierarchy><node text='&x;'/></hierarchy>",
    ],
)
def test_what_is_no_dump_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        screen_text(source)
