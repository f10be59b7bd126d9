"""The notice observer: documents that were supplied, and texts that the package carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from glasshouse.model.asking import Asking, AskingKind, Mention, Topic
from glasshouse.model.ids import AskingId, DataId, content_id
from glasshouse.model.looked import Looked, NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.observe.notice.read import is_policy, is_readable, named_in, read_notice
from glasshouse.observe.notice.words import part_phrases
from glasshouse.open.artifact import AppFile
from glasshouse.open.document import Document

#: Texts that link a policy; and words without which a text of the app is not looked at closely.
_POLICY = (
    "隐私政策",
    "隐私权政策",
    "隐私条款",
    "隐私协议",
    "隐私声明",
    "privacy policy",
    "privacy notice",
    "privacy statement",
)
_ASKS = ("收集", "获取", "读取", "访问", "权限", "collect", "access", "read", "permission", "use your")
_SHORTEST, _LONGEST, _MOST, _MOST_LINKS = 12, 20_000, 50_000, 3


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the notices name and say, and what of them could not be read."""

    askings: tuple[Asking, ...]
    looked: tuple[Looked, ...] = ()
    not_looked: tuple[NotLooked, ...] = ()


def observe_notices(documents: Iterable[tuple[str, Document | NotLooked]], app: AppFile | None = None) -> Noticed:
    """Read the documents (role, and what opening handed up) and, where there is one, the texts of the app."""
    askings: list[Asking] = []
    looked: list[Looked] = []
    missed: list[NotLooked] = []
    opened = tuple(documents)
    policies = sum(role == "policy" for role, _ in opened)
    for role, document in opened:
        if isinstance(document, NotLooked):
            missed.append(document)
            continue
        problem = _unreadable(role, document)
        if problem:
            missed.append(_missed(document, Why.UNSUPPORTED, problem))
            continue
        cut = document.part or ("" if document.whole else "its end")
        part = cut or _linked(document, policies)
        askings.append(read_notice(replace(document, whole=not part, part=part), role))
        looked.append(Looked(f"notice.{role}", document.name, len(document.text), "characters"))
        if part:
            missed.append(_missed(document, Why.OVER_BUDGET if cut else Why.OUT_OF_SCOPE, f"without {part}"))
    if app is not None:
        askings += _of_the_app(app)
    return Noticed(tuple(askings), tuple(looked), tuple(missed))


def _unreadable(role: str, document: Document) -> str:
    """Why a document says nothing that may be judged; empty where it does."""
    if not is_readable(document.text):
        return "mostly in a language that this release does not read"
    if role == "policy" and not is_policy(document.text):
        return "does not read like a policy; give the policy itself"
    return ""


def _linked(document: Document, policies: int) -> str:
    """What a policy says in documents that it links to, where it was supplied alone."""
    parts = [link for link in document.links if part_phrases().find(link)] if policies == 1 else []
    return f"what it links to ({', '.join(parts[:_MOST_LINKS])})" if parts else ""


def _missed(document: Document, why: Why, detail: str) -> NotLooked:
    return NotLooked("a document", why, FilePlace(document.name), f"{document.name}: {detail}", (document.name,))


def _of_the_app(app: AppFile) -> Iterator[Asking]:
    """The texts of the package as one notice that may or may not be shown; none where it has no resources."""
    links = False
    named: dict[str, None] = {}
    count = 0
    for text in _texts(app):
        count += 1
        plain = text.casefold()
        links = links or any(word in plain for word in _POLICY)
        if _SHORTEST <= len(text) <= _LONGEST and any(word in plain for word in _ASKS):
            named |= dict.fromkeys(named_in(text))
    if count:
        yield Asking(
            id=AskingId(content_id("asking", "app", app.name, app.sha256)),
            kind=AskingKind.NOTICE,
            data=tuple(DataId(kind) for kind in sorted(named)),
            place=FilePlace(app.name),
            source="app",
            mentions=tuple(Mention(DataId(kind), FilePlace(app.name), shown=False) for kind in sorted(named)),
            topics=(Topic("policy_link", links, sure=links),),
        )


def _texts(app: AppFile) -> Iterator[str]:
    """Text resources, in the default language and in those that are read here."""
    left = _MOST
    for table in app.resources:
        for _, _, config, kind, _, text in table.of_type("string"):
            if kind == "string" and (not config or config.startswith(("zh", "en"))):
                yield text
                left -= 1
                if left == 0:
                    return
