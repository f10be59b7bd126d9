"""Facts have names in both languages; what the vocabulary does not know keeps its own."""

from __future__ import annotations

from glasshouse.model.ids import PartyId
from glasshouse.model.party import Party, PartyKind
from glasshouse.tell.names import load_names, owner_name, who
from glasshouse.tell.words import load_words

EN, ZH = load_names("en"), load_names("zh")
JPUSH = Party(
    PartyId("sdk:jpush"),
    "JPush",
    PartyKind.SDK,
    name_zh="极光推送",
    owner="Aurora Mobile",
    owner_zh="极光",
    country="CN",
)


def test_kinds_of_data() -> None:
    assert EN.data("location.precise") == "precise location"
    assert ZH.data("location.precise") == "精确位置"
    assert EN.data("moon.phase") == "moon.phase"


def test_protected_kinds_come_first_and_unknown_ones_last() -> None:
    assert sorted(["moon.phase", "device.imei", "location.precise"], key=EN.weight) == [
        "location.precise",
        "device.imei",
        "moon.phase",
    ]


def test_permissions_roles_and_runtimes() -> None:
    assert EN.permission("android.permission.READ_SMS") == "read stored text messages"
    assert EN.permission("com.x.OWN") == ""
    assert ZH.role("push") == "消息推送"
    assert EN.role("juggling") == "juggling"
    assert ZH.outside("Native libraries (machine code)") == "原生库（机器码）"
    assert ZH.outside("the rest of the code") == "其余代码"
    assert ZH.outside("something new") == "something new"


def test_parties_in_a_sentence() -> None:
    en, zh = load_words("en"), load_words("zh")
    assert who(en, JPUSH) == "the SDK JPush (Aurora Mobile, China)"
    assert who(zh, JPUSH) == "SDK 极光推送（极光，中国）"
    assert (
        who(en, Party(PartyId("x"), "com.x.y", PartyKind.SDK, reason="unnamed_library")) == "an unnamed library com.x.y"
    )
    assert (
        who(en, Party(PartyId("x"), "a.b", PartyKind.UNKNOWN, reason="shortened_names"))
        == "code with shortened names a.b"
    )
    assert who(en, Party(PartyId("x"), "My App", PartyKind.OPERATOR)) == "its own code"
    assert who(en, None, "sdk:gone") == "sdk:gone"


def test_owner_and_country_each_may_be_unknown() -> None:
    en = load_words("en")
    assert owner_name(en, Party(PartyId("x"), "X", PartyKind.SDK)) == ""
    assert owner_name(en, Party(PartyId("x"), "X", PartyKind.SDK, country="DE")) == "Germany"
    assert owner_name(en, Party(PartyId("x"), "X", PartyKind.SDK, owner="Y", country="QQ")) == "Y, QQ"
