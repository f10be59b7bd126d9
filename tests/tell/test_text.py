"""The terminal report, word for word, and what a hostile app cannot do to it."""

from __future__ import annotations

import re
import subprocess
import sys
from textwrap import dedent

import pytest
from tests.build import audits

from glasshouse.model.answer import Answers
from glasshouse.model.audit import Audit
from glasshouse.tell.text import render_text

LANGUAGES = ("en", "zh")
COLOURS = re.compile("\x1b\\[[0-9;]*m")


def part(text: str, start: str, end: str) -> str:
    found = re.search(f"^{re.escape(start)}.*?(?=^{re.escape(end)})", text, re.DOTALL | re.MULTILINE)
    assert found, text
    return found.group()


def test_it_opens_with_what_was_looked_at_and_what_not() -> None:
    head = render_text(audits.maplike()).partition("ACCESS")[0]
    assert head == dedent(
        """\
        Privacy audit of MapLike
        com.example.maplike · version 1.0 · MapLike.apk
        Draft: no named person has reviewed this report.

        LOOKED AT
          12 files in the package · 4 components of the manifest · 1 layout · 855 known SDKs looked for · 96
          methods · 2,841 instructions

        NOT EXAMINED
          ! Native libraries (machine code) (2 files): Machine code is not read by this release.
            lib/arm64-v8a/libtrack.so, lib/armeabi-v7a/libtrack.so
          ! Code that is loaded while the app runs: The app loads code while it runs; that code is not in
            the package or not read.

        OUTSIDE THIS AUDIT, OR UNDECIDED
          - Calls by reflection whose target is not constant (4 places): What is meant is settled only while
            the app runs.

        """
    )


def test_a_block_says_who_where_on_which_way_and_with_which_permission() -> None:
    assert part(render_text(audits.maplike()), "  Precise location", "  Address book") == (
        "  Precise location\n"
        "    ● proved  the SDK AdSdk (Example Ads Inc., United States)\n"
        "      com.example.ads.AdSdk.send calls LocationManager.getLastKnownLocation, and at 1 more place in\n"
        "        the code\n"
        "      Runs when the app's process starts: MapApp.onCreate → AdSdk.init → … → AdSdk$1.run →\n"
        "        AdSdk.send\n"
        "      The manifest asks for the permission ACCESS_FINE_LOCATION.\n"
        "\n"
    )


def test_the_same_block_in_chinese() -> None:
    assert part(render_text(audits.maplike(), "zh"), "  精确位置", "  通讯录") == (
        "  精确位置\n"
        "    ● 已证实  SDK AdSdk（Example Ads Inc.，美国）\n"
        "      com.example.ads.AdSdk.send 调用 LocationManager.getLastKnownLocation，代码中另有 1 处\n"
        "      应用进程启动时运行：MapApp.onCreate → AdSdk.init → … → AdSdk$1.run → AdSdk.send\n"
        "      清单申请了权限 ACCESS_FINE_LOCATION。\n"
        "\n"
    )


def test_a_call_without_its_permission_is_refused_not_taken() -> None:
    text = render_text(audits.maplike())
    assert "  MapLike can take 5 kinds of personal data." in text
    refused = part(text, "  Calls that Android refuses", "  In the code")
    assert "the SDK JPush" in refused
    assert "The permission ACCESS_WIFI_STATE is missing: Android refuses this call." in refused


def test_verbose_shows_each_step_with_its_place() -> None:
    text = render_text(audits.maplike(), verbose=True, width=0)
    assert "classes.dex Lcom/example/ads/AdSdk$1;->run()V @0xc  (handed over; the system calls it later)" in text


def test_nothing_found_never_reads_as_clean() -> None:
    empty = Audit(audits.maplike().subject, audits.maplike().inputs, answers=Answers(access=()), partial=True)
    text = render_text(empty)
    assert "no call that MapLike could use" in text
    assert "Part of the app could not be examined, so there may be more." in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("verbose", [False, True])
def test_no_control_character_of_an_app_reaches_the_terminal(lang: str, verbose: bool) -> None:
    for colour in (False, True):
        text = render_text(audits.hostile(), lang, colour=colour, verbose=verbose)
        bare = COLOURS.sub("", text)
        assert all(character.isprintable() or character in "\n\u3000\u00a0" for character in bare)
        assert "[bold red]markup[/]" in bare


@pytest.mark.parametrize("lang", LANGUAGES)
def test_colours_change_no_word(lang: str) -> None:
    plain = render_text(audits.maplike(), lang)
    coloured = render_text(audits.maplike(), lang, colour=True)
    assert coloured != plain
    assert COLOURS.sub("", coloured) == plain


@pytest.mark.parametrize("lang", LANGUAGES)
def test_lines_keep_the_width(lang: str) -> None:
    for line in render_text(audits.maplike(), lang, width=60).splitlines():
        longest = max((len(word) for word in line.split()), default=0)
        assert len(line) <= max(60, longest + 12)


def test_the_same_audit_gives_the_same_text() -> None:
    assert render_text(audits.large(400)) == render_text(audits.large(400))


def test_plain_text_does_not_pay_for_rich() -> None:
    code = (
        "import sys; from tests.build.audits import maplike; from glasshouse.tell.text import render_text;"
        "render_text(maplike()); print(sorted({'rich', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
