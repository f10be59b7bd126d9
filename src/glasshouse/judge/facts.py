"""What a rule can see of an audit: the rows of the answers, the practices, and the inputs. Nothing else.

Built once for an audit and indexed, because a hundred rules ask the same few questions of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from glasshouse.model.answer import Question, Row
from glasshouse.model.asking import AskingKind
from glasshouse.model.audit import Audit, Category, Reply
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.party import Party
from glasshouse.model.place import FilePlace, Place
from glasshouse.model.practice import Practice
from glasshouse.vocab.load import load_kinds

#: ``covers(general, special)``, the relation of the vocabulary.
Covers = Callable[[str, str], bool]

#: What people are asked on screens; a notice asks nothing.
_ASKED_ON_SCREENS = frozenset({AskingKind.CONSENT, AskingKind.FORM, AskingKind.PERMISSION})

#: Reasons that leave code unseen in which a deed may hide.
HIDES_CODE = frozenset(
    {Why.PACKED, Why.NATIVE, Why.OTHER_RUNTIME, Why.LOADED_LATER, Why.DAMAGED, Why.OVER_BUDGET, Why.UNSUPPORTED}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """``asked``: answers that were given; ``hidden``: those that rest on something that could not all be examined.

    ``inputs`` holds values as text, by name; a name that is missing is unknown. ``subject`` is where a finding hangs
    that has no deed. ``parties`` are kinds and bilingual names by id. ``screens``: how the app asks was examined on a
    screen; without that the consent answer is about time alone.
    """

    rows: Mapping[Question, tuple[Row, ...]]
    practices: tuple[Practice, ...]
    parties: Mapping[str, Party]
    covers: Covers
    subject: Place
    asked: frozenset[Question] = frozenset()
    hidden: frozenset[Question] = frozenset()
    inputs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    supplied: frozenset[str] = frozenset()
    category: Category | None = None
    replies: Mapping[str, Reply] = field(default_factory=dict)
    looked: tuple[str, ...] = ()
    screens: bool = True
    by_class: Mapping[tuple[Question, str | None, str | None], tuple[Row, ...]] = field(default_factory=dict)
    by_data: Mapping[tuple[Question, str | None], tuple[Row, ...]] = field(default_factory=dict)
    by_topic: Mapping[tuple[Question, str], tuple[Row, ...]] = field(default_factory=dict)
    by_voice: Mapping[str, tuple[Practice, ...]] = field(default_factory=dict)

    def kind_of(self, party: str | None) -> str:
        """The kind of a party; ``unknown`` when it is not listed."""
        found = self.parties.get(party or "")
        return found.kind if found else "unknown"


def index(facts: Facts) -> Facts:
    """Return the facts with their rows and practices sorted by what rules ask for; data ``None`` holds all kinds."""
    classes: dict[tuple[Question, str | None, str | None], list[Row]] = defaultdict(list)
    kinds: dict[tuple[Question, str | None], list[Row]] = defaultdict(list)
    topics: dict[tuple[Question, str], list[Row]] = defaultdict(list)
    for question, rows in facts.rows.items():
        for row in rows:
            if row.topic is None:
                for data in (None, row.data):
                    classes[question, row.class_, data].append(row)
                    kinds[question, data].append(row)
            else:
                topics[question, row.topic].append(row)
    voices: dict[str, list[Practice]] = defaultdict(list)
    for practice in facts.practices:
        voices[practice.voice].append(practice)
    return Facts(
        facts.rows,
        facts.practices,
        facts.parties,
        facts.covers,
        facts.subject,
        facts.asked,
        facts.hidden,
        facts.inputs,
        facts.supplied,
        facts.category,
        facts.replies,
        facts.looked,
        facts.screens,
        {key: tuple(rows) for key, rows in classes.items()},
        {key: tuple(rows) for key, rows in kinds.items()},
        {key: tuple(rows) for key, rows in topics.items()},
        {key: tuple(items) for key, items in voices.items()},
    )


def facts_of(audit: Audit) -> Facts:
    """Return what rules can see of an audit."""
    answers = {question: getattr(audit.answers, question) for question in Question}
    return index(
        Facts(
            rows={question: rows or () for question, rows in answers.items()},
            practices=audit.practices,
            parties={party.id: party for party in audit.parties},
            covers=covers,
            subject=FilePlace(audit.subject.name),
            asked=frozenset(question for question, rows in answers.items() if rows is not None),
            hidden=_hidden(audit.not_looked),
            inputs=_inputs(audit),
            supplied=_supplied(audit),
            category=audit.inputs.category,
            replies={reply.rule: reply for reply in audit.inputs.replies},
            looked=tuple(dict.fromkeys(f"{item.observer}: {item.artifact}" for item in audit.looked)),
            screens=any(item.kind in _ASKED_ON_SCREENS and item.source != "code" for item in audit.askings),
        )
    )


@lru_cache(maxsize=65_536)
def covers(general: str, special: str) -> bool:
    """Ids of a saved audit may be newer than this vocabulary: an unknown kind covers itself."""
    kinds = load_kinds().by_id
    if general in kinds and special in kinds:
        return load_kinds().covers(general, special)
    return general == special


def _hidden(not_looked: Iterable[NotLooked]) -> frozenset[Question]:
    unseen = any(item.why in HIDES_CODE for item in not_looked)
    return frozenset(Question) if unseen else frozenset()


def _supplied(audit: Audit) -> frozenset[str]:
    unread = {item.place.path for item in audit.not_looked if isinstance(item.place, FilePlace) and item.counts}
    return frozenset(file.role for file in audit.inputs.files if file.role == "app" or file.name not in unread)


def _inputs(audit: Audit) -> dict[str, tuple[str, ...]]:
    subject, given = audit.subject, audit.inputs
    found: dict[str, tuple[str, ...]] = {"kind": (subject.kind,)}
    if subject.package:
        found["package"] = (subject.package,)
    if subject.target_sdk is not None:
        found["target_sdk"] = (str(subject.target_sdk),)
    if subject.min_sdk is not None:
        found["min_sdk"] = (str(subject.min_sdk),)
    if given.operator_status:
        found["operator_status"] = given.operator_status
    if given.category and given.category.source == "given":
        found["category"] = (str(given.category.value),)
    return found
