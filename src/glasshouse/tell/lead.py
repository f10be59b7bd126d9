"""Sentences that more than one report says: what was looked at, the answer in short, what supports a row."""

from __future__ import annotations

from glasshouse.model.audit import Audit
from glasshouse.model.looked import NotLooked
from glasshouse.model.place import CodePlace
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.names import Names
from glasshouse.tell.view import Taker, View
from glasshouse.tell.words import Words

#: The unit in which notices are counted, and how many of them are named.
_OF_NOTICE, _NOTICES = "characters", 12


def capital(text: str) -> str:
    """The text with a large first letter, unless it begins with a path or a number."""
    return text[:1].upper() + text[1:] if text.partition(" ")[0].replace("-", "").replace("'", "").isalpha() else text


def looked_at(words: Words, audit: Audit) -> list[str]:
    """What was looked at, one phrase a row of ``looked``; the notices by name, in one phrase."""
    phrases = [
        words(f"looked.{item.unit}", n=item.count)
        if item.unit != "other" and words.has(f"looked.{item.unit}")
        else words("looked.other", observer=item.observer, n=item.count, unit=item.unit)
        for item in audit.looked
        if item.unit != _OF_NOTICE
    ]
    notices = [
        words("looked.characters", file=item.artifact, n=item.count) for item in audit.looked if item.unit == _OF_NOTICE
    ]
    return [*phrases, words("looked.notices", files=words.list(notices, _NOTICES))] if notices else phrases


def not_looked(words: Words, names: Names, item: NotLooked) -> tuple[str, str]:
    """A part that was not examined, with its count, and the sentence that says why."""
    name = names.outside(item.what)
    if item.count > 1:
        unit = "count.files" if len(item.files) == item.count else "count.times"
        name = words("brackets", text=name, note=words(unit, n=item.count))
    return name, words(f"why.{item.why}")


def lead(words: Words, view: View) -> list[str]:
    """The answer in three sentences."""
    subject = view.audit.subject
    name = subject.label or subject.package or subject.name
    if view.taken:
        takes = words("lead.takes", name=name, n=len(view.taken))
        it = "_it" if len(view.taken) == 1 else ""
        own = words(f"lead.own{it}", n=view.own_kinds) if view.own_kinds else words(f"lead.own_none{it}")
        others = words("lead.others_none")
        if view.others:
            others = words(f"lead.others{it}", n=view.others, m=view.others_kinds)
        first = [takes, own, others]
    elif view.audit.answers.access is None:
        first = [words("question.access.needs")]
    else:
        first = [words("lead.takes_none", name=name)]
    return [words("gap").join(first), words("lead.complete" if view.audit.complete else "lead.incomplete")]


def taker_notes(words: Words, taker: Taker) -> list[str]:
    """What supports a row, in at most four sentences: the call, the way to it, the permission, the limit."""
    notes = []
    best = taker.practices[0] if taker.practices else None
    if best is not None:
        sentence = _what_happens(words, best)
        sentence += _elsewhere(words, taker)
        notes.append(sentence)
    if taker.row.path:
        steps = spelling.condensed([spelling.step_name(step) for step in taker.row.path])
        start = spelling.entry(words, best.entry if best else None, taker.row.path) or words("takes.way")
        notes.append(f"{start}{words('colon')}{' → '.join(steps)}")
    notes += permission_notes(words, taker)
    notes += limits(words, taker)
    return [note for note in notes if note]


def permission_notes(words: Words, taker: Taker) -> list[str]:
    """The permission of a row; a library has no manifest that counts, its user has."""
    row, best = taker.row, taker.practices[0] if taker.practices else None
    if row.permission is None and best is not None and (best.entry or "").partition(" ")[0] == "public":
        return [words("permission.by_caller")]
    return [spelling.permission(words, row.permission, row.permissions)] if row.permission else []


def _elsewhere(words: Words, taker: Taker) -> str:
    """How many more places there are; one that nothing leads to is not counted with those that run."""
    ways = sum(bool(practice.path) for practice in taker.practices)
    if not ways:
        return words("takes.also", n=len(taker.practices) - 1) if len(taker.practices) > 1 else ""
    also = words("takes.also", n=ways - 1) if ways > 1 else ""
    idle = len(taker.practices) - ways
    return also + (words("takes.also_idle", n=idle) if idle else "")


def limits(words: Words, taker: Taker, without: tuple[str, ...] = ("several_targets", "permission_only")) -> list[str]:
    """What limits a row, each once: whether the user picks, which versions, why it is not sure."""
    best = taker.practices[0] if taker.practices else None
    codes = [*((best.condition, best.scope) if best else ()), taker.row.reason]
    return [spelling.reason(words, code) for code in dict.fromkeys(codes) if code and code not in without]


def _what_happens(words: Words, practice: Practice) -> str:
    """Who calls what; a callback calls nothing, the system hands the data to it."""
    api = practice.api or ""
    place = practice.place
    if practice.observer == "manifest":
        method = spelling.step_name_of(practice.path[-1].place if practice.path else place)
        return words("takes.receives", method=method, api=spelling.api_name(api))
    method = spelling.step_name_of(place)
    if isinstance(place, CodePlace) and api.startswith(f"{place.class_}->{place.method.partition('(')[0]}("):
        return words("takes.handed", method=method)
    return words("takes.calls", method=method, api=spelling.api_name(api))
