"""JUnit: a case for each clause of each rule; a pass never means that nobody could look."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.build.audits import maplike
from tests.build.findings import LOGS_2017, METHOD, finding, hostile_judged, judged, one_of_each

from glasshouse.model.audit import Audit
from glasshouse.model.finding import Verdict
from glasshouse.tell.junit import render_junit


def suite_of(audit: Audit, lang: str = "en", fail_on: Verdict = Verdict.VIOLATED) -> ET.Element:
    suite = ET.fromstring(render_junit(audit, lang, fail_on=fail_on)).find("testsuite")  # noqa: S314 - our own text
    assert suite is not None
    return suite


def outcomes(suite: ET.Element) -> dict[str, str]:
    """``rule clause`` and ``failure``, ``skipped`` or ``pass``."""
    found = {}
    for case in suite.findall("testcase"):
        kinds = [child.tag for child in case if child.tag != "system-out"]
        found[f"{case.get('classname')} {case.get('name')}"] = "".join(kinds) or "pass"
    return found


def test_each_clause_of_each_rule_is_a_case() -> None:
    assert outcomes(suite_of(one_of_each())) == {
        "ciio-storage CN-APPMETHOD-2019/II.1": "skipped",
        "collected-without-notice CN-APPMETHOD-2019/II.1": "failure",
        "collected-without-notice CSL-2017/41": "failure",
        "denied-but-done CN-APPMETHOD-2019/II.1": "pass",
        "no-complaint-channel CN-APPMETHOD-2019/II.1": "skipped",
        "no-consent CN-APPMETHOD-2019/II.1": "skipped",
        "old-law CSL-2017/41": "skipped",
        "rules-missing CN-APPMETHOD-2019/II.1": "pass",
        "unnamed-sdk CSL-2025/43": "pass",
    }


@pytest.mark.parametrize(
    ("fail_on", "failures", "skipped"),
    [(Verdict.VIOLATED, 2, 4), (Verdict.TENSION, 3, 4), (Verdict.INDICATOR, 4, 4), (Verdict.NOT_DECIDABLE, 6, 2)],
)
def test_what_fails_is_for_the_caller_to_say(fail_on: Verdict, failures: int, skipped: int) -> None:
    suite = suite_of(one_of_each(), fail_on=fail_on)
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("9", str(failures), str(skipped))


def test_an_accepted_finding_does_not_fail_and_stays_in_the_output() -> None:
    accepted = finding("r", Verdict.VIOLATED, METHOD, audit=maplike(), accepted="agreed by Li")
    suite = suite_of(judged(accepted))
    assert outcomes(suite) == {"r CN-APPMETHOD-2019/II.1": "pass"}
    assert suite.findtext("testcase/system-out") == "violated: Because of None. Accepted: agreed by Li"


def test_one_kind_of_data_that_could_not_be_decided_is_enough_to_skip() -> None:
    audit = maplike()
    clean = finding("r", Verdict.NOT_VIOLATED, METHOD, data="contacts", audit=audit)
    blind = finding("r", Verdict.NOT_DECIDABLE, METHOD, data="sms", audit=audit)
    assert outcomes(suite_of(judged(clean, blind))) == {"r CN-APPMETHOD-2019/II.1": "skipped"}
    idle = replace(blind, verdict=Verdict.NOT_APPLICABLE)
    assert outcomes(suite_of(judged(clean, idle))) == {"r CN-APPMETHOD-2019/II.1": "pass"}


def test_the_gravest_reason_is_the_message_and_all_are_in_the_text() -> None:
    audit = maplike()
    mild = finding("r", Verdict.TENSION, LOGS_2017, data="sms", audit=audit)
    grave = finding("r", Verdict.VIOLATED, LOGS_2017, data="contacts", audit=audit)
    failure = suite_of(judged(mild, grave), "zh", Verdict.TENSION).find("testcase/failure")
    assert failure is not None
    assert (failure.get("type"), failure.get("message")) == ("violated", "violated: 因为contacts。")
    assert failure.text == "tension: 因为sms。\nviolated: 因为contacts。"


def test_what_was_not_examined_stands_in_the_output() -> None:
    said = suite_of(one_of_each()).findtext("system-out") or ""
    assert said.startswith("Part of the app could not be examined")
    assert "Machine code is not read by this release." in said
    whole = replace(maplike(), partial=False, not_looked=())
    assert suite_of(whole).findtext("system-out") == "Everything in scope was examined."


def test_an_audit_that_judged_nothing_has_no_case() -> None:
    suite = suite_of(maplike())
    assert (suite.get("tests"), suite.get("name")) == ("0", "MapLike.apk")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names_are_text(lang: str) -> None:
    text = render_junit(hostile_judged(), lang)
    suite = suite_of(hostile_judged(), lang)
    assert {element.tag for element in suite.iter()} <= {
        "testsuite", "properties", "property", "testcase", "failure", "skipped", "system-out",
    }  # fmt: skip
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_same_audit_same_bytes_whatever_the_order_of_rules() -> None:
    assert render_junit(one_of_each()) == render_junit(one_of_each())
    audit = one_of_each()
    turned = replace(audit, findings=(*audit.findings[2:], *audit.findings[:2]))
    assert render_junit(turned) == render_junit(audit)
