"""What a page shows is listed as a person sees it: one page with one example of each."""

from __future__ import annotations

import json
from typing import Any

import pytest

from glasshouse.collect.choose import Phrases
from glasshouse.collect.visit import Wait, visit

pytestmark = pytest.mark.needs_tool("chromium")

PAGE = """<!doctype html><html lang="en"><title>Examples</title>
<style>body{margin:8px;font:16px sans-serif} .own input{opacity:0;width:0;height:0;position:absolute} .own span{padding-left:24px;position:relative}
.own span::before{content:"";position:absolute;left:0;width:16px;height:16px;background:#06c} .gone{position:absolute;left:-9999px} .bar{position:fixed;bottom:0;left:0;right:0;background:#eee}</style>
<h1 id="title">Hello</h1>
<p id="sentence">By going on you accept <b>our</b> <a id="terms" href="/terms">terms</a>.</p>
<p id="links"><a href="/a">one</a> <a href="/b">two</a></p>
<p id="half" style="zoom:.5;font-size:20px">zoomed <span style="display:inline-block;transform:scale(.5)">scaled</span></p>
<label><input type="checkbox" id="attribute" checked> shared by markup</label>
<label><input type="checkbox" id="script"> shared by script</label>
<label class="own"><input type="checkbox" id="drawn" checked><span>drawn box</span></label>
<label><input type="checkbox" id="unseen" style="opacity:0" checked> nothing drawn</label>
<div><input type="checkbox" id="beside"> words beside</div>
<div role="checkbox" id="role" aria-checked="true" tabindex="0">a role</div>
<div role="switch" id="switch" aria-checked="false">a switch</div>
<div id="open"></div><div id="closed"></div><div id="listens">Listener</div>
<input id="mail" placeholder="you@example.org" aria-label="Mail" required><button id="off" disabled>Off</button>
<p class="gone" id="gone">read by machines only</p><p style="display:none">never shown</p><p style="visibility:hidden">nor this</p>
<button id="under" style="position:absolute;left:600px;top:20px">Under</button><div style="position:absolute;left:590px;top:10px;width:200px;height:60px;background:#fff;z-index:2">Veil</div>
<iframe srcdoc="<button id=inner>In a frame</button>" style="position:absolute;left:600px;top:120px"></iframe>
<div class="bar" id="bar"><button id="yes" style="opacity:.5">Yes</button></div>
<p id="below" style="margin-top:1500px">below the fold</p>
<script>
for (const mode of ["open", "closed"]) document.getElementById(mode).attachShadow({mode}).innerHTML = `<label><input type="checkbox" checked> in ${mode}</label>`;
setTimeout(() => { document.getElementById("script").checked = true }, 1500);
document.getElementById("listens").addEventListener("click", () => {});
Element.prototype.getBoundingClientRect = () => { throw new Error("a page may try") };
</script>"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("pane")
    (folder / "page.html").write_text(PAGE, "utf-8")
    wait = Wait(settle=2.5)
    visit(folder / "page.html", folder / "out", Phrases((), ()), wait=wait, states=("before",))
    read: dict[str, Any] = json.loads((folder / "out" / "before" / "snapshot.json").read_text("utf-8"))
    return read


@pytest.fixture
def pieces(snapshot: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By the last name of the node."""
    listed: list[dict[str, Any]] = snapshot["pieces"]
    return {piece["node"].rpartition("#")[2]: piece for piece in listed}


def by_text(snapshot: dict[str, Any], text: str) -> dict[str, Any]:
    listed: list[dict[str, Any]] = snapshot["pieces"]
    [piece] = [piece for piece in listed if piece["text"] == text]
    return piece


def test_a_sentence_is_one_text_with_its_link_beside_it(pieces: dict[str, dict[str, Any]]) -> None:
    assert pieces["sentence"]["text"] == "By going on you accept our terms."
    assert (pieces["terms"]["role"], pieces["terms"]["text"], pieces["terms"]["target"].endswith("/terms")) == (
        "link",
        "terms",
        True,
    )


def test_a_paragraph_of_links_alone_is_no_further_text(pieces: dict[str, dict[str, Any]]) -> None:
    assert "links" not in pieces


def test_order_is_the_order_of_reading(snapshot: dict[str, Any]) -> None:
    texts = [piece["text"] for piece in snapshot["pieces"]]
    assert (
        texts.index("Hello")
        < texts.index("By going on you accept our terms.")
        < texts.index("terms")
        < texts.index("a role")
    )


@pytest.mark.parametrize(
    ("node", "checked", "early"),
    [
        ("attribute", True, True),
        ("script", True, False),
        ("beside", False, False),
        ("role", True, True),
        ("switch", False, False),
    ],
)
def test_state_is_read_twice(pieces: dict[str, dict[str, Any]], node: str, checked: bool, early: bool) -> None:
    assert (pieces[node]["checked"], pieces[node]["checked_early"]) == (checked, early)


@pytest.mark.parametrize(
    ("node", "text"),
    [("attribute", "shared by markup"), ("beside", "words beside"), ("role", "a role"), ("drawn", "drawn box")],
)
def test_a_box_has_its_words(pieces: dict[str, dict[str, Any]], snapshot: dict[str, Any], node: str, text: str) -> None:
    assert pieces[node]["text"] == text
    assert by_text(snapshot, text)["node"] == pieces[node]["node"]


def test_a_drawing_stands_for_an_invisible_input(pieces: dict[str, dict[str, Any]]) -> None:
    assert (pieces["drawn"]["stand"], pieces["drawn"]["shown"], pieces["drawn"]["opacity"]) == (True, True, 1)


def test_without_a_drawing_an_invisible_input_stays_invisible(pieces: dict[str, dict[str, Any]]) -> None:
    assert (pieces["unseen"]["stand"], pieces["unseen"]["opacity"]) == (False, 0)


@pytest.mark.parametrize("text", ["in open", "in closed"])
def test_shadow_trees_are_read(snapshot: dict[str, Any], text: str) -> None:
    assert by_text(snapshot, text)["checked"] is True


def test_letters_are_measured_as_they_are_drawn(snapshot: dict[str, Any]) -> None:
    assert by_text(snapshot, "zoomed scaled")["letters"]["size"] == 10
    assert by_text(snapshot, "scaled")["letters"]["size"] == 5


def test_a_listener_makes_a_button(pieces: dict[str, dict[str, Any]]) -> None:
    assert pieces["listens"]["role"] == "button"


def test_fields_and_disabled_buttons_say_so(pieces: dict[str, dict[str, Any]]) -> None:
    assert (pieces["mail"]["role"], pieces["mail"]["hint"], pieces["mail"]["required"]) == (
        "field",
        "you@example.org",
        True,
    )
    assert (pieces["off"]["enabled"], pieces["listens"]["enabled"]) == (False, True)


def test_what_nobody_sees_is_not_listed(snapshot: dict[str, Any]) -> None:
    texts = {piece["text"] for piece in snapshot["pieces"]}
    assert not texts & {"read by machines only", "never shown", "nor this"}


def test_what_lies_under_something_is_covered(pieces: dict[str, dict[str, Any]]) -> None:
    assert (pieces["under"]["covered"], pieces["listens"]["covered"]) == (True, False)


def test_frames_of_the_same_host_are_read(pieces: dict[str, dict[str, Any]]) -> None:
    assert pieces["inner"]["text"] == "In a frame"
    assert pieces["inner"]["box"][0] > 600


def test_bars_opacity_and_what_lies_below_the_fold(pieces: dict[str, dict[str, Any]]) -> None:
    assert (pieces["yes"]["container"][:3], pieces["yes"]["opacity"], pieces["yes"]["in_view"]) == ("bar", 0.5, True)
    assert (pieces["below"]["in_view"], pieces["below"]["shown"], pieces["below"]["picture"]) == (False, True, 1)


def test_nothing_covers_the_page(snapshot: dict[str, Any]) -> None:
    assert snapshot["covers"] == ""
    assert snapshot["title"] == "Examples"
