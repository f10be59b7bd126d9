"""Nodes of a dump, as they stand in the file."""

from __future__ import annotations

import pytest

from glasshouse.open.dump import read_nodes

DUMP = """<hierarchy rotation="0"><node class="android.widget.FrameLayout" bounds="[0,0][100,200]">
<node class="android.widget.CheckBox" text="同意" resource-id="a:id/cb" checkable="true" checked="true" bounds="[1,2][11,22]"/>
<group><node class="android.widget.EditText" hint="Name" bounds="[9,9][3,3]"/></group>
</node><node class="X" bounds="all of it"/></hierarchy>"""


def test_nodes_keep_their_path_parent_box_and_flags() -> None:
    window, box, name, other = read_nodes(DUMP)
    assert [node.path for node in (window, box, name, other)] == ["0", "0/0", "0/1/0", "1"]
    assert [node.parent for node in (window, box, name, other)] == [-1, 0, 0, -1]
    assert (box.text, box.ident, box.box) == ("同意", "a:id/cb", (1, 2, 10, 20))
    assert box.flags == {"checkable", "checked"}
    assert (name.hint, name.is_field, box.is_field) == ("Name", True, False)
    assert (name.box, other.box) == ((9, 9, 0, 0), None)


@pytest.mark.parametrize("source", ["", "<html/>", "<hierarchy>", "<!DOCTYPE a><hierarchy/>", "<hierarchy>" * 500])
def test_what_is_no_dump_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_nodes(source)
