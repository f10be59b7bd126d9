"""The saved form: exactly the names of the contract, back again without loss, and plain words for what does not fit."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.build import audits
from tests.strategies import audit_values

from glasshouse.errors import FormatVersionError, InputError
from glasshouse.model.audit import Audit
from glasshouse.model.codec import decode, encode, schema
from glasshouse.model.finding import ClauseCard
from glasshouse.model.law import Text

SCHEMA = Path(__file__).parents[2] / "docs" / "format" / "audit-1.schema.json"


def saved(audit: Audit) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(encode(audit))
    return document


def test_the_document_has_the_keys_of_the_contract() -> None:
    document = saved(audits.maplike())
    assert next(iter(document)) == "format"
    assert document["format"] == "glasshouse.audit/1"
    always = "partial subject inputs datasets runs looked not_looked parties practices askings statements edges answers findings"
    assert set(always.split()) <= set(document)
    assert document["statements"] == document["edges"] == document["runs"] == document["findings"] == []


def test_an_empty_audit_still_has_every_list() -> None:
    empty = Audit(audits.maplike().subject, audits.maplike().inputs)
    document = saved(empty)
    assert document["practices"] == []
    assert document["answers"] == {}
    assert decode(encode(empty)) == empty


def test_a_practice_reads_as_the_contract_shows_it() -> None:
    (found,) = (p for p in saved(audits.maplike())["practices"] if p["data"] == "device.imei")
    found["id"] = "..."
    assert found == {
        "id": "...",
        "voice": "done",
        "actor": "operator:com.example.maplike",
        "action": "access",
        "polarity": "does",
        "data": "device.imei",
        "place": {
            "kind": "dex",
            "dex": "classes.dex",
            "class": "Lcom/example/maplike/MapApp;",
            "method": "onCreate()V",
            "offset": 12,
        },
        "observer": "calls",
        "grade": "access",
        "verb": "getDeviceId",
        "scope": "until_api_28",
        "when": "unknown",
        "api": "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;",
        "entry": "application com.example.maplike.MapApp",
        "reach": "reachable",
        "sure": True,
        "permission": "held",
        "permissions": ["android.permission.READ_PHONE_STATE"],
        "path": [
            {
                "kind": "dex",
                "dex": "classes.dex",
                "class": "Lcom/example/maplike/MapApp;",
                "method": "onCreate()V",
                "how": "entry",
                "offset": 0,
            }
        ],
    }


def test_a_row_always_has_its_lists() -> None:
    (found,) = (r for r in saved(audits.maplike())["answers"]["access"] if r["data"] == "sms")
    assert {"data", "actor", "status", "grade", "when", "permission", "path", "practices", "askings"} <= set(found)
    assert found["path"] == found["askings"] == []


def test_nothing_absent_is_written_as_null() -> None:
    assert b"null" not in encode(audits.maplike())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(audit_values())
def test_what_is_written_reads_back_the_same(audit: Audit) -> None:
    data = encode(audit)
    assert decode(data) == audit
    assert encode(decode(data)) == data


def test_one_line_holds_the_same() -> None:
    audit = audits.maplike()
    assert encode(audit, indent=0).count(b"\n") == 1
    assert decode(encode(audit, indent=0)) == audit


def test_half_surrogates_become_visible() -> None:
    data = encode(audits.hostile())
    assert b"half \\\\ud83d surrogate" in data
    decode(data)


def test_unknown_fields_are_passed_over() -> None:
    document = saved(audits.maplike()) | {"later": {"x": 1}}
    assert decode(json.dumps(document)) == audits.maplike()


def test_absent_means_default() -> None:
    document = saved(audits.maplike())
    kept = {key: document[key] for key in ("format", "subject", "inputs")}
    audit = decode(json.dumps(kept))
    assert audit.practices == ()
    assert audit.answers.access is None


@pytest.mark.parametrize(
    ("text", "error", "says"),
    [
        (
            '{"format": "glasshouse.audit/2"}',
            FormatVersionError,
            r"format 'glasshouse.audit/2'; this release reads glasshouse.audit/1",
        ),
        ('{"format": "glasshouse.flows/1"}', InputError, r"format 'glasshouse.flows/1'; expected glasshouse.audit/1"),
        ("{}", InputError, "expected a JSON document of format"),
        ("PK\x03\x04", InputError, "expected a JSON document of format"),
        ('{"format": "glasshouse.audit/' + "9" * 5000 + '"}', InputError, "expected glasshouse.audit/1"),
        ('{"format": "glasshouse.audit/\uff12"}', InputError, "expected glasshouse.audit/1"),
        ('{"a":' * 50_000, InputError, "nested too deeply; expected a JSON document of format"),
        ('{"format": "glasshouse.audit/1", "edges": [' + '{"a":' * 50_000, InputError, "nested too deeply"),
        ('{"format": "glasshouse.audit/1"}', InputError, "missing required field `subject`"),
    ],
)
def test_what_does_not_fit_is_said_plainly(text: str, error: type[InputError], says: str) -> None:
    with pytest.raises(error, match=re.escape(says)):
        decode(text)


def test_a_newer_version_asks_for_an_update() -> None:
    with pytest.raises(FormatVersionError) as caught:
        decode('{"format": "glasshouse.audit/2"}')
    assert caught.value.hint == "Please update Glasshouse."


def test_a_wrong_value_is_named_with_its_place_in_the_document() -> None:
    document = saved(audits.maplike())
    document["practices"][3]["place"]["kind"] = "moon"
    with pytest.raises(InputError, match=re.escape("$.practices[3].place.kind")):
        decode(json.dumps(document))


@pytest.mark.parametrize(
    "day", ["not-a-day", "2026-02-30", "9999-99-99", "\uff12026-01-31", "20260131", "", " 2026-01-31"]
)
def test_a_day_that_is_none_is_refused(day: str) -> None:
    document = saved(audits.maplike())
    document["inputs"]["date"] = day
    with pytest.raises(InputError, match=re.escape("expected a day like 2026-01-31 - at `$.inputs.date`")):
        decode(json.dumps(document))
    document["inputs"]["date"] = "2026-01-31"
    assert decode(json.dumps(document)).inputs.date == "2026-01-31"


def test_the_days_of_replies_and_clauses_are_read_with_care() -> None:
    card = ClauseCard("A", "A", "A", Text("a", "a"), "1", Text("a", "a"), Text("a", "a"), "cn", "law", "high", "s")
    audit = replace(audits.maplike(), clauses=(replace(card, valid_from="2020-01-01", valid_to="2021-12-31"),))
    assert decode(encode(audit)) == audit
    for field in ("valid_from", "valid_to"):
        document = saved(audit)
        document["clauses"][0][field] = "soon"
        with pytest.raises(InputError, match=re.escape(f"$.clauses[0].{field}")):
            decode(json.dumps(document))
    document = saved(audit)
    document["inputs"]["replies"] = [{"rule": "a", "holds": True, "date": "soon"}]
    with pytest.raises(InputError, match=re.escape("$.inputs.replies[0].date")):
        decode(json.dumps(document))


def test_the_schema_in_the_docs_is_current() -> None:
    """Write it again with: python tools/audit_schema.py."""
    assert json.loads(SCHEMA.read_text("utf-8")) == schema()
