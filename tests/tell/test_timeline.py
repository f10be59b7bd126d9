"""The picture of time: stations in the order of a start, the question across, labels inside, large audits counted."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from tests.build import audits
from tests.build.timed import EARLY, GATE, HANDLED, at, timed

from glasshouse.model.audit import Audit
from glasshouse.model.practice import When
from glasshouse.tell.lines import cells
from glasshouse.tell.names import load_names
from glasshouse.tell.timeline import Timeline, timeline_of
from glasshouse.tell.timing import timing_of
from glasshouse.tell.view import view_of
from glasshouse.tell.words import load_words


def picture(audit: Audit, lang: str = "en") -> Timeline | None:
    names = load_names(lang)
    timing = timing_of(view_of(audit, names), names)
    assert timing
    return timeline_of(timing, load_words(lang), names)


def drawn(audit: Audit, lang: str = "en") -> Timeline:
    found = picture(audit, lang)
    assert found
    return found


def many() -> Audit:
    base = audits.large(600)
    rows = tuple(replace(row, when=When.BEFORE_CONSENT) for row in base.answers.access or () if row.path)
    return replace(base, askings=(GATE,), answers=replace(base.answers, consent=rows))


def test_a_read_stands_at_its_station_before_the_question_or_below_it() -> None:
    line = drawn(timed())
    tops = {stop.name: stop.y for stop in line.stops}
    dots = {mark.lines[0]: mark for mark in line.marks if mark.tone}
    assert list(tops) == [
        "The process starts",
        "Content providers start",
        "The app's own start code runs",
        "The first screen opens",
        "After you agree",
        "Cannot be told",
    ]
    assert tops["Content providers start"] < dots["Android ID · JPush"].y < tops["The app's own start code runs"]
    assert tops["The first screen opens"] < dots["Address book · its own code"].y < line.band
    assert line.band + line.band_height < tops["After you agree"] < dots["Clipboard content · its own code"].y
    assert line.end < tops["Cannot be told"] < dots["Text messages (SMS, MMS) · its own code"].y
    assert [stop.note for stop in line.stops[:2]] == ["no read seen", ""]


def test_where_nothing_asks_there_is_no_picture() -> None:
    assert picture(timed(gate=False)) is None
    assert picture(timed(rows=())) is None


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("audit", [timed(), many()], ids=["timed", "many"])
def test_lines_stand_apart_inside_and_fit(audit: Audit, lang: str) -> None:
    line = drawn(audit, lang)
    ys = sorted(y for y in (*(stop.y for stop in line.stops), *(m.y + 16 * (len(m.lines) - 1) for m in line.marks)))
    assert all(below - above >= 16 for above, below in pairwise(ys))
    assert ys[-1] < line.height
    assert all(cells(text) <= 43 for mark in line.marks for text in mark.lines)


def test_a_large_audit_is_counted() -> None:
    line = drawn(many())
    assert sum(bool(mark.tone) for mark in line.marks) <= 8 * 5
    assert any(mark.lines[0].startswith("and ") and not mark.tone for mark in line.marks)


def test_several_reads_of_one_station_are_one_mark() -> None:
    again = replace(EARLY, id=timed().practices[0].id)
    row = replace(at(EARLY, When.BEFORE_CONSENT), practices=(EARLY.id, again.id))
    audit = timed(rows=(row,))
    audit = replace(audit, practices=(*audit.practices[1:], again))
    assert [mark.lines for mark in drawn(audit).marks] == [("Android ID · JPush (2 places)",)]


def test_a_long_name_leaves_the_party_a_line_of_its_own() -> None:
    row = replace(at(EARLY, When.BEFORE_CONSENT), data=HANDLED.data)
    (mark,) = drawn(timed(rows=(row,))).marks
    assert mark.lines == ("Phone's serial number in the network (IMEI,", "MEID)", "JPush")
