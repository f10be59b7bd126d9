"""The Rust core: bytes in, columns out. See crates/py."""

from os import PathLike
from typing import Protocol, TypeAlias, final

__all__ = [
    "Answer",
    "CoreError",
    "FormatError",
    "Framework",
    "LimitError",
    "Limits",
    "Package",
    "Program",
    "Resources",
    "Xml",
    "layout_facts",
    "layout_texts",
    "read_xml",
]

class FormatError(ValueError):
    """A structure that could not be read."""

    structure: str
    offset: int
    found: str
    expected: str

class LimitError(FormatError):
    """A limit was passed: the structure may be sound."""

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
        """Open a file; ``FormatError`` without a directory. ``salvage`` goes by local headers instead."""

    @staticmethod
    def from_bytes(data: bytes, limits: Limits | None = None, *, salvage: bool = False) -> Package:
        """The same for bytes in memory, which are copied."""

    def entries(self) -> list[tuple[str, int, int, int]]:
        """Name, method, compressed size and size of each entry, duplicates included."""

    def count(self, name: str) -> int:
        """How many entries have this name."""

    def __contains__(self, name: str, /) -> bool: ...
    def read(self, name: str, copy: int = 0) -> bytes:
        """Bytes of an entry; ``KeyError`` when there is none, ``FormatError`` when it cannot be read."""

    def certificates(self) -> list[tuple[str, bytes]]:
        """Scheme (``v1``, ``v2``, ``v3``, ``v3.1``) and DER of each certificate, as stated: nothing is verified."""

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

def layout_texts(package: Package, names: list[str]) -> list[tuple[str, int, int, str, str]]:
    """Views with a text in these XML files: file, id, text resource (0 for none), text, click handler."""

@final
class Resources:
    """A resource table. Ids are ``0xPPTTEEEE``; kinds are those of ``Xml`` and ``bag``."""

    @staticmethod
    def from_arsc(data: bytes, limits: Limits | None = None) -> Resources:
        """Index ``resources.arsc``; entries are read when asked for."""

    @staticmethod
    def from_proto(data: bytes, limits: Limits | None = None) -> Resources:
        """Read ``resources.pb`` of a bundle's module."""

    def value(self, number: int, *, follow: bool = True) -> list[tuple[str, str, int, str]]:
        """Configuration (empty for the default, which comes first), kind, data and text; references are followed.

        A style, array or plural is one row of kind ``bag`` with its parent as data.
        """

    def bag(self, number: int) -> list[tuple[str, int, list[tuple[int, str, int, str]]]]:
        """Configuration, parent and values (name id or position, kind, data, text) of a style, array or plural."""

    def name(self, number: int) -> str | None:
        """``package:type/name``."""

    def id(self, name: str) -> int | None:
        """The id of ``type/name``, with or without ``@`` and package."""

    def of_type(self, kind: str, *, default_only: bool = False) -> list[tuple[int, str, str, str, int, str]]:
        """Id, name, configuration, kind, data and text of all resources of a type such as ``string``, by id."""

    def types(self) -> list[str]:
        """Names of the types in the table."""

    def packages(self) -> list[tuple[int, str]]:
        """Id and name of each package."""

    def forgiven(self) -> list[tuple[str, int, str]]:
        """Structure, offset and description of what was read past."""

    @property
    def partial(self) -> bool:
        """Whether a part of the table could not be read."""

_HopRow: TypeAlias = tuple[str, str, str, int | None, str, int | None]
"""Unit, class, method, offset of the call that leads on, how it was reached, number of the entry."""

_ReadRow: TypeAlias = tuple[int, str, str, str, int, str, str, bool, bool, int, list[_HopRow]]
"""Tag, unit, class, method, offset, api, detail, certain, reflective, reach (0 none, 1 likely, 2 sure), way."""

_PlaceRow: TypeAlias = tuple[str, str, str, int, str]
"""Unit, class, method, offset, api."""

_TimeRow: TypeAlias = tuple[int, str, tuple[str, str, str, int] | None, list[_HopRow]]
"""When (0 unknown, 1 before, 2 after, 3 likely before), what it waits for (``branch``, ``handler``), its place, way."""

_GateRows: TypeAlias = tuple[list[tuple[str, str, str]], list[tuple[str, str, str]], list[tuple[str, str, str, int]]]
"""What agreeing runs, what refusing runs (unit, class, method), where agree handlers are handed over."""

class _Asking(Protocol):
    """Words of agreement; see ``observe/app/asking.py``."""

    labels: list[tuple[str, bool]]
    parts: list[tuple[str, bool]]
    label_ids: list[tuple[int, bool]]
    wording: list[str]
    about: tuple[list[str], list[str]]
    wording_ids: list[int]
    layouts: list[tuple[int, bool, list[tuple[int, bool, str | None]]]]
    homes: list[tuple[str, int]]

class _Question(Protocol):
    """What :meth:`Program.analyse` reads; see ``observe/app/question.py``."""

    methods: list[tuple[str, str, str | None, tuple[int, list[str | int], bool] | None, int]]
    fields: list[tuple[str, str, int]]
    callbacks: list[tuple[str, str, str | None, tuple[int, list[str | int], bool] | None, int]]
    uris: list[tuple[str, list[tuple[str, str]], int]]
    resolvers: list[tuple[str, str, str | None, int]]
    services: list[tuple[str, str]]
    activations: list[tuple[str, list[str]]]
    library_callbacks: list[tuple[str, list[str]]]
    entries: list[tuple[str, str, list[str], list[str]]]
    click_handlers: list[str]
    @property
    def asking(self) -> _Asking | None: ...

@final
class Framework:
    """Android's own classes, parsed from the text of ``framework.txt``."""

    def __new__(cls, text: bytes) -> Framework: ...
    def __len__(self) -> int: ...

@final
class Program:
    """All code of a package, linked under one numbering."""

    @staticmethod
    def link(units: list[tuple[str, bytes | list[tuple[str, bytes]]]]) -> Program:
        """Link code files in class path order: a name with a DEX file, or with (entry, class file) pairs."""

    def counts(self) -> tuple[int, int, int]:
        """Classes, methods with code, bytes of code files."""

    def problems(self) -> tuple[list[tuple[str, str, int, str]], tuple[int, int, int, int]]:
        """Unit, structure, offset and text of what could not be read; units, classes, methods and rows lost."""

    def defines(self, names: list[str]) -> list[bool]:
        """For each dotted class name whether the package defines it."""

    def class_names(self) -> list[str]:
        """Dotted names of all classes."""

    def strings(self, texts: list[str], domains: list[str]) -> tuple[list[str], list[str]]:
        """Which texts occur in a string constant, and which domains are named in one."""

    def view_settings(self) -> list[tuple[int, str, int | None, str | None]]:
        """What code sets on views found by a constant id: id, setter, number, text; neither where it is no constant."""

    def analyse(self, framework: Framework, question: _Question, seconds: float | None = None) -> Answer:
        """Who reads what, from where, on which way from an entry point; past ``seconds`` what was seen by then."""

@final
class Answer:
    """Columns of one analysis."""

    reads: list[_ReadRow]
    undecided: list[_PlaceRow]
    hidden: list[_PlaceRow]
    packages: list[tuple[str, int, int, int, int, int]]
    broken: list[tuple[str, str, str, str]]
    instructions: int
    cut: bool
    times: list[_TimeRow]
    gates: _GateRows | None
    refusals: list[tuple[str, tuple[str, str, str], tuple[str, str, str, int]]]
    """What a refusal leads to (``exit``, ``finish``, ``ask_again``, ``request_again``, ``opens``), handler, place."""
    starts: list[tuple[int, tuple[str, str, str, int], str, _TimeRow]]
    """Where SDKs are started: tag, place, api, time."""
    requests: list[tuple[tuple[str, str, str, int], list[str]]]
    """Permissions asked for before anybody touched anything: place, names."""
    given_up: list[tuple[str, int]]
    """What was not followed because it cost too much, and how often."""
