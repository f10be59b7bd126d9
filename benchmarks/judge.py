#!/usr/bin/env python3
"""What judging costs: an audit of 5,000 practices against all packs, and 1,000 stored audits judged again.

    python benchmarks/judge.py

The audits are made here with a fixed seed: five thousand practices over all kinds of data and forty parties, with access
and notice rows as the answers make them. Aims: 0.1 s for the first, 30 s for the second, on one core.
"""

from __future__ import annotations

import random
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from glasshouse.judge.decide import judge
from glasshouse.judge.facts import facts_of
from glasshouse.judge.packs import shipped
from glasshouse.model.answer import Answers, Row, Status
from glasshouse.model.audit import Audit, InputFile, Inputs, Subject
from glasshouse.model.codec import decode, encode
from glasshouse.model.ids import DataId, PartyId, content_id
from glasshouse.model.party import Party, PartyKind
from glasshouse.model.place import CodePlace
from glasshouse.model.practice import Action, Grade, Polarity, Practice, Reach, Voice
from glasshouse.run.judge import judged
from glasshouse.run.options import Options
from glasshouse.vocab.load import load_kinds

DAY = "2026-11-25"


def made(practices: int, seed: int) -> Audit:
    """An audit with that many practices."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    kinds = sorted(load_kinds().by_id)
    parties = [Party(PartyId("app"), "App", PartyKind.OPERATOR)]
    parties += [
        Party(PartyId(f"sdk-{n}"), f"SDK {n}", PartyKind.SDK, country=chance.choice(["CN", "US", "DE"]))
        for n in range(39)
    ]
    deeds = [_deed(number, chance, kinds, parties) for number in range(practices)]
    groups: dict[tuple[str, str], list[Practice]] = {}
    for deed in deeds:
        groups.setdefault((deed.data, deed.actor), []).append(deed)
    access = tuple(
        Row(
            DataId(data),
            PartyId(actor),
            chance.choice((Status.PROVED, Status.LIKELY)),
            Grade.ACCESS,
            practices=tuple(d.id for d in group),
        )
        for (data, actor), group in sorted(groups.items())
    )
    notice = tuple(replace(row, class_=chance.choice(("omitted", "vague", "named"))) for row in access)
    return Audit(
        subject=Subject("apk", "made.apk", "0" * 64, 1, package="org.example.made", target_sdk=30),
        inputs=Inputs(files=(InputFile("app", "made.apk", "0" * 64),)),
        parties=tuple(parties),
        practices=tuple(deeds),
        answers=Answers(access=access, notice=notice),
    )


def _deed(number: int, chance: random.Random, kinds: list[str], parties: list[Party]) -> Practice:
    place = CodePlace("classes.dex", f"La/C{number};", "m()V", number)
    name = content_id("practice", str(number))
    actor, data = chance.choice(parties).id, DataId(chance.choice(kinds))
    return Practice(
        name,
        Voice.DONE,
        actor,
        Action.ACCESS,
        Polarity.DOES,
        data,
        place,
        "calls",
        Grade.ACCESS,
        reach=Reach.REACHABLE,
        sure=True,
    )  # type: ignore[arg-type]


def seconds(work: object, times: int) -> float:
    """The median CPU time of a call."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()  # type: ignore[operator]
        spent.append(time.process_time() - start)
    return statistics.median(spent)


if __name__ == "__main__":
    start = time.process_time()
    law, _ = shipped()
    print(f"reading the packs: {time.process_time() - start:.3f} s; {len(law.packs)} packs, {len(law.clauses)} clauses")
    rules = law.rules({pack.id for pack in law.packs})
    audit = made(5_000, 1)
    print(f"{len(audit.practices)} practices, {len(audit.answers.access or ())} rows, {len(rules)} rules")
    once = seconds(lambda: judge(rules, law.clauses, facts_of(audit), DAY), 9)
    print(f"judge, facts indexed anew: {once * 1000:.0f} ms (aim 100)")
    everything = Options(date=DAY, jurisdiction=tuple({pack.id for pack in law.packs}))
    print(f"with texts, duties and powers: {seconds(lambda: judged(audit, everything, law), 5) * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(1_000):
            files.append(Path(folder) / f"{number}.json")
            files[-1].write_bytes(encode(judged(made(300, number), Options(date=DAY), law)))
        size = sum(file.stat().st_size for file in files) / len(files) / 1000
        start = time.process_time()
        for file in files:
            encode(judged(decode(file.read_bytes()), Options(date="2018-01-09"), law))
        print(
            f"1,000 stored audits of 300 practices ({size:.0f} kB each) read, judged, written: {time.process_time() - start:.1f} s (aim 30)"
        )
