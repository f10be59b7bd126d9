#!/usr/bin/env python3
"""What judging costs: an audit of 5,000 practices against all packs, and 1,000 stored audits judged again.

    python benchmarks/judge.py

The audits are made here with a fixed seed, with access and notice rows as the answers make them: five thousand practices
over all kinds of data and forty parties; then a thousand audits of the size of a real app (300 practices, 25 kinds, 12
parties). Aims: 0.1 s for the first, 30 s for the second, on one core.

    python benchmarks/judge.py FOLDER

Judges the saved audits (``*.json``) of a folder again instead, and says what one costs on the average.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from glasshouse.judge.decide import judge
from glasshouse.judge.facts import facts_of
from glasshouse.judge.packs import Law, shipped
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


def made(practices: int, seed: int, most_kinds: int = 1_000, most_parties: int = 40) -> Audit:
    """An audit with that many practices."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable sample, not a secret
    kinds = sorted(load_kinds().by_id)
    kinds = chance.sample(kinds, min(most_kinds, len(kinds)))
    parties = [Party(PartyId("app"), "App", PartyKind.OPERATOR)]
    parties += [
        Party(PartyId(f"sdk-{n}"), f"SDK {n}", PartyKind.SDK, country=chance.choice(["CN", "US", "DE"]))
        for n in range(most_parties - 1)
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


def again(files: list[Path], law: Law) -> float:
    """CPU seconds to read the saved audits, judge them for another day and write them."""
    start = time.process_time()
    for file in files:
        encode(judged(decode(file.read_bytes(), facts_only=True), Options(date="2018-01-09"), law))
    return time.process_time() - start


def of_folder(folder: Path) -> None:
    """Say what the saved audits of a folder cost."""
    law, _ = shipped()
    files = sorted(folder.glob("*.json"))
    again(files[:1], law)  # the packs and the words are read once
    size = sum(file.stat().st_size for file in files) / len(files) / 1000
    print(
        f"{len(files)} saved audits ({size:.0f} kB each): {again(files, law) / len(files) * 1000:.1f} ms each (aim 30)"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        of_folder(Path(sys.argv[1]))
        raise SystemExit
    start = time.process_time()
    law, _ = shipped()
    print(f"reading the packs: {time.process_time() - start:.3f} s; {len(law.packs)} packs, {len(law.clauses)} clauses")
    enabled = tuple(pack.id for pack in law.packs if pack.enabled)
    rules = law.rules(enabled)
    audit = made(5_000, 1)
    print(f"{len(audit.practices)} practices, {len(audit.answers.access or ())} rows, {len(rules)} rules")
    once = seconds(lambda: judge(rules, law.clauses, facts_of(audit), DAY), 9)
    print(f"judge, facts indexed anew: {once * 1000:.0f} ms (aim 100)")
    everything = Options(date=DAY, jurisdiction=enabled)
    print(f"with texts, duties and powers: {seconds(lambda: judged(audit, everything, law), 5) * 1000:.0f} ms")
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(1_000):
            files.append(Path(folder) / f"{number}.json")
            files[-1].write_bytes(encode(judged(made(300, number, 25, 12), Options(date=DAY), law)))
        size = sum(file.stat().st_size for file in files) / len(files) / 1000
        print(f"1,000 stored audits of 300 practices ({size:.0f} kB each): {again(files, law):.1f} s (aim 30)")
