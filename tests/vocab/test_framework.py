"""Compare the API tables with the classes of Android 14.

Off unless ``GLASSHOUSE_ANDROID_JAR`` names a jar of Robolectric's ``android-all`` for API 34; it is not part of this
repository. The annotation ``RequiresPermission`` in it says which permission a method needs at that level.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from glasshouse.vocab.check import ANY_BELOW
from glasshouse.vocab.load import load_apis
from glasshouse.vocab.terms import BroadcastSpec, CallbackSpec, IntentSpec, MethodSpec, ResolverSpec
from tests.vocab.framework import Framework

JAR = os.environ.get("GLASSHOUSE_ANDROID_JAR", "")
pytestmark = pytest.mark.skipif(not JAR, reason="no Android framework jar named")

NEWER_THAN_14 = {("android.health.connect.HealthConnectManager", "readMedicalResources")}
"""Added after API 34."""

OTHER_AT_14 = {
    # annotated only for system callers; ordinary apps get a weaker answer or are the device's manager
    ("android.net.wifi.WifiManager", "getFactoryMacAddresses"),
    ("android.app.admin.DevicePolicyManager", "retrieveSecurityLogs"),
    ("android.companion.CompanionDeviceManager", "associate"),
    # annotated for the account of battery use, not for access
    ("android.net.wifi.WifiManager", "startScan"),
    # annotated on the overload that takes a network request
    ("android.net.nsd.NsdManager", "discoverServices"),
}
"""Methods whose annotation at API 34 names no permission of the entry, and why that is right."""


@pytest.fixture(scope="module")
def android() -> Framework:
    return Framework(Path(JAR))


def of_android() -> Iterator[MethodSpec | CallbackSpec | ResolverSpec]:
    apis = load_apis()
    yield from apis.methods
    yield from apis.callbacks
    yield from apis.resolvers


def is_of_the_framework(owner: str) -> bool:
    return owner.startswith("android.") and not owner.startswith("android.support.")


def test_methods_exist(android: Framework) -> None:
    missing = []
    for spec in of_android():
        if not is_of_the_framework(spec.owner) or (spec.owner, spec.name) in NEWER_THAN_14:
            continue
        named = [member for member in android.members(spec.owner, "methods") if member.name == spec.name]
        if not any(spec.params in (None, member.params) for member in named):
            missing.append(f"{spec.owner}.{spec.name}{spec.params or ''}")
    assert missing == []


def test_fields_and_constants_exist(android: Framework) -> None:
    apis = load_apis()
    wanted = [(spec.owner, spec.name) for spec in apis.fields]
    wanted += [(name.rpartition(".")[0], name.rpartition(".")[2]) for uri in apis.uris for name in uri.constants]
    missing = [
        f"{owner}.{name}"
        for owner, name in wanted
        if is_of_the_framework(owner) and name not in {member.name for member in android.members(owner, "fields")}
    ]
    assert missing == []


def test_services_have_their_names(android: Framework) -> None:
    for service in load_apis().services:
        assert android.find(service.owner), service.owner
        assert service.constant
        owner, _, name = service.constant.rpartition(".")
        values = {member.constant for member in android.members(owner, "fields") if member.name == name}
        assert values == {service.name}


def test_permissions_agree_with_annotations(android: Framework) -> None:
    apart = []
    for spec in load_apis().methods:
        ours = set(spec.facts.permission) | set(spec.facts.also_needs)
        if (spec.owner, spec.name) in OTHER_AT_14 or any(name.endswith(ANY_BELOW) for name in ours):
            continue
        theirs: set[str] = set()
        for member in android.members(spec.owner, "methods"):
            if member.name == spec.name and spec.params in (None, member.params):
                theirs |= member.permissions
        if theirs and not theirs & ours:
            apart.append(f"{spec.owner}.{spec.name}: {sorted(theirs)}, not {sorted(ours)}")
    assert apart == []


def test_actions_exist(android: Framework) -> None:
    apis = load_apis()
    told: list[BroadcastSpec | IntentSpec] = [*apis.broadcasts, *apis.intents]
    pages = "https://developer.android.com/reference/"
    missing = []
    for spec in told:
        path = spec.facts.source.removeprefix(pages).split("/")
        if not spec.facts.source.startswith(pages) or path[0] != "android":
            continue
        page = android.find(".".join(path[:-1]) + "." + path[-1].replace(".", "$"))
        if page is None or spec.action not in page.texts:
            missing.append(spec.action)
    assert missing == []
