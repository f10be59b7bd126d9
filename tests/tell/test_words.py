"""Both languages say everything, with the same places to fill, and cover every word of the model."""

from __future__ import annotations

import ast
import string
from enum import StrEnum
from pathlib import Path

import pytest

import glasshouse
from glasshouse.errors import UsageError
from glasshouse.model.answer import Question, Status
from glasshouse.model.looked import Why
from glasshouse.model.party import Presence
from glasshouse.model.practice import PermissionState
from glasshouse.tell.words import LANGUAGES, Words, load_words
from glasshouse.vocab.sdks import SIGN_KINDS, load_parties

EN, ZH = load_words("en"), load_words("zh")


def forms(words: Words, key: str) -> list[str]:
    sentence = words.sentences[key]
    return [sentence] if isinstance(sentence, str) else list(sentence.values())


def places(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def test_both_languages_have_the_same_keys() -> None:
    assert set(EN.sentences) == set(ZH.sentences)


@pytest.mark.parametrize("key", sorted(EN.sentences))
def test_both_languages_fill_the_same_places(key: str) -> None:
    (zh,) = {frozenset(places(form)) for form in forms(ZH, key)}
    assert {frozenset(places(form)) for form in forms(EN, key)} <= {zh, zh - {"n"}}


@pytest.mark.parametrize("key", sorted(EN.sentences))
def test_no_sentence_is_empty_or_left_in_the_other_language(key: str) -> None:
    assert all(form.strip() or key in {"stop", "gap"} for form in [*forms(EN, key), *forms(ZH, key)])
    assert all(form.isascii() for form in forms(EN, key))


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("status", Status),
        ("status_means", Status),
        ("why", Why),
        ("presence", Presence),
        ("presence_short", Presence),
        ("permission", PermissionState),
    ],
)
def test_every_word_of_the_model_is_known(section: str, words: type[StrEnum]) -> None:
    assert [word for word in words if not EN.has(f"{section}.{word}")] == []


def test_every_question_has_its_sentences() -> None:
    for question in Question:
        assert EN.has(f"question.{question}.name")
        assert EN.has(f"question.{question}.asks")
        assert EN.has(f"question.{question}.needs")


def test_every_kind_of_sign_and_every_country_of_the_vocabulary_has_a_name() -> None:
    assert [kind for kind in SIGN_KINDS if not EN.has(f"sign.{kind}")] == []
    countries = {company.country for company in load_parties().values()} - {"ZZ"}
    assert sorted(code for code in countries if not EN.has(f"country.{code}")) == []


def test_plural_follows_the_number() -> None:
    assert EN("count.files", n=1) == "1 file"
    assert EN("count.files", n=1234) == "1,234 files"
    assert ZH("count.files", n=1) == "1 个文件"


def test_a_value_is_never_read_as_a_pattern() -> None:
    assert EN("title.report", name="{n}{0.__class__}") == "Privacy audit of {n}{0.__class__}"


def test_lists() -> None:
    assert EN.list(["a"]) == "a"
    assert EN.list(["a", "b", "c"]) == "a, b and c"
    assert ZH.list(["a", "b", "c"]) == "a、b、c"
    assert EN.list(["a", "b", "c"], 2) == "a, b and 1 more"
    assert ZH.list("abcd", 2) == "a、b、另有 2 项"
    assert EN.list([]) == ""


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError, match="no reports in language 'xx'"):
        load_words("xx")
    assert LANGUAGES == ("en", "zh")


def constants(call: str, argument: int) -> set[str]:
    """Every text that the house writes as an argument of a call: what a report must have words for."""
    found = set()
    for path in sorted((Path(glasshouse.__file__).parent).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == call:
                values = node.args[argument : argument + 1]
                found |= {
                    value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)
                }
    return found


def keywords(*names: str) -> set[str]:
    """Every text that the house gives to a keyword of these names, conditional or not; the judge brings its own words."""
    found = set()
    for path in sorted((Path(glasshouse.__file__).parent).rglob("*.py")):
        if path.parent.name == "judge":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in names:
                found |= {
                    part.value
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def test_what_is_not_looked_at_has_words_in_both_languages() -> None:
    assert sorted(what for what in constants("NotLooked", 0) | constants("lost", 0) if not ZH.has(f"what.{what}")) == []


def test_what_is_looked_at_has_words_in_both_languages() -> None:
    assert sorted(unit for unit in constants("Looked", 3) if not ZH.has(f"looked.{unit}")) == []


def test_reasons_have_words_in_both_languages() -> None:
    assert sorted(word for word in keywords("reason", "condition") if not ZH.has(f"reason.{word}")) == []


def test_every_entry_point_has_words_in_both_languages() -> None:
    kinds = {kind for kind in constants("EntryPoint", 0) | constants("_of", 1) if kind.islower()}
    assert {"application", "layout", "provider"} <= kinds
    assert sorted(kind for kind in kinds if not ZH.has(f"entry.{kind}")) == []
