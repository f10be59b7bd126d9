"""Judged audits by hand: findings over the facts of ``tests.build.audits``, with the rules and clauses they cite."""

from __future__ import annotations

from dataclasses import replace

from glasshouse.model.answer import Question
from glasshouse.model.audit import Audit
from glasshouse.model.finding import ClauseCard, ClauseRef, Decided, DutyRow, Finding, RuleCard, Verdict
from glasshouse.model.ids import content_id
from glasshouse.model.law import Text
from glasshouse.model.place import FilePlace
from tests.build.audits import HOSTILE, hostile, maplike

DAY = "2026-11-25"

LOGS_2017 = ClauseCard(
    id="CSL-2017/41",
    version="2017",
    clause="CSL:collection_notice_consent",
    instrument=Text("Cybersecurity Law", "网络安全法"),
    article="41",
    title=Text("Notice and consent", "告知同意"),
    text=Text("Say what is collected and ask.", "说明收集什么并征得同意。"),
    jurisdiction="cn",
    force="statute",
    confidence="found",
    source="read",
    valid_from="2017-06-01",
    valid_to="2025-12-31",
)
LOGS_2025 = replace(
    LOGS_2017,
    id="CSL-2025/43",
    version="2025",
    article="43",
    confidence="derived",
    valid_from="2026-01-01",
    valid_to=None,
)
METHOD = ClauseCard(
    id="CN-APPMETHOD-2019/II.1",
    version="2019",
    clause="CN-APPMETHOD-2019/II.1",
    instrument=Text("Method for finding unlawful collection", "违法违规收集使用认定方法"),
    article="II.1",
    title=Text("Purpose, means and scope not stated", "未明示目的方式范围"),
    text=Text("Not naming each purpose counts as not stating it.", "未逐一列出目的，即为未明示。"),
    jurisdiction="cn",
    force="normative_document",
    confidence="found",
    source="read",
    valid_from="2019-11-28",
)


def ref(card: ClauseCard) -> ClauseRef:
    """The clause as a finding cites it."""
    return ClauseRef(card.id, card.version, card.clause)


def rule(name: str, decided: Decided = Decided.MACHINE, **more: tuple[str, ...]) -> RuleCard:
    """What a rule says of itself."""
    return RuleCard(
        id=name,
        pack="cn-csl",
        title=Text(f"Title of {name}", f"{name}的标题"),
        decided=decided,
        satisfied_by=Text("A notice that names it.", "写明该信息的告知。"),
        limits=Text("It does not prove that data left the phone.", "不能证明数据离开了手机。"),
        question=Text("Is there a notice?", "有告知吗？") if decided is Decided.GUIDED else None,
        maps_to=more.get("maps_to", ()),
    )


def finding(
    name: str,
    verdict: Verdict,
    *cards: ClauseCard,
    data: str | None = None,
    audit: Audit | None = None,
    decided: Decided = Decided.MACHINE,
    accepted: str | None = None,
) -> Finding:
    """A finding over all practices of the audit about that kind of data; on the subject where there are none."""
    practices = tuple(item.id for item in audit.practices if item.data == data) if audit else ()
    is_open = verdict is Verdict.NOT_DECIDABLE
    return Finding(
        rule=name,
        question=Question.NOTICE,
        verdict=verdict,
        severity="high",
        confidence=cards[0].confidence if cards else "found",
        clauses=tuple(map(ref, cards)),
        reason=f"Because of {data}.",
        reason_zh=f"因为{data}。",
        id=content_id("finding", name, data or ""),
        data=data,
        practices=practices,
        place=None if practices else FilePlace(audit.subject.name if audit else "app.apk"),
        would_decide="The policy." if is_open else None,
        would_decide_zh="隐私政策。" if is_open else None,
        decided=decided,
        accepted=accepted,
    )


def judged(*findings: Finding, audit: Audit | None = None, day: str = DAY) -> Audit:
    """The map app with these findings and everything that they cite."""
    audit = audit or maplike()
    decided = {item.rule: item.decided for item in findings}
    cited = {clause.id for item in findings for clause in item.clauses}
    return replace(
        audit,
        inputs=replace(audit.inputs, date=day, jurisdiction=("cn",)),
        findings=findings,
        rules=tuple(rule(name, decided[name], maps_to=("MASVS/PRIVACY-3",)) for name in sorted(decided)),
        clauses=tuple(card for card in (METHOD, LOGS_2017, LOGS_2025) if card.id in cited),
        duties=(DutyRow("contacts", duties=(ref(METHOD),)),),
    )


def one_of_each() -> Audit:
    """One finding of each verdict, a guided one, and one that is accepted."""
    audit = maplike()
    return judged(
        finding("collected-without-notice", Verdict.VIOLATED, LOGS_2017, METHOD, data="device.imei", audit=audit),
        finding(
            "collected-without-notice",
            Verdict.VIOLATED,
            LOGS_2017,
            data="contacts",
            audit=audit,
            accepted="agreed by Li",
        ),
        finding("denied-but-done", Verdict.TENSION, METHOD, data="location.precise", audit=audit),
        finding("unnamed-sdk", Verdict.INDICATOR, LOGS_2025, data="device.installed_apps", audit=audit),
        finding("no-consent", Verdict.NOT_DECIDABLE, METHOD, audit=audit),
        finding("no-complaint-channel", Verdict.NOT_DECIDABLE, METHOD, audit=audit, decided=Decided.GUIDED),
        finding("rules-missing", Verdict.NOT_VIOLATED, METHOD, audit=audit),
        finding("ciio-storage", Verdict.NOT_APPLICABLE, METHOD, audit=audit),
        finding("old-law", Verdict.NOT_IN_FORCE, LOGS_2017, audit=audit),
        audit=audit,
    )


def hostile_judged() -> Audit:
    """Findings whose every text is an attack on the reader."""
    audit, texts = hostile(), HOSTILE
    cards = tuple(
        replace(
            METHOD, id=f"{text}/{number}", instrument=Text(text, text), title=Text(text, text), text=Text(text, text)
        )
        for number, text in enumerate(texts)
    )
    findings = tuple(
        replace(
            finding(text, Verdict.VIOLATED, cards[number], audit=audit),
            data=text,
            practices=(audit.practices[number].id,),
            reason=f"[here](https://evil.example) {text}",
            reason_zh=text,
            accepted=text if number % 3 == 0 else None,
        )
        for number, text in enumerate(texts)
    )
    rules = tuple(replace(rule(text), title=Text(text, text), pack=text, maps_to=texts * 2) for text in texts)
    return replace(audit, findings=findings, rules=rules, clauses=cards)
