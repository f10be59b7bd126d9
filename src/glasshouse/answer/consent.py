"""The answer to the third question: did you agree, and how freely, as far as screens show it.

One row for each finding on a screen and each kind of data it is about; where it names none, one about any personal
data. ``class`` is the id of the finding, ``value`` what was measured. Without a screen there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.place import place_key
from glasshouse.model.screen_finding import ScreenFinding, SeenScreen

ANY = DataId("personal_data")


def answer_consent(
    screens: Sequence[SeenScreen], askings: Iterable[Asking], operator: PartyId | None
) -> tuple[Row, ...] | None:
    """Build the rows, in the order of the screens and their findings. ``None`` where no screen was seen."""
    if not screens:
        return None
    by_place = {place_key(asking.place): asking for asking in askings if asking.wording is not None}
    by_file: dict[str, list[Asking]] = {}
    for asking in by_place.values():
        by_file.setdefault(getattr(asking.place, "file", ""), []).append(asking)
    rows: dict[Row, None] = {}
    for screen in screens:
        for finding in screen.findings:
            meant = _askings(finding, by_place, by_file)
            for data in finding.data or (ANY,):
                rows.setdefault(_row(finding, data, meant, operator))
    return tuple(rows)


def _askings(
    finding: ScreenFinding, by_place: dict[tuple[str, ...], Asking], by_file: dict[str, list[Asking]]
) -> tuple[Asking, ...]:
    """The asking that the element belongs to: made of it, holding it as a control, else all of its screen."""
    exact = by_place.get(place_key(finding.place))
    if exact is not None:
        return (exact,)
    near = by_file.get(getattr(finding.place, "file", ""), [])
    holding = [asking for asking in near if any(control.node == finding.node for control in asking.controls)]
    return tuple(holding or near)


def _row(finding: ScreenFinding, data: DataId, meant: Sequence[Asking], operator: PartyId | None) -> Row:
    return Row(
        data=data,
        actor=operator or PartyId("operator"),
        status=Status.PROVED if finding.sure else Status.LIKELY,
        askings=tuple(asking.id for asking in meant),
        class_=finding.rule,
        reason=None if finding.sure else "code_may_change_it",
        value=finding.measured,
    )
