"""The terms of the vocabulary: what an entry of ``data/*.toml`` becomes once it is read.

Values only. Reading lives in ``load``, the slow whole-vocabulary lint in ``check``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class VocabError(Exception):
    """An entry of the vocabulary is wrong: our mistake, never the user's.

    The message names the file, the entry, the field and what was expected there.
    """

    def __init__(self, file: str, entry: str, field: str, expected: str) -> None:
        super().__init__(f"{file}: {entry}: {field}: expected {expected}")
        self.file = file
        self.entry = entry
        self.field = field
        self.expected = expected


class Sensitive(Enum):
    """A list of especially protected data that a kind of data belongs to."""

    GB35273 = "gb35273"  # GB/T 35273-2020, annex B
    GDPR9 = "gdpr9"  # Regulation (EU) 2016/679, article 9(1)


class Level(Enum):
    """How an app comes to hold a permission, at the newest API level that knows it."""

    DANGEROUS = "dangerous"  # asked of the user while the app runs (before API 23: at installation)
    NORMAL = "normal"  # given at installation without a question
    SIGNATURE = "signature"  # only for the system, its maker's apps and holders of a role
    APPOP = "appop"  # a switch in the system settings, per app
    SPECIAL = "special"  # the user enables a service that the app declares (accessibility, keyboard, ...)


@dataclass(frozen=True, slots=True)
class DataKind:
    """A kind of personal data. ``ancestors`` holds its own id and every kind that covers it."""

    id: str
    en: str
    zh: str
    dpv: str | None
    sensitive: tuple[Sensitive, ...]
    also_under: tuple[str, ...]
    ancestors: frozenset[str]
    source: str
    date: str


def covers(general: DataKind, special: DataKind) -> bool:
    """Say whether each ``special`` is a ``general``: ``location`` covers ``location.precise``; a kind covers itself."""
    return general.id in special.ancestors


@dataclass(frozen=True, slots=True)
class Kinds:
    """All kinds of data of one vocabulary, by id."""

    version: str
    date: str
    by_id: Mapping[str, DataKind]

    def covers(self, general: str, special: str) -> bool:
        """Say whether ``general`` covers ``special``. Raises ``KeyError`` for an id the vocabulary does not know."""
        return covers(self.by_id[general], self.by_id[special])


@dataclass(frozen=True, slots=True)
class Permission:
    """A permission and the personal data that its holder can read (``opens``) or change (``writes``).

    ``implies`` names permissions whose data the holder gets as well. ``until`` is the last API level at which an
    ordinary app can use it; ``None`` means still.
    """

    id: str
    en: str
    zh: str
    opens: tuple[str, ...]
    writes: tuple[str, ...]
    level: Level
    since: int
    until: int | None
    implies: tuple[str, ...]
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class When:
    """The entry holds only for a call whose argument ``arg`` (from 0, receiver not counted) is one of ``equals``."""

    arg: int
    equals: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What every API entry says.

    ``data`` is handed over; ``infers`` can be worked out from it and is weaker. Any one of ``permission`` opens the
    call (empty: none is needed; ``prefix.*``: any permission below the prefix); each of ``also_needs`` is needed
    besides. ``until`` is the last API level at which an ordinary app gets the data. ``mediated``: the user picks or
    makes what is handed over, each time. ``file`` is where the entry stands.
    """

    data: tuple[str, ...]
    infers: tuple[str, ...]
    permission: tuple[str, ...]
    also_needs: tuple[str, ...]
    since: int
    until: int | None
    mediated: bool
    note: str
    source: str
    date: str
    file: str


@dataclass(frozen=True, slots=True)
class MethodSpec:
    """A method that hands over data, or starts doing so. ``params`` ``None`` means every overload.

    An entry without ``when`` beside entries with one is the fallback for other or unknown arguments.
    """

    owner: str
    name: str
    params: str | None
    when: When | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field that holds data."""

    owner: str
    name: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class CallbackSpec:
    """A method that the app implements and the system or a library calls with data."""

    owner: str
    name: str
    params: str | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class UriSpec:
    """A content address, which also stands for longer ones below it; ``constants`` are the fields that hold it."""

    uri: str
    constants: tuple[str, ...]
    facts: Facts


@dataclass(frozen=True, slots=True)
class ResolverSpec:
    """A method whose data is decided by the address in argument ``uri_arg``.

    ``observe``: it tells that something changed, not what. ``authority``: the argument may be a bare authority.
    """

    owner: str
    name: str
    params: str | None
    uri_arg: int
    observe: bool
    authority: bool
    since: int
    source: str
    date: str
    file: str


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """A system service by which personal data can be reached; asking for it reads nothing yet."""

    name: str
    constant: str | None
    owner: str
    since: int
    source: str
    date: str
    file: str


@dataclass(frozen=True, slots=True)
class BroadcastSpec:
    """A broadcast that hands data to its receiver."""

    action: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class IntentSpec:
    """An intent whose result, or whose bound service, hands over data; ``mime`` narrows it to one kind of content."""

    action: str
    mime: str | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class Apis:
    """Every API entry, in the order of the files' names and then of the entries."""

    version: str
    date: str
    methods: tuple[MethodSpec, ...]
    fields: tuple[FieldSpec, ...]
    callbacks: tuple[CallbackSpec, ...]
    uris: tuple[UriSpec, ...]
    resolvers: tuple[ResolverSpec, ...]
    services: tuple[ServiceSpec, ...]
    broadcasts: tuple[BroadcastSpec, ...]
    intents: tuple[IntentSpec, ...]

    def __len__(self) -> int:
        """Count the entries of every kind."""
        code = len(self.methods) + len(self.fields) + len(self.callbacks) + len(self.resolvers)
        return code + len(self.uris) + len(self.services) + len(self.broadcasts) + len(self.intents)
