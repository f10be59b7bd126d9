"""The Rust core: bytes in, columns out. See crates/py."""

from os import PathLike
from typing import final

class FormatError(ValueError):
    """A structure that could not be read."""

    structure: str
    offset: int
    found: str
    expected: str

class CoreError(RuntimeError):
    """The core failed on this input: a defect of Glasshouse."""

@final
class Limits:
    """Budgets of one package; what is not given keeps its default."""

    def __new__(
        cls,
        *,
        zip_entries: int | None = None,
        entry_bytes: int | None = None,
        total_bytes: int | None = None,
        inflate_ratio: int | None = None,
        depth: int | None = None,
        items: int | None = None,
        classes: int | None = None,
        instructions: int | None = None,
        forgiven: int | None = None,
    ) -> Limits: ...

@final
class Package:
    """A zip archive, read as Android reads it; safe to share between threads."""

    @staticmethod
    def open(path: str | PathLike[str], limits: Limits | None = None, *, salvage: bool = False) -> Package:
        """Open a file; raises ``FormatError`` without a central directory. ``salvage`` goes by local headers instead."""

    @staticmethod
    def from_bytes(data: bytes, limits: Limits | None = None, *, salvage: bool = False) -> Package:
        """The same for bytes in memory, which are copied."""

    def entries(self) -> list[tuple[str, int, int, int]]:
        """Name, method, compressed size and size of each entry, duplicates included."""

    def count(self, name: str) -> int:
        """How many entries have this name."""

    def __contains__(self, name: str) -> bool: ...
    def read(self, name: str, copy: int = 0) -> bytes:
        """Bytes of an entry; ``KeyError`` when there is none, ``FormatError`` when it cannot be read."""

    def forgiven(self) -> list[tuple[str, int, str]]:
        """Structure, offset and description of what was read past so far."""

    @property
    def partial(self) -> bool:
        """Whether entries are known or likely to be missing."""

@final
class Xml:
    """A flat XML document."""

    def elements(self) -> list[tuple[int, str, int, list[tuple[str, str, int, str, str, int]], str]]:
        """Depth, name, line, attributes and text of each element, in document order.

        An attribute is namespace, name, resource id, text, kind and data. Kinds: null, reference, attribute, string,
        float, dimension, fraction, int, hex, bool, colour, unknown.
        """

    def forgiven(self) -> list[tuple[str, int, str]]:
        """Structure, offset and description of what was read past."""

    @property
    def partial(self) -> bool:
        """Whether the reader lost a part of the document."""

def read_xml(data: bytes, limits: Limits | None = None) -> Xml:
    """Read binary or protobuf XML; raises ``FormatError`` for all else, text XML included."""

def layout_facts(
    package: Package, names: list[str]
) -> tuple[list[tuple[str, str, str, int]], list[tuple[str, str, int, str]]]:
    """Class names, fragment names and click handlers in these XML files.

    The first list holds file, kind (``class``, ``fragment``, ``on_click``, ``name``), value and line; the second the
    files that could not be read, with structure, offset and message.
    """
