"""Findings as SARIF 2.1.0, for code scanning and for viewers. Source: OASIS SARIF 2.1.0 with errata 01.

A result is a finding that says something against the app: ``violated`` is an error, ``tension`` a warning,
``indicator`` a note. Services that show alerts show every result as one, whatever its kind; so what could not be
decided is counted in a notification and is no result, unless the caller fails on it: then it is of the kind ``open``,
or ``review`` where a person is to decide. What was not examined is a notification, too.

Sizes stay within what GitHub takes, and a report that is cut says so. The whole text stays below 10 MB before any
compression, so that the same audit is cut in the same way on every machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from glasshouse.model.asking import Asking
from glasshouse.model.audit import Audit
from glasshouse.model.finding import Decided, DutyRow, Finding, Verdict
from glasshouse.model.fingerprint import FINGERPRINT, fingerprint, practices_by_id
from glasshouse.model.gravity import gravity
from glasshouse.model.ids import AskingId, PracticeId
from glasshouse.model.place import FilePlace, Place
from glasshouse.model.practice import Practice
from glasshouse.tell.clean import cleaned
from glasshouse.tell.duties import cells_of
from glasshouse.tell.law_words import reason_of, would_decide_of
from glasshouse.tell.names import Names, load_names
from glasshouse.tell.sarif_places import MOST_STEPS, Artifacts, Json, artifacts_of, code_flow, location, plain, uri
from glasshouse.tell.sarif_rules import Law, cited, descriptors, law_of, taxonomies
from glasshouse.tell.words import Words, load_words

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#: What GitHub takes of one run; it shows less. Source: its page "SARIF support for code scanning".
MOST_RESULTS = 25_000
MOST_RULES = 25_000
MOST_LOCATIONS = 1_000
LARGEST = 10_000_000

#: Ways into the code of one result, tried in this order until the report is small enough.
_FLOWS = (20, 3, 1, 0)
#: Room for the notifications that say what was cut.
_MARGIN = 1_000
#: Parts not examined that are named; the rest is counted.
_MOST_NOT_LOOKED = 500

_LEVEL = {Verdict.VIOLATED: "error", Verdict.TENSION: "warning", Verdict.INDICATOR: "note"}
_LANGUAGE = {"en": "en", "zh": "zh-CN"}


def render_sarif(audit: Audit, lang: str = "en", *, fail_on: Verdict | None = Verdict.VIOLATED) -> str:
    """Return one SARIF log of one run, one line. With ``fail_on`` ``not_decidable`` open findings are results, too."""
    prints = _fingerprints(audit)
    report = _Report.of(cleaned(audit), lang, prints, fail_on)
    most = min(len(report.findings), MOST_RESULTS)
    for flows in _FLOWS:
        text = report.written(flows, most)
        if _fits(text):
            return text
    return report.written(0, report.most_that_fit(most))


def _fingerprints(audit: Audit) -> tuple[str, ...]:
    """Of the audit as it is, before a long or odd name is made fit to be shown."""
    practices = practices_by_id(audit.practices)
    return tuple(fingerprint(finding, practices) for finding in audit.findings)


def _fits(text: str) -> bool:
    return _size(text) <= LARGEST


def _size(text: str) -> int:
    return len(text.encode("utf-8"))


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Report:
    """What every part of the log needs: the audit, made harmless, and the findings that are results, gravest first."""

    audit: Audit
    words: Words
    names: Names
    findings: tuple[tuple[Finding, str], ...]
    undecided: int
    artifacts: Artifacts
    law: Law
    rules: list[Json]
    rule_index: dict[object, int]
    practices: dict[PracticeId, Practice]
    askings: dict[AskingId, Asking]

    @classmethod
    def of(cls, audit: Audit, lang: str, prints: tuple[str, ...], fail_on: Verdict | None) -> _Report:
        words, law = load_words(lang), law_of(audit)
        least = min(gravity(fail_on) or gravity(Verdict.VIOLATED), gravity(Verdict.INDICATOR))
        pairs = zip(audit.findings, prints, strict=True)
        findings = sorted((pair for pair in pairs if gravity(pair[0].verdict) >= least), key=_order)
        shown = {finding.rule for finding, _ in findings}
        rules = sorted(descriptors(words, audit, law), key=lambda rule: rule["id"] not in shown)[:MOST_RULES]
        return cls(
            audit=audit,
            words=words,
            names=load_names(lang),
            findings=tuple(findings),
            undecided=sum(gravity(finding.verdict) in range(1, least) for finding in audit.findings),
            artifacts=artifacts_of(audit),
            law=law,
            rules=rules,
            rule_index={rule["id"]: number for number, rule in enumerate(rules)},
            practices=practices_by_id(audit.practices),
            askings={asking.id: asking for asking in audit.askings},
        )

    def written(self, flows: int, most: int) -> str:
        """The log with at most that many ways a result and that many results."""
        results = [dict(self._result(finding, mark, flows)) for finding, mark in self.findings[:most]]
        has_less = any(self._has_more_ways(finding, flows) for finding, _ in self.findings[:most])
        log: Json = {"version": "2.1.0", "$schema": SCHEMA, "runs": [self._run(results, has_less=has_less)]}
        return _json(log) + "\n"

    def most_that_fit(self, most: int) -> int:
        """How many results without ways fit, from the gravest on."""
        room = LARGEST - _MARGIN - _size(self.written(0, 0))
        for number, (finding, mark) in enumerate(self.findings[:most]):
            room -= _size(_json(dict(self._result(finding, mark, 0)))) + 1
            if room < 0:
                return number
        return most

    def _run(self, results: list[Json], *, has_less: bool) -> Json:
        taxa = taxonomies(self.words, self.law)
        version = {"version": self.audit.tool_version} if self.audit.tool_version else {}
        driver: Json = {
            "name": "Glasshouse",
            **version,
            "language": _LANGUAGE[self.words.lang],
            "supportedTaxonomies": [{"name": item["name"], "index": number} for number, item in enumerate(taxa)],
            "rules": self.rules,
        }
        subject = self.audit.subject
        return {
            "tool": {"driver": driver},
            "automationDetails": {"id": f"glasshouse/{uri(subject.package or subject.name)}/"},
            "language": _LANGUAGE[self.words.lang],
            "columnKind": "unicodeCodePoints",
            "taxonomies": taxa,
            "artifacts": self.artifacts.as_json(),
            "invocations": [
                {
                    "executionSuccessful": True,
                    "toolExecutionNotifications": list(self._notifications(len(results), has_less=has_less)),
                }
            ],
            "results": results,
            "properties": {
                "draft": not self.audit.inputs.signed_by,
                "complete": self.audit.complete,
                "law": [self._law(row) for row in self.audit.duties],
            },
        }

    def _law(self, row: DutyRow) -> Json:
        """The two columns of one kind of data; no format drops one."""
        duties, powers = cells_of(self.words, row)
        return {"data": row.data, "duties": duties, "powers": powers}

    def _result(self, finding: Finding, mark: str, flows: int) -> Iterator[tuple[str, object]]:
        yield "ruleId", finding.rule
        if finding.rule in self.rule_index:
            yield "ruleIndex", self.rule_index[finding.rule]
        yield "kind", _kind(finding)
        yield "level", _LEVEL.get(finding.verdict, "none")
        yield "message", {"text": self._message(finding)}
        places = self._places(finding)[:MOST_LOCATIONS]
        yield "locations", [location(self.artifacts, place) for place in places]
        ways = self._ways(finding)[:flows]
        if ways:
            yield "codeFlows", [code_flow(self.words, self.artifacts, practice) for practice in ways]
        yield "taxa", cited(self.law, finding.clauses)
        yield "partialFingerprints", {FINGERPRINT: mark}
        if finding.accepted is not None:
            yield (
                "suppressions",
                [{"kind": "external", "status": "accepted", "justification": plain(finding.accepted)}],
            )
        about = {"data": finding.data, "question": finding.question, "severity": finding.severity}
        about |= {"confidence": finding.confidence, "verdict": finding.verdict}
        yield "properties", {key: value for key, value in about.items() if value}

    def _message(self, finding: Finding) -> str:
        said = [reason_of(self.words, finding) or finding.rule]
        wanted = would_decide_of(self.words, finding)
        if wanted:
            said.append(self.words("ci.would_decide", text=wanted))
        return plain(self.words("gap").join(said))

    def _places(self, finding: Finding) -> list[Place]:
        """Every place the finding rests on, once; the subject itself where the audit carries none of them."""
        places = [self.practices[name].place for name in finding.practices if name in self.practices]
        places += [self.askings[name].place for name in finding.askings if name in self.askings]
        places += [finding.place] if finding.place else []
        return list(dict.fromkeys(places)) or [FilePlace(self.audit.subject.name)]

    def _ways(self, finding: Finding) -> list[Practice]:
        """The practices with a way, as many as there may be steps in a result."""
        ways: list[Practice] = []
        steps = 0
        for name in finding.practices:
            practice = self.practices.get(name)
            steps += len(practice.path) if practice else 0
            if practice and practice.path and (steps <= MOST_STEPS or not ways):
                ways.append(practice)
        return ways

    def _has_more_ways(self, finding: Finding, flows: int) -> bool:
        known = [self.practices[name] for name in finding.practices if name in self.practices]
        ways = [practice for practice in known if practice.path]
        return len(ways) > min(flows, len(self._ways(finding))) or any(len(way.path) > MOST_STEPS for way in ways)

    def _notifications(self, results: int, *, has_less: bool) -> Iterator[Json]:
        words, audit = self.words, self.audit
        if not audit.inputs.signed_by:
            yield _note("draft", words("title.draft"))
        if not audit.complete:
            yield _note("incomplete", words("ci.incomplete"), "warning")
        if self.undecided:
            yield _note("undecided", words("ci.undecided", n=self.undecided))
        if results < len(self.findings):
            yield _note("cut/results", words("ci.cut_results", n=len(self.findings), most=f"{results:,}"), "warning")
        if has_less:
            yield _note("cut/flows", words("ci.cut_flows"))
        if any(len(self._places(finding)) > MOST_LOCATIONS for finding, _ in self.findings[:results]):
            yield _note("cut/locations", words("ci.cut_locations"))
        known = len({rule.id for rule in audit.rules} | {finding.rule for finding in audit.findings})
        if known > len(self.rules):
            yield _note("cut/rules", words("ci.cut_rules", n=known, most=f"{len(self.rules):,}"))
        yield from self._not_looked()

    def _not_looked(self) -> Iterator[Json]:
        words, items = self.words, self.audit.not_looked
        for item in items[:_MOST_NOT_LOOKED]:
            text = words("ci.not_looked", what=self.names.outside(item.what), why=words.known("why", item.why))
            level = "warning" if item.counts else "note"
            yield {**_note(f"not-looked/{item.why}", text, level), "locations": [location(self.artifacts, item.place)]}
        if len(items) > _MOST_NOT_LOOKED:
            rest = words("ci.cut_not_looked", n=len(items) - _MOST_NOT_LOOKED)
            yield _note("cut/not-looked", rest, "warning")


def _order(pair: tuple[Finding, str]) -> tuple[int, str, str, str]:
    finding, mark = pair
    return -gravity(finding.verdict), finding.rule, finding.data or "", mark


def _kind(finding: Finding) -> str:
    if finding.verdict in _LEVEL:
        return "fail"
    return "open" if finding.decided is Decided.MACHINE else "review"


def _note(name: str, text: str, level: str = "note") -> Json:
    return {"descriptor": {"id": name}, "level": level, "message": {"text": plain(text)}}
