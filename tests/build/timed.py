"""Audits about time, by hand: the map app of ``audits``, with a question for agreement and reads around it."""

from __future__ import annotations

from dataclasses import replace

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking, AskingKind
from glasshouse.model.audit import Audit
from glasshouse.model.ids import AskingId
from glasshouse.model.place import CodePlace
from glasshouse.model.practice import Practice, When
from tests.build import audits
from tests.build.audits import code, read, way

ME, ADS, PUSH = "operator:com.example.maplike", "sdk:example-ads", "sdk:jpush"
GATE = Asking(
    AskingId("asking-gate"), AskingKind.CONSENT, (), code("com/example/maplike/Ask", "onCreate()V", 8), source="code"
)
#: A test is an instruction; a handler is a whole method.
TEST = code("com/example/maplike/MapApp", "onCreate()V", 6)
HANDLER = code("com/example/maplike/Ask$Yes", "onClick()V", None)


def one(data: str, actor: str, entry: str, method: str, guard: CodePlace | None = None) -> Practice:
    """A read that a method of an entry point makes."""
    owner = entry.partition(" ")[2].replace(".", "/")
    at = code(owner, method, 12)
    found = read(actor, data, at, "Landroid/x/Api;->get()V", way((owner, method, "entry")), entry=entry)
    return replace(found, guard=guard, gated_by=GATE.id)


def at(practice: Practice, when: When, status: Status = Status.PROVED, reason: str | None = None) -> Row:
    """The row of one read."""
    return replace(audits.row(status, practice, reason=reason), when=when)


EARLY = one("device.android_id", PUSH, "provider cn.jpush.Init", "onCreate()Z")
LIKELY = one("contacts", ME, "launcher com.example.maplike.Main", "onCreate()V")
TESTED = one("clipboard", ME, "application com.example.maplike.MapApp", "onCreate()V", TEST)
HANDLED = one("device.imei", ADS, "activity com.example.maplike.Ask", "onCreate()V", HANDLER)
LOST = one("sms", ME, "service com.example.maplike.Sync", "onBind()V")


def timed(*, gate: bool = True, rows: tuple[Row, ...] | None = None) -> Audit:
    """Before, perhaps before, twice after, and open; without a gate the same reads, and nothing is known."""
    base = audits.maplike()
    if rows is None:
        rows = (
            at(EARLY, When.BEFORE_CONSENT),
            at(LIKELY, When.BEFORE_CONSENT, Status.LIKELY, "permission_first"),
            at(TESTED, When.AFTER_CONSENT),
            at(HANDLED, When.AFTER_CONSENT),
            at(LOST, When.UNKNOWN, Status.NOT_EXAMINED, "not_followed"),
        )
    if not gate:
        rows = tuple(replace(row, when=When.UNKNOWN, status=Status.NOT_EXAMINED, reason="no_gate") for row in rows)
    return replace(
        base,
        practices=(*base.practices, EARLY, LIKELY, TESTED, HANDLED, LOST),
        askings=(GATE,) if gate else (),
        answers=replace(base.answers, consent=rows),
    )
