"""A layout as a tree of views, with what it includes in its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glasshouse.observe.screens.values import Item, Value, Values

#: Views of one screen; the largest real layouts have some hundred.
MOST_VIEWS = 3_000
_DEEPEST_INCLUDE = 12
_INCLUDED = ("include", "ViewStub")


@dataclass(frozen=True, slots=True)
class View:
    """A view: class name, attributes, views inside. ``file`` and ``line`` say where it stands, ``path`` which it is.

    ``late``: it comes only when code asks for it (a stub).
    """

    name: str
    given: dict[int | str, Value]
    inside: tuple[View, ...]
    file: str
    line: int
    path: str
    late: bool = False

    def walk(self) -> Iterator[View]:
        """This view and all inside it."""
        yield self
        for view in self.inside:
            yield from view.walk()


class Trees:
    """Reads layouts; ``included`` gathers the files that others take in."""

    def __init__(self, values: Values) -> None:
        self._values = values
        self._count = 0
        self.included: set[str] = set()

    def read(self, path: str) -> tuple[View, ...]:
        """The root of a layout, or its roots where they are to be merged; nothing where it cannot be read."""
        self._count = 0
        return self._read(path, 0)

    def _read(self, path: str, deep: int) -> tuple[View, ...]:
        items = self._values.document(path)
        if not items or deep > _DEEPEST_INCLUDE:
            return ()
        roots = self._below(items, 0, path, "", deep)[0]
        return roots[0].inside if len(roots) == 1 and roots[0].name == "merge" else roots

    def _below(self, items: list[Item], at: int, file: str, above: str, deep: int) -> tuple[tuple[View, ...], int]:
        """The views from an element on that are as deep as it, and where the next one above begins."""
        depth = items[at].depth
        made: list[View] = []
        counted: dict[str, int] = {}
        while at < len(items) and items[at].depth >= depth and self._count < MOST_VIEWS:
            item = items[at]
            self._count += 1
            counted[item.name] = counted.get(item.name, 0) + 1
            path = f"{above}{item.name}[{counted[item.name]}]"
            inside: tuple[View, ...] = ()
            at += 1
            if at < len(items) and items[at].depth > depth:
                inside, at = self._below(items, at, file, f"{path}/", deep)
            view = View(self._class(item), item.given, inside, file, item.line, path)
            made += self._taken_in(view, deep) if item.name in _INCLUDED else (view,)
        return tuple(made), len(items) if self._count >= MOST_VIEWS else at

    def _class(self, item: Item) -> str:
        named = item.given.get("class")
        return named.text if item.name == "view" and named is not None else item.name

    def _taken_in(self, view: View, deep: int) -> tuple[View, ...]:
        """What an include or a stub stands for; place, name and visibility given here go before those of its root."""
        layout = view.given.get("layout") or view.given.get(self._values.attribute("layout"))
        found = self._values.resolved(layout)
        if found is None or found.kind != "string":
            return ()
        self.included.add(found.text)
        roots = self._read(found.text, deep + 1)
        late = view.name == "ViewStub"
        if len(roots) == 1:
            root = roots[0]
            given = root.given | {key: value for key, value in view.given.items() if isinstance(key, int)}
            roots = (View(root.name, given, root.inside, root.file, root.line, root.path),)
        return tuple(_late(root) for root in roots) if late else roots


def _late(view: View) -> View:
    inside = tuple(_late(child) for child in view.inside)
    return View(view.name, view.given, inside, view.file, view.line, view.path, late=True)
