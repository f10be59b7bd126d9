"""SARIF: valid against the schema, honest about what is no result, within GitHub's limits, the same bytes each time."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.build.audits import code, large, maplike, way
from tests.build.findings import METHOD, finding, hostile_judged, judged, one_of_each, rule

from glasshouse.model.audit import Audit, InputFile
from glasshouse.model.finding import Verdict
from glasshouse.model.fingerprint import fingerprint, practices_by_id
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace, TextPlace, XmlPlace
from glasshouse.tell import sarif
from glasshouse.tell.sarif import render_sarif

VALIDATOR = jsonschema.Draft7Validator(
    json.loads((Path(__file__).parent / "sarif-2.1.0.schema.json").read_text("utf-8"))
)


def run_of(audit: Audit, lang: str = "en", fail_on: Verdict = Verdict.VIOLATED) -> dict[str, Any]:
    """The one run, after the whole log was held against the schema."""
    text = render_sarif(audit, lang, fail_on=fail_on)
    assert len(text.encode()) <= sarif.LARGEST
    log = json.loads(text)
    results = log["runs"][0]["results"]
    log["runs"][0]["results"] = [*results[:60], *results[-1:]]  # the schema takes its time, and the rest is alike
    problem = next(iter(VALIDATOR.iter_errors(log)), None)
    assert problem is None, f"{list(problem.absolute_path)}: {problem.message}" if problem else ""
    (run,) = log["runs"]
    return {**run, "results": results}


def notes(run: dict[str, Any]) -> list[str]:
    return [note["descriptor"]["id"] for note in run["invocations"][0]["toolExecutionNotifications"]]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{}]})


def test_one_result_for_each_finding_against_the_app_gravest_first() -> None:
    results = run_of(one_of_each())["results"]
    assert [(item["ruleId"], item["kind"], item["level"]) for item in results] == [
        ("collected-without-notice", "fail", "error"),
        ("collected-without-notice", "fail", "error"),
        ("denied-but-done", "fail", "warning"),
        ("unnamed-sdk", "fail", "note"),
    ]


def test_what_could_not_be_decided_is_counted_and_accuses_nobody() -> None:
    run = run_of(one_of_each())
    texts = [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]
    assert any(text.startswith("2 findings are undecided") for text in texts)


def test_it_is_a_result_for_those_who_fail_on_it() -> None:
    run = run_of(one_of_each(), fail_on=Verdict.NOT_DECIDABLE)
    assert [(item["ruleId"], item["kind"], item["level"]) for item in run["results"][4:]] == [
        ("no-complaint-channel", "review", "none"),
        ("no-consent", "open", "none"),
    ]
    assert run["results"][4]["message"]["text"] == "Because of None. What would settle it: The policy."
    assert "undecided" not in notes(run)


def test_a_rule_says_in_the_language_of_the_report_what_would_mend_it() -> None:
    rules = {item["id"]: item for item in run_of(one_of_each(), "zh")["tool"]["driver"]["rules"]}
    assert rules["collected-without-notice"]["help"]["text"] == (
        "collected-without-notice的标题\n\n怎样改正：写明该信息的告知。\n\n这不能证明：不能证明数据离开了手机。"
    )
    assert rules["collected-without-notice"]["properties"]["tags"] == ["cn-csl", "decided/machine", "MASVS/PRIVACY-3"]


def test_each_instrument_is_a_taxonomy_and_each_clause_a_taxon() -> None:
    run = run_of(one_of_each())
    taxonomies = run["taxonomies"]
    assert [(item["name"], item["version"], item["properties"]["force"]) for item in taxonomies] == [
        ("CN-APPMETHOD-2019", "2019", "normative_document"),
        ("CSL-2017", "2017", "statute"),
        ("CSL-2025", "2025", "statute"),
    ]
    for result in run["results"]:
        for taxon in result["taxa"]:
            holder = taxonomies[taxon["toolComponent"]["index"]]
            assert holder["name"] == taxon["toolComponent"]["name"]
            assert holder["taxa"][taxon["index"]]["id"] == taxon["id"]
    imei = next(item for item in run["results"] if item["properties"]["data"] == "device.imei")
    assert [taxon["id"] for taxon in imei["taxa"]] == ["CSL-2017/41", "CN-APPMETHOD-2019/II.1"]


def test_rule_and_artifact_indexes_point_where_they_say() -> None:
    run = run_of(one_of_each())
    assert all(run["tool"]["driver"]["rules"][item["ruleIndex"]]["id"] == item["ruleId"] for item in run["results"])
    where = run["results"][0]["locations"][0]["physicalLocation"]
    artifact = run["artifacts"][where["artifactLocation"]["index"]]
    assert where == {"artifactLocation": {"uri": "MapLike.apk", "index": 0}, "region": {"startLine": 1}}
    assert artifact["hashes"] == {"sha-256": maplike().subject.sha256}


def test_a_way_is_a_thread_flow_and_a_place_in_code_a_logical_location() -> None:
    run = run_of(one_of_each())
    imei = next(item for item in run["results"] if item["properties"]["data"] == "device.imei")
    assert imei["locations"][0]["logicalLocations"] == [
        {
            "name": "onCreate",
            "fullyQualifiedName": "com.example.maplike.MapApp.onCreate",
            "decoratedName": "Lcom/example/maplike/MapApp;->onCreate()V",
            "kind": "function",
        }
    ]
    place = next(item for item in run["results"] if item["properties"]["data"] == "location.precise")
    steps = place["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [step["location"]["message"]["text"] for step in steps][:2] == ["Android starts here", "calls"]
    assert [step["executionOrder"] for step in steps] == [1, 2, 3, 4, 5]


def test_an_accepted_finding_is_suppressed_and_stays_visible() -> None:
    results = run_of(one_of_each())["results"]
    assert [item.get("suppressions") for item in results[:2]] == [
        [{"kind": "external", "status": "accepted", "justification": "agreed by Li"}],
        None,
    ]


def test_the_fingerprint_is_that_of_the_finding() -> None:
    audit = one_of_each()
    result = run_of(audit)["results"][1]
    assert result["partialFingerprints"] == {
        "glasshouse/v1": fingerprint(audit.findings[0], practices_by_id(audit.practices))
    }


def test_a_policy_is_an_artifact_of_its_own_and_a_quote_a_region() -> None:
    audit = one_of_each()
    files = (*audit.inputs.files, InputFile("policy", "legal/隐私 政策.md", "ab" * 32))
    quoted = replace(
        audit.findings[4], place=TextPlace("legal/隐私 政策.md", 10, 14, "收集信息"), verdict=Verdict.TENSION
    )
    run = run_of(replace(audit, inputs=replace(audit.inputs, files=files), findings=(quoted,)))
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "legal/%E9%9A%90%E7%A7%81%20%E6%94%BF%E7%AD%96.md", "index": 1},
        "region": {"charOffset": 10, "charLength": 4},
    }


def test_what_was_not_examined_is_said() -> None:
    run = run_of(one_of_each())
    assert notes(run) == [
        "draft", "incomplete", "undecided", "not-looked/native", "not-looked/loaded_later", "not-looked/unresolved",
    ]  # fmt: skip
    assert run["invocations"][0]["executionSuccessful"] is True
    assert (run["properties"]["draft"], run["properties"]["complete"]) == (True, False)


def test_neither_column_of_law_is_dropped() -> None:
    assert run_of(one_of_each())["properties"]["law"] == [
        {"data": "contacts", "duties": METHOD.id, "powers": "no provision in the packs"}
    ]


def test_a_complete_and_signed_audit_has_nothing_to_add() -> None:
    audit = replace(maplike(), partial=False, not_looked=())
    run = run_of(replace(audit, inputs=replace(audit.inputs, signed_by="Wang")))
    assert run["results"] == []
    assert notes(run) == []


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_hostile_names_make_no_link_no_placeholder_and_no_control(lang: str) -> None:
    run = run_of(hostile_judged(), lang)
    text = json.dumps(run, ensure_ascii=False)
    assert all(character.isprintable() for character in text)
    messages = [result["message"]["text"] for result in run["results"]]
    assert not [text for text in messages if "](" in text]
    assert not [text for text in messages if "{" in text.replace("{{", "")]
    assert all(len(item["properties"]["tags"]) <= 20 for item in run["tool"]["driver"]["rules"])


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../up.apk", "C:\\apps\\a.apk", "https://evil.example/a", "", "a b%.apk"]
)
def test_no_uri_leads_out_of_the_folder(name: str) -> None:
    audit = one_of_each()
    run = run_of(replace(audit, subject=replace(audit.subject, name=name)))
    found = run["artifacts"][0]["location"]["uri"]
    assert not found.startswith("/")
    assert ".." not in found
    assert ":" not in found
    assert " " not in found


def test_six_thousand_findings_are_all_there() -> None:
    audit = maplike()
    many = (
        finding(f"rule-{number % 100:02}", Verdict.VIOLATED, METHOD, data="contacts", audit=audit)
        for number in range(6000)
    )
    run = run_of(replace(audit, findings=tuple(many), clauses=(METHOD,)))
    assert len(run["results"]) == 6000
    assert "cut/results" not in notes(run)


def test_more_results_than_a_service_takes_are_cut_from_the_mildest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    run = run_of(one_of_each())
    assert [item["level"] for item in run["results"]] == ["error", "error", "warning"]
    cut = next(
        item
        for item in run["invocations"][0]["toolExecutionNotifications"]
        if item["descriptor"]["id"] == "cut/results"
    )
    assert cut["message"]["text"].startswith("Only the 3 gravest of 4 results")


def test_a_report_that_grows_too_large_loses_ways_first_and_then_results(monkeypatch: pytest.MonkeyPatch) -> None:
    audit = large()
    audit = judged(
        *(
            finding("r", Verdict.VIOLATED, METHOD, data=data, audit=audit)
            for data in sorted({p.data for p in audit.practices})
        ),
        audit=audit,
    )
    whole = len(render_sarif(audit))
    assert "cut/flows" in notes(run_of(audit))  # 20 ways a result are shown, and more are known
    monkeypatch.setattr(sarif, "LARGEST", whole // 2)
    assert "cut/results" not in notes(run_of(audit))
    monkeypatch.setattr(sarif, "LARGEST", whole // 20)
    cut = run_of(audit)
    assert {"cut/results", "cut/flows"} <= set(notes(cut))
    assert 0 < len(cut["results"]) < len(audit.findings)


def test_limits_of_places_steps_rules_and_parts() -> None:
    audit = large(reads=1500, parties=1, kinds=5)
    longest = replace(audit.practices[0], path=way(*[("a/B", "c()V", "call")] * 10_050))
    audit = replace(audit, practices=(longest, *audit.practices[1:]))
    everything = replace(
        finding("r", Verdict.VIOLATED, METHOD, audit=audit), practices=tuple(p.id for p in audit.practices)
    )
    not_looked = tuple(NotLooked("a layout", Why.DAMAGED, FilePlace(f"res/{number}.xml")) for number in range(600))
    run = run_of(replace(judged(everything, audit=audit), not_looked=not_looked))
    (result,) = run["results"]
    assert len(result["locations"]) == 1000
    flows = result["codeFlows"]
    assert sum(len(flow["threadFlows"][0]["locations"]) for flow in flows) == 10_000
    assert {"cut/locations", "cut/flows", "cut/not-looked"} <= set(notes(run))


def test_rules_with_results_stay_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RULES", 2)
    audit = judged(finding("zz", Verdict.VIOLATED, METHOD, data="contacts", audit=maplike()))
    run = run_of(replace(audit, rules=tuple(rule(name) for name in ("aa", "bb", "zz"))))
    assert [item["id"] for item in run["tool"]["driver"]["rules"]] == ["zz", "aa"]
    assert "cut/rules" in notes(run)


def test_a_finding_whose_facts_are_gone_still_has_a_place() -> None:
    audit = replace(one_of_each(), practices=(), clauses=(), rules=())
    assert all(item["locations"] for item in run_of(audit)["results"])


def test_same_audit_same_bytes_whatever_the_order_of_findings() -> None:
    audit = one_of_each()
    turned = replace(audit, findings=audit.findings[::-1])
    assert render_sarif(audit) == render_sarif(turned) == render_sarif(one_of_each())


def test_places_of_every_kind_are_valid() -> None:
    audit = one_of_each()
    places = (code("a/B", "c()V", None), XmlPlace("AndroidManifest.xml", 3, "application"), FilePlace("lib/x.so"))
    findings = tuple(replace(audit.findings[2], practices=(), place=place) for place in places)
    assert len(run_of(replace(audit, findings=findings))["results"]) == 3
