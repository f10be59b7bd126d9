"""The answer to the third question: did you agree, and how freely, as far as screens show it.

One row for each finding on a screen and each kind of data it is about; where it names none, one about any personal
data. ``class`` is the id of the finding, ``value`` what was measured. Without a screen there is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glasshouse.model.answer import Row, Status
from glasshouse.model.asking import Asking
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.screen_finding import ScreenFinding, SeenScreen

ANY = DataId("personal_data")


def answer_consent(
    screens: Sequence[SeenScreen], askings: Iterable[Asking], operator: PartyId | None
) -> tuple[Row, ...] | None:
    """Build the rows, in the order of the screens and their findings. ``None`` where no screen was seen."""
    if not screens:
        return None
    asked = {asking.id: asking for asking in askings}
    rows: dict[Row, None] = {}
    for screen in screens:
        here = [asked[name] for name in screen.askings if name in asked]
        for finding in screen.findings:
            meant = _meant(finding, here)
            for data in finding.data or (ANY,):
                rows.setdefault(_row(finding, data, meant, operator))
    return tuple(rows)


def _meant(finding: ScreenFinding, here: Sequence[Asking]) -> tuple[Asking, ...]:
    """The asking that was made of the element, else those that hold it as a control, else all of the screen."""
    exact = [asking for asking in here if asking.place == finding.place]
    holding = [asking for asking in here if any(control.node == finding.node for control in asking.controls)]
    return tuple(exact[:1] or holding or here)


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
