"""What the core is asked: the vocabulary's entries and the manifest's entry points, as plain rows.

The core knows no kinds of data. Each row carries a tag, and :class:`Question` remembers which entry a tag stands for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from glasshouse.observe.app.asking import Asking
from glasshouse.observe.app.entries import EntryPoint
from glasshouse.vocab.platform import Platform
from glasshouse.vocab.terms import Apis, Facts, When

WhenRow = tuple[int, list[str | int], bool]
MethodRow = tuple[str, str, str | None, WhenRow | None, int]

#: Where an action of a broadcast is named in code: the argument is the action.
_ACTION_CALLS = (
    ("android.content.IntentFilter", "<init>", "(Ljava/lang/String;)"),
    ("android.content.IntentFilter", "addAction", "(Ljava/lang/String;)"),
)

#: Classes whose keys are nearly always constant: one that is not is worth a note. A path of ``File`` is not.
_NOTED = ("android.provider.Settings", "android.os.SystemProperties")


@dataclass(frozen=True, slots=True)
class Asked:
    """The entry behind a tag; ``kind`` is ``method``, ``field``, ``callback``, ``uri``, ``broadcast`` or ``loader``.

    A loader hands over no data; it has no facts.
    """

    kind: str
    facts: Facts | None


@dataclass(slots=True)
class Question:
    """The rows of one question, in the form the core takes; see ``_core.pyi``."""

    methods: list[MethodRow] = field(default_factory=list)
    fields: list[tuple[str, str, int]] = field(default_factory=list)
    callbacks: list[MethodRow] = field(default_factory=list)
    uris: list[tuple[str, list[tuple[str, str]], int]] = field(default_factory=list)
    resolvers: list[tuple[str, str, str | None, int]] = field(default_factory=list)
    services: list[tuple[str, str]] = field(default_factory=list)
    activations: list[tuple[str, list[str]]] = field(default_factory=list)
    library_callbacks: list[tuple[str, list[str]]] = field(default_factory=list)
    entries: list[tuple[str, str, list[str], list[str]]] = field(default_factory=list)
    click_handlers: list[str] = field(default_factory=list)
    asking: Asking | None = None
    asked: list[Asked] = field(default_factory=list)


def ask(
    apis: Apis,
    platform: Platform,
    entries: Iterable[EntryPoint],
    click_handlers: Iterable[str] = (),
    asking: Asking | None = None,
) -> Question:
    """Put the question of one package together; with ``asking`` also that of consent."""
    question = Question(asking=asking)
    _ask_methods(question, apis)
    for item in apis.fields:
        question.fields.append((item.owner, item.name, _tag(question, "field", item.facts)))
    for spec in apis.uris:
        constants = [(name.rpartition(".")[0], name.rpartition(".")[2]) for name in spec.constants]
        question.uris.append((spec.uri, constants, _tag(question, "uri", spec.facts)))
    # Watching an address tells that something changed, not what: it is not a read.
    question.resolvers += [(r.owner, r.name, r.params, r.uri_arg) for r in apis.resolvers if not r.observe]
    question.services += [(item.name, item.owner) for item in apis.services]
    question.activations += [(item.owner, list(item.by)) for item in platform.activations]
    question.library_callbacks += [(item.owner, list(item.by)) for item in platform.library_callbacks]
    for loader in platform.loaders:
        question.methods.append((loader.owner, loader.name, None, None, _tag(question, "loader", None)))
    question.entries += [_entry_row(entry) for entry in entries]
    question.click_handlers += sorted(set(click_handlers))
    return question


def _ask_methods(question: Question, apis: Apis) -> None:
    for method in apis.methods:
        when = _when(method.when, noted=method.owner.startswith(_NOTED))
        tag = _tag(question, "method", method.facts)
        question.methods.append((method.owner, method.name, method.params, when, tag))
    for callback in apis.callbacks:
        tag = _tag(question, "callback", callback.facts)
        question.callbacks.append((callback.owner, callback.name, callback.params, None, tag))
    for broadcast in apis.broadcasts:
        tag = _tag(question, "broadcast", broadcast.facts)
        for owner, name, params in _ACTION_CALLS:
            question.methods.append((owner, name, params, (0, [broadcast.action], False), tag))


def _tag(question: Question, kind: str, facts: Facts | None) -> int:
    question.asked.append(Asked(kind, facts))
    return len(question.asked) - 1


def _when(when: When | None, *, noted: bool) -> WhenRow | None:
    return None if when is None else (when.arg, list(when.equals), noted)


def _entry_row(entry: EntryPoint) -> tuple[str, str, list[str], list[str]]:
    needs = list(entry.needs)
    if entry.kind == "public":
        return entry.class_name, "public", [], needs
    if entry.methods:
        return entry.class_name, "named", list(entry.methods), needs
    return entry.class_name, "lifecycle", [], needs
