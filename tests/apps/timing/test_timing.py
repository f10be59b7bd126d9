"""Before or after: every app against its label. The figures of the first run are in docs/measured.md."""

from __future__ import annotations

import pytest

from glasshouse.model.asking import AskingKind
from glasshouse.model.audit import Audit
from glasshouse.model.place import CodePlace
from glasshouse.model.practice import Action, Practice
from glasshouse.run.audit import audit
from tests.apps.timing.labels import Labels, Read, all_labels

#: Labels that their writer called unsure, and what is said instead, with the reason.
UNSURE = {("server-flag", "com.example.timing.Pull.run"): "before_consent"}  # the server may say yes to anybody


def member(place: CodePlace) -> str:
    return f"{place.class_[1:-1].replace('/', '.')}.{place.method.partition('(')[0]}"


def practices(found: Audit, read: Read) -> list[Practice]:
    return [
        practice
        for practice in found.practices
        if practice.action is Action.ACCESS
        and practice.data == read.what
        and isinstance(practice.place, CodePlace)
        and member(practice.place) == read.place
    ]


@pytest.mark.parametrize("app", tuple(all_labels()), ids=lambda app: app.name)
def test_the_time_of_each_read_is_as_labelled(app: Labels) -> None:
    found = audit(str(app.package))
    gates = [asking for asking in found.askings if asking.kind is AskingKind.CONSENT]
    assert bool(gates) is app.has_gate
    for read in (read for read in app.reads if not read.is_init):
        seen = {str(practice.when) for practice in practices(found, read)}
        assert len(seen) == 1, read.place
        assert seen <= read.right or seen == {UNSURE.get((app.name, read.place))}, f"{read.place}: {read.why}"


#: Findings of the labels, and the classes of the consent answer.
CLASSES = {
    "exits_when_refused": "blocked_on_refusal",
    "asks_again": "asked_again_after_refusal",
    "all_permissions_at_start": "all_permissions_at_start",
}


@pytest.mark.parametrize("app", tuple(all_labels()), ids=lambda app: app.name)
def test_what_a_refusal_leads_to_and_when_sdks_start_is_as_labelled(app: Labels) -> None:
    consent = audit(str(app.package)).answers.consent or ()
    assert {row.class_ for row in consent if row.class_} == {CLASSES[name] for name in app.findings}
    starts = [row for row in consent if row.topic == "sdk_start"]
    assert sorted(row.when for row in starts) == sorted(read.when for read in app.reads if read.is_init)


def test_what_waits_says_for_what_and_what_does_not_shows_the_way() -> None:
    apps = {app.name: app for app in all_labels()}
    late = audit(str(apps["app-guarded"].package))
    guards = [practice.guard for practice in late.practices if practice.guard is not None]
    assert {member(guard) for guard in guards if isinstance(guard, CodePlace)} == {"com.example.timing.App.onCreate"}
    early = audit(str(apps["thread-early"].package))
    ways = [practice.path for practice in early.practices if practice.when == "before_consent"]
    assert ways
    assert all(way for way in ways)


def test_both_twins_are_judged_apart() -> None:
    apps = {app.name: app for app in all_labels()}
    rule = "handled-before-consent"
    verdicts = {
        name: {item.verdict for item in audit(str(apps[name].package)).findings if item.rule == rule}
        for name in ("app-early", "app-guarded", "none-quiet")
    }
    assert verdicts["app-early"] & {"violated", "indicator"}
    assert not verdicts["app-guarded"] & {"violated", "indicator"}
    assert not verdicts["none-quiet"] & {"violated", "indicator"}
