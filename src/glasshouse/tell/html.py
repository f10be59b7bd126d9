"""The report as one page that can be mailed: no script, nothing loaded from outside, printable.

The page is built from ``view`` like every report. Templates escape whatever they insert; the only markup that is not
theirs is the style sheet beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from glasshouse.model import party as model
from glasshouse.model.answer import Question
from glasshouse.model.audit import Audit
from glasshouse.model.looked import NotLooked
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.answers import state_of
from glasshouse.tell.clean import cleaned
from glasshouse.tell.html_judged import law_context
from glasshouse.tell.html_timing import time_context
from glasshouse.tell.judged import Judged, judged_of
from glasshouse.tell.law_words import signed_line
from glasshouse.tell.lead import capital, lead, limits, looked_at, not_looked, permission_notes
from glasshouse.tell.names import Names, load_names, owner_name, party_name, who
from glasshouse.tell.picture import picture_of
from glasshouse.tell.screens_html import drawn, environment
from glasshouse.tell.view import Kind, Taker, View, view_of
from glasshouse.tell.words import Words, load_words

#: What the page shows of a large audit; the rest is counted and stands in the JSON document.
_TAKERS, _PLACES, _STEPS, _LISTED, _BUDGET = 6, 3, 14, 40, 4_000


#: Questions that have a part of the page of their own.
_LINKED = (Question.ACCESS, Question.NOTICE, Question.CONSENT, Question.NECESSITY)


def render_html(audit: Audit, lang: str = "en", *, names: Names | None = None) -> str:
    """Return the report as one HTML page that needs no other file."""
    words = load_words(lang)
    names = names or load_names(lang)
    view = view_of(cleaned(audit), names)
    page = _Page(view, words, names, _BUDGET)
    screens = drawn(audit.screens, words)  # pictures are no texts to be made visible
    return environment().get_template("report.html").render(page.context() | {"screens": screens})


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a path: readable name, exact place, how it leads on."""

    name: str
    exact: str
    how: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One practice, exact enough to find the instruction."""

    api: str
    place: str
    steps: tuple[Step, ...]
    skipped: int
    entry: str
    source: str
    same_way: bool


@dataclass(frozen=True, slots=True)
class Party:
    """One party in a block: who, what of it, how sure, and what supports it."""

    name: str
    of: str
    is_own: bool
    status: str
    notes: tuple[str, ...]
    places: int
    evidence: tuple[Evidence, ...]
    more: int
    guards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A kind of data and those in the same position towards it; ``rest`` are named without evidence."""

    name: str
    id: str
    status: str
    parties: tuple[Party, ...]
    rest: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Guest:
    """A party that is not the app itself."""

    name: str
    of: str
    roles: str
    takes: str
    why: str
    signs: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class _Page:
    view: View
    words: Words
    names: Names
    budget: int

    def context(self) -> dict[str, object]:
        view, audit, words = self.view, self.view.audit, self.words
        subject = audit.subject
        name = subject.label or subject.package or subject.name
        judged = judged_of(audit)
        return {
            "w": words,
            "lang": "zh-CN" if words.lang == "zh" else words.lang,
            "name": name,
            "audit": audit,
            "subject": subject,
            "lead": lead(words, view),
            "figures": self._figures(),
            "looked": looked_at(words, audit),
            "missed": [self._missed(item) for item in view.not_looked],
            "listed": [self._missed(item) for item in view.listed],
            "cards": [self._card(question, judged) for question in Question],
            "signed": signed_line(words, audit.inputs),
            "l": law_context(audit, words, self.names, judged),
            "picture": picture_of(view, words, self.names),
            "taken": [self._block(kind) for kind in view.taken],
            "refused": [self._block(kind) for kind in view.refused],
            "unreached": [self._block(kind) for kind in view.unreached],
            "allowed": list(self._allowed()),
            "inferred": [
                (capital(self.names.data(item.data)), words.list(self._who(item.parties), _TAKERS))
                for item in view.inferred
            ],
            "guests": [
                (presence, len(parties), [self._guest(party) for party in parties[:_LISTED]])
                for presence, parties in view.guests
            ],
            "timing": time_context(view, words, self.names, self._timed),
            "most": _LISTED,
            "spelling": spelling,
        }

    def _figures(self) -> list[tuple[str, str]]:
        view = self.view
        counts = {
            "kinds": len(view.taken),
            "takers": len(view.takers),
            "allowed": len(view.allowed),
            "not_looked": len(view.not_looked),
        }
        shown = {key: f"{count:,}" for key, count in counts.items()}
        if not view.audit.complete:  # what was not examined may take more: never a plain number, never a clean zero
            shown |= {key: f"{shown[key]}+" if counts[key] else "?" for key in ("kinds", "takers")}
        return [(shown[key], self.words(f"figure.{key}", n=count)) for key, count in counts.items()]

    def _missed(self, item: NotLooked) -> tuple[str, str, str, tuple[str, ...], int]:
        name, why = not_looked(self.words, self.names, item)
        return capital(name), why, item.detail, item.files[:_TAKERS], max(0, len(item.files) - _TAKERS)

    def _card(self, question: Question, judged: Judged) -> tuple[str, bool, str, int, str]:
        """A question, whether it was answered, how far, its cases of law, and the part of the page about it."""
        answered = getattr(self.view.audit.answers, question) is not None
        cases = sum(len(part.cases) for part in judged.parts if part.question is question)
        has_part = answered and question in _LINKED
        if question is Question.CONSENT:
            has_part = has_part and self.view.audit.answers.access is not None
        link = question if has_part else f"law-{question}" if cases else ""
        if question is Question.CONSENT and self.view.audit.screens and not has_part:
            link = "screens"
        return question, answered, state_of(self.words, self.view.audit, question, judged), cases, link

    def _who(self, parties: Iterable[str]) -> Iterator[str]:
        return (who(self.words, self.view.parties.get(party), party) for party in parties)

    def _block(self, kind: Kind) -> Block:
        shown = [self._party(taker, with_evidence=True) for taker in kind.takers[:_TAKERS]]
        rest = [self._party(taker, with_evidence=False) for taker in kind.takers[_TAKERS:]]
        return Block(capital(self.names.data(kind.data)), kind.data, kind.status, tuple(shown), tuple(rest))

    def _party(self, taker: Taker, *, with_evidence: bool) -> Party:
        words, party, row = self.words, taker.party, taker.row
        evidence = tuple(self._evidences(taker.practices[:_PLACES])) if with_evidence else ()
        kept = evidence if self._afford(evidence) else ()
        of = ""
        if party is not None and not taker.is_own:
            of = owner_name(words, party)
            if not of and party.reason in {"unnamed_library", "shortened_names"}:
                of = spelling.reason(words, party.reason)
        name = row.actor if party is None else party_name(words, party)
        return Party(
            name=words("who.own_title") if taker.is_own else name,
            of=of,
            is_own=taker.is_own,
            status=row.status,
            notes=tuple(self._notes(taker)),
            places=len(taker.practices),
            evidence=kept,
            more=len(taker.practices) - len(kept),
        )

    def _timed(self, taker: Taker, notes: tuple[str, ...], guards: tuple[str, ...]) -> Party:
        """A party as the answer about time says it."""
        return replace(self._party(taker, with_evidence=True), notes=notes, guards=guards)

    def _notes(self, taker: Taker) -> Iterator[str]:
        words, row = self.words, taker.row
        best = taker.practices[0] if taker.practices else None
        if best is not None and row.path:
            start = spelling.entry(words, best.entry, row.path)
            if start:
                yield start + words("end")
        yield from permission_notes(words, taker)
        yield from limits(words, taker, without=("permission_only",))

    def _afford(self, evidence: tuple[Evidence, ...]) -> bool:
        self.budget -= sum(2 + len(item.steps) for item in evidence)
        return self.budget > 0

    def _evidences(self, practices: Iterable[Practice]) -> Iterator[Evidence]:
        before: Practice | None = None
        for practice in practices:
            yield self._evidence(practice, same_way=before is not None and before.path == practice.path != ())
            before = practice

    def _evidence(self, practice: Practice, *, same_way: bool) -> Evidence:
        words, path = self.words, () if same_way else practice.path
        skipped = max(0, len(path) - _STEPS)
        shown = path if not skipped else (*path[: _STEPS // 2], *path[-(_STEPS // 2) :])
        steps = [
            Step(spelling.step_name(step), spelling.where(step.place), words.known("how", step.how)) for step in shown
        ]
        return Evidence(
            api=practice.api or "",
            place=spelling.where(practice.place),
            steps=tuple(steps),
            skipped=skipped,
            entry=practice.entry or "",
            source=practice.observer,
            same_way=same_way,
        )

    def _allowed(self) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        for kind in self.view.allowed:
            permissions = dict.fromkeys(name for taker in kind.takers for name in taker.row.permissions)
            held = [(spelling.permission_name(name), self.names.permission(name)) for name in permissions]
            yield capital(self.names.data(kind.data)), kind.status, held

    def _guest(self, party: model.Party) -> Guest:
        words, names = self.words, self.names
        data = self.view.takes.get(party.id, ())
        return Guest(
            name=party_name(words, party),
            of=owner_name(words, party),
            roles=words.list(names.role(role) for role in party.roles),
            takes=words.list(map(names.data, data), _TAKERS),
            why=spelling.reason(words, party.reason),
            signs=tuple((words.known("sign", sign.kind), sign.value) for sign in party.signs[:_TAKERS]),
        )
