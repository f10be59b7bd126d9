"""The answers to notice and necessity as tables, and how far each question was answered. Both reports read these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasshouse.model.answer import Question, Row
from glasshouse.model.audit import Audit
from glasshouse.model.place import ScreenPlace, TextPlace
from glasshouse.tell import spelling
from glasshouse.tell.judged import Judged
from glasshouse.tell.names import Names, party_name
from glasshouse.tell.timing import gate_of
from glasshouse.tell.words import Words


@dataclass(frozen=True, slots=True)
class Said:
    """A row in words: the kind of data, who takes it, what the answer says of it, where a notice names it."""

    data: str
    who: str
    own: bool
    says: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Same:
    """The kinds of data of which the answer says the same. ``who`` is empty where it is the app's own code."""

    says: str
    who: str
    kinds: tuple[str, ...]


def state_of(words: Words, audit: Audit, question: Question, judged: Judged) -> str:
    """How far a question was answered: by a table and from what, by rules alone, or not, and what it needs."""
    if question is Question.CONSENT and audit.answers.consent is not None:
        return words(f"question.consent.{_consent_state(audit)}")
    if getattr(audit.answers, question) is not None:
        return words(f"question.{question}.answered")
    if any(part.question is question and part.cases for part in judged.parts):
        return words("question.by_rules")
    if question is Question.CONSENT and any(file.role == "screen" for file in audit.inputs.files):
        return words("question.consent.unread")
    return words(f"question.{question}.needs")


def _consent_state(audit: Audit) -> str:
    """What the consent answer rests on: screens that were read, or the order of things in the code alone."""
    if audit.screens:
        return "answered"
    return "no_gate" if gate_of(audit) is None else "by_code"


def told(audit: Audit, words: Words, names: Names) -> list[Said]:
    """What the notices say of each kind of data that is taken; rows about topics are not among them."""
    places = {mention.data: mention.place for asking in audit.askings for mention in asking.mentions if mention.shown}
    rows = (row for row in audit.answers.notice or () if row.topic is None)
    return [_said(audit, words, names, row, _quoted(places.get(row.data))) for row in rows]


def needed(audit: Audit, words: Words, names: Names) -> list[Said]:
    """What the function of the app needs, for each kind of data."""
    return [_said(audit, words, names, row, "") for row in audit.answers.necessity or ()]


def missing_topics(audit: Audit, names: Names) -> list[str]:
    """What a notice has to say and key words did not find."""
    return [names.topic(row.topic) for row in audit.answers.notice or () if row.topic and row.class_ == "missing"]


def by_class(rows: Iterable[Said]) -> tuple[Same, ...]:
    """The rows by what they say, each sentence once, in the order of the answer."""
    groups: dict[tuple[str, str], dict[str, None]] = {}
    for row in rows:
        groups.setdefault((row.says, "" if row.own else row.who), {})[row.data] = None
    return tuple(Same(says, who, tuple(kinds)) for (says, who), kinds in groups.items())


def _said(audit: Audit, words: Words, names: Names, row: Row, where: str) -> Said:
    party = next((party for party in audit.parties if party.id == row.actor), None)
    own = party is not None and party.kind == "operator"
    who = row.actor if party is None else words("who.own_title") if own else party_name(words, party)
    says = words.known("answer_class", row.class_) if row.class_ else spelling.reason(words, row.reason)
    return Said(names.data(row.data), who, own, says, where)


def _quoted(place: object) -> str:
    match place:
        case TextPlace():
            return f"{place.file}, {place.start}: “{place.quote}”"
        case ScreenPlace():
            return f"{place.file}, {place.node}"
        case _:
            return ""
