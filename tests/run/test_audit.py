"""From a file to an audit: what the hall adds to what the floors found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from glasshouse import __version__
from glasshouse.errors import Exit, InputError
from glasshouse.model.answer import Status
from glasshouse.model.looked import Why
from glasshouse.run.audit import audit, datasets
from glasshouse.run.judge import exit_code, today
from glasshouse.run.options import Options
from tests.apps.expect import MAPLIKE
from tests.build import dexfile
from tests.build.dexfile import Class
from tests.observe.app.small import IMSI, READ_PHONE_STATE, activity, call, el, manifest, permission, screen, written

ROOT = manifest(permission(READ_PHONE_STATE), el("application", activity(".Main", launcher=True)))
READING = screen("Lorg/shop/Main;", call(IMSI))


class Steps:
    """A door that writes down what it is told."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def step(self, name: str, done: int = 0, total: int = 0) -> None:  # noqa: ARG002 (the shape that doors have)
        self.names.append(name)


def test_an_audit_holds_what_was_seen_and_what_it_means(tmp_path: Path) -> None:
    path = written(tmp_path, ROOT, READING)
    found = audit(str(path))
    assert found.subject.package == "org.shop"
    assert found.answers.access is not None
    statuses = {str(row.data): row.status for row in found.answers.access}
    assert statuses["device.imsi"] is Status.PROVED
    assert statuses["phone_number"] is Status.NOT_FOUND
    practices = {practice.id for practice in found.practices}
    assert all(practices.issuperset(row.practices) for row in found.answers.access)
    parties = {party.id for party in found.parties}
    assert parties.issuperset({row.actor for row in found.answers.access})


def test_questions_that_were_not_asked_are_absent_and_not_empty(tmp_path: Path) -> None:
    found = audit(str(written(tmp_path, ROOT, screen("Lorg/shop/Main;"))))
    assert found.answers.access is not None
    assert found.answers.necessity is not None
    assert found.answers.consent == ()  # asked, and there is no read to tell the time of
    assert (found.answers.notice, found.answers.sharing) == (None, None)


def test_the_input_is_named_with_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, ROOT, READING)
    (file,) = audit(str(path)).inputs.files
    assert (file.role, file.name, file.sha256) == ("app", "shop.apk", hashlib.sha256(path.read_bytes()).hexdigest())


def test_the_date_of_the_conduct_is_kept_and_without_one_it_is_today(tmp_path: Path) -> None:
    path = str(written(tmp_path, ROOT, READING))
    assert audit(path, Options(date="2024-05-01")).inputs.date == "2024-05-01"
    assert audit(path).inputs.date == today()


def test_the_same_input_gives_the_same_audit_wherever_it_lies(tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    one, two = (audit(str(written(folder, ROOT, READING))) for folder in (tmp_path, other))
    assert one == two
    assert str(tmp_path) not in repr(one)


def test_every_data_set_has_a_version_and_a_date(tmp_path: Path) -> None:
    rows = datasets()
    assert {"apis", "data_kinds"} <= {row.name for row in rows}
    assert [row.name for row in rows] == sorted({row.name for row in rows})
    assert all(row.version and row.date for row in rows)
    found = audit(str(written(tmp_path, ROOT, READING)))
    assert set(rows) <= set(found.datasets)
    assert {"laws/cn-pipl", "laws/eu-gdpr"} <= {row.name for row in found.datasets}
    assert found.tool_version == __version__


def test_a_whole_look_ends_with_0_and_one_with_code_out_of_sight_with_4(tmp_path: Path) -> None:
    whole = audit(str(written(tmp_path, ROOT, READING)))
    native = audit(str(written(tmp_path, ROOT, READING, files={"lib/x86/libmine.so": b"\x7fELF"})))
    assert [(exit_code(found), found.partial) for found in (whole, native)] == [
        (Exit.OK, False),
        (Exit.INCOMPLETE, False),
    ]


def test_damage_makes_an_audit_partial(tmp_path: Path) -> None:
    odd = Class("Lorg/shop/Odd;", methods=[dexfile.Method("odd", "()V", code=[("raw", 0x003E)])])
    found = audit(str(written(tmp_path, ROOT, READING, odd)))
    assert (found.partial, exit_code(found)) == (True, Exit.INCOMPLETE)
    assert {row.data for row in found.answers.access or () if row.status is Status.PROVED} == {"device.imsi"}


def test_the_steps_are_told_in_the_order_of_the_floors(tmp_path: Path) -> None:
    steps = Steps()
    audit(str(written(tmp_path, ROOT, READING)), progress=steps)
    assert steps.names[0] == "open"
    assert steps.names[-2:] == ["answer", "judge"]
    assert len(set(steps.names)) == len(steps.names)


def test_what_is_no_app_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no app")
    with pytest.raises(InputError, match=r"notes\.txt"):
        audit(str(path))
    with pytest.raises(InputError, match=r"gone\.apk"):
        audit(str(tmp_path / "gone.apk"))


@pytest.mark.parametrize("seconds", [0.0000001, 0.000001])
def test_past_its_budget_an_audit_stops_and_says_what_is_left(seconds: float) -> None:
    late = audit(str(MAPLIKE / "MapLike.apk"), Options(budget=seconds))
    assert late.partial
    assert exit_code(late) is Exit.INCOMPLETE
    assert any(item.why is Why.OVER_BUDGET for item in late.not_looked)
    assert late.permissions, "what the manifest says is kept"


def test_with_time_enough_a_budget_changes_nothing() -> None:
    assert audit(str(MAPLIKE / "MapLike.apk"), Options(budget=600)) == audit(str(MAPLIKE / "MapLike.apk"))
