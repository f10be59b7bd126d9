"""The SDK table: what ships is sound, and prefixes hold on label boundaries only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glasshouse.vocab import check_sdks
from glasshouse.vocab.sdks import (
    Company,
    Sdk,
    Switch,
    load_names,
    load_packers,
    load_parties,
    load_runtimes,
    load_sdks,
    prefixes,
    weak_prefixes,
)

GOOD = Sdk(
    id="made-up",
    name="Made up",
    owner="google",
    roles=("push",),
    source="a test",
    date="2026-11-25",
    confidence="high",
    prefix=("org.madeup.push",),
    component=("org.madeup.push.Service",),
)


def test_what_ships_is_sound() -> None:
    assert list(check_sdks.complaints()) == []


def test_the_table_is_large_enough() -> None:
    parties = load_parties()
    counted = [sdk for sdk in load_sdks() if parties[sdk.owner].country != check_sdks.NO_SEAT]
    chinese = [sdk for sdk in counted if parties[sdk.owner].country == "CN"]
    assert len(counted) >= 450
    assert len(chinese) >= 180
    assert all(len(sdk.kinds) >= 2 for sdk in counted)


def test_every_chinese_family_has_a_chinese_name() -> None:
    parties = load_parties()
    nameless = [sdk.id for sdk in load_sdks() if parties[sdk.owner].country == "CN" and sdk.zh is None]
    assert nameless == []


def test_names_packers_and_runtimes_load() -> None:
    assert len(load_names()) >= 200
    assert {"qihoo-jiagu", "tencent-legu", "bangcle", "ijiami"} <= {packer.id for packer in load_packers()}
    assert {"flutter", "react-native", "uni-app", "unity-il2cpp"} <= {runtime.id for runtime in load_runtimes()}


@pytest.mark.parametrize(
    ("package", "owner"),
    [
        ("cn.jpush.android.service", "jpush"),
        ("cn.jpush", "jpush"),
        ("cn.jpushed", None),
        ("com.huawei.hms.push.inner", "huawei-push"),
        ("com.huawei.hms.common", "hms-core"),
        ("com.google.android.gms.ads.internal", "admob"),
        ("com.google.android.gms.tasks", "google-gms-base"),
        ("a.b.c", None),
        ("", None),
        ("com", None),
    ],
)
def test_the_longest_prefix_on_label_boundaries_wins(package: str, owner: str | None) -> None:
    found = prefixes().owner_of(package)
    assert (found.id if found else None) == owner


def test_weak_prefixes_are_looked_up_apart() -> None:
    assert prefixes().owner_of("com.loc.x") is None
    found = weak_prefixes().owner_of("com.loc.x")
    assert found is not None
    assert found.id == "amap"
    assert weak_prefixes().owner_of("com.location") is None


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"owner": "nobody"}, "owner 'nobody'"),
        ({"component": ()}, "one kind only"),
        ({"roles": ("magic",)}, "role 'magic'"),
        ({"confidence": "sure"}, "confidence"),
        ({"reads": ("device.imei",)}, "said_source"),
        ({"prefix": ("rx",)}, "too short"),
        ({"prefix": ("org..x",)}, "dotted package"),
        ({"endpoint": ("Not/A/Host",)}, "host name"),
        ({"native": ("thing.dll",)}, "shared library"),
        ({"switches": (Switch("x_enabled", "false"),)}, "switch"),
    ],
)
def test_a_wrong_family_is_named(change: dict[str, object], complaint: str) -> None:
    parties = {"google": Company("google", "Google", "US")}
    assert list(check_sdks._family(GOOD, parties)) == []
    wrong = replace(GOOD, **change)  # type: ignore[arg-type]
    assert any(complaint in sentence for sentence in check_sdks._family(wrong, parties))


def test_a_sign_of_two_families_is_named() -> None:
    twin = replace(GOOD, id="twin")
    assert list(check_sdks._signs_once((GOOD,))) == []
    assert any("belongs to made-up" in sentence for sentence in check_sdks._signs_once((GOOD, twin)))
    short = replace(GOOD, id="short", prefix=("org.other",), component=("org.other.A",), weak=("org.madeup.push",))
    assert any("belongs to made-up" in sentence for sentence in check_sdks._signs_once((GOOD, short)))


def test_groups_that_run_in_a_ring_are_named() -> None:
    line = {"a": Company("a", "A", "US", group="b"), "b": Company("b", "B", "US")}
    ring = {"a": Company("a", "A", "US", group="b"), "b": Company("b", "B", "US", group="a")}
    assert list(check_sdks._companies(line)) == []
    assert any("ring" in sentence for sentence in check_sdks._companies(ring))
    assert any("ISO 3166" in sentence for sentence in check_sdks._companies({"a": Company("a", "A", "XX")}))
