"""The rows that the core is asked, and what its tags stand for."""

from __future__ import annotations

from pathlib import Path

from glasshouse import _core
from glasshouse.observe.app.calls import framework
from glasshouse.observe.app.entries import EntryPoint
from glasshouse.observe.app.question import Question, ask
from glasshouse.vocab.load import load_apis
from glasshouse.vocab.platform import Activation, Loader, Platform
from tests.build import dexfile
from tests.observe.app.small import call, screen
from tests.vocab.small import META, append, write

PLATFORM = Platform(
    (Activation("java.lang.Thread", ("start",)),),
    (Activation("a.b.Worker", ("doWork",)),),
    (Loader("dalvik.system.DexClassLoader", "<init>"),),
)
MAIN = EntryPoint("launcher", "org.shop.Main", (), None)


def small(folder: Path, *entries: EntryPoint) -> Question:
    return ask(load_apis(write(folder)), PLATFORM, entries)


def test_each_tag_stands_for_its_entry(tmp_path: Path) -> None:
    question = small(tmp_path)
    (method, loader) = (row for row in question.methods if not row[0].startswith("android."))
    assert method[:4] == ("a.b.Sleep", "read", "(ILjava/lang/String;)", (1, ["deep", 4], False))
    assert loader[:4] == ("dalvik.system.DexClassLoader", "<init>", None, None)
    (field,) = question.fields
    (callback,) = question.callbacks
    (uri,) = question.uris
    kinds = {tag: question.asked[tag].kind for tag in (method[4], loader[4], field[2], callback[4], uri[2])}
    assert list(kinds.values()) == ["method", "loader", "field", "callback", "uri"]
    assert question.asked[loader[4]].facts is None
    facts = question.asked[method[4]].facts
    assert facts is not None
    assert facts.data == ("health.sleep",)


def test_a_broadcast_is_asked_where_code_subscribes_to_it(tmp_path: Path) -> None:
    rows = [row for row in small(tmp_path).methods if row[0] == "android.content.IntentFilter"]
    assert {(row[1], row[3] and tuple(row[3][1])) for row in rows} == {
        ("<init>", ("a.b.SLEPT",)),
        ("addAction", ("a.b.SLEPT",)),
    }
    assert len({row[4] for row in rows}) == 1


def test_an_address_names_its_constants_by_class_and_field(tmp_path: Path) -> None:
    assert small(tmp_path).uris[0][:2] == ("content://a.b/sleep", [("a.b.Sleep", "CONTENT_URI")])


def test_watching_an_address_is_no_read(tmp_path: Path) -> None:
    more = '\n[[resolver]]\nclass = "a.b.Resolver"\nname = "watch"\nuri_arg = 0\nobserve = true\n'
    question = ask(load_apis(append(tmp_path, "apis/all.toml", more)), PLATFORM, ())
    assert [row[1] for row in question.resolvers] == ["query"]


def test_entries_say_which_methods_android_calls(tmp_path: Path) -> None:
    made = EntryPoint("application", "org.shop.App", ("onCreate",), None)
    public = EntryPoint("public", "org.shop.Api", (), None)
    assert small(tmp_path, MAIN, made, public).entries == [
        ("org.shop.Main", "lifecycle", [], []),
        ("org.shop.App", "named", ["onCreate"], []),
        ("org.shop.Api", "public", [], []),
    ]


def test_platform_rows_and_click_handlers_are_passed_on(tmp_path: Path) -> None:
    question = ask(load_apis(write(tmp_path)), PLATFORM, (), ["onPay", "onBuy", "onPay"])
    assert question.activations == [("java.lang.Thread", ["start"])]
    assert question.library_callbacks == [("a.b.Worker", ["doWork"])]
    assert question.click_handlers == ["onBuy", "onPay"]


FALLBACK = (
    META
    + """
[[method]]
class = "a.b.Places"
name = "last"
data = ["health.sleep"]
when = { arg = 0, equals = ["deep"] }

[[method]]
class = "a.b.Places"
name = "last"
data = ["health"]

[[method]]
class = "a.b.Places"
name = "first"
data = ["habits"]
"""
)
LAST, FIRST = "La/b/Places;->last(Ljava/lang/String;)V", "La/b/Places;->first(Ljava/lang/String;)V"


def told(folder: Path, *code: dexfile.Instruction) -> list[tuple[tuple[str, ...], bool]]:
    """What the core reports of one method: the kinds of data of each read, and whether the constants are certain."""
    write(folder)
    (folder / "apis" / "all.toml").write_text(FALLBACK, "utf-8")
    question = ask(load_apis(folder), PLATFORM, (MAIN,))
    program = _core.Program.link([("classes.dex", dexfile.build([screen("Lorg/shop/Main;", list(code))]).data)])
    rows = program.analyse(framework(), question).reads
    return sorted((facts.data, row[7]) for row in rows if (facts := question.asked[row[0]].facts) is not None)


def test_an_entry_with_a_condition_stands_before_its_fallback(tmp_path: Path) -> None:
    assert told(tmp_path, *call(LAST, "deep")) == [(("health.sleep",), True)]


def test_another_argument_falls_back(tmp_path: Path) -> None:
    assert told(tmp_path, *call(LAST, "light")) == [(("health",), True)]


def test_an_unknown_argument_falls_back(tmp_path: Path) -> None:
    unknown = [*call("La/b/C;->any()Ljava/lang/String;", static=True), ("move-result-object", 1), ("const/4", 0, 0)]
    assert told(tmp_path, *unknown, ("invoke-virtual", [0, 1], LAST)) == [(("health",), True)]


def test_an_argument_that_may_be_another_keeps_the_fallback_beside_it(tmp_path: Path) -> None:
    either = [
        ("const/4", 0, 0),
        ("const-string", 1, "deep"),
        ("if-eqz", 0, "go"),
        ("const-string", 1, "light"),
        ("label", "go"),
    ]
    assert told(tmp_path, *either, ("invoke-virtual", [0, 1], LAST)) == [
        (("health",), True),
        (("health.sleep",), False),
    ]


def test_each_call_and_each_method_has_its_own_fallback(tmp_path: Path) -> None:
    assert told(tmp_path, *call(LAST, "deep"), *call(FIRST, "deep"), *call(LAST, "light")) == [
        (("habits",), True),
        (("health",), True),
        (("health.sleep",), True),
    ]
