"""What screens showed, as text and as the document for programs; and the lines that both reports for people share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glasshouse.model.asking import Asking
from glasshouse.model.codec import encode_screens
from glasshouse.model.screen_finding import SCREEN_FORMAT, Box, ScreenDocument, ScreenFinding, SeenScreen
from glasshouse.tell.clean import cleaned
from glasshouse.tell.lines import Lines
from glasshouse.tell.words import Words, load_words

_STYLE = "bold red"
#: What one report shows of a screen; the rest stands in the JSON document.
MOST = 60


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words: its number on the picture, name, sentence, measure, and whether code may change it."""

    number: int
    rule: str
    name: str
    why: str
    measure: str
    likely: bool
    box: Box | None


def told(screen: SeenScreen, words: Words) -> tuple[Told, ...]:
    """The findings of a screen, numbered as on its picture. An element has one number, whatever is found on it."""
    numbers: dict[str, int] = {}
    return tuple(
        Told(
            numbers.setdefault(item.node, len(numbers) + 1),
            item.rule,
            words(f"screens.rule.{item.rule}"),
            item.why.zh if words.lang == "zh" else item.why.en,
            measure_of(item, words),
            not item.sure,
            item.box,
        )
        for item in screen.findings[:MOST]
    )


def measure_of(finding: ScreenFinding, words: Words) -> str:
    """What was measured and what it was held against; empty where nothing was."""
    if finding.measured is None or finding.threshold is None or finding.unit == "count":
        return ""
    return words(
        "screens.measure",
        measured=f"{finding.measured:g}",
        limit=f"{finding.threshold:g}",
        origin=words(f"screens.origin.{finding.origin}"),
    )


def render_screens_json(screens: Sequence[SeenScreen], askings: Sequence[Asking]) -> str:
    """The document ``glasshouse.screen/1``; pictures are not in it."""
    plain = tuple(replace(item, png=None) for item in screens)
    findings = tuple(finding for item in screens for finding in item.findings)
    return encode_screens(ScreenDocument(SCREEN_FORMAT, tuple(askings), findings, plain)).decode("utf-8")


def render_screens_text(
    screens: Sequence[SeenScreen],
    askings: Sequence[Asking],
    lang: str = "en",
    *,
    width: int = 100,
    colour: bool = False,
) -> str:
    """What was asked on each screen, and what bears on the choice."""
    words, lines = load_words(lang), Lines(width)
    if not screens:
        lines.add(words("screens.no_screen"))
    write_screens(lines, cleaned(tuple(screens)), cleaned(tuple(askings)), words)
    return lines.coloured() if colour else lines.plain()


def write_screens(lines: Lines, screens: Iterable[SeenScreen], askings: Sequence[Asking], words: Words) -> None:
    """Write a part for each screen. Texts of an app are clean already."""
    for screen in screens:
        lines.blank()
        lines.add((screen.name, "bold"), f"  {words(f'screens.source.{screen.source}')}", indent=2)
        for line in asked(screen, askings, words):
            lines.add(line, indent=4, hang=6)
        for item in told(screen, words):
            lines.add((f"✗ {item.name}", _STYLE), f"{words('colon')}{item.why}", indent=4, hang=6)
            notes = [note for note in (item.measure, words("screens.likely") if item.likely else "") if note]
            if notes:
                lines.add(words.list(notes), indent=6)
        if not screen.findings:
            lines.add(words("screens.none"), indent=4)
        if screen.missing:
            lines.add(words("screens.missing", what=words.list(screen.missing)), indent=4, hang=6)


def asked(screen: SeenScreen, askings: Iterable[Asking], words: Words) -> Iterator[str]:
    """A line for each asking of the screen: its wording and what its controls say."""
    here = [item for item in askings if item.id in screen.askings]
    if not here:
        yield words("screens.asks_nothing")
    for item in here:
        labels = [control.label for control in item.controls if control.act != "toggle"]
        line = words("screens.asks", wording=" ".join((item.wording or "").split()))
        yield line + (words("aside", text=words.list(labels)) if labels else "")
