"""A small law of our own: written as files, so that tests read what a user would write."""

from __future__ import annotations

from pathlib import Path

from glasshouse.judge.load import load_packs
from glasshouse.judge.packs import Law, law_of

PACK = """
format = "glasshouse.pack/1"
id = "{id}"
en = "Test law"
zh = "试验法"
jurisdiction = "{jurisdiction}"
version = "1"
date = "2026-11-25"
source = "invented"
{more}
[[instrument]]
id = "OLD"
en = "Test law"
zh = "试验法"
issuer = "a parliament"
force = "statute"
valid_from = "2017-06-01"
valid_to = "2025-12-31"
confidence = "found"
source = "invented"

[[instrument]]
id = "NEW"
en = "Test law as amended"
zh = "试验法（修正）"
issuer = "a parliament"
force = "statute"
valid_from = "2026-01-01"
confidence = "found"
source = "invented"
"""

CLAUSES = """
[[clause]]
id = "T:notice"
title_en = "Notice"
title_zh = "告知"
en = "Who collects says what is collected."
zh = "收集者应当告知收集的内容。"
[[clause.version]]
id = "OLD/1"
version = "2017"
instrument = "OLD"
article = "1"
confidence = "found"
source = "invented"
[[clause.version]]
id = "NEW/2"
version = "2026"
instrument = "NEW"
article = "2"
confidence = "derived"
source = "invented"
[[clause.norm]]
duty = "oblige"
binds = ["operator"]
pattern = "asking"
data = ["contacts"]

[[clause]]
id = "T:exception"
title_en = "Contract"
title_zh = "合同"
en = "What a contract needs may be collected."
zh = "履行合同所必需的可以收集。"
[[clause.version]]
id = "OLD/3"
version = "2017"
instrument = "OLD"
article = "3"
confidence = "found"
source = "invented"

[[clause]]
id = "T:power"
title_en = "Orders"
title_zh = "调取"
en = "The police may demand data under a warrant."
zh = "公安机关持令状可以调取数据。"
[[clause.version]]
id = "OLD/4"
version = "2017"
instrument = "OLD"
article = "4"
confidence = "found"
source = "invented"
[[clause.norm]]
duty = "empower"
binds = ["operator"]
pattern = "edge"
mode = "may_demand"
recipient = ["public_security"]
limited_by = ["T:limit"]

[[clause]]
id = "T:limit"
title_en = "Warrant"
title_zh = "令状"
en = "No demand without a warrant."
zh = "无令状不得调取。"
[[clause.version]]
id = "OLD/5"
version = "2017"
instrument = "OLD"
article = "5"
confidence = "found"
source = "invented"
[[clause.norm]]
duty = "forbid"
binds = ["public_security"]
pattern = "edge"
mode = "limits_state"
"""

WORDS = """
would_decide: {en: A notice., zh: 一份告知。}
satisfied_by: {en: A notice that names it., zh: 写明该信息的告知。}
limits: {en: It may be told elsewhere., zh: 可能在别处告知。}
"""

SILENT = (
    """
id: taken-in-silence
title: {en: Data is taken in silence, zh: 未告知即收集}
clauses: ["T:notice"]
severity: high
per: data
floor: access
when:
  row: {answer: notice, class: omitted}
reason: {en: "{actor} reads {data}.", zh: "{actor}读取{data}。"}
"""
    + WORDS
)


def write_pack(
    folder: Path, rules: dict[str, str] | None = None, *, name: str = "cn-test", clauses: str = CLAUSES, more: str = ""
) -> Path:
    """Write a pack into ``folder`` and return its place; ``rules`` are texts by ``question/file.yml``."""
    pack = folder / name
    (pack / "articles").mkdir(parents=True)
    (pack / "pack.toml").write_text(PACK.format(id=name, jurisdiction=name.partition("-")[0], more=more), "utf-8")
    (pack / "articles" / "all.toml").write_text(clauses, "utf-8")
    for file, text in ({"notice/taken-in-silence.yml": SILENT} if rules is None else rules).items():
        place = pack / file
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, "utf-8")
    return pack


def law_in(folder: Path) -> Law:
    """Read the packs of a folder; a test that uses it expects them to be sound."""
    loaded = load_packs([folder])
    assert loaded.problems == ()
    return law_of(loaded.packs)
