"""Three states of one page, each with its own evidence; pages that misbehave cost their budget and no more."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from glasshouse.collect.choose import Phrases
from glasshouse.collect.visit import Visit, Wait, visit
from glasshouse.errors import InputError

pytestmark = pytest.mark.needs_tool("chromium")

PHRASES = Phrases(("accept all",), ("reject all",))
QUICK = Wait(settle=0.4, after=0.4, load=2.0, state=8.0)
SHOP = """<!doctype html><title>Shop</title><h1>Bread</h1>
<div id="bar" style="position:fixed;bottom:0;left:0;right:0;background:#fff">We use cookies.
<button onclick="answer('yes')">Accept all</button><button onclick="answer('no')">Reject all</button></div>
<img src="http://tracker.example/pixel.gif"><img src="http://127.0.0.1:45999/other-port.gif">
<script>
fetch("/beacon?first");
const socket = new WebSocket(`ws://${location.host}/live`);
socket.onopen = () => socket.send("hello");
function answer(word) {
  localStorage.setItem("consent", word);
  document.getElementById("bar").remove();
  fetch("/consent", {method: "POST", body: word});
  if (word === "yes") document.cookie = "tracker=1";
}
</script>"""
PAGES = {
    "/shop": SHOP,
    "/wild": "<p>Wild</p><script>alert('stop'); open('/shop'); location.href = '/file'; setInterval(() => fetch('/beacon'), 50)</script>",
    "/stuck": "<p>Stuck</p><script>setTimeout(() => { while (true); }, 100)</script>",
    "/endless": "<p>Endless</p><img src='/slow'>",
    "/han": "<meta charset=utf-8><p>同意</p>",
}


class Site(BaseHTTPRequestHandler):
    """The pages above, and what they ask for."""

    protocol_version = "HTTP/1.1"
    away: ClassVar[str] = ""

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/live":
            self.greet()
        elif path == "/away":
            self.answer(302, b"", Location=self.away)
        elif path == "/slow":
            time.sleep(3)
            self.answer(404, b"")
        elif path == "/file":
            self.answer(200, b"x", **{"Content-Disposition": "attachment; filename=x.bin"})
        else:
            self.answer(200, PAGES.get(path, "ok").encode(), **{"Set-Cookie": "session=1"} if path == "/shop" else {})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(204, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def greet(self) -> None:
        """A websocket that says one word (RFC 6455)."""
        key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        self.send_response(101)
        accept = base64.b64encode(hashlib.sha1(key.encode(), usedforsecurity=False).digest()).decode()
        for name, value in {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Accept": accept}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"\x81\x02hi")
        self.rfile.read(1)
        time.sleep(1)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="module")
def shop(site: str, tmp_path_factory: pytest.TempPathFactory) -> Visit:
    return visit(f"{site}/shop", tmp_path_factory.mktemp("shop"), PHRASES, wait=QUICK)


def read(result: Visit, state: str, name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((result.folder / state / name).read_text("utf-8"))


def asked(result: Visit, state: str) -> list[str]:
    """Paths that were asked for, without those that were refused."""
    return [
        "/" + request["url"].split("/", 3)[3] for request in read(result, state, "requests.json") if request["allowed"]
    ]


def test_each_state_is_reached_by_its_control(shop: Visit) -> None:
    assert [(state.name, state.control) for state in shop.states] == [
        ("before", ""),
        ("accept", "Accept all"),
        ("refuse", "Reject all"),
    ]


def test_requests_belong_to_their_state(shop: Visit) -> None:
    assert "/consent" not in asked(shop, "before")
    for state, word in (("accept", "yes"), ("refuse", "no")):
        [sent] = [request for request in read(shop, state, "requests.json") if request["url"].endswith("/consent")]
        assert sent["body"] == word


def test_each_state_begins_in_a_fresh_profile(shop: Visit) -> None:
    def first(state: str) -> dict[str, str]:
        headers: dict[str, str] = read(shop, state, "requests.json")[0]["sent_headers"]
        return headers

    assert not any("cookie" in map(str.lower, first(state)) for state in ("before", "accept", "refuse"))


def test_cookies_and_storage_are_those_of_the_state(shop: Visit) -> None:
    cookies = {
        state: {cookie["name"] for cookie in read(shop, state, "cookies.json")}
        for state in ("before", "accept", "refuse")
    }
    assert cookies == {"before": {"session"}, "accept": {"session", "tracker"}, "refuse": {"session"}}
    assert [read(shop, state, "storage.json")["local"] for state in ("before", "accept", "refuse")] == [
        [],
        [["consent", "yes"]],
        [["consent", "no"]],
    ]


def test_frames_of_websockets_are_in_record_and_har(shop: Visit) -> None:
    assert {(frame["direction"], frame["data"]) for frame in read(shop, "before", "frames.json")} == {
        ("sent", "hello"),
        ("received", "hi"),
    }
    entries = read(shop, "before", "traffic.har")["log"]["entries"]
    assert any(len(entry.get("_webSocketMessages", [])) == 2 for entry in entries)


def test_other_hosts_and_ports_are_refused_and_named(shop: Visit) -> None:
    assert shop.states[0].refused == ("http://tracker.example/pixel.gif", "http://127.0.0.1:45999/other-port.gif")
    failed = {request["url"]: request.get("failed", "") for request in read(shop, "before", "requests.json")}
    assert all("NAME_NOT_RESOLVED" in failed[url] for url in shop.states[0].refused)


def test_the_screen_of_each_state_is_kept(shop: Visit) -> None:
    texts = {
        state: {piece["text"] for piece in read(shop, state, "snapshot.json")["pieces"]}
        for state in ("before", "accept")
    }
    assert "Reject all" in texts["before"]
    assert "Reject all" not in texts["accept"]
    assert (shop.folder / "refuse" / "screen.png").read_bytes().startswith(b"\x89PNG")


def test_every_file_is_named_with_its_hash(shop: Visit) -> None:
    told = json.loads((shop.folder / "visit.json").read_text("utf-8"))
    found = {path.relative_to(shop.folder).as_posix() for path in shop.folder.glob("*/*")}
    assert set(told["files"]) == found
    assert (
        told["files"]["before/screen.png"]
        == hashlib.sha256((shop.folder / "before" / "screen.png").read_bytes()).hexdigest()
    )


def test_a_state_whose_control_is_missing_is_not_reached(site: str, tmp_path: Path) -> None:
    result = visit(f"{site}/han", tmp_path, PHRASES, wait=QUICK, states=("before", "refuse"))
    assert result.states[1].folder is None
    assert result.states[1].remarks == ("no control was found that refuses",)
    assert not (tmp_path / "refuse").exists()


def test_dialogs_downloads_and_windows_are_dismissed_and_said(site: str, tmp_path: Path) -> None:
    [state] = visit(f"{site}/wild", tmp_path, PHRASES, wait=QUICK, states=("before",)).states
    assert {"a dialog (alert) was dismissed", "a download was refused"} <= set(state.remarks)
    assert state.folder is not None


def test_a_page_that_hangs_costs_its_budget(site: str, tmp_path: Path) -> None:
    begun = time.monotonic()
    [state] = visit(
        f"{site}/stuck", tmp_path, PHRASES, wait=Wait(settle=0.3, load=1.0, state=2.0), states=("before",)
    ).states
    assert "not finished within 2 seconds" in state.remarks[0]
    assert time.monotonic() - begun < 15
    assert not state.seen
    assert (tmp_path / "before" / "requests.json").exists()


def test_a_page_that_never_settles_is_looked_at(site: str, tmp_path: Path) -> None:
    [state] = visit(
        f"{site}/endless", tmp_path, PHRASES, wait=Wait(settle=0.2, load=0.8, state=8.0), states=("before",)
    ).states
    assert state.remarks == ("still loading after 0.8 seconds",)
    assert state.seen
    assert (tmp_path / "before" / "snapshot.json").exists()


@pytest.mark.parametrize(
    "away", ["http://elsewhere.example/", "http://169.254.169.254/latest", "http://127.0.0.1:9/", "http://10.0.0.1/"]
)
def test_a_redirect_to_another_host_is_refused(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, away: str
) -> None:
    monkeypatch.setattr(Site, "away", away)
    with pytest.raises(InputError, match="another host") as said:
        visit(f"{site}/away", tmp_path, PHRASES, wait=QUICK, states=("before",))
    assert away in str(said.value)
