"""What goes over the wire is recorded once, with its state."""

from __future__ import annotations

from typing import Any

import pytest

from glasshouse.collect.border import Border
from glasshouse.collect.traffic import Traffic, har


@pytest.fixture
def traffic() -> Traffic:
    return Traffic(Border("https://shop.example/", (("shop.example", "93.184.216.34"),)))


def request(key: str, url: str, of: dict[str, Any] | None = None, **more: object) -> dict[str, Any]:
    asked = {"url": url, "method": "GET", "headers": {"Accept": "*/*"}, **(of or {})}
    return {"requestId": key, "request": asked, "wallTime": 1_700_000_000.0, "timestamp": 10.0, "type": "Fetch", **more}


def test_headers_of_the_wire_are_kept_whenever_they_come(traffic: Traffic) -> None:
    traffic._extra("sent_headers", {"requestId": "1", "headers": {"Cookie": "a=1"}})
    traffic._request(request("1", "https://shop.example/a"))
    traffic._request(request("2", "https://shop.example/b"))
    traffic._extra("received_headers", {"requestId": "2", "headers": {"Set-Cookie": "b=2\nc=3"}})
    entries = har(traffic, "before", "1")["log"]["entries"]
    assert entries[0]["request"]["headers"] == [{"name": "Cookie", "value": "a=1"}]
    assert [h["value"] for h in entries[1]["response"]["headers"]] == ["b=2", "c=3"]
    assert [entry["comment"] for entry in entries] == ["before", "before"]


def test_each_step_of_a_redirect_is_a_request(traffic: Traffic) -> None:
    traffic._request(request("1", "https://shop.example/go"))
    answer = {"status": 302, "headers": {"location": "https://track.example/"}}
    traffic._request(request("1", "https://track.example/", redirectResponse=answer))
    traffic._failed({"requestId": "1", "timestamp": 11.0, "errorText": "net::ERR_NAME_NOT_RESOLVED"})
    first, second = traffic.requests
    assert (first["status"], first["allowed"]) == (302, True)
    assert (second["failed"], second["allowed"]) == ("net::ERR_NAME_NOT_RESOLVED", False)


def test_bodies_that_are_sent_are_in_the_har(traffic: Traffic) -> None:
    traffic._request(
        request("1", "https://shop.example/a", of={"postData": "id=7", "headers": {"Content-Type": "text/plain"}})
    )
    assert har(traffic, "accept", "1")["log"]["entries"][0]["request"]["postData"] == {
        "mimeType": "text/plain",
        "text": "id=7",
        "params": [],
    }


def test_frames_belong_to_their_socket(traffic: Traffic) -> None:
    traffic._socket({"requestId": "9", "url": "wss://shop.example/live"})
    traffic._frame("sent", {"requestId": "9", "timestamp": 1.0, "response": {"opcode": 1, "payloadData": "hello"}})
    [entry] = har(traffic, "before", "1")["log"]["entries"]
    assert entry["_webSocketMessages"] == [{"type": "send", "time": 1.0, "opcode": 1, "data": "hello"}]


def test_what_comes_after_the_end_is_not_of_this_state(traffic: Traffic) -> None:
    traffic.on = False
    traffic._request(request("1", "https://shop.example/late"))
    traffic._frame("sent", {"requestId": "9", "timestamp": 1.0, "response": {"opcode": 1, "payloadData": "late"}})
    assert not traffic.requests
    assert not traffic.frames


def test_a_flood_is_counted_and_not_kept(traffic: Traffic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glasshouse.collect.traffic.REQUESTS", 3)
    for number in range(5):
        traffic._request(request(str(number), "https://shop.example/x", of={"postData": "y" * 100_000}))
    assert (len(traffic.requests), traffic.left_out) == (3, 2)
    assert len(traffic.requests[0]["body"]) == 65_536
