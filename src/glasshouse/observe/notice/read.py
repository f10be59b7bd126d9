"""Reads one document: the kinds of data that it names, and the topics that it says.

By words, not by sentences: it can show that a text is silent, never that what it says is true. A phrase that names
personal data as such counts only beside a verb of collection: "we protect your personal data" tells of no collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from glasshouse.model.asking import Asking, AskingKind, Mention, Topic
from glasshouse.model.ids import AskingId, DataId, content_id
from glasshouse.model.place import FilePlace
from glasshouse.observe.notice.sentences import sentences
from glasshouse.observe.notice.words import (
    GENERAL,
    KIND,
    collect_phrases,
    cue_phrases,
    data_phrases,
    sweeping_phrases,
    topic_phrases,
)
from glasshouse.open.document import Document
from glasshouse.vocab.match import Hit

ANY = DataId("personal_data")
_HAN = re.compile("[\u4e00-\u9fff]")
_LETTERS = re.compile("[^\\W\\d_]")
#: Characters that are frequent and written otherwise in traditional Chinese.
_SIMPLIFIED, _TRADITIONAL = re.compile("[个们时会说对开关这为产业务]"), re.compile("[個們時會說對開關這為產業務]")
_DAYS = re.compile(
    "(\\d{1,3}|十五|二十|三十|六十|十)\\s{0,4}(?:个|個)?\\s{0,4}(?:工作日|working days|business days)", re.IGNORECASE
)
#: A number of days is an answering time only beside one of these, in one clause.
_ANSWERS = re.compile(
    "回复|答复|处理|反馈|办理|完成|响应|核查|受理"
    "|answer|repl(?:y|ies)|respond|response|handle|process|complete|deal with",
    re.IGNORECASE,
)
_NEAR, _MOST_DAYS = 60, 20
_CLAUSE = re.compile("[,，、;；:：]")
_NUMBERS = {"十": 10, "十五": 15, "二十": 20, "三十": 30, "六十": 60}
#: Which number of days belongs to which topic: by the topic that is said in the same sentence.
_DAYS_OF = {"complaint_channel": "complaint_days", "rights": "rights_days", "access": "rights_days"}
_DAYS_OF |= {"correct": "rights_days", "delete": "rights_days", "close_account": "rights_days"}
_OTHER_SHARE, _HAN_SHARE = 0.2, 0.3
#: So few Han characters that a text is surely not in Chinese.
_HARDLY_HAN = 20
#: Words that every English text is full of, and other languages in Latin letters are not.
_ENGLISH = frozenset(
    "the and of to we you your our is are for that with not or by this be as it from may will when which".split()  # noqa: SIM905
)
_WORD = re.compile("[a-z]+")
_FEW_WORDS, _ENGLISH_SHARE, _CHINESE = 25, 0.15, 100
#: Letters (a Han character counts for two) below which nothing is a policy.
_SHORTEST_POLICY = 150


def read_notice(document: Document, source: str) -> Asking:
    """Read a document as a notice. ``source`` is ``policy`` or ``screen``; only a policy has topics."""
    mentions = list(_mentions(document, document.text, shown=True))
    seen = {mention.data for mention in mentions}
    hidden = [item for item in _mentions(document, document.hidden, shown=False) if item.data not in {*seen, ANY}]
    if document.kind == "screen":  # a phrase may run over several nodes
        known = seen.union(item.data for item in hidden)
        joined = _mentions(document, document.text.replace("\n\n", "\n"), shown=False)
        hidden += [item for item in joined if item.data not in {*known, ANY}]
    hidden += _perhaps(document, seen.union(item.data for item in hidden))
    if sweeping_phrases().find(document.text):
        hidden.append(Mention(ANY, FilePlace(document.name), shown=False))
    mentions += hidden
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


def _perhaps(document: Document, known: Iterable[str]) -> Iterator[Mention]:
    """Kinds that a cue beside a verb of collection may speak of: no list of words holds all that a policy may say."""
    seen = set(known)
    for start, end in sentences(document.text):
        sentence = document.text[start:end]
        cues = cue_phrases().find(sentence, inside=True)
        if not cues or not collect_phrases().find(sentence):
            continue
        for kind in (kind for hit in cues for kind in _kinds(hit.labels)):
            if kind not in seen:
                seen.add(kind)
                yield Mention(DataId(kind), FilePlace(document.name), shown=False)


def named_in(text: str) -> tuple[str, ...]:
    """The kinds of data that a short text of the app names beside a verb of collection, in one sentence."""
    found: dict[str, None] = {}
    for start, end in sentences(text):
        sentence = text[start:end]
        if collect_phrases().find(sentence):
            found |= dict.fromkeys(kind for hit in data_phrases().find(sentence) for kind in _kinds(hit.labels))
    return tuple(found)


def is_readable(text: str) -> bool:
    """Whether the text is mostly in a language whose words are known here: Chinese or English."""
    letters, han = len(_LETTERS.findall(text)), len(_HAN.findall(text))
    latin = len(re.findall("[A-Za-z]", text))
    if letters and han + latin < letters * (1 - _OTHER_SHARE):
        return False
    words = _WORD.findall(text.lower())
    if len(words) < _FEW_WORDS or han * 2 > len(words) or han >= _CHINESE:
        return True
    return sum(word in _ENGLISH for word in words) >= len(words) * _ENGLISH_SHARE


def is_policy(text: str) -> bool:
    """Whether a text that was supplied as a policy is one: an error page, a menu or a line of text is not silent."""
    size = len(_LETTERS.findall(text)) + len(_HAN.findall(text))
    speaks = any(GENERAL in hit.labels or _kinds(hit.labels) for hit in data_phrases().find(text))
    return size >= _SHORTEST_POLICY and speaks and bool(collect_phrases().find(text))


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
    names, phrases = topic_phrases()
    first: dict[str, Hit] = {}
    for hit in phrases.find(text, inside=True):
        for name in hit.labels:
            first.setdefault(name, hit)
    for name in sorted(names):
        at = first.get(name)
        yield Topic(name, at is not None, place=document.place(at.start, at.end) if at else None)
    collects = collect_phrases().find(text)
    told = any(label.startswith(KIND) or label == GENERAL for hit in data_phrases().find(text) for label in hit.labels)
    yield Topic("rules", bool(collects) and told, sure=not collects and not told and document.whole)
    yield from _language(text)
    yield from _days(document)


def _days(document: Document) -> Iterator[Topic]:
    """Working days to answer: sure only where every number that is said of it is the same."""
    said: dict[str, list[tuple[float, int, int]]] = {}
    text = document.text
    for start, end in sentences(text):
        hits = list(_DAYS.finditer(text, start, end))
        if not hits:
            continue
        said_of = {topic for hit in topic_phrases()[1].find(text[start:end], inside=True) for topic in hit.labels}
        names = {name for topic, name in _DAYS_OF.items() if topic in said_of}
        for found in hits[:_MOST_DAYS]:
            around = text[max(start, found.start() - _NEAR) : found.start()], text[found.end() : found.end() + _NEAR]
            clause = _CLAUSE.split(around[0])[-1] + " " + _CLAUSE.split(around[1])[0]
            if _ANSWERS.search(clause):
                for name in names:
                    said.setdefault(name, []).append(
                        (float(_NUMBERS.get(found[1]) or found[1]), found.start(), found.end())
                    )
    for name, values in said.items():
        value, start, end = max(values)
        sure = len({number for number, _, _ in values}) == 1
        yield Topic(name, stated=True, sure=sure, value=value, place=document.place(start, end))


def _language(text: str) -> Iterator[Topic]:
    letters, han = len(_LETTERS.findall(text)), len(_HAN.findall(text))
    simplified, traditional = len(_SIMPLIFIED.findall(text)), len(_TRADITIONAL.findall(text))
    is_chinese = letters > 0 and han >= letters * _HAN_SHARE
    # Tables of names and addresses may outweigh the Chinese of a text: that it is missing is sure where hardly any is.
    sure = han < _HARDLY_HAN if not is_chinese else True
    yield Topic("simplified_chinese", is_chinese and simplified >= traditional, sure=sure and letters > 0)
    if is_chinese:
        lengths = [end - start for start, end in sentences(text)]
        yield Topic("readability", stated=True, sure=True, value=round(sum(lengths) / len(lengths), 1))
