"""The terminal's part about law: findings by question, questions for a person, what stays open, the two columns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from glasshouse.model.audit import Audit
from glasshouse.model.finding import Finding, Verdict
from glasshouse.tell import spelling
from glasshouse.tell.conditions import condition_of
from glasshouse.tell.duties import Clauses, Duties, duties_of
from glasshouse.tell.judged import Case, Fold, Judged, alike
from glasshouse.tell.law_words import (
    MARK,
    cited,
    considered_of,
    fold_of,
    inputs_of,
    is_binding,
    not_law_of,
    notes_of,
    reason_of,
    signer_of,
    tally_of,
    text_of,
    threshold_of,
    verdict_word,
    would_decide_of,
)
from glasshouse.tell.lead import capital
from glasshouse.tell.lines import Lines
from glasshouse.tell.names import Names
from glasshouse.tell.words import Words

#: Indicators of a question, items of a list, instruments of a kind of data shown unless everything was asked for.
#: What says that something is contrary is never cut.
_INDICATORS, _MOST, _LAWS = 4, 6, 8
T = TypeVar("T")
_STYLE = {Verdict.VIOLATED: "bold red", Verdict.TENSION: "bold yellow", Verdict.INDICATOR: "yellow"}


@dataclass(frozen=True, slots=True)
class LawPage:
    """Writes what an audit means under law to ``lines``."""

    audit: Audit
    judged: Judged
    words: Words
    names: Names
    lines: Lines
    verbose: bool

    def write(self) -> None:
        """Write every part that there is something for."""
        words, judged = self.words, self.judged
        self._heading(words("judged.title"))
        for name, value in inputs_of(words, self.audit):
            self.lines.add(f"{name}{words('colon')}{value}", indent=2, hang=4)
        if not judged.any:
            self.lines.add(words("judged.none"), indent=2)
            return
        self._cases(judged)
        self._undecided(judged)
        if self.verbose:
            self._legend()
        self._duties()

    def _cases(self, judged: Judged) -> None:
        words = self.words
        tally = (words("judged.count", n=count, word=word) for _, count, word in tally_of(words, judged))
        self.lines.add(" · ".join(tally), indent=2)
        if not judged.cases:
            self.lines.add(words("judged.nothing"), indent=2)
        for part in judged.parts:
            if part.cases:
                self._part(words(f"question.{part.question}.name"))
                settles = ""
                for case in (shown := part.cases if self.verbose else part.cut(_INDICATORS)):
                    settles = self._case(case, settles)
                if len(shown) < len(part.cases):
                    self.lines.blank()
                    self.lines.add(words("judged.more_indicators", n=len(part.cases) - len(shown)), indent=2)

    def _undecided(self, judged: Judged) -> None:
        words = self.words
        if judged.asked:
            self._part(words("judged.questions"), words("judged.questions_says"))
            for asked in self._shown(judged.asked):
                rule = words("aside", text=asked.case.rule)
                self.lines.add("? ", text_of(words, asked.question), (rule, "dim"), indent=4, hang=6)
            self._more(len(judged.asked))
        if judged.open:
            self._part(words("judged.open"), words("judged.open_says"))
            for item in self._shown(judged.open):
                count = words("judged.rules", n=len({case.rule for case in item.cases}))
                count = words("brackets", text="", note=count)
                self.lines.add("? ", text_of(words, item.reason), (count, "dim"), indent=4, hang=6)
            self._more(len(judged.open))
        if judged.folds:
            self._part(words("judged.folded"))
            self._folds(judged.folds)
        if judged.not_law:
            self._part(words("judged.not_law"), not_law_of(words, judged, self.audit.inputs.date))
            self._folds(judged.not_law)

    def _folds(self, folds: tuple[Fold, ...]) -> None:
        for fold in self._shown(folds):
            self.lines.add("- ", fold_of(self.words, fold), indent=4, hang=6)
        self._more(len(folds))

    def _legend(self) -> None:
        words = self.words
        self._part(words("section.how_to_read_law"))
        for verdict in Verdict:
            self.lines.add(
                (f"{MARK[verdict]} {words(f'verdict.{verdict}')}  ", "bold"),
                words(f"verdict_means.{verdict}"),
                indent=4,
                hang=6,
            )
        self.lines.add(words("judged.soft"), indent=4, hang=6)

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
            self.lines.add(self.words("judged.more_shown", n=count - _MOST), indent=4)

    def _case(self, case: Case, before: str) -> str:
        """Write a case and return what would settle it; ``before`` is that of the case above, which is not repeated."""
        words, lines = self.words, self.lines
        style = _STYLE[case.verdict] if case.verdict is not Verdict.VIOLATED or is_binding(case) else "red"
        lines.blank()
        word = f"{MARK[case.verdict]} {verdict_word(words, case)}"
        lines.add((word, style), f"  {text_of(words, case.title)}", indent=2, hang=4)
        for cite in case.cites:
            notes = notes_of(words, cite)
            aside = words("aside", text=notes) if notes else ""
            lines.add(capital(cited(words, cite, case.verdict)), (aside, "dim"), indent=4, hang=6)
        self._items(case)
        settles = would_decide_of(words, case.first)
        self._slot("judged.decides", words("judged.as_above") if settles == before else settles)
        if case.accepted:
            lines.add((words("judged.accepted", reason=case.accepted), "green"), indent=4, hang=6)
        if self.verbose:
            self._details(case)
        return settles

    def _items(self, case: Case) -> None:
        """Each sentence once, with the other kinds of data of which it is so; verbose repeats it with its places."""
        words, lines = self.words, self.lines
        if self.verbose:
            for finding in case.items:
                lines.add("· ", reason_of(words, finding), indent=4, hang=6)
                self._evidence(finding)
            return
        groups = alike(case, self.names.data, partial(reason_of, words))
        for group in groups[:_MOST]:
            lines.add("· ", reason_of(words, group.first), indent=4, hang=6)
            kinds = dict.fromkeys(self.names.data(item.data) for item in group.others if item.data)
            if kinds:
                lines.add("· ", words("judged.same_of", kinds=words.list(kinds)), indent=4, hang=6)
        if len(groups) > _MOST:
            lines.add(words("judged.more_shown", n=len(groups) - _MOST), indent=4)

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
            self._slot("judged.considered", considered_of(words, other))
        for node in first.tree:
            why = node.why_zh if words.lang == "zh" and node.why_zh else node.why
            held = words(f"holds.{node.holds}")
            held = f"{held}{words('semicolon')}{why}" if why else held
            line = condition_of(words, self.names, node.what) + words("aside", text=held)
            self.lines.add((line, "dim"), indent=6 + 2 * node.depth, hang=12)
        signer = signer_of(first, self.audit.inputs)
        self.lines.add((words("judged.signed", name=signer) if signer else words("judged.unsigned"), "dim"), indent=4)

    def _duties(self) -> None:
        words = self.words
        rows = [row for row in duties_of(self.audit, words, self.names) if row.company or row.state or row.missing]
        if not rows:
            return
        self._heading(words("duties.title"))
        self.lines.add((words("duties.says"), "dim"), indent=2)
        groups: dict[tuple[object, ...], list[Duties]] = {}
        for row in rows:
            groups.setdefault((row.company, row.state, row.missing), []).append(row)
        for same in groups.values():
            self._duty_row(words.list(row.name for row in same), same[0])

    def _duty_row(self, name: str, row: Duties) -> None:
        words, lines = self.words, self.lines
        lines.blank()
        lines.add((capital(name), "bold"), indent=2)
        company = [self._provisions(group) for group in row.company]
        if not self.verbose and len(company) > _LAWS:
            company = [*company[:_LAWS], words("judged.more_shown", n=len(company) - _LAWS)]
        company_says = words("semicolon").join(company) or words("duties.none")
        lines.add((f"{words('duties.company')}{words('colon')}", "dim"), company_says, indent=4, hang=6)
        none = "" if row.state or row.missing else words("duties.none")
        lines.add((f"{words('duties.state')}{words('colon')}", "dim"), none, indent=4)
        for power in self._shown(row.state):
            says = words("duties.power", land=power.state, says=power.says, clause=power.clause, limits=power.limits)
            lines.add(says + words("end"), indent=6, hang=8)
        self._more(len(row.state))
        for missing in row.missing:
            lines.add((missing, "magenta"), indent=6)

    def _provisions(self, group: Clauses) -> str:
        if self.verbose:
            articles = self.words("stop").join(article for _, article, _ in group.clauses)
            return f"{group.instrument} {articles}"
        return self.words("duties.provisions", instrument=group.instrument, n=len(group.clauses))
