"""The answer to the second question: were you told.

One row for each kind of data and party that the access answer names, with what the notices supplied say of it:
``omitted`` (none names it), ``vague`` (only a wider kind is named), ``named`` (it is named; the sentence is not read).
Status and grade are those of the deed, weakened where a notice may have been missed. And one row for each topic that a
policy has to say. Without a policy or a screen there is no answer: silence of what was not supplied is not silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking, AskingKind, Topic
from glasshouse.model.ids import AskingId, DataId, PartyId
from glasshouse.model.looked import NotLooked
from glasshouse.model.practice import Grade

#: ``covers(general, special)``, the relation of the vocabulary.
Covers = Callable[[str, str], bool]

ANY = DataId("personal_data")
_DOCUMENTS = ("policy", "screen")
#: Who is told of the exact place is told of the area.
_SAYS_TOO = {"location.precise": frozenset({"location.coarse"})}


@dataclass(frozen=True, slots=True)
class _Told:
    """What all notices together name."""

    shown: frozenset[str]
    maybe: frozenset[str]  # hidden at first, or in a text of the app that may never be shown
    ids: tuple[AskingId, ...]
    whole: bool
    covers: Covers

    def kind_of(self, data: str) -> str:
        return self._by(self.shown, data)

    def may_be(self, data: str) -> str:
        return self._by(self.shown | self.maybe, data)

    def _by(self, named: frozenset[str], data: str) -> str:
        if any(self.covers(data, kind) for kind in named):
            return "named"
        return "vague" if any(self.covers(kind, data) for kind in named) else "omitted"


def answer_notice(
    access: Iterable[Row],
    askings: Sequence[Asking],
    unread: Sequence[NotLooked],
    operator: PartyId | None,
    covers: Covers,
) -> tuple[Row, ...] | None:
    """Build the rows of the notice answer, sorted: deeds by data and party, then topics by name.

    ``unread`` are documents that were supplied and could not be read. Kinds that the vocabulary lacks are passed over
    by ``covers``.
    """
    notices = [asking for asking in askings if asking.kind is AskingKind.NOTICE and asking.source]
    if not any(asking.source in _DOCUMENTS for asking in notices):
        return None
    told = _told(notices, unread, covers)
    deeds = [_deed(row, told) for row in access if _is_deed(row)]
    deeds.sort(key=lambda row: (row.data, row.actor))
    return (*deeds, *(_topic(topic, notices, operator) for topic in _topics(notices, whole=told.whole)))


def _told(notices: Sequence[Asking], unread: Sequence[NotLooked], covers: Covers) -> _Told:
    mentions = [(asking, mention) for asking in notices for mention in asking.mentions]
    shown = _meant(m.data for asking, m in mentions if asking.source in _DOCUMENTS and m.shown)
    sweeping = {m.data for _, m in mentions if m.data == ANY and not m.shown}  # "any information on your device"
    return _Told(
        shown,
        (_meant(m.data for _, m in mentions) | sweeping) - shown,
        tuple(asking.id for asking in notices if asking.source in _DOCUMENTS),
        not unread and all(asking.whole for asking in notices),
        covers,
    )


def _meant(named: Iterable[str]) -> frozenset[str]:
    """What is told by what is named.

    Personal data as such counts only where no kind is named: a notice that lists kinds says by the list what it means.
    """
    kinds = frozenset(named)
    if kinds - {ANY}:
        kinds -= {ANY}
    return kinds.union(*(_SAYS_TOO.get(kind, ()) for kind in kinds))


def _is_deed(row: Row) -> bool:
    """Whether the row says that something is or may be taken."""
    return row.topic is None and (row.status in {Status.PROVED, Status.LIKELY} or row.grade is Grade.CAPABILITY)


def _deed(row: Row, told: _Told) -> Row:
    found, perhaps = told.kind_of(row.data), told.may_be(row.data)
    status, reason = row.status, row.reason
    if found != "named" and not told.whole:
        status, reason = Status.NOT_EXAMINED, "notice_not_read"
    elif found != perhaps and status is Status.PROVED:
        status, reason = Status.LIKELY, "in_app_text"
    return replace(row, status=status, class_=found, reason=reason, askings=told.ids)


def _topics(notices: Sequence[Asking], *, whole: bool) -> list[Topic]:
    """One a name: stated where any notice states it; missing surely only where everything was read."""
    best: dict[str, Topic] = {}
    for topic in (topic for asking in notices for topic in asking.topics):
        held = best.get(topic.name)
        if held is None or (topic.stated, topic.sure, topic.value or 0) > (held.stated, held.sure, held.value or 0):
            best[topic.name] = topic
    return [topic if topic.stated or whole else replace(topic, sure=False) for _, topic in sorted(best.items())]


def _topic(topic: Topic, notices: Sequence[Asking], operator: PartyId | None) -> Row:
    return Row(
        data=ANY,
        actor=operator or PartyId("operator"),
        status=Status.PROVED if topic.sure else Status.LIKELY,
        askings=tuple(asking.id for asking in notices if any(item.name == topic.name for item in asking.topics)),
        class_="stated" if topic.stated else "missing",
        topic=topic.name,
        value=topic.value,
    )
