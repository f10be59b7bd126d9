"""Presence of SDKs: each rule with the twin that must not fall under it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glasshouse.model.party import Presence
from glasshouse.model.place import FilePlace
from glasshouse.observe.app.sdks import (
    Because,
    Mark,
    PackageTrace,
    SdkFound,
    Traces,
    sdks_in,
    wanted_hosts,
    wanted_strings,
)
from glasshouse.vocab.sdks import WEAK_KINDS, Sdk, load_sdks


def busy(name: str, reachable: int | None = 0) -> PackageTrace:
    return PackageTrace(name, classes=10, code_units=5_000, platform_calls=40, reachable_methods=reachable)


def idle(name: str) -> PackageTrace:
    return PackageTrace(name, classes=10, code_units=90, platform_calls=0, reachable_methods=0)


def found(traces: Traces, sdk_id: str) -> SdkFound | None:
    return next((row for row in sdks_in(traces) if row.sdk.id == sdk_id), None)


def test_working_code_is_present_and_a_way_into_it_makes_it_reachable() -> None:
    present = found(Traces(packages=(busy("cn.jpush.android"),)), "jpush")
    reachable = found(Traces(packages=(busy("cn.jpush.android"), busy("cn.jpush.b", 3))), "jpush")
    assert present is not None
    assert (present.presence, present.because) == (Presence.PRESENT, Because.CODE_PRESENT)
    assert reachable is not None
    assert reachable.presence is Presence.REACHABLE


def test_classes_that_do_nothing_are_a_stub() -> None:
    row = found(Traces(packages=(idle("com.tencent.bugly"),)), "bugly")
    assert row is not None
    assert row.presence is Presence.STUB
    working = found(Traces(packages=(idle("com.tencent.bugly"), busy("com.tencent.bugly.crashreport"))), "bugly")
    assert working is not None
    assert working.presence is Presence.PRESENT


def test_a_called_stub_is_still_a_stub_for_it_does_nothing() -> None:
    called = PackageTrace("com.tencent.bugly", 10, 90, 0, reachable_methods=1)
    row = found(Traces(packages=(called,)), "bugly")
    assert row is not None
    assert row.presence is Presence.STUB


def test_a_prefix_holds_on_label_boundaries() -> None:
    assert found(Traces(packages=(busy("cn.jpushed"),)), "jpush") is None
    assert sdks_in(Traces(packages=(busy("com.example.shop"),))) == ()


def test_a_package_without_classes_says_nothing() -> None:
    assert sdks_in(Traces(packages=(PackageTrace("cn.jpush", 0, 0, 0),))) == ()


def test_a_short_prefix_needs_a_second_sign() -> None:
    alone = found(Traces(packages=(busy("com.loc"),)), "amap")
    assert alone is not None
    assert (alone.presence, alone.because) == (Presence.UNKNOWN, Because.ONLY_WEAK_SIGNS)
    with_key = found(Traces(packages=(busy("com.loc"),), meta_data=(Mark("com.amap.api.v2.apikey"),)), "amap")
    assert with_key is not None
    assert (with_key.presence, with_key.renamed) == (Presence.PRESENT, False)
    with_host = found(Traces(packages=(busy("com.loc"),), hosts=(Mark("restapi.amap.com"),)), "amap")
    assert with_host is not None
    assert with_host.presence is Presence.UNKNOWN


def test_a_prefix_of_one_label_never_decides() -> None:
    row = found(Traces(packages=(busy("okhttp3.internal"),)), "okhttp")
    assert row is not None
    assert row.presence is Presence.UNKNOWN
    two = found(
        Traces(packages=(busy("okhttp3.internal"),), entries=("okhttp3/internal/publicsuffix/publicsuffixes.gz",)),
        "okhttp",
    )
    assert two is not None
    assert two.presence is Presence.PRESENT


def test_a_renamed_sdk_is_present_by_two_kinds_of_sign() -> None:
    component = Mark("cn.jpush.android.service.PushService", FilePlace("AndroidManifest.xml"))
    row = found(Traces(components=(component,), meta_data=(Mark("JPUSH_APPKEY"),)), "jpush")
    assert row is not None
    assert (row.presence, row.renamed, row.because) == (Presence.PRESENT, True, Because.TWO_KINDS_RENAMED)
    packed = found(Traces(components=(component,), meta_data=(Mark("JPUSH_APPKEY"),), code_read=False), "jpush")
    assert packed is not None
    assert (packed.presence, packed.renamed) == (Presence.PRESENT, False)
    assert packed.because is Because.TWO_KINDS_CODE_NOT_READ


def test_one_sign_is_unknown_and_two_of_one_kind_are_one() -> None:
    one = found(Traces(components=(Mark("cn.jpush.android.service.PushService"),)), "jpush")
    two = found(
        Traces(components=(Mark("cn.jpush.android.service.PushService"), Mark("cn.jpush.android.ui.PopWinActivity"))),
        "jpush",
    )
    for row in (one, two):
        assert row is not None
        assert (row.presence, row.because) == (Presence.UNKNOWN, Because.ONE_STRONG_SIGN)


def test_hosts_and_words_never_decide_together() -> None:
    traces = Traces(
        hosts=(Mark("cloudcfg.heytapmobi.com"), Mark("ulogs.umeng.com")), strings=(Mark("umeng_general_config"),)
    )
    row = found(traces, "umeng-common")
    assert row is not None
    assert (row.presence, row.because) == (Presence.UNKNOWN, Because.ONLY_WEAK_SIGNS)


def test_a_host_counts_below_but_not_beside() -> None:
    assert found(Traces(hosts=(Mark("x.jpush.cn"),)), "jpush") is not None
    assert found(Traces(hosts=(Mark("xjpush.cn"),)), "jpush") is None


def test_suffix_signs_carry_the_app_package_before_them() -> None:
    assert found(Traces(permissions=(Mark("org.shop.permission.JPUSH_MESSAGE"),)), "jpush") is not None
    assert found(Traces(permissions=(Mark("org.shop.permission.PUSH_MESSAGE"),)), "jpush") is None
    assert found(Traces(components=(Mark("org.shop.wxapi.WXEntryActivity"),)), "wechat-opensdk") is not None


def test_native_libraries_match_by_name_and_glob() -> None:
    assert found(Traces(native=(Mark("lib/arm64-v8a/libjcore284.so"),)), "jpush") is not None
    assert found(Traces(native=(Mark("lib/arm64-v8a/libcore284.so"),)), "jpush") is None


def test_an_asset_with_a_common_name_elsewhere_is_no_sign() -> None:
    assert found(Traces(entries=("assets/www/index.html",)), "cordova") is None
    assert found(Traces(entries=("assets/www/cordova.js",)), "cordova") is not None


def test_a_switch_in_the_manifest_is_reported() -> None:
    key = "firebase_analytics_collection_enabled"
    packages = (busy("com.google.firebase.analytics"),)
    off = found(Traces(packages=packages, meta_data=(Mark(key, None, "false"),)), "firebase-analytics")
    on = found(Traces(packages=packages, meta_data=(Mark(key, None, "true"),)), "firebase-analytics")
    assert off is not None
    assert off.switched_off == (key,)
    assert on is not None
    assert on.switched_off == ()


def test_the_party_names_owner_and_country() -> None:
    row = found(Traces(packages=(busy("cn.jpush.android"),)), "jpush")
    assert row is not None
    party = row.party()
    assert (party.id, party.country, party.owner_zh, party.name_zh) == ("sdk:jpush", "CN", "极光", "极光推送")
    assert party.signs == row.signs


def test_wanted_lists_are_sorted_and_free_of_doubles() -> None:
    for wanted in (wanted_hosts(), wanted_strings()):
        assert list(wanted) == sorted(set(wanted))


def filled(value: str) -> str:
    return ("org.shop" + value if value.startswith(".") else value).replace("*", "1")


def marks(values: tuple[str, ...]) -> tuple[Mark, ...]:
    return tuple(Mark(filled(value)) for value in values)


def whole(sdk: Sdk) -> Traces:
    """Everything that the manifest, the archive and the code of an app with this family show."""
    return Traces(
        packages=tuple(busy(prefix + ".inner") for prefix in (*sdk.prefix, *sdk.weak)),
        components=marks(sdk.component),
        meta_data=marks(sdk.meta_data),
        authorities=marks(sdk.authority),
        permissions=marks(sdk.permission),
        actions=marks(sdk.action),
        native=marks(sdk.native),
        entries=tuple("assets/" + value + ("x" if value.endswith("/") else "") for value in sdk.asset),
        hosts=marks(sdk.endpoint),
        strings=marks(sdk.string),
    )


@pytest.mark.parametrize("sdk", load_sdks(), ids=lambda sdk: sdk.id)
def test_every_family_is_found_and_never_called_absent(sdk: Sdk) -> None:
    traces = whole(sdk)
    row = found(traces, sdk.id)
    assert row is not None
    # One-label prefixes decide only beside a firm sign; families known by such a prefix and a host stay unknown.
    firm = any("." in prefix for prefix in sdk.prefix) or set(sdk.kinds) - WEAK_KINDS - {"prefix"}
    assert row.presence is (Presence.PRESENT if firm else Presence.UNKNOWN)

    renamed = Traces(
        packages=(busy("a.b"), busy("a.c")),
        components=traces.components,
        meta_data=traces.meta_data,
        authorities=traces.authorities,
        permissions=traces.permissions,
        actions=traces.actions,
        native=traces.native,
        entries=traces.entries,
        hosts=traces.hosts,
        strings=traces.strings,
    )
    left = set(sdk.kinds) - {"prefix"}
    row = found(renamed, sdk.id)
    assert row is not None
    if len(left) >= 2 and left - WEAK_KINDS:
        assert (row.presence, row.renamed) == (Presence.PRESENT, True)
    else:
        assert row.presence is Presence.UNKNOWN


def test_with_everything_renamed_nothing_is_claimed() -> None:
    assert sdks_in(Traces(packages=(busy("a.a"), busy("b"), busy("a.b.c")), components=(Mark("a.a.A"),))) == ()


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_the_order_of_traces_does_not_matter(data: st.DataObject) -> None:
    sdks = data.draw(st.lists(st.sampled_from(load_sdks()), min_size=1, max_size=4, unique_by=lambda sdk: sdk.id))
    parts = [whole(sdk) for sdk in sdks]
    packages = [package for part in parts for package in part.packages]
    components = [mark for part in parts for mark in part.components]
    entries = [entry for part in parts for entry in part.entries]
    one = Traces(packages=tuple(packages), components=tuple(components), entries=tuple(entries))
    other = Traces(
        packages=tuple(data.draw(st.permutations(packages))),
        components=tuple(data.draw(st.permutations(components))),
        entries=tuple(data.draw(st.permutations(entries))),
    )
    assert sdks_in(one) == sdks_in(other)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(load_sdks()), st.sampled_from(load_sdks()))
def test_more_signs_never_weaken_a_presence(sdk: Sdk, other: Sdk) -> None:
    order = [Presence.UNKNOWN, Presence.STUB, Presence.PRESENT, Presence.REACHABLE]
    part, rest = whole(sdk), whole(other)
    more = Traces(
        packages=part.packages + rest.packages,
        components=part.components + rest.components,
        meta_data=part.meta_data + rest.meta_data,
        authorities=part.authorities + rest.authorities,
        permissions=part.permissions + rest.permissions,
        actions=part.actions + rest.actions,
        native=part.native + rest.native,
        entries=part.entries + rest.entries,
        hosts=part.hosts + rest.hosts,
        strings=part.strings + rest.strings,
    )
    before, after = found(part, sdk.id), found(more, sdk.id)
    assert before is not None
    assert after is not None
    assert order.index(after.presence) >= order.index(before.presence)
