"""Reads one document: the kinds of data that it names, and the topics that it says.

By words, not by sentences: it can show that a text is silent, never that what it says is true. A phrase that names
personal data as such counts only beside a verb of collection: "we protect your personal data" tells of no collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glasshouse.model.asking import Asking, AskingKind, Mention, Topic
from glasshouse.model.ids import AskingId, DataId, content_id
from glasshouse.model.place import FilePlace
from glasshouse.observe.notice.sentences import sentences
from glasshouse.observe.notice.words import GENERAL, KIND, collect_phrases, data_phrases, topic_phrases
from glasshouse.open.document import Document

ANY = "personal_data"
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTERS = re.compile("[^\\W\\d_]")
#: Characters that are frequent and written otherwise in traditional Chinese.
_SIMPLIFIED, _TRADITIONAL = re.compile("[个们时会说对开关这为产业务]"), re.compile("[個們時會說對開關這為產業務]")
_DAYS = re.compile(
    "(\\d{1,3}|十五|二十|三十|六十|十)\\s*(?:个|個)?\\s*(?:工作日|working days|business days)", re.IGNORECASE
)
_NUMBERS = {"十": 10, "十五": 15, "二十": 20, "三十": 30, "六十": 60}
#: Which number of days belongs to which topic: by the topic that is said in the same sentence.
_DAYS_OF = {"complaint_channel": "complaint_days", "rights": "rights_days", "access": "rights_days"}
_DAYS_OF |= {"correct": "rights_days", "delete": "rights_days", "close_account": "rights_days"}
_LATIN_SHARE, _HAN_SHARE = 0.2, 0.3


def read_notice(document: Document, source: str) -> Asking:
    """Read a document as a notice. ``source`` is ``policy`` or ``screen``; only a policy has topics."""
    mentions = list(_mentions(document, document.text, shown=True))
    seen = {mention.data for mention in mentions}
    mentions += [item for item in _mentions(document, document.hidden, shown=False) if item.data not in seen]
    return Asking(
        id=AskingId(content_id("asking", source, document.name, document.sha256)),
        kind=AskingKind.NOTICE,
        data=tuple(sorted(seen)),
        place=FilePlace(document.name),
        source=source,
        mentions=tuple(mentions),
        topics=tuple(_topics(document)) if source == "policy" else (),
        whole=document.whole,
    )


def named_in(text: str) -> tuple[str, ...]:
    """The kinds of data that a short text of the app names beside a verb of collection, in one sentence."""
    found: dict[str, None] = {}
    for start, end in sentences(text):
        sentence = text[start:end]
        if collect_phrases().find(sentence):
            found |= dict.fromkeys(kind for hit in data_phrases().find(sentence) for kind in _kinds(hit.labels))
    return tuple(found)


def is_readable(text: str) -> bool:
    """Whether the text is mostly in a language whose words are known here: Han or Latin letters."""
    letters = len(_LETTERS.findall(text))
    latin = len(re.findall("[A-Za-z]", text))
    return letters == 0 or len(_HAN.findall(text)) + latin >= letters * (1 - _LATIN_SHARE)


def _kinds(labels: tuple[str, ...]) -> list[str]:
    return [label.removeprefix(KIND) for label in labels if label.startswith(KIND)]


def _mentions(document: Document, text: str, *, shown: bool) -> Iterator[Mention]:
    """The first place of each kind, in reading order."""
    seen: set[str] = set()
    for start, end in sentences(text):
        sentence = text[start:end]
        hits = data_phrases().find(sentence)
        collects = any(GENERAL in hit.labels for hit in hits) and bool(collect_phrases().find(sentence))
        for hit in hits:
            for kind in [ANY] if GENERAL in hit.labels and collects else _kinds(hit.labels):
                if kind not in seen:
                    seen.add(kind)
                    at = (start + hit.start, start + hit.end)
                    yield Mention(DataId(kind), document.place(*at) if shown else FilePlace(document.name), shown)


def _topics(document: Document) -> Iterator[Topic]:
    """What the policy says and leaves out. Key words alone are never sure; silence about any rule and language are."""
    text = document.text
    days: dict[str, Topic] = {}
    for name, phrases in topic_phrases().items():
        hits = phrases.find(text)
        yield Topic(name, bool(hits), place=document.place(hits[0].start, hits[0].end) if hits else None)
    collects = collect_phrases().find(text)
    names = any(label.startswith(KIND) or label == GENERAL for hit in data_phrases().find(text) for label in hit.labels)
    yield Topic("rules", bool(collects) and names, sure=not collects and not names and document.whole)
    yield from _language(text)
    for start, end in sentences(text):
        for found in _DAYS.finditer(text, start, end):
            for topic, name in _DAYS_OF.items():
                if topic_phrases()[topic].find(text[start:end]):
                    value = float(_NUMBERS.get(found[1]) or found[1])
                    place = document.place(found.start(), found.end())
                    if name not in days or value > (days[name].value or 0):
                        days[name] = Topic(name, stated=True, sure=True, value=value, place=place)
    yield from days.values()


def _language(text: str) -> Iterator[Topic]:
    letters, han = len(_LETTERS.findall(text)), len(_HAN.findall(text))
    simplified, traditional = len(_SIMPLIFIED.findall(text)), len(_TRADITIONAL.findall(text))
    is_chinese = letters > 0 and han >= letters * _HAN_SHARE
    yield Topic("simplified_chinese", is_chinese and simplified >= traditional, sure=letters > 0)
    if is_chinese:
        lengths = [end - start for start, end in sentences(text)]
        yield Topic("readability", stated=True, sure=True, value=round(sum(lengths) / len(lengths), 1))
