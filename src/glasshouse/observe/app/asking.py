"""What the core needs to find where an app asks for agreement: words, and the texts and views that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from glasshouse import _core
from glasshouse.observe.app.layouts import is_layout
from glasshouse.open.artifact import AppFile
from glasshouse.vocab.agreement import AgreementWords

#: Text resources looked at, and views of layouts that answer.
_MOST_TEXTS, _MOST_VIEWS = 200_000, 5_000

ViewRow = tuple[int, bool, str | None]


@dataclass(slots=True)
class Asking:
    """The rows of one question, in the form the core takes; see ``_core.pyi``. True stands for a label that agrees."""

    labels: list[tuple[str, bool]] = field(default_factory=list)
    parts: list[tuple[str, bool]] = field(default_factory=list)
    label_ids: list[tuple[int, bool]] = field(default_factory=list)
    wording: list[str] = field(default_factory=list)
    about: tuple[list[str], list[str]] = field(default_factory=lambda: ([], []))
    wording_ids: list[int] = field(default_factory=list)
    layouts: list[tuple[int, bool, list[ViewRow]]] = field(default_factory=list)
    homes: list[tuple[str, int]] = field(default_factory=list)


def asking_of(app: AppFile, words: AgreementWords, homes: Iterable[tuple[str, int]] = ()) -> Asking:
    """Collect the words, and what of the app's texts and layouts holds them; ``homes`` are packages of SDKs."""
    asking = Asking(
        labels=[*((word, True) for word in sorted(words.agree)), *((word, False) for word in sorted(words.refuse))],
        parts=[*((part, False) for part in words.refuse_parts), *((part, True) for part in words.agree_parts)],
        wording=list(words.wording),
        homes=list(homes),
        about=(list(words.data), list(words.deeds)),
    )
    labels: dict[int, bool] = {}
    wording: set[int] = set()
    for number, text in _texts(app):
        if words.asks(text):
            wording.add(number)
        elif (answer := words.answer(text)) is not None:
            labels.setdefault(number, answer)
    asking.label_ids = sorted(labels.items())
    asking.wording_ids = sorted(wording)
    asking.layouts = list(_layouts(app, words, labels, wording))
    return asking


def _texts(app: AppFile) -> Iterator[tuple[int, str]]:
    """Text resources in the default language and in those whose words are known here: what asks in one of them asks."""
    left = _MOST_TEXTS
    for table in app.resources:
        for number, _, config, kind, _, text in table.of_type("string"):
            if kind == "string" and (not config or config.startswith(("zh", "en"))):
                yield number, text
                left -= 1
                if left == 0:
                    return


def _layouts(
    app: AppFile, words: AgreementWords, labels: dict[int, bool], wording: set[int]
) -> Iterator[tuple[int, bool, list[ViewRow]]]:
    """Layouts with views whose label answers: their id, whether they hold wording, and the views."""
    files = {text: number for table in app.resources for number, _, _, _, _, text in table.of_type("layout") if text}
    if app.kind == "aar" or not files:
        return
    left = _MOST_VIEWS
    for part in app.parts:
        names = [name for name, *_ in part.package.entries() if name in files and is_layout(name)]
        rows: dict[str, list[tuple[int, int, str, str]]] = {}
        for name, view, text_id, text, click in _core.layout_texts(part.package, names):
            rows.setdefault(name, []).append((view, text_id, text, click))
        for name, views in rows.items():
            asks = any(text_id in wording or words.asks(text) for _, text_id, text, _ in views)
            answers: list[ViewRow] = []
            for view, text_id, text, click in views[:left]:
                answer = labels.get(text_id) if text_id else words.answer(text)
                if answer is not None:
                    answers.append((view, answer, click or None))
            left -= len(answers)
            if answers:
                yield files[name], asks, answers
