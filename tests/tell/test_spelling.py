"""Names of code as people write them."""

from __future__ import annotations

import pytest

from glasshouse.model.place import CodePlace, FilePlace, FlowPlace, ScreenPlace, TextPlace, XmlPlace
from glasshouse.model.practice import Step
from glasshouse.tell import spelling
from glasshouse.tell.words import load_words

CODE = CodePlace("classes2.dex", "Lcom/x/Y;", "send(I)V", 18)
EN, ZH = load_words("en"), load_words("zh")


def test_methods() -> None:
    assert spelling.method_name(CODE) == "com.x.Y.send"
    assert spelling.method_name(CodePlace("d", "Lcom/x/Sender;", "send(I)V"), short=True) == "Sender.send"
    assert spelling.method_name(CodePlace("d", "La/b/c;", "d()V"), short=True) == "a.b.c.d"
    assert spelling.method_name(CodePlace("d", "", "")) == ""


@pytest.mark.parametrize(
    ("api", "name"),
    [
        ("Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;", "TelephonyManager.getDeviceId"),
        ("Landroid/content/ContentResolver;->query(I)V [content://sms]", "ContentResolver.query [content://sms]"),
        ("Landroid/os/Build;->SERIAL:Ljava/lang/String;", "Build.SERIAL"),
        ("android.intent.action.PHONE_STATE", "android.intent.action.PHONE_STATE"),
    ],
)
def test_calls(api: str, name: str) -> None:
    assert spelling.api_name(api) == name


def test_places() -> None:
    assert spelling.where(CODE) == "classes2.dex Lcom/x/Y;->send(I)V @0x12"
    assert spelling.where(CodePlace("classes.dex", "", "")) == "classes.dex"
    assert spelling.where(XmlPlace("AndroidManifest.xml", 4, "application")) == "AndroidManifest.xml:4 application"
    assert spelling.where(TextPlace("p.txt", 1, 5, "text")) == "p.txt [1:5]"
    assert spelling.where(ScreenPlace("s.xml", "n", (0, 0, 1, 1))) == "s.xml n"
    assert spelling.where(FlowPlace("c.har", 0, "url", "q")) == "c.har #0 url q"
    assert spelling.where(FilePlace("lib/x.so")) == "lib/x.so"


def test_a_long_way_keeps_its_ends() -> None:
    assert spelling.condensed(list("abcd")) == list("abcd")
    assert spelling.condensed(list("abcdefg")) == ["a", "b", "…", "f", "g"]


def test_reasons() -> None:
    assert spelling.reason(EN, "until_api_28") == "Only up to Android 9 (API 28)."
    assert spelling.reason(ZH, "until_api_28") == "仅限安卓 9（API 28）及更早版本。"
    assert spelling.reason(EN, "something_new") == "something_new"
    assert spelling.reason(EN, None) == ""


def test_entries_and_permissions() -> None:
    assert spelling.entry(EN, "provider com.x.Init") == "Runs when the app's process starts, before the app's own code"
    assert spelling.entry(EN, "moon com.x") == ""
    assert spelling.entry(EN, "provider com.x", (Step(CodePlace("d", "Lcom/x;", "onCreate()Z"), "entry"),)).startswith(
        "Runs when the app's"
    )
    assert (
        spelling.entry(EN, "provider com.x", (Step(CodePlace("d", "Lcom/x;", "query()V"), "entry"),))
        == "Runs when Android or another app calls it"
    )
    assert (
        spelling.permission(EN, "held", ("android.permission.READ_SMS", "com.x.P"))
        == "The manifest asks for the permissions READ_SMS and com.x.P."
    )
    assert (
        spelling.permission(EN, "held", ("android.permission.BIND_INPUT_METHOD",))
        == "The user first has to switch this service on (BIND_INPUT_METHOD)."
    )
    assert spelling.permission(EN, None, ()) == ""
