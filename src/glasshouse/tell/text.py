"""The report for a terminal: coverage first, then who takes what, readable in half a minute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasshouse.model.answer import Question, Status
from glasshouse.model.audit import Audit
from glasshouse.model.looked import NotLooked
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.answers import Said, by_class, missing_topics, needed, state_of, told
from glasshouse.tell.clean import cleaned
from glasshouse.tell.judged import Judged, judged_of
from glasshouse.tell.law_words import signed_line
from glasshouse.tell.lead import capital, lead, limits, looked_at, not_looked, taker_notes
from glasshouse.tell.lines import Lines, Span
from glasshouse.tell.names import Names, load_names, owner_name, party_name, who
from glasshouse.tell.screens import write_screens
from glasshouse.tell.text_judged import LawPage
from glasshouse.tell.text_timing import TimePage
from glasshouse.tell.timing import timing_of
from glasshouse.tell.view import SURE, Inferred, Kind, Taker, View, view_of
from glasshouse.tell.words import Words, load_words

_MARK = {Status.PROVED: "●", Status.LIKELY: "◐", Status.NOT_FOUND: "○", Status.NOT_EXAMINED: "?"}
_STYLE = {Status.PROVED: "bold red", Status.LIKELY: "yellow", Status.NOT_FOUND: "green", Status.NOT_EXAMINED: "magenta"}

#: Parties shown for one kind of data, and names in a list, unless everything was asked for.
_MOST = 6

#: Lines of a table: one for each thing that an answer says.
_GROUPS = 12


def render_text(
    audit: Audit,
    lang: str = "en",
    *,
    colour: bool = False,
    width: int = 100,
    verbose: bool = False,
    names: Names | None = None,
) -> str:
    """Return the report as text. Plain unless ``colour``; ``width`` 0 breaks no lines; ``verbose``: whole paths."""
    words = load_words(lang)
    names = names or load_names(lang)
    view = view_of(cleaned(audit), names)
    page = _Page(view, words, names, Lines(width), verbose)
    page.write()
    return page.lines.coloured() if colour else page.lines.plain()


@dataclass(slots=True)
class _Page:
    view: View
    words: Words
    names: Names
    lines: Lines
    verbose: bool

    def write(self) -> None:
        words = self.words
        self._title()
        self._coverage()
        self._access()
        judged = judged_of(self.view.audit)
        self._other_questions(judged)
        if self.view.audit.screens:
            self._heading(words("screens.title"))
            write_screens(self.lines, self.view.audit.screens, self.view.audit.askings, words)
        LawPage(self.view.audit, judged, self.words, self.names, self.lines, self.verbose).write()
        self._guests()
        self._ground()

    def _title(self) -> None:
        subject, words = self.view.audit.subject, self.words
        name = subject.label or subject.package or subject.name
        self.lines.add((words("title.report", name=name), "bold"))
        version = words("title.version", version=subject.version) if subject.version else ""
        self.lines.add(" · ".join(part for part in (subject.package, version, subject.name) if part))
        self.lines.add((signed_line(words, self.view.audit.inputs), "dim"))

    def _heading(self, text: str, note: str = "") -> None:
        self.lines.blank()
        self.lines.add((text.upper(), "bold cyan"), *([("  " + note, "")] if note else []), hang=2)

    def _coverage(self) -> None:
        view, words = self.view, self.words
        self._heading(words("section.looked"))
        self.lines.add(" · ".join(looked_at(words, view.audit)) or words("unknown"), indent=2)
        if view.not_looked:
            self._heading(words("section.not_looked"))
            self._parts(view.not_looked, ("! ", "bold magenta"))
        if view.listed:
            self._heading(words("section.listed"))
            self._parts(view.listed, ("- ", "dim"))

    def _parts(self, items: Iterable[NotLooked], mark: Span) -> None:
        for item in items:
            name, note = not_looked(self.words, self.names, item)
            files = item.files if self.verbose else item.files[:2]
            if len(item.files) > len(files):
                files = (*files, "…")
            self.lines.add(mark, (capital(name), "bold"), f"{self.words('colon')}{note}", indent=2, hang=4)
            if files:
                self.lines.add((", ".join(files), "dim"), indent=4)

    def _access(self) -> None:
        view, words = self.view, self.words
        self._heading(words("question.access.name"), words("question.access.asks"))
        for sentence in lead(words, view):
            self.lines.add(sentence, indent=2)
        for kind in view.taken:
            self._kind(kind)
        for section, kinds in (("refused", view.refused), ("unreached", view.unreached)):
            if kinds:
                self._part(section)
                for kind in kinds:
                    self._short(kind)
        if view.allowed:
            self._part("allowed")
            for kind in view.allowed:
                self._allowed(kind)
        if view.inferred:
            self._part("inferred")
            for item in view.inferred:
                self._inferred(item)

    def _part(self, section: str) -> None:
        self.lines.blank()
        self.lines.add((self.words(f"section.{section}"), "bold"), indent=2)
        self.lines.add((self.words(f"section_says.{section}"), "dim"), indent=2)

    def _kind(self, kind: Kind) -> None:
        self.lines.blank()
        self.lines.add((capital(self.names.data(kind.data)), "bold"), indent=2)
        shown = kind.takers if self.verbose else kind.takers[:_MOST]
        for taker in shown:
            self._taker(taker)
        if len(kind.takers) > len(shown):
            self.lines.add(self.words("more", n=len(kind.takers) - len(shown)), indent=4)

    def _status(self, status: Status) -> list[Span]:
        return [(f"{_MARK[status]} {self.words(f'status.{status}')}", _STYLE[status]), ("  ", "")]

    def _taker(self, taker: Taker) -> None:
        words, row = self.words, taker.row
        self.lines.add(*self._status(row.status), who(words, taker.party, row.actor), indent=4, hang=6)
        for sentence in taker_notes(words, taker):
            self.lines.add((sentence, "dim"), indent=6, hang=8)
        if self.verbose:
            for practice in taker.practices:
                self._whole_path(practice)

    def _whole_path(self, practice: Practice) -> None:
        self.lines.add(f"{spelling.where(practice.place)}{self.words('colon')}{practice.api or ''}", indent=8, hang=10)
        for step in practice.path:
            note = self.words.known("how", step.how)
            self.lines.add((f"{spelling.where(step.place)}  ({note})", "dim"), indent=10, hang=12)

    def _short(self, kind: Kind) -> None:
        words = self.words
        takers = words.list((who(words, taker.party, taker.row.actor) for taker in kind.takers), _MOST)
        row = kind.takers[0].row
        mark: list[Span] = [("✗ ", "dim")] if kind.status in SURE else self._status(kind.status)
        note = spelling.permission(words, row.permission, row.permissions) if row.permission == "missing" else ""
        if not note and kind.status in SURE:
            note = words("gap").join(limits(words, kind.takers[0]))
        self.lines.add(*mark, (self.names.data(kind.data), "bold"), f"{words('colon')}{takers}", indent=4, hang=6)
        if note:
            self.lines.add((note, "dim"), indent=6, hang=8)

    def _allowed(self, kind: Kind) -> None:
        permissions = dict.fromkeys(name for taker in kind.takers for name in taker.row.permissions)
        held = self.words.list(spelling.permission_name(name) for name in permissions)
        self.lines.add(
            *self._status(kind.status),
            (self.names.data(kind.data), "bold"),
            f"{self.words('colon')}{held}",
            indent=4,
            hang=6,
        )

    def _inferred(self, item: Inferred) -> None:
        parties = (who(self.words, self.view.parties.get(party), party) for party in item.parties)
        name = (self.names.data(item.data), "bold")
        self.lines.add(name, f"{self.words('colon')}{self.words.list(parties, _MOST)}", indent=4, hang=6)

    def _other_questions(self, judged: Judged) -> None:
        audit, words = self.view.audit, self.words
        for question in list(Question)[1:]:
            answered = getattr(audit.answers, question) is not None
            asks = words(f"question.{question}.asks") if answered else state_of(words, audit, question, judged)
            self._heading(words(f"question.{question}.name"), asks)
            if question is Question.NOTICE and audit.answers.notice is not None:
                self._table("notice", told(audit, words, self.names))
                topics = missing_topics(audit, self.names)
                if topics:
                    listed = words.list(topics, 0 if self.verbose else _MOST)
                    self.lines.add(words("tables.topics", topics=listed), indent=2, hang=4)
            elif question is Question.CONSENT:
                self._time()
            elif question is Question.NECESSITY and audit.answers.necessity is not None:
                self._table("necessity", needed(audit, words, self.names))

    def _time(self) -> None:
        timing = timing_of(self.view, self.names)
        if timing is not None:
            marks = {status: (_MARK[status], _STYLE[status]) for status in Status}
            TimePage(self.view, timing, self.words, self.names, self.lines, self.verbose, marks).write()

    def _table(self, key: str, rows: list[Said]) -> None:
        """The answer to a question: the kinds of data by what it says of them."""
        words = self.words
        self.lines.add((words(f"tables.{key}_says"), "dim"), indent=2)
        groups = by_class(rows)
        for same in groups if self.verbose else groups[:_GROUPS]:
            says = same.says.removesuffix(words("end"))
            says = words("brackets", text=says, note=same.who) if same.who else says
            kinds = words.list(same.kinds, 0 if self.verbose else 2 * _MOST)
            self.lines.add(f"{says}{words('colon')}", (kinds, "bold"), indent=4, hang=6)
        if not self.verbose and len(groups) > _GROUPS:
            self.lines.add(words("judged.more_shown", n=len(groups) - _GROUPS), indent=4)

    def _guests(self) -> None:
        view, words = self.view, self.words
        if not view.guests:
            return
        self._heading(words("section.parties"), words("section_says.parties"))
        for presence, parties in view.guests:
            head = words("brackets", text=words(f"presence.{presence}"), note=f"{len(parties):,}")
            self.lines.add((head, "bold"), indent=2)
            shown = parties if self.verbose or presence == "reachable" else parties[: 2 * _MOST]
            for party in shown:
                owner = owner_name(words, party)
                parts = [
                    words.list(self.names.role(role) for role in party.roles),
                    spelling.reason(words, party.reason),
                ]
                data = view.takes.get(party.id, ())
                if data:
                    parts[1] = words("facts.takes") + words("colon") + words.list(map(self.names.data, data), _MOST)
                head = (
                    words("brackets", text=party_name(words, party), note=owner) if owner else party_name(words, party)
                )
                self.lines.add((head, ""), *[(f" · {part}", "dim") for part in parts if part], indent=4, hang=6)
            if len(parties) > len(shown):
                self.lines.add(words("more", n=len(parties) - len(shown)), indent=4)

    def _ground(self) -> None:
        audit, words = self.view.audit, self.words
        if audit.forgiven:
            self._heading(words("section.forgiven"), words("section_says.forgiven"))
            shown = audit.forgiven if self.verbose else audit.forgiven[:_MOST]
            for item in shown:
                file = item.file or audit.subject.name
                self.lines.add(f"{file}: {item.structure} @{item.offset:#x}: {item.what}", indent=2, hang=4)
            if len(audit.forgiven) > len(shown):
                self.lines.add(words("more", n=len(audit.forgiven) - len(shown)), indent=2)
        for number, note in enumerate(audit.notes):
            if not number:
                self._heading(words("section.notes"))
            self.lines.add(note, indent=2, hang=4)
        self._heading(words("section.how_to_read"))
        for status in Status:
            self.lines.add(*self._status(status), words(f"status_means.{status}"), indent=2, hang=4)
        self._heading(words("section.proves_not"))
        for key in ("access", "permission", "absence", "owner"):
            self.lines.add("- ", words(f"proves_not.{key}"), indent=2, hang=4)
        self._files()

    def _files(self) -> None:
        audit, words = self.view.audit, self.words
        self._heading(words("section.files"))
        for file in audit.inputs.files:
            self.lines.add(f"{words.known('role', file.role)}  {file.name}  SHA-256 {file.sha256}", indent=2, hang=4)
        if audit.inputs.date:
            self.lines.add(f"{words('facts.conduct')}{words('colon')}{audit.inputs.date}", indent=2)
        for schemes, digest, whom in spelling.signers(audit.subject):
            about = f"{words('brackets', text=words('section.signers'), note=schemes)}  SHA-256 {digest}  {whom}"
            self.lines.add(about.rstrip(), indent=2, hang=4)
        if audit.datasets and self.verbose:
            sets = ", ".join(f"{item.name} {item.version} ({item.date})" for item in audit.datasets)
            self.lines.add(f"{words('section.datasets')}{words('colon')}{sets}", indent=2, hang=4)
        if audit.tool_version:
            self.lines.add(words("title.made_with", version=audit.tool_version), indent=2)
