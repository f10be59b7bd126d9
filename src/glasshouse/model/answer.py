"""An answer is a table; a row names the data, the party, the status, and the practices that support it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from glasshouse.model.ids import AskingId, DataId, PartyId, PracticeId
from glasshouse.model.practice import Grade, PermissionState, Step, When


class Question(StrEnum):
    """The five questions, in the order in which a report asks them."""

    ACCESS = "access"
    NOTICE = "notice"
    CONSENT = "consent"
    NECESSITY = "necessity"
    SHARING = "sharing"


class Status(StrEnum):
    """How sure the row is. ``not_examined`` is never "clean"."""

    PROVED = "proved"
    LIKELY = "likely"
    NOT_FOUND = "not_found"
    NOT_EXAMINED = "not_examined"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer. ``path`` is the shortest one among the practices; ``class_`` is the word of the answer.

    ``topic`` is set where the row is not about a deed but about something that a notice has to say (``purpose``, ...);
    ``value`` is its number where it has one (days, taps), in the unit that docs/format/answer-rows.md names.
    """

    data: DataId
    actor: PartyId
    status: Status
    grade: Grade | None = None
    recipient: PartyId | None = None
    when: When = When.UNKNOWN
    permission: PermissionState | None = None
    permissions: tuple[str, ...] = ()
    path: tuple[Step, ...] = ()
    practices: tuple[PracticeId, ...] = ()
    askings: tuple[AskingId, ...] = ()
    class_: str | None = None
    reason: str | None = None
    topic: str | None = None
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The five answers; one that is absent was not asked by this release or these inputs."""

    access: tuple[Row, ...] | None = None
    notice: tuple[Row, ...] | None = None
    consent: tuple[Row, ...] | None = None
    necessity: tuple[Row, ...] | None = None
    sharing: tuple[Row, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a floor-3 file hands up: its rows, and what else it could not tell."""

    question: Question
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = field(default=())
