"""What a page sends and receives, from the browser's own protocol: requests with all headers, websocket frames, times.

Playwright's HAR lacks websocket frames and the headers that the network stack adds, so the record is kept here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from glasshouse.collect.border import Border

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

#: Bounds of one record: requests, frames, characters of a body or a frame.
REQUESTS, FRAMES, BODY_CHARS = 5_000, 5_000, 65_536

Event = dict[str, Any]


@dataclass(slots=True)
class Traffic:
    """The record of one page. ``on`` ends it: what comes later is not of this state."""

    border: Border
    requests: list[Event] = field(default_factory=list)
    frames: list[Event] = field(default_factory=list)
    on: bool = True
    left_out: int = 0
    _open: dict[str, Event] = field(default_factory=dict)
    _early: dict[str, list[tuple[str, Event]]] = field(default_factory=dict)
    _sockets: dict[str, str] = field(default_factory=dict)

    async def listen(self, session: CDPSession) -> None:
        """Record from now on."""
        heard: dict[str, Callable[[Event], None]] = {
            "requestWillBeSent": self._request,
            "requestWillBeSentExtraInfo": partial(self._extra, "sent_headers"),
            "responseReceived": self._response,
            "responseReceivedExtraInfo": partial(self._extra, "received_headers"),
            "loadingFinished": self._finished,
            "loadingFailed": self._failed,
            "webSocketCreated": self._socket,
            "webSocketFrameSent": partial(self._frame, "sent"),
            "webSocketFrameReceived": partial(self._frame, "received"),
        }
        for name, hear in heard.items():
            session.on(f"Network.{name}", partial(hear))  # a plain object: Playwright marks what it is given
        await session.send("Network.enable", {"maxPostDataSize": BODY_CHARS})

    def _request(self, event: Event) -> None:
        key, request = event["requestId"], event["request"]
        if "redirectResponse" in event and key in self._open:
            _answered(self._open.pop(key), event["redirectResponse"])
        if not self.on or request["url"].startswith("data:") or not self._room(self.requests, REQUESTS):
            return
        entry: Event = {
            "url": request["url"],
            "method": request["method"],
            "type": event.get("type", ""),
            "initiator": event.get("initiator", {}).get("type", ""),
            "wall": event["wallTime"],
            "start": event["timestamp"],
            "headers": request["headers"],
            "body": request.get("postData", "")[:BODY_CHARS],
            "allowed": self.border.allows(request["url"]),
        }
        self.requests.append(entry)
        self._open[key] = entry
        for name, early in self._early.pop(key, []):
            entry[name] = early

    def _extra(self, name: str, event: Event) -> None:
        """Headers as they went over the wire; they may come before the request that they belong to."""
        entry = self._open.get(event["requestId"])
        if entry is not None and name not in entry:
            entry[name] = event["headers"]
        elif self.on and len(self._early) < REQUESTS:
            self._early.setdefault(event["requestId"], []).append((name, event["headers"]))

    def _response(self, event: Event) -> None:
        if entry := self._open.get(event["requestId"]):
            _answered(entry, event["response"])

    def _finished(self, event: Event) -> None:
        if entry := self._open.get(event["requestId"]):
            entry["end"], entry["size"] = event["timestamp"], event["encodedDataLength"]

    def _failed(self, event: Event) -> None:
        if entry := self._open.get(event["requestId"]):
            entry["end"], entry["failed"] = event["timestamp"], event.get("errorText", "") or "failed"

    def _socket(self, event: Event) -> None:
        if not self.on or not self._room(self.requests, REQUESTS):
            return
        now = datetime.now(UTC).timestamp()
        allowed = self.border.allows(event["url"])
        entry = {"url": event["url"], "method": "GET", "type": "WebSocket", "initiator": "", "wall": now, "headers": {}}
        self.requests.append({**entry, "body": "", "allowed": allowed})
        self._sockets[event["requestId"]] = event["url"]

    def _frame(self, direction: str, event: Event) -> None:
        if not self.on or not self._room(self.frames, FRAMES):
            return
        response = event["response"]
        data = response["payloadData"]
        frame = {"url": self._sockets.get(event["requestId"], ""), "direction": direction, "time": event["timestamp"]}
        self.frames.append({**frame, "opcode": response["opcode"], "data": data[:BODY_CHARS], "length": len(data)})

    def _room(self, kept: list[Event], limit: int) -> bool:
        self.left_out += len(kept) >= limit
        return len(kept) < limit


def _answered(entry: Event, response: Event) -> None:
    entry["status"], entry["mime"] = response["status"], response.get("mimeType", "")
    entry["response_headers"], entry["address"] = response.get("headers", {}), response.get("remoteIPAddress", "")


def har(traffic: Traffic, state: str, version: str) -> Event:
    """The record as HAR 1.2. Bodies of answers are not in it; ``comment`` of an entry names the state."""
    entries = [_entry(request, traffic.frames, state) for request in traffic.requests]
    creator = {"name": "glasshouse", "version": version}
    return {"log": {"version": "1.2", "creator": creator, "pages": [], "entries": entries}}


def _entry(request: Event, frames: list[Event], state: str) -> Event:
    sent = request.get("sent_headers") or request["headers"]
    got = request.get("received_headers") or request.get("response_headers") or {}
    took = max(0.0, (request["end"] - request["start"]) * 1000) if "end" in request and "start" in request else 0.0
    made: Event = {
        "method": request["method"],
        "url": request["url"],
        "httpVersion": "",
        "cookies": [],
        "queryString": [],
    }
    made |= {"headers": _pairs(sent), "headersSize": -1, "bodySize": len(request["body"])}
    if request["body"]:
        mime = next((value for name, value in sent.items() if name.lower() == "content-type"), "")
        made["postData"] = {"mimeType": mime, "text": request["body"], "params": []}
    answer: Event = {
        "status": request.get("status", 0),
        "statusText": request.get("failed", ""),
        "httpVersion": "",
        "cookies": [],
    }
    answer |= {"headers": _pairs(got), "redirectURL": next((v for n, v in got.items() if n.lower() == "location"), "")}
    answer |= {
        "content": {"size": request.get("size", 0), "mimeType": request.get("mime", "")},
        "headersSize": -1,
        "bodySize": -1,
    }
    entry: Event = {"startedDateTime": datetime.fromtimestamp(request["wall"], UTC).isoformat(), "time": took}
    entry |= {
        "request": made,
        "response": answer,
        "cache": {},
        "timings": {"send": 0, "wait": took, "receive": 0},
        "comment": state,
    }
    if request["type"] == "WebSocket":
        entry["_webSocketMessages"] = [
            {
                "type": "send" if frame["direction"] == "sent" else "receive",
                "time": frame["time"],
                "opcode": frame["opcode"],
                "data": frame["data"],
            }
            for frame in frames
            if frame["url"] == request["url"]
        ]
    return entry


def _pairs(headers: Event) -> list[Event]:
    """Names and values; several cookies of one answer come as lines of one value."""
    return [{"name": name, "value": line} for name, value in headers.items() for line in str(value).split("\n")]
