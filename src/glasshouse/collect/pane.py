"""A pane on one page: ``page.js`` in a world of its own, and what only the browser's protocol can tell it.

Closed shadow roots, the accessibility tree and listeners for clicks are found by protocol and handed in as objects.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.async_api import CDPSession

Json = dict[str, Any]

#: More elements than this: the accessibility tree and the whole document are not asked for, they would not fit.
_LARGE = 20_000
#: Objects handed to ``look`` of each sort.
_OBJECTS = 400
_PRESSES = {"click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchend", "touchstart"}
_ROLES = {
    *("button", "link", "checkbox", "switch", "radio", "menuitem", "menuitemcheckbox", "menuitemradio", "tab"),
    *("textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider"),
}
LARGE_REMARK = "a very large page: no accessibility tree, no closed shadow trees, no listeners"


@dataclass(slots=True)
class Pane:
    """Functions of ``page.js`` on the page as it is now; a navigation breaks it."""

    session: CDPSession
    world: int

    @classmethod
    async def on(cls, session: CDPSession) -> Pane:
        """A pane on what the page shows now. Raises ``playwright.Error`` when the page is gone."""
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        made = await session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "glasshouse"})
        pane = cls(session, made["executionContextId"])
        script = resources.files("glasshouse.collect").joinpath("page.js").read_text("utf-8")
        await session.send("Runtime.evaluate", {"expression": script, "contextId": pane.world})
        return pane

    async def call(self, name: str, *values: object, objects: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - JSON
        """What ``glasshouse.name(*values, *objects)`` gives back. Raises ``RuntimeError`` when it throws."""
        arguments = [{"value": value} for value in values] + [{"objectId": key} for key in objects]
        told = await self.session.send(
            "Runtime.callFunctionOn",
            {
                "functionDeclaration": f"function (...args) {{ return globalThis.glasshouse.{name}(...args) }}",
                "executionContextId": self.world,
                "arguments": arguments,
                "returnByValue": True,
            },
        )
        if "exceptionDetails" in told:
            raised = told["exceptionDetails"].get("exception", {}).get("description", "")
            raise RuntimeError(f"page.js, {name}: {raised[:500]}")
        return told["result"].get("value")

    async def look(self) -> Json:
        """Texts and controls in reading order (docs/format/page-snapshot-1.md)."""
        if await self.call("size") > _LARGE:
            seen: Json = await self.call("look", {"closed": 0, "ax": []})
            seen["remarks"].append(LARGE_REMARK)
            return seen
        closed, told, pressed = await asyncio.gather(self._closed(), self._accessible(), self._pressed())
        nodes = [*closed[:_OBJECTS], *(node for node, _ in told[:_OBJECTS]), *pressed[:_OBJECTS]]
        found = await asyncio.gather(*map(self._object, nodes))
        roots = [key for key in found[: len(closed[:_OBJECTS])] if key]
        pairs = [
            (key, info) for key, (_, info) in zip(found[len(closed[:_OBJECTS]) :], told[:_OBJECTS], strict=False) if key
        ]
        rest = [key for key in found[len(closed[:_OBJECTS]) + len(told[:_OBJECTS]) :] if key]
        spec = {"closed": len(roots), "ax": [info for _, info in pairs]}
        answer: Json = await self.call("look", spec, objects=(*roots, *(key for key, _ in pairs), *rest))
        return answer

    async def picture(self) -> bytes:
        """The window as PNG, base64-coded."""
        shot = await self.session.send("Page.captureScreenshot", {"format": "png", "optimizeForSpeed": True})
        return str(shot["data"]).encode("ascii")

    async def _closed(self) -> list[int]:
        """Closed shadow roots, as the protocol numbers them."""
        document = await self.session.send("DOM.getDocument", {"depth": -1, "pierce": True})
        found, waiting = [], [document["root"]]
        while waiting:
            node = waiting.pop()
            found += [
                root["backendNodeId"] for root in node.get("shadowRoots", ()) if root.get("shadowRootType") == "closed"
            ]
            waiting += [*node.get("children", ()), *node.get("shadowRoots", ())]
            waiting += [node["contentDocument"]] if "contentDocument" in node else []
        return found

    async def _accessible(self) -> list[tuple[int, Json]]:
        """Controls of the accessibility tree with role, name and state."""
        tree = await self.session.send("Accessibility.getFullAXTree")
        found = []
        for node in tree["nodes"]:
            role = node.get("role", {}).get("value")
            if node.get("ignored") or role not in _ROLES or "backendDOMNodeId" not in node:
                continue
            states = {p["name"]: p["value"].get("value") for p in node.get("properties", ())}
            info = {
                "role": role,
                "name": str(node.get("name", {}).get("value", ""))[:500],
                "checked": str(states.get("checked", "")),
            }
            found.append((node["backendDOMNodeId"], info))
        return found

    async def _pressed(self) -> list[int]:
        """Elements with a listener of their own for clicks and touches."""
        told = await self.session.send("Runtime.evaluate", {"expression": "document", "contextId": self.world})
        asked = {"objectId": told["result"]["objectId"], "depth": -1, "pierce": True}
        listeners = await self.session.send("DOMDebugger.getEventListeners", asked)
        return list(
            dict.fromkeys(
                e["backendNodeId"] for e in listeners["listeners"] if e["type"] in _PRESSES and "backendNodeId" in e
            )
        )

    async def _object(self, node: int) -> str | None:
        from playwright.async_api import Error

        try:
            told = await self.session.send("DOM.resolveNode", {"backendNodeId": node, "executionContextId": self.world})
        except Error:  # gone since, or of another world
            return None
        key = told["object"].get("objectId")
        return None if key is None else str(key)
