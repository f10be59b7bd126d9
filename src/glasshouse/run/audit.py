"""The hall: open, observe, answer, judge, in this order and nowhere else."""

from __future__ import annotations

from glasshouse import __version__
from glasshouse.answer.access import answer_access
from glasshouse.model.answer import Answers
from glasshouse.model.audit import Audit, Dataset, InputFile, Inputs
from glasshouse.model.deadline import Deadline
from glasshouse.model.looked import CUT_SHORT
from glasshouse.observe.app.observe import observe_app
from glasshouse.open.app import open_app
from glasshouse.run.judge import judged, law_for
from glasshouse.run.options import Options, Progress
from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.stamps import stamps


def audit(path: str, options: Options | None = None, progress: Progress | None = None) -> Audit:
    """Audit one subject. Raises ``InputError`` when nothing of it can be used."""
    options = options or Options()
    report = progress.step if progress else lambda _: None
    deadline = Deadline.after(options.budget)
    report("open")
    app = open_app(path)
    observed = observe_app(app, report, deadline)
    report("answer")
    kinds = load_kinds()
    access = answer_access(observed.practices, observed.parties, observed.not_looked, kinds.covers)
    found = Audit(
        subject=observed.subject,
        inputs=Inputs(files=(InputFile("app", app.name, app.sha256),)),
        tool_version=__version__,
        partial=any(item.why in CUT_SHORT for item in observed.not_looked),
        datasets=datasets(),
        looked=observed.looked,
        not_looked=observed.not_looked,
        forgiven=app.forgiven,
        permissions=observed.permissions,
        parties=observed.parties,
        practices=observed.practices,
        answers=Answers(access=access),
    )
    report("judge")
    law, _ = law_for(options.packs)
    return judged(found, options, law)


def datasets() -> tuple[Dataset, ...]:
    """The data files that every audit rests on, by name."""
    return tuple(Dataset(name, *stamp) for name, stamp in stamps().items())
