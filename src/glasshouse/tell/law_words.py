"""How clauses and verdicts are worded. The force of the source chooses the words, and so does how well it is known.

A normative document, a standard and a store's policy are no statutes: "finding under item II.1", "below clause 5.4
(recommended)", "against the store's policy". A clause whose number was derived or recalled accuses nobody: it is
named as what the finding is about, with its mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from glasshouse.model.audit import Audit, Inputs
from glasshouse.model.finding import ClauseCard, Considered, Finding, Threshold, Verdict
from glasshouse.model.law import Text
from glasshouse.tell.articles import article_zh
from glasshouse.tell.judged import SHOWN, Case, Cite, Fold, Judged
from glasshouse.tell.names import Names
from glasshouse.tell.words import Words

#: A mark for each verdict that a printer without colours and a reader who sees none can tell apart.
MARK = {
    Verdict.VIOLATED: "■",
    Verdict.TENSION: "⇄",
    Verdict.INDICATOR: "▲",
    Verdict.NOT_DECIDABLE: "?",
    Verdict.NOT_VIOLATED: "○",
    Verdict.NOT_APPLICABLE: "-",
    Verdict.NOT_IN_FORCE: "-",
}


def text_of(words: Words, text: Text) -> str:
    """The sentence in the language of the report."""
    return text.zh if words.lang == "zh" else text.en


def reason_of(words: Words, finding: Finding) -> str:
    """Why the verdict is what it is."""
    return (finding.reason_zh if words.lang == "zh" else "") or finding.reason


def would_decide_of(words: Words, finding: Finding) -> str:
    """What would settle it; empty where nothing is open."""
    return (finding.would_decide_zh if words.lang == "zh" else None) or finding.would_decide or ""


def verdict_word(words: Words, case: Case) -> str:
    """The word of a verdict; a source that is no law never "violates"."""
    softer = f"verdict_soft.{case.force}"
    if case.verdict is Verdict.VIOLATED and words.has(softer):
        return words(softer)
    return words(f"verdict.{case.verdict}")


def is_binding(case: Case) -> bool:
    """Whether a breach of binding law is said: what must be told at a glance from everything else."""
    return case.verdict is Verdict.VIOLATED and case.force in {
        "statute",
        "regulation",
        "department_rule",
        "judicial_interpretation",
    }


def instrument_of(words: Words, cite: Cite) -> str:
    """The name of the law; what stands before the slash of the citation where the audit does not carry it."""
    return text_of(words, cite.card.instrument) if cite.card else cite.ref.id.partition("/")[0]


def title_of(words: Words, cite: Cite) -> str:
    """The title of the clause; empty where the audit does not carry it."""
    return text_of(words, cite.card.title) if cite.card else ""


def cited(words: Words, cite: Cite, verdict: Verdict | None = None) -> str:
    """A clause in words, as force and verdict ask for: ``contrary to clause 22(3) of the Cybersecurity Law``."""
    card = cite.card
    if card is None:
        return cite.ref.id
    says = "against" if verdict is Verdict.VIOLATED and cite.carries else "about" if verdict else "named"
    key = f"cite_{says}.{card.force}"
    key = key if words.has(key) else f"cite_{says}.other"
    return words(key, article=article_of(words, card), instrument=text_of(words, card.instrument))


def article_of(words: Words, card: ClauseCard) -> str:
    """The article as the language cites it: ``22(3)``, ``第二十二条第三款``."""
    return article_zh(card.id, card.force, card.article) if words.lang == "zh" else card.article


def notes_of(words: Words, cite: Cite) -> str:
    """What stands beside a clause: its days, the number it had before, how well it is known."""
    before = cite.before
    was = words("dates.was", end=before.valid_to, clause=cited(words, Cite(cite.ref, before))) if before else ""
    return words("semicolon").join(note for note in (dates_of(words, cite), was, mark_of(words, cite)) if note)


def mark_of(words: Words, cite: Cite) -> str:
    """The mark of a clause that is not fully known; empty where it is."""
    if cite.card is None:
        return words("known.absent")
    return words.known("known", cite.card.confidence) if cite.card.confidence != "found" else ""


def dates_of(words: Words, cite: Cite) -> str:
    """From when to when the clause stood as cited."""
    return span_of(words, cite.card.valid_from, cite.card.valid_to) if cite.card else ""


def span_of(words: Words, start: str | None, end: str | None) -> str:
    """From a day to a day, both ``YYYY-MM-DD``; without a start it was never law."""
    if start is None:
        return words("dates.never")
    return words("dates.between", start=start, end=end) if end else words("dates.since", start=start)


def threshold_of(words: Words, names: Names, item: Threshold) -> str:
    """A number that the verdict rests on, whose number it is, and what was measured."""
    origin = words.known("origin", item.origin)
    limit = words("threshold.limit", name=names.topic(item.name), value=number(item.value), unit=item.unit)
    measured = words("threshold.not_measured")
    if item.measured is not None:
        measured = words("threshold.measured", value=number(item.measured), unit=item.unit)
    return words("threshold.whole", limit=limit.strip(), origin=origin, measured=measured.strip())


def considered_of(words: Words, other: Considered) -> str:
    """An exception by its rule, whether it holds, and why."""
    held = words(f"holds.{other.holds}")
    return f"{other.rule}{words('colon')}{held}{words('semicolon')}{text_of(words, other.why)}"


def number(value: float) -> str:
    """``15`` of 15.0; at most four significant decimals."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"


def fold_of(words: Words, fold: Fold) -> str:
    """One line for rules that say nothing against the app: how many, of which instrument, why or since when."""
    instrument = text_of(words, fold.instrument) if fold.instrument else words("fold.some_instrument")
    dates = span_of(words, *fold.span) if fold.instrument else words("unknown")
    return words(f"fold.{fold.verdict}", n=len(fold.cases), instrument=instrument, dates=dates)


def not_law_of(words: Words, judged: Judged, day: str | None) -> str:
    """The sentence above what was not law on the day: how many rules rest on it."""
    n = sum(len(fold.cases) for fold in judged.not_law)
    return words("judged.not_law_says", n=n, day=day or words("unknown"))


def tally_of(words: Words, judged: Judged) -> list[tuple[Verdict, str, str]]:
    """Each verdict that is counted, with its number and its word; what a baseline accepted is said, never taken off."""
    found = []
    for verdict in (*SHOWN, Verdict.NOT_DECIDABLE):
        count, accepted = judged.counts[verdict], judged.accepted[verdict]
        word = words(f"counted.{verdict}", n=count)
        if accepted:
            key = "judged.all_accepted" if accepted == count else "judged.some_accepted"
            word = words(key, text=word, n=accepted)
        found.append((verdict, f"{count:,}", word))
    return found


def signed_line(words: Words, inputs: Inputs) -> str:
    """Who stands for the report, or that nobody does yet."""
    return words("title.reviewed", name=inputs.signed_by) if inputs.signed_by else words("title.draft")


def signer_of(finding: Finding, inputs: Inputs) -> str:
    """Who signed this finding; empty while it is a draft."""
    return finding.signed_by or inputs.signed_by or ""


def inputs_of(words: Words, audit: Audit) -> Iterator[tuple[str, str]]:
    """What the findings rest on and nobody can see in the app: each input with its value, or that it is unknown."""
    inputs, unknown = audit.inputs, words("unknown")
    yield words("facts.conduct"), inputs.date or unknown
    yield (
        words("input.packs"),
        words.list(_land(words, code) for code in inputs.jurisdiction) or words("input.no_packs"),
    )
    yield words("input.type"), _type_of(words, audit)
    status = words.list(words.known("operator", item) for item in inputs.operator_status)
    yield words("input.operator"), status or words("input.operator_unknown")


def _land(words: Words, code: str) -> str:
    """The packs of a state or of the Union by its name, with what was asked for; the id of one pack stays as it is."""
    name = words("duties.eu") if code == "eu" else words.known("country", code.upper())
    return code if name == code.upper() else words("brackets", text=name, note=code)


def _type_of(words: Words, audit: Audit) -> str:
    category = audit.inputs.category
    if category is None:
        return words("input.type_unknown")
    clauses = {f"CN-NECPI-2021/5.{category.value}", f"NECPI-2021/5.{category.value}"}
    title = next((text_of(words, card.title) for card in audit.clauses if card.id in clauses), "")
    name = words("input.type_named", n=category.value, title=title) if title else str(category.value)
    if category.source == "given":
        return words("input.type_given", type=name)
    sure = "" if category.confidence is None else f"{category.confidence:.0%}"
    proposed = words("input.type_proposed", type=name, number=str(category.value))
    return words("brackets", text=proposed, note=words("input.confidence", value=sure)) if sure else proposed
