"""One XML element, whichever form it was read from: binary, protobuf or text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

#: The namespace of attributes that Android reads.
ANDROID = "http://schemas.android.com/apk/res/android"


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute. ``value`` is its text, references resolved where a resource table allows; ``data`` the raw word.

    ``kind`` is ``string``, ``reference``, ``int``, ``bool``, ``float``, ``dimension``, ``colour`` or ``null``.
    """

    namespace: str
    name: str
    value: str
    kind: str = "string"
    data: int = 0
    resource: int = 0


@dataclass(frozen=True, slots=True)
class Element:
    """An element with its attributes and children; ``line`` is that of the source, 0 when the file does not say."""

    name: str
    attributes: tuple[Attribute, ...] = ()
    children: tuple[Element, ...] = ()
    line: int = 0

    def get(self, name: str, namespace: str = ANDROID) -> str | None:
        """The value of an attribute, by default of Android's namespace; the first where a hostile file has two."""
        for attribute in self.attributes:
            if attribute.name == name and attribute.namespace == namespace:
                return attribute.value
        return None

    def all(self, name: str) -> Iterator[Element]:
        """Direct children of this name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Element | None:
        """The first direct child of this name."""
        return next(self.all(name), None)

    def walk(self) -> Iterator[Element]:
        """This element and everything below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))
