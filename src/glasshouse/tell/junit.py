"""Findings as JUnit XML: a test case for each clause of each rule, for the test tab of a build server.

A clause **fails** when a finding stands at or above ``fail_on`` and no baseline accepts it. It is **skipped** when it
could not be decided, for any kind of data, or when it does not apply: a green mark must never mean "not looked at".
It passes when every finding was decided and none is grave enough; what was found all the same stands in its output.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from glasshouse.model.audit import Audit
from glasshouse.model.finding import ClauseRef, Finding, Verdict
from glasshouse.model.gravity import fails
from glasshouse.tell.clean import cleaned
from glasshouse.tell.duties import cells_of
from glasshouse.tell.judged import cites_of
from glasshouse.tell.law_words import reason_of, would_decide_of
from glasshouse.tell.names import load_names
from glasshouse.tell.words import Words, load_words

_OPEN = Verdict.NOT_DECIDABLE
_IDLE = (Verdict.NOT_APPLICABLE, Verdict.NOT_IN_FORCE)


def render_junit(audit: Audit, lang: str = "en", *, fail_on: Verdict | None = Verdict.VIOLATED) -> str:
    """Return the XML document, one suite for the subject. No times: the same audit gives the same bytes."""
    audit, words = cleaned(audit), load_words(lang)
    suite = ET.Element("testsuite", name=audit.subject.name)
    suite.append(_properties(audit))
    suite.extend(_case(words, key, findings, fail_on) for key, findings in _cases(audit))
    ET.SubElement(suite, "system-out").text = "\n".join([*_looked(words, audit), *_law(words, audit)])
    counts = {
        "tests": len(suite.findall("testcase")),
        "failures": len(suite.findall("testcase/failure")),
        "errors": 0,
        "skipped": len(suite.findall("testcase/skipped")),
    }
    root = ET.Element("testsuites", name="Glasshouse")
    for element in (root, suite):
        element.attrib |= {name: str(count) for name, count in counts.items()}
    root.append(suite)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _properties(audit: Audit) -> ET.Element:
    """What the verdicts rest on, so that two runs can be told apart."""
    properties = ET.Element("properties")
    subject, inputs = audit.subject, audit.inputs
    for name, value in (
        ("sha256", subject.sha256),
        ("package", subject.package),
        ("version", subject.version),
        ("date", inputs.date),
        ("jurisdiction", ",".join(inputs.jurisdiction)),
        ("signed_by", inputs.signed_by),
        ("tool_version", audit.tool_version),
    ):
        if value:
            ET.SubElement(properties, "property", name=name, value=value)
    return properties


def _cases(audit: Audit) -> list[tuple[tuple[str, str], list[Finding]]]:
    """The findings of each rule and clause; a rule whose clauses are not known is one case.

    A clause that cannot be broken (who may sue) is no test where another one of the rule can.
    """
    cases: dict[tuple[str, str], list[Finding]] = {}
    for finding in audit.findings:
        asking = tuple(cite.ref for cite in cites_of(audit, finding.clauses) if cite.asks)
        for clause in asking or finding.clauses or (ClauseRef("", ""),):
            cases.setdefault((finding.rule, clause.id), []).append(finding)
    return sorted(cases.items())


def _case(words: Words, key: tuple[str, str], findings: list[Finding], fail_on: Verdict | None) -> ET.Element:
    rule, clause = key
    case = ET.Element("testcase", classname=rule, name=clause or rule)
    failing = [finding for finding in findings if fails(finding, fail_on)]
    undecided = [finding for finding in findings if finding.verdict is _OPEN and finding.accepted is None]
    if failing:
        worst = min(failing, key=lambda finding: list(Verdict).index(finding.verdict))
        element = ET.SubElement(case, "failure", type=worst.verdict, message=_sentence(words, worst))
        element.text = "\n".join(_sentence(words, finding) for finding in failing)
    elif undecided or all(finding.verdict in _IDLE for finding in findings):
        first = (undecided or findings)[0]
        ET.SubElement(case, "skipped", message=_sentence(words, first))
    ET.SubElement(case, "system-out").text = "\n".join(_sentence(words, finding) for finding in findings)
    return case


def _sentence(words: Words, finding: Finding) -> str:
    """``violated: Own code reads the IMEI, and ...``; ids of verdicts are those of the audit document."""
    parts = [reason_of(words, finding) or finding.rule]
    wanted = would_decide_of(words, finding)
    if wanted:
        parts.append(words("ci.would_decide", text=wanted))
    if finding.accepted is not None:
        parts.append(words("ci.accepted", text=finding.accepted))
    return f"{finding.verdict}: {words('gap').join(parts)}"


def _looked(words: Words, audit: Audit) -> Iterator[str]:
    """Whether a pass means anything: what was not examined."""
    yield words("ci.complete") if audit.complete else words("ci.incomplete")
    names = load_names(words.lang)
    for item in audit.not_looked:
        yield words("ci.not_looked", what=names.outside(item.what), why=words.known("why", item.why))


def _law(words: Words, audit: Audit) -> Iterator[str]:
    """The two columns of each kind of data; no format drops one."""
    names = load_names(words.lang)
    for row in audit.duties:
        duties, powers = cells_of(words, row)
        yield f"{names.data(row.data)}: {words('duties.company')}: {duties} | {words('duties.state')}: {powers}"
