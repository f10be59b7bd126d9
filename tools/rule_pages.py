"""Writes docs/rules: a page for each pack with its rules, made from the packs. Run it after a rule has changed.

python tools/rule_pages.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from glasshouse.judge.packs import Law, shipped
from glasshouse.judge.rule import Pack, Rule
from glasshouse.judge.spelling import outline
from glasshouse.model.finding import Decided
from glasshouse.model.law import Clause, Text

FOLDER = Path(__file__).parent.parent / "docs" / "rules"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    law, _ = shipped()
    found = {"README.md": "\n".join(_index(law))}
    return found | {f"{pack.id}.md": "\n".join(_page(pack, law)) for pack in law.packs}


def _index(law: Law) -> Iterator[str]:
    rules = [rule for pack in law.packs for rule in pack.rules]
    counts = ", ".join(f"{sum(rule.decided is kind for rule in rules)} {kind}" for kind in Decided)
    yield "# The law packs\n"
    yield "Made by `tools/rule_pages.py` from `src/glasshouse/laws/`. Paraphrased; not legal advice.\n"
    yield f"{len(law.packs)} packs, {len(law.clauses)} clauses, {len(rules)} rules ({counts}).\n"
    yield "| pack | jurisdiction | clauses | rules |"
    yield "|---|---|---:|---:|"
    for pack in law.packs:
        state = "" if pack.enabled else " (disabled)"
        yield f"| [{pack.name.en} · {pack.name.zh}]({pack.id}.md){state} | {pack.jurisdiction} | {len(pack.clauses)} | {len(pack.rules)} |"
    yield ""


def _page(pack: Pack, law: Law) -> Iterator[str]:
    yield f"# {pack.name.en} · {pack.name.zh}\n"
    yield f"Pack `{pack.id}`, version {pack.version} of {pack.date}, jurisdiction {pack.jurisdiction}."
    if not pack.enabled:
        yield "It is disabled: it judges only when its folder is named with `--packs`."
    yield "\n| instrument | force | in force | known from |"
    yield "|---|---|---|---|"
    for item in pack.instruments:
        yield f"| `{item.id}` {item.name.en} · {item.name.zh} | {item.force} | {item.valid_from or 'never'} to {item.valid_to or 'now'} | {item.confidence} |"
    yield ""
    if pack.rules:
        yield "## Rules\n"
        for rule in sorted(pack.rules, key=lambda rule: rule.id):
            yield from _rule(rule, law)
    yield "## Clauses\n"
    yield "| clause | versions | says |"
    yield "|---|---|---|"
    for clause in pack.clauses:
        yield _clause(clause)
    yield ""


def _rule(rule: Rule, law: Law) -> Iterator[str]:
    yield f"### {rule.id}\n"
    yield f"{_both(rule.title)}\n"
    waits = f" · waits for {', '.join(rule.waits_for)}" if rule.waits_for else ""
    floor = f" from grade {rule.floor} up" if rule.floor else ""
    yield f"{rule.question} · decided: {rule.decided} · severity {rule.severity} · `{rule.then}`{floor}{waits}\n"
    cited = [version for name in rule.clauses if name in law.clauses for version in law.clauses[name].versions]
    yield (
        "Why: "
        + "; ".join(f"`{v.id}` ({v.valid_from or 'never'} to {v.valid_to or 'now'}, {v.confidence})" for v in cited)
        + "\n"
    )
    if rule.overrides:
        yield f"Exception to: {', '.join(f'`{name}`' for name in rule.overrides)}; left open, the word becomes `{rule.if_unknown}`\n"
    if rule.when is not None:
        yield "Holds when:\n\n```\n" + "\n".join(outline(rule.when)) + "\n```\n"
    if rule.asks:
        yield f"Asks a person: {_both(rule.asks)} Evidence: {', '.join(rule.evidence)}.\n"
    yield f"Satisfied by: {_both(rule.satisfied_by)}\n"
    yield f"What would settle it: {_both(rule.would_decide)}\n"
    yield f"Does not prove: {_both(rule.limits)}\n"


def _clause(clause: Clause) -> str:
    versions = "<br>".join(
        f"`{v.id}` {v.valid_from or 'never'} to {v.valid_to or 'now'}, {v.confidence}" for v in clause.versions
    )
    return f"| `{clause.id}` {_both(clause.title)} | {versions} | {_both(clause.text)} |".replace("\n", " ")


def _both(text: Text) -> str:
    return f"{text.en} · {text.zh}"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in FOLDER.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, "utf-8")
    print(f"{len(wanted)} pages in {FOLDER.relative_to(FOLDER.parent.parent)}")
