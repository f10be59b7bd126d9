"""Before or after: sorted for a reader, told in both reports, and never "before" where no question was found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.build import audits
from tests.build.timed import ADS, EARLY, GATE, HANDLED, LIKELY, LOST, ME, PUSH, TESTED, at, one, timed
from tests.tell.test_html import ATTRIBUTES, ELEMENTS, Page

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import AskingKind, OnRefusal
from glasshouse.model.audit import Audit
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.practice import When
from glasshouse.tell.html import render_html
from glasshouse.tell.names import load_names
from glasshouse.tell.text import render_text
from glasshouse.tell.timing import Station, Timing, gate_of, station_of, timing_of
from glasshouse.tell.view import view_of

NAMES = load_names("en")
LANGUAGES = ("en", "zh")


def sorted_rows(audit: Audit) -> Timing:
    timing = timing_of(view_of(audit, NAMES), NAMES)
    assert timing
    return timing


def data(timing: Timing, part: str) -> list[str]:
    return [taker.row.data for taker in getattr(timing, part)]


def consent(audit: Audit, lang: str = "en") -> str:
    """The part of the text between the questions of consent and necessity."""
    start, end = {"en": ("\nCONSENT", "\nNECESSITY"), "zh": ("\n同意", "\n必要")}[lang]
    return render_text(audit, lang, width=0).partition(start)[2].partition(end)[0]


def test_each_row_stands_in_one_part() -> None:
    timing = sorted_rows(timed())
    assert timing.gate == GATE
    assert data(timing, "before") == ["device.android_id"]
    assert data(timing, "perhaps") == ["contacts"]
    assert sorted(data(timing, "after")) == ["clipboard", "device.imei"]
    assert data(timing, "open") == ["sms"]


def test_without_a_question_nothing_is_before_whatever_a_row_says() -> None:
    timing = sorted_rows(replace(timed(), askings=()))
    assert not timing.before + timing.perhaps + timing.after
    assert len(timing.open) == 5


def test_a_permission_dialog_and_a_screen_supplied_are_no_question_of_the_code() -> None:
    asked = (replace(GATE, kind=AskingKind.PERMISSION), replace(GATE, source="screen"))
    assert gate_of(replace(timed(), askings=asked)) is None
    assert gate_of(replace(timed(), askings=(*asked, GATE))) == GATE


def test_rows_of_screens_and_refusals_are_told_elsewhere() -> None:
    others = (
        Row(DataId("personal_data"), PartyId(ME), Status.LIKELY, class_="blocked_on_refusal"),
        Row(DataId("personal_data"), PartyId(ME), Status.PROVED, when=When.BEFORE_CONSENT, topic="withdraw_consent"),
    )
    assert not sorted_rows(timed(rows=others)).any


def test_to_start_an_sdk_is_told_apart_from_reads_and_only_where_something_asks() -> None:
    early = Row(DataId("personal_data"), PartyId(PUSH), Status.PROVED, when=When.BEFORE_CONSENT, topic="sdk_start")
    early = replace(early, path=EARLY.path)
    late = replace(early, actor=PartyId(ADS), when=When.AFTER_CONSENT, path=())
    audit = timed(rows=(early, late))
    timing = sorted_rows(audit)
    assert not timing.any
    assert [name for name, _ in timing.starts] == ["before", "after"]
    assert "Before you agree: the SDK JPush (Aurora Mobile, China) (Init.onCreate)" in consent(audit)
    assert "After you agree: the SDK AdSdk (Example Ads Inc., United States)" in consent(audit)
    assert "To start an SDK is not yet to read anything." in Page(render_html(audit)).text
    assert sorted_rows(replace(audit, askings=())).starts == ()


def test_what_a_refusal_costs_is_told_where_the_code_shows_it() -> None:
    for cost, says in ((OnRefusal.BLOCKED, "the app closes"), (OnRefusal.CONTINUES, "the app goes on")):
        assert f"If you refuse, {says}" in consent(replace(timed(), askings=(replace(GATE, on_refusal=cost),)))
    assert "If you refuse," not in consent(timed())


def test_without_code_there_is_no_part_at_all() -> None:
    bare = timed()
    for answers in (replace(bare.answers, consent=None), replace(bare.answers, access=None)):
        audit = replace(bare, answers=answers)
        assert timing_of(view_of(audit, NAMES), NAMES) is None
        assert 'id="consent"' not in render_html(audit)


@pytest.mark.parametrize(
    ("entry", "method", "station"),
    [
        ("factory com.x.F", "<init>()V", Station.START),
        ("application com.x.A", "attachBaseContext(Landroid/content/Context;)V", Station.START),
        ("provider com.x.P", "onCreate()Z", Station.PROVIDERS),
        ("provider com.x.P", "query(Landroid/net/Uri;)V", Station.OTHER),
        ("startup com.x.I", "create(Landroid/content/Context;)V", Station.PROVIDERS),
        ("application com.x.A", "onCreate()V", Station.APPLICATION),
        ("application com.x.A", "onTrimMemory(I)V", Station.OTHER),
        ("launcher com.x.M", "onClick()V", Station.SCREEN),
        ("receiver com.x.R", "onReceive()V", Station.OTHER),
    ],
)
def test_a_way_begins_at_a_station_of_the_start(entry: str, method: str, station: Station) -> None:
    assert station_of(one("sms", ME, entry, method)) is station


def test_the_text_says_the_question_the_way_and_what_is_waited_for() -> None:
    text = consent(timed())
    assert "The app asks you to agree. Its code puts the question in com.example.maplike.Ask.onCreate." in text
    before, _, rest = text.partition("  Perhaps before you agree")
    perhaps, _, after = rest.partition("  After you agree")
    assert "● proved  Android ID: the SDK JPush" in before
    assert "Runs when the app's process starts, before the app's own code: Init.onCreate" in before
    assert "◐ likely  Address book: its own code" in perhaps
    assert "Android refuses it until you have granted a permission. A permission is not consent." in perhaps
    assert "Waits for the test in com.example.maplike.MapApp.onCreate." in after
    assert "Waits for com.example.maplike.Ask$Yes.onClick, which runs when you agree." in after
    assert "The code could not be followed far enough." in after


def test_the_same_in_chinese() -> None:
    text = consent(timed(), "zh")
    assert "代码在 com.example.maplike.Ask.onCreate 中提出询问。" in text
    assert "等待 com.example.maplike.MapApp.onCreate 中的判断。" in text
    assert "授予权限不等于同意。" in text


@pytest.mark.parametrize(("lang", "word"), [("en", "  Before you agree"), ("zh", "  在你同意之前\n")])
def test_no_report_says_before_where_nothing_asks(lang: str, word: str) -> None:
    assert word in consent(timed(), lang)
    assert word not in consent(timed(gate=False), lang)
    page = Page(render_html(timed(gate=False), lang))
    assert page.elements["svg"] == 1
    says = {"en": "so nothing is said about before or after.", "zh": "因此不对同意之前或之后作任何判断。"}[lang]
    assert says in consent(timed(gate=False), lang)
    assert says in page.text


def test_a_fair_app_is_told_so_and_what_was_not_seen_limits_it() -> None:
    fair = timed(rows=(at(TESTED, When.AFTER_CONSENT), at(HANDLED, When.AFTER_CONSENT)))
    assert "No read was found that can run before you agree." in consent(fair)
    assert "Another question, or another read, may hide there." in consent(fair)
    whole = replace(fair, partial=False, not_looked=())
    assert "may hide there" not in consent(whole)
    likely = timed(rows=(at(LIKELY, When.BEFORE_CONSENT, Status.LIKELY, "several_targets"),))
    assert "No read was proved to run before you agree." in consent(likely)
    assert "A step of the way is one of several possible ones." in consent(likely)
    assert "No read was found that can run" not in consent(timed(rows=(at(EARLY, When.BEFORE_CONSENT),)))


def test_kinds_that_wait_for_the_same_stand_together() -> None:
    more = replace(TESTED, data=DataId("sms"), id=LOST.id)
    audit = timed(rows=(at(TESTED, When.AFTER_CONSENT), at(more, When.AFTER_CONSENT)))
    practices = tuple(item for item in audit.practices if item.id != LOST.id)
    text = consent(replace(audit, practices=(*practices, more)))
    assert text.count("Waits for the test in") == 1
    assert "Its own code: text messages (SMS, MMS) and clipboard content" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_shows_picture_parts_and_evidence(lang: str) -> None:
    page = Page(render_html(timed(), lang))
    assert page.open == []
    assert set(page.elements) <= ELEMENTS
    assert {name for _, name, _ in page.attributes} <= ATTRIBUTES
    assert page.elements["svg"] == 2
    assert ("a", "href", "#consent") in page.attributes
    dots = [value for tag, name, value in page.attributes if tag == "path" and name == "class" and "dot" in value]
    assert sorted(dots) == ["dot after", "dot after", "dot before", "dot open", "dot perhaps"]
    assert "classes.dex Lcom/example/maplike/MapApp; -> onCreate()V @0x6" in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_of_an_app_stay_text(lang: str) -> None:
    evil = one("sms", "<script>x</script>", "provider a.<svg/onload=alert(1)>", "onCreate()Z")
    audit = timed(rows=(at(evil, When.BEFORE_CONSENT),))
    html = render_html(replace(audit, practices=(*audit.practices, evil)), lang)
    assert "<script" not in html
    assert "<svg/onload" not in html
    assert Page(html).open == []


def test_many_rows_stay_a_usable_page() -> None:
    base = audits.large(600)
    answers = base.answers.access or ()
    rows = tuple(replace(row, when=When.BEFORE_CONSENT) for row in answers if row.path)
    audit = replace(base, askings=(GATE,), answers=replace(base.answers, consent=rows))
    html = render_html(audit)
    assert len(rows) > 100
    assert len(html.encode()) < 2_000_000
    assert Page(html).elements["svg"] == 2
