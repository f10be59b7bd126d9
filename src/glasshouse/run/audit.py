"""The hall: open, observe, answer, judge, in this order and nowhere else."""

from __future__ import annotations

from glasshouse import __version__
from glasshouse.answer.access import answer_access
from glasshouse.answer.consent import answer_consent
from glasshouse.answer.notice import answer_notice
from glasshouse.answer.timing import Start, answer_timing
from glasshouse.model.answer import Answers
from glasshouse.model.audit import Audit, Dataset, InputFile, Inputs
from glasshouse.model.deadline import Deadline
from glasshouse.model.looked import CUT_SHORT
from glasshouse.model.party import PartyKind
from glasshouse.observe.app.observe import observe_app
from glasshouse.observe.notice.observe import observe_notices
from glasshouse.open.app import open_app
from glasshouse.run.documents import open_documents
from glasshouse.run.judge import judged, law_for
from glasshouse.run.options import Options, Progress
from glasshouse.run.screens import see_supplied
from glasshouse.vocab.load import load_kinds
from glasshouse.vocab.stamps import stamps


def audit(path: str, options: Options | None = None, progress: Progress | None = None) -> Audit:
    """Audit one subject. Raises ``InputError`` when nothing of it can be used."""
    options = options or Options()
    report = progress.step if progress else lambda _: None
    deadline = Deadline.after(options.budget)
    report("open")
    documents, supplied = open_documents(options)
    app = open_app(path)
    observed = observe_app(app, report, deadline)
    noticed = observe_notices(documents, app if documents else None)
    seen = see_supplied(options.screens, options.density)
    report("answer")
    covers = load_kinds().covers
    access = answer_access(observed.practices, observed.parties, observed.not_looked, covers)
    operator = next((party.id for party in observed.parties if party.kind is PartyKind.OPERATOR), None)
    notice = answer_notice(access, noticed.askings, noticed.not_looked, operator, covers)
    askings = (*observed.askings, *noticed.askings, *seen.askings)
    starts = [Start(party, start.when, start.when_sure, start.path) for party, start in observed.starts]
    timing = answer_timing(
        observed.practices, askings, observed.permissions, observed.subject.target_sdk, operator, starts
    )
    consent = (*timing, *(answer_consent(seen.screens, seen.askings, operator) or ()))
    not_looked = (*observed.not_looked, *noticed.not_looked, *seen.not_looked)
    found = Audit(
        subject=observed.subject,
        inputs=Inputs(files=(InputFile("app", app.name, app.sha256), *supplied)),
        tool_version=__version__,
        partial=any(item.why in CUT_SHORT for item in not_looked),
        datasets=datasets(),
        looked=(*observed.looked, *noticed.looked, *seen.looked),
        not_looked=not_looked,
        forgiven=app.forgiven,
        permissions=observed.permissions,
        parties=observed.parties,
        practices=observed.practices,
        askings=askings,
        screens=seen.screens,
        answers=Answers(access=access, notice=notice, consent=consent),
    )
    report("judge")
    law, _ = law_for(options.packs)
    return judged(found, options, law)


def datasets() -> tuple[Dataset, ...]:
    """The data files that every audit rests on, by name."""
    return tuple(Dataset(name, *stamp) for name, stamp in stamps().items())
