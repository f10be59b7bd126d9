"""A difference of two audits, for people and for programs: what is new, what is gone, and why findings turned."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from glasshouse.model.difference import (
    ACCUSING,
    Cause,
    Change,
    Difference,
    Guest,
    Held,
    Side,
    Standing,
    Take,
    Turn,
    Why,
)
from glasshouse.model.finding import Finding
from glasshouse.tell import spelling
from glasshouse.tell.clean import cleaned
from glasshouse.tell.lines import Lines
from glasshouse.tell.names import Names, load_names, owner_name, party_name, who
from glasshouse.tell.words import Words, load_words

#: Causes of one group of findings, and kinds of data of one rule, that a text names.
_MOST, _KINDS = 5, 8
_SIGN = {Change.GAINED: "+", Change.STRENGTHENED: "↑", Change.WEAKENED: "↓", Change.LOST: "-"}
_STYLE = {Change.GAINED: "red", Change.STRENGTHENED: "red", Change.WEAKENED: "green", Change.LOST: "green"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def render_diff_text(difference: Difference, lang: str = "en", *, width: int = 100, colour: bool = False) -> str:
    """Return the difference as lines of text; ``width`` 0 wraps nothing."""
    told = _Told(cleaned(difference), load_words(lang), load_names(lang), Lines(width))
    told.everything()
    return told.lines.coloured() if colour else told.lines.plain()


def render_diff_json(difference: Difference) -> str:
    """Return the difference as JSON: ids and words of closed lists, the same in every language; absent means none."""
    document = {
        "format": difference.format,
        "old": dict(_side(difference.old)),
        "new": dict(_side(difference.new)),
        "warnings": list(difference.warnings),
        "takes": [_take(item) for item in difference.takes],
        "permissions": {"added": difference.permissions_added, "removed": difference.permissions_removed},
        "sdks": [_guest(item) for item in difference.guests],
        "findings": [_turn(item) for item in difference.findings],
    }
    text = json.dumps(document, ensure_ascii=False, indent=2)
    return _SURROGATES.sub(lambda half: f"\\\\u{ord(half.group()):04x}", text) + "\n"


class _Told:
    """Writes the lines of one report."""

    def __init__(self, difference: Difference, words: Words, names: Names, lines: Lines) -> None:
        self.difference, self.words, self.names, self.lines = difference, words, names, lines

    def everything(self) -> None:
        """The whole report, in its order."""
        words, found = self.words, self.difference
        self.lines.add((words("diff.title", old=self._name(found.old), new=self._name(found.new)), "bold"))
        for warning in found.warnings:
            self.lines.add(("! ", "yellow"), words(f"diff.warn.{warning}"), hang=2)
        if found.is_empty:
            self.lines.blank()
            self.lines.add(words("diff.same"))
        if found.takes:
            self._heading("takes")
        for take in found.takes:
            self._take(take)
        if found.permissions_added or found.permissions_removed:
            self._heading("permissions")
        for change, names in ((Change.GAINED, found.permissions_added), (Change.LOST, found.permissions_removed)):
            for name in names:
                self._permission(change, name)
        if found.guests:
            self._heading("guests")
        for guest in found.guests:
            self._guest(guest)
        self._turns()

    def _turns(self) -> None:
        """Findings that turned the same way stand together, and each reason once; one that all share comes first."""
        words, found = self.words, self.difference.findings
        if found:
            self._heading("findings")
        told = [turn for turn in found if turn.accuses]
        groups: dict[tuple[bool, str], dict[tuple[Why, ...], list[Turn]]] = {}
        for turn in told:
            groups.setdefault((_is_worse(turn), self._verdicts(turn)), {}).setdefault(turn.why, []).append(turn)
        if any(worse for worse, _ in groups):
            self.lines.add((words("diff.legend"), "dim"), indent=2)
        reasons = {turn.why for turn in told}
        shared = reasons.pop() if len(groups) > 1 and len(reasons) == 1 else None
        if shared is not None:
            self._reasons(shared, words("diff.same_why") + words("colon"), indent=2)
        for (worse, verdicts), by_reason in groups.items():
            self.lines.add(("! " if worse else "  ", "red"), (verdicts, "bold"), indent=2, hang=4)
            for why, turns in by_reason.items():
                self._rules(turns)
                if why != shared:
                    self._reasons(why, "- ", indent=8)
        if len(told) < len(found):
            self.lines.add(words("diff.silent", n=len(found) - len(told)), indent=2, hang=4)

    def _rules(self, turns: list[Turn]) -> None:
        """The rules of a group, each title once, with the kinds of data that it turned for."""
        words = self.words
        titles: dict[str, dict[str, None]] = {}
        for turn in turns:
            title = (turn.title.zh if words.lang == "zh" else turn.title.en) if turn.title else turn.rule
            kinds = titles.setdefault(title, {})
            if turn.data:
                kinds[self.names.data(turn.data)] = None
        for title, kinds in titles.items():
            about = f"{title}{words('colon')}{words.list(kinds, _KINDS)}" if kinds else title
            self.lines.add(about, indent=6, hang=8)

    def _reasons(self, whys: tuple[Why, ...], mark: str, *, indent: int) -> None:
        """The causes of a group; what else was given is one sentence."""
        words = self.words
        inputs = [words.known("diff.input", why.input or "") for why in whys if why.cause is Cause.INPUT]
        said = [self._why(why) for why in whys if why.cause is not Cause.INPUT]
        if inputs:
            said.append(words("diff.cause.input", input=words.list(inputs)))
        for sentence in said[:_MOST]:
            self.lines.add((mark, "dim"), sentence, indent=indent, hang=indent + 2)
        if len(said) > _MOST:
            self.lines.add(words("diff.many", n=len(said) - _MOST), indent=indent + 2)

    def _heading(self, key: str) -> None:
        self.lines.blank()
        self.lines.add((self.words(f"diff.{key}").upper(), "bold cyan"))

    def _name(self, side: Side) -> str:
        name = self.words("diff.side", name=side.name, version=side.version) if side.version else side.name
        return self.words("diff.on", name=name, date=side.date) if side.date else name

    def _line(self, change: Change, text: str) -> None:
        words = self.words
        mark = f"{_SIGN[change]} {words(f'diff.change.{change}')}{words('colon')}"
        self.lines.add((mark, _STYLE[change]), text, indent=2, hang=4)

    def _take(self, take: Take) -> None:
        words = self.words
        head = f"{self.names.data(take.data)}{words('colon')}{who(words, take.party, take.actor)}"
        note = words("diff.was_now", before=self._held(take.before), after=self._held(take.after))
        if take.change is Change.GAINED:
            note = self._held(take.after)
        self._line(take.change, words("brackets", text=head, note=note))

    def _held(self, held: Held | None) -> str:
        return self.words(f"diff.standing.{held.standing if held else Standing.NONE}")

    def _permission(self, change: Change, name: str) -> None:
        short, says = spelling.permission_name(name), self.names.permission(name)
        self._line(change, self.words("brackets", text=short, note=says) if says else short)

    def _guest(self, guest: Guest) -> None:
        words, name, owner = self.words, party_name(self.words, guest.party), owner_name(self.words, guest.party)
        head = words("brackets", text=name, note=owner) if owner else name
        states = [words(f"presence_short.{item}") for item in (guest.before, guest.after) if item]
        note = words("diff.was_now", before=states[0], after=states[1]) if len(states) > 1 else "".join(states)
        self._line(guest.change, f"{head}{words('colon')}{note}" if note else head)

    def _verdicts(self, turn: Turn) -> str:
        words = self.words
        before, after = (self._verdict(finding) for finding in (turn.before, turn.after))
        if turn.after and before == after:
            clauses = words.list(ref.id for ref in turn.after.clauses)
            return words("diff.under", word=after, clauses=clauses)
        return words("diff.was_now", before=before, after=after)

    def _verdict(self, finding: Finding | None) -> str:
        words = self.words
        if finding is None:
            return words("diff.none")
        word = words.known("verdict", finding.verdict)
        if finding.accepted is None:
            return word
        return words("brackets", text=word, note=words("diff.accepted", text=finding.accepted))

    def _why(self, why: Why) -> str:
        words, card = self.words, why.clause
        mark = f"diff.mark.{card.confidence}" if card else ""
        return words(
            f"diff.cause.{why.cause}",
            clause=card.id if card else "",
            start=(card.valid_from if card else None) or "",
            end=(card.valid_to if card else None) or "",
            mark=words(mark) if words.has(mark) else "",
            who=who(words, why.party, why.actor or ""),
            api=spelling.api_name(why.api or ""),
        )


def _is_worse(turn: Turn) -> bool:
    """Whether it is graver than before and says something against the app."""
    return turn.worse and turn.after is not None and turn.after.verdict in ACCUSING


def _side(side: Side) -> Iterator[tuple[str, object]]:
    yield "name", side.name
    yield "sha256", side.sha256
    yield from _known(package=side.package, version=side.version, date=side.date)
    yield "complete", side.complete


def _known(**values: object) -> Iterator[tuple[str, object]]:
    """What is there; absent means none."""
    return ((key, value) for key, value in values.items() if value is not None)


def _held_json(held: Held | None) -> dict[str, object] | None:
    return dict(_known(standing=held.standing, status=held.status, grade=held.grade)) if held else None


def _take(take: Take) -> dict[str, object]:
    before, after = _held_json(take.before), _held_json(take.after)
    return dict(_known(change=take.change, data=take.data, actor=take.actor, before=before, after=after))


def _guest(guest: Guest) -> dict[str, object]:
    party = guest.party
    return dict(
        _known(
            change=guest.change,
            party=party.id,
            name=party.name,
            owner=party.owner,
            country=party.country,
            before=guest.before,
            after=guest.after,
        )
    )


def _turn(turn: Turn) -> dict[str, object]:
    before, after = turn.before, turn.after
    return dict(
        _known(
            rule=turn.rule,
            data=turn.data,
            before=before.verdict if before else None,
            after=after.verdict if after else None,
            worse=turn.worse,
            accepted=after.accepted if after else None,
            clauses=[ref.id for ref in after.clauses] if after else None,
            why=[_why(item) for item in turn.why],
        )
    )


def _why(why: Why) -> dict[str, object]:
    card = why.clause
    clause = (
        dict(_known(id=card.id, valid_from=card.valid_from, valid_to=card.valid_to, confidence=card.confidence))
        if card
        else None
    )
    return dict(_known(cause=why.cause, clause=clause, actor=why.actor, api=why.api, input=why.input))
