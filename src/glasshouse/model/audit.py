"""The audit document: everything that was looked at, seen, answered and found about one subject."""

from __future__ import annotations

from dataclasses import dataclass, field

from glasshouse.model.answer import Answers
from glasshouse.model.asking import Asking
from glasshouse.model.finding import ClauseCard, DutyRow, Finding, RuleCard
from glasshouse.model.looked import Looked, NotLooked
from glasshouse.model.party import Party
from glasshouse.model.place import Place
from glasshouse.model.practice import Practice
from glasshouse.model.screen_finding import SeenScreen

#: Name and version of the saved form; apart from the release.
FORMAT = "glasshouse.audit/1"


@dataclass(frozen=True, slots=True)
class Signer:
    """A certificate in the package: the scheme that names it and the SHA-256 of its DER bytes. Not verified."""

    scheme: str
    sha256: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What was audited. ``kind`` is ``apk``, ``bundle``, ``aab``, ``aar``, ``jar`` or ``dex``."""

    kind: str
    name: str
    sha256: str
    size: int
    package: str | None = None
    label: str | None = None
    version: str | None = None
    version_code: str | None = None
    min_sdk: int | None = None
    target_sdk: int | None = None
    signers: tuple[Signer, ...] = ()
    code_bytes: int = 0
    methods: int = 0


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read, by its role, with the hash of its bytes."""

    role: str
    name: str
    sha256: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """The type of the app: one of the 39, by number. A ``proposed`` one is shown and never assumed."""

    value: int
    source: str  # given | proposed
    confidence: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person answered to a guided question: whether the wrong is there, on which evidence, who says so, when."""

    rule: str
    holds: bool
    evidence: str | None = None
    by: str | None = None
    date: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the audit was given. ``operator_status`` is empty while unknown; ``none`` says that none of them applies.

    ``signed_by`` names the reviewer who stands for the findings; without one the report is a draft.
    """

    files: tuple[InputFile, ...]
    date: str | None = None
    jurisdiction: tuple[str, ...] = ()
    operator_status: tuple[str, ...] = ()
    category: Category | None = None
    replies: tuple[Reply, ...] = ()
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data file of ours that the audit rests on."""

    name: str
    version: str
    date: str


@dataclass(frozen=True, slots=True)
class PermissionFact:
    """A permission that the manifest declares: what it opens, and whether any read in the code needs it."""

    name: str
    opens: tuple[str, ...]
    level: str
    place: Place
    used: bool | None = None
    max_sdk: int | None = None


@dataclass(frozen=True, slots=True)
class Forgiven:
    """A defect that Android installs anyway and the reader read past."""

    file: str
    structure: str
    offset: int
    what: str


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit. Sequences are sorted: the same input gives the same bytes.

    ``partial``: something that can be read was cut short, by a budget or by damage. Code that lies outside what is read
    at all (native, packed) does not make it partial; it stands in ``not_looked`` and makes the exit code 4.
    """

    subject: Subject
    inputs: Inputs
    format: str = FORMAT
    tool_version: str = ""
    partial: bool = False
    datasets: tuple[Dataset, ...] = ()
    looked: tuple[Looked, ...] = ()
    not_looked: tuple[NotLooked, ...] = ()
    forgiven: tuple[Forgiven, ...] = ()
    permissions: tuple[PermissionFact, ...] = ()
    parties: tuple[Party, ...] = ()
    practices: tuple[Practice, ...] = ()
    askings: tuple[Asking, ...] = ()
    screens: tuple[SeenScreen, ...] = ()
    answers: Answers = field(default_factory=Answers)
    findings: tuple[Finding, ...] = ()
    rules: tuple[RuleCard, ...] = ()
    clauses: tuple[ClauseCard, ...] = ()
    duties: tuple[DutyRow, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether everything in the declared scope was examined; what lies outside it by nature does not count."""
        return not self.partial and not any(item.counts for item in self.not_looked)
