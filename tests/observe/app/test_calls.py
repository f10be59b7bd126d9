"""Reads in code: found and reached, found and not reached, and what could not be decided."""

from __future__ import annotations

import pytest

from glasshouse import _core
from glasshouse.model.looked import Looked, NotLooked, Why
from glasshouse.model.place import CodePlace
from glasshouse.model.practice import Reach
from glasshouse.observe.app.calls import CallsSeen, framework, observe_calls
from glasshouse.observe.app.entries import EntryPoint
from glasshouse.observe.app.question import ask
from glasshouse.vocab.load import load_apis
from glasshouse.vocab.platform import load_platform
from tests.build import dexfile
from tests.build.dexfile import Class, Instruction
from tests.observe.app.small import IMEI, IMSI, call, method, screen, tool

MAIN = EntryPoint("launcher", "org.shop.Main", (), None)
CREATED = "onCreate(Landroid/os/Bundle;)V"
SECURE = "Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;"
LOADER = "Ldalvik/system/DexClassLoader;-><init>(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;Ljava/lang/ClassLoader;)V"
LOAD: list[Instruction] = [("new-instance", 0, LOADER.partition("->")[0]), ("const/4", 1, 0), ("invoke-direct", [0, 1, 1, 1, 1], LOADER)]  # fmt: skip
UNKNOWN: list[Instruction] = [*call("La/b/C;->any()Ljava/lang/String;", static=True), ("move-result-object", 1)]


def seen(*classes: Class, entries: tuple[EntryPoint, ...] = (MAIN,)) -> CallsSeen:
    program = _core.Program.link([("classes.dex", dexfile.build(classes).data)])
    return observe_calls(program, ask(load_apis(), load_platform(), entries), entries, "shop.apk")


def test_a_call_in_the_first_screen_is_reached_for_sure() -> None:
    (read,) = seen(screen("Lorg/shop/Main;", call(IMEI))).reads
    assert (read.api, read.detail, read.reach, read.sure) == (IMEI, "", Reach.REACHABLE, True)
    assert read.place == CodePlace("classes.dex", "Lorg/shop/Main;", CREATED, 2)
    assert read.entry is MAIN
    assert [step.how for step in read.path] == ["entry"]


def test_the_way_leads_over_the_calls_between() -> None:
    (read,) = seen(
        tool("Lorg/shop/Tool;", call(IMEI)),
        screen("Lorg/shop/Main;", call("Lorg/shop/Tool;->run()V", static=True)),
    ).reads
    assert [(step.place.class_, step.how) for step in read.path if isinstance(step.place, CodePlace)] == [
        ("Lorg/shop/Main;", "entry"),
        ("Lorg/shop/Tool;", "call"),
    ]
    assert read.sure


def test_the_same_call_that_nothing_leads_to_is_not_reached() -> None:
    (read,) = seen(tool("Lorg/shop/Tool;", call(IMEI)), screen("Lorg/shop/Main;")).reads
    assert (read.reach, read.sure, read.path, read.entry) == (Reach.NOT_REACHED, False, (), None)


def test_a_call_that_may_go_two_ways_is_reached_but_not_for_sure() -> None:
    api = Class("Lorg/shop/Api;", flags=dexfile.INTERFACE | dexfile.ABSTRACT | dexfile.PUBLIC, methods=[dexfile.Method("go", "()V", dexfile.ABSTRACT | dexfile.PUBLIC)])  # fmt: skip
    one, two = (
        Class(name, interfaces=("Lorg/shop/Api;",), methods=[method("go", "()V", call(target))])
        for name, target in (("Lorg/shop/One;", IMEI), ("Lorg/shop/Two;", IMSI))
    )
    either: list[Instruction] = [
        ("new-instance", 0, "Lorg/shop/One;"),
        ("if-eqz", 7, "go"),
        ("new-instance", 0, "Lorg/shop/Two;"),
        ("label", "go"),
        ("invoke-interface", [0], "Lorg/shop/Api;->go()V"),
    ]
    reads = seen(api, one, two, screen("Lorg/shop/Main;", either)).reads
    assert {(read.place.class_, read.reach, read.sure) for read in reads} == {
        ("Lorg/shop/One;", Reach.REACHABLE, False),
        ("Lorg/shop/Two;", Reach.REACHABLE, False),
    }


def test_a_constant_decides_what_is_read() -> None:
    (read,) = seen(screen("Lorg/shop/Main;", call(SECURE, None, "android_id", static=True))).reads
    assert (read.asked.kind, read.detail, read.certain) == ("method", "android_id", True)
    assert read.asked.facts is not None
    assert read.asked.facts.data == ("device.android_id",)
    other = seen(screen("Lorg/shop/Main;", call(SECURE, None, "screen_brightness", static=True)))
    assert (other.reads, other.not_looked) == ((), ())


def test_a_constant_that_is_not_known_is_listed_and_counted() -> None:
    asking = [*UNKNOWN, ("const/4", 0, 0), ("invoke-static", [0, 1], SECURE)]
    found = seen(screen("Lorg/shop/Main;", asking, asking))
    assert found.reads == ()
    (row,) = found.not_looked
    assert (row.why, row.count, row.counts) == (Why.UNRESOLVED, 2, False)
    assert row.what == "content addresses and keys that are not constant"
    assert isinstance(row.place, CodePlace)
    assert row.place.method == CREATED


def loads(*classes: Class) -> list[NotLooked]:
    return [row for row in seen(*classes).not_looked if row.why is Why.LOADED_LATER]


def test_code_that_is_loaded_later_counts_where_a_way_leads_to_the_loading() -> None:
    tools = tool("Lorg/shop/Tool;", LOAD)
    (row,) = loads(tools, screen("Lorg/shop/Main;", call("Lorg/shop/Tool;->run()V", static=True)))
    assert (row.detail, row.counts) == ("Ldalvik/system/DexClassLoader;-><init>", True)
    assert isinstance(row.place, CodePlace)
    assert row.place.class_ == "Lorg/shop/Tool;"
    assert loads(tools, screen("Lorg/shop/Main;")) == []


def test_loading_code_is_no_read() -> None:
    assert seen(screen("Lorg/shop/Main;", LOAD)).reads == ()


def test_packages_are_measured() -> None:
    found = seen(
        Class("Lcom/ads/Empty;"),
        tool("Lorg/shop/inner/Tool;", call(IMSI)),
        screen("Lorg/shop/Main;", call(IMEI)),
    )
    uses = {use.name: use for use in found.packages}
    assert set(uses) == {"com.ads", "org.shop", "org.shop.inner"}
    assert (uses["com.ads"].classes, uses["com.ads"].methods, uses["com.ads"].code_units) == (1, 0, 0)
    assert (uses["org.shop"].platform_calls, uses["org.shop"].reached) == (1, 1)
    assert (uses["org.shop.inner"].platform_calls, uses["org.shop.inner"].reached) == (1, 0)
    assert (found.classes, found.methods) == (3, 2)
    assert found.looked == (Looked("calls", "shop.apk", 2, "methods"), Looked("calls", "shop.apk", 6, "instructions"))


def test_a_broken_method_is_named_and_the_others_are_read() -> None:
    broken = Class("Lorg/shop/Odd;", methods=[dexfile.Method("odd", "()V", code=[("raw", 0x003E)])])
    found = seen(broken, screen("Lorg/shop/Main;", call(IMEI)))
    assert [read.api for read in found.reads] == [IMEI]
    (row,) = found.not_looked
    assert (row.why, row.place) == (Why.DAMAGED, CodePlace("classes.dex", "Lorg/shop/Odd;", "odd()V"))
    assert row.files == ("classes.dex",)


def test_a_file_that_is_no_code_is_named_and_the_others_are_read() -> None:
    whole = dexfile.build([screen("Lorg/shop/Main;", call(IMEI))]).data
    program = _core.Program.link([("classes.dex", whole), ("classes2.dex", b"dex\n035\0 and no more")])
    found = observe_calls(program, ask(load_apis(), load_platform(), (MAIN,)), (MAIN,), "shop.apk")
    assert [read.api for read in found.reads] == [IMEI]
    assert [(row.why, row.files) for row in found.not_looked] == [(Why.DAMAGED, ("classes2.dex",))]


def test_many_broken_methods_are_counted_and_not_listed_one_by_one() -> None:
    methods = [dexfile.Method(f"odd{number:02}", "()V", code=[("raw", 0x003E)]) for number in range(30)]
    rows = seen(Class("Lorg/shop/Odd;", methods=methods)).not_looked
    assert len(rows) == 21
    assert sum(row.count for row in rows) == 30


@pytest.mark.parametrize("name", ["java.lang.Object", "android.app.Activity"])
def test_androids_own_classes_are_known(name: str) -> None:
    assert len(framework()) > 1_000
    assert framework() is framework()
    assert not _core.Program.link([]).defines([name])[0]
