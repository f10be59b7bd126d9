"""The terminal's part about law: findings by question, questions for a person, what stays open, the two columns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from glasshouse.model.audit import Audit
from glasshouse.model.finding import Finding, Verdict
from glasshouse.tell import spelling
from glasshouse.tell.duties import Duties, duties_of
from glasshouse.tell.judged import Case, Judged, judged_of
from glasshouse.tell.law_words import (
    MARK,
    cited,
    dates_of,
    fold_of,
    inputs_of,
    is_binding,
    mark_of,
    reason_of,
    signer_of,
    text_of,
    threshold_of,
    verdict_word,
    would_decide_of,
)
from glasshouse.tell.lead import capital
from glasshouse.tell.lines import Lines
from glasshouse.tell.names import Names
from glasshouse.tell.words import Words

#: Cases, questions and clauses shown unless everything was asked for.
_CASES, _MOST, _CLAUSES = 12, 6, 4
T = TypeVar("T")
_STYLE = {Verdict.VIOLATED: "bold red", Verdict.TENSION: "bold yellow", Verdict.INDICATOR: "yellow"}


@dataclass(frozen=True, slots=True)
class LawPage:
    """Writes what an audit means under law to ``lines``."""

    audit: Audit
    words: Words
    names: Names
    lines: Lines
    verbose: bool

    def write(self) -> None:
        """Write every part that there is something for."""
        words, judged = self.words, judged_of(self.audit)
        self._heading(words("judged.title"))
        for name, value in inputs_of(words, self.audit):
            self.lines.add(f"{name}{words('colon')}{value}", indent=2, hang=4)
        if not judged.any:
            self.lines.add(words("judged.none"), indent=2)
            return
        self._cases(judged)
        self._undecided(judged)
        self._duties()

    def _cases(self, judged: Judged) -> None:
        words = self.words
        counts = judged.counts
        self.lines.add(
            words(
                "judged.counts",
                violated=counts[Verdict.VIOLATED],
                tension=counts[Verdict.TENSION],
                indicator=counts[Verdict.INDICATOR],
                open=counts[Verdict.NOT_DECIDABLE],
            ),
            indent=2,
        )
        if not judged.cases:
            self.lines.add(words("judged.nothing"), indent=2)
        left = len(judged.cases) if self.verbose else _CASES
        for part in judged.parts:
            if part.cases and left > 0:
                self._part(words(f"question.{part.question}.name"))
                for case in part.cases[:left]:
                    self._case(case)
                left -= len(part.cases)
        if left < 0:
            self.lines.add(words("judged.more", n=-left), indent=2)

    def _undecided(self, judged: Judged) -> None:
        words = self.words
        if judged.asked:
            self._part(words("judged.questions"), words("judged.questions_says"))
            for asked in self._shown(judged.asked):
                self.lines.add(
                    "? ", text_of(words, asked.question), (f"  [{asked.case.rule}]", "dim"), indent=4, hang=6
                )
            self._more(len(judged.asked))
        if judged.open:
            self._part(words("judged.open"), words("judged.open_says"))
            for item in self._shown(judged.open):
                count = words("judged.rules", n=len({case.rule for case in item.cases}))
                self.lines.add("? ", text_of(words, item.reason), (f"  ({count})", "dim"), indent=4, hang=6)
            self._more(len(judged.open))
        if judged.folds:
            self._part(words("judged.folded"))
            for fold in judged.folds:
                self.lines.add("- ", fold_of(words, fold, self.audit.inputs.date), indent=4, hang=6)

    def _heading(self, text: str, note: str = "") -> None:
        self.lines.blank()
        self.lines.add((text.upper(), "bold cyan"), *([("  " + note, "")] if note else []))

    def _part(self, name: str, says: str = "") -> None:
        self.lines.blank()
        self.lines.add((name, "bold"), indent=2)
        if says:
            self.lines.add((says, "dim"), indent=2)

    def _shown(self, items: tuple[T, ...]) -> tuple[T, ...]:
        return items if self.verbose else items[:_MOST]

    def _more(self, count: int) -> None:
        if not self.verbose and count > _MOST:
            self.lines.add(self.words("more", n=count - _MOST), indent=4)

    def _case(self, case: Case) -> None:
        words, lines = self.words, self.lines
        style = _STYLE[case.verdict] if case.verdict is not Verdict.VIOLATED or is_binding(case) else "red"
        lines.blank()
        word = f"{MARK[case.verdict]} {verdict_word(words, case)}"
        lines.add((word, style), f"  {text_of(words, case.title)}", indent=2, hang=4)
        for cite in case.cites:
            notes = [note for note in (dates_of(words, cite), mark_of(words, cite)) if note]
            lines.add(capital(cited(words, cite, case.verdict)), (f"  [{'; '.join(notes)}]", "dim"), indent=4, hang=6)
        shown = case.items if self.verbose else case.items[:_MOST]
        for finding in shown:
            lines.add("· ", reason_of(words, finding), indent=4, hang=6)
            if self.verbose:
                self._evidence(finding)
        if len(case.items) > len(shown):
            rest = (self.names.data(item.data) for item in case.items[len(shown) :] if item.data)
            lines.add("· ", words.list(rest), indent=4, hang=6)
        first = case.first
        self._slot("judged.decides", would_decide_of(words, first))
        if case.accepted:
            lines.add((words("judged.accepted", reason=case.accepted), "green"), indent=4, hang=6)
        if self.verbose:
            self._details(case)

    def _slot(self, key: str, text: str) -> None:
        if text:
            self.lines.add((f"{self.words(key)}{self.words('colon')}", "dim"), text, indent=4, hang=6)

    def _evidence(self, finding: Finding) -> None:
        practices = {practice.id: practice for practice in self.audit.practices}
        for name in finding.practices[:_MOST]:
            practice = practices.get(name)
            if practice is not None:
                self.lines.add((f"{spelling.where(practice.place)}  {practice.api or ''}", "dim"), indent=8, hang=10)

    def _details(self, case: Case) -> None:
        words, first = self.words, case.first
        for cite in case.cites:
            if cite.card:
                self._slot("judged.clause", text_of(words, cite.card.text))
        if case.card:
            self._slot("judged.satisfied", text_of(words, case.card.satisfied_by))
            self._slot("judged.limits", text_of(words, case.card.limits))
        for item in first.thresholds:
            self._slot("judged.thresholds", threshold_of(words, self.names, item))
        for other in first.considered:
            why = f"{other.rule}{words('colon')}{words(f'holds.{other.holds}')}, {text_of(words, other.why)}"
            self._slot("judged.considered", why)
        for node in first.tree:
            why = node.why_zh if words.lang == "zh" and node.why_zh else node.why
            held = words(f"holds.{node.holds}")
            self.lines.add(
                (f"{node.what}: {held}{f' ({why})' if why else ''}", "dim"), indent=6 + 2 * node.depth, hang=12
            )
        signer = signer_of(first, self.audit.inputs)
        self.lines.add((words("judged.signed", name=signer) if signer else words("judged.unsigned"), "dim"), indent=4)

    def _duties(self) -> None:
        words = self.words
        rows = [row for row in duties_of(self.audit, words, self.names) if row.company or row.state or row.missing]
        if not rows:
            return
        self._heading(words("duties.title"))
        self.lines.add((words("duties.says"), "dim"), indent=2)
        for row in rows if self.verbose else rows[:_MOST]:
            self._duty_row(row)
        self._more(len(rows))

    def _duty_row(self, row: Duties) -> None:
        words, lines = self.words, self.lines
        lines.blank()
        lines.add((capital(row.name), "bold"), indent=2)
        company = [
            f"{group.instrument} {', '.join(article for _, article, _ in self._few(group.clauses))}"
            for group in row.company
        ]
        lines.add((f"{words('duties.company')}{words('colon')}", "dim"), self._listed(company), indent=4, hang=6)
        lines.add(
            (f"{words('duties.state')}{words('colon')}", "dim"), "" if row.state else words("duties.none"), indent=4
        )
        for power in row.state if self.verbose else row.state[:_CLAUSES]:
            lines.add(f"{power.state}{words('colon')}{power.says}, {power.clause}. {power.limits}", indent=6, hang=8)
        if not self.verbose and len(row.state) > _CLAUSES:
            lines.add(words("more", n=len(row.state) - _CLAUSES), indent=6)
        for missing in row.missing:
            lines.add((missing, "magenta"), indent=6)

    def _few(self, items: tuple[T, ...]) -> tuple[T, ...]:
        return items if self.verbose else items[:_MOST]

    def _listed(self, items: Iterable[str]) -> str:
        return self.words("semicolon").join(items) or self.words("duties.none")
