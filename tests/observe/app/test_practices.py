"""Reads, permissions and receivers become sentences; parties are met on the way."""

from __future__ import annotations

import pytest

from glasshouse.model.audit import PermissionFact
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.party import Party, PartyKind, Presence, Sign
from glasshouse.model.place import CodePlace, XmlPlace
from glasshouse.model.practice import Action, Grade, PermissionState, Polarity, Practice, Reach
from glasshouse.observe.app.attribution import attribution
from glasshouse.observe.app.calls import PackageUse, Read
from glasshouse.observe.app.entries import EntryPoint
from glasshouse.observe.app.names import Labels, Named
from glasshouse.observe.app.permissions import held_by
from glasshouse.observe.app.practices import (
    Actors,
    capability_practices,
    entry_text,
    graded,
    operator_party,
    party_order,
    read_practices,
    receiver_practices,
)
from glasshouse.observe.app.question import Asked
from glasshouse.vocab.sdks import NameOnly
from glasshouse.vocab.terms import BroadcastSpec, Facts
from tests.observe.app.small import el, manifest, permission, read, receiver

SMS = "android.provider.Telephony.SMS_RECEIVED"
LABEL = NameOnly("lc-code", "Code Scanner", "somebody", ("com.scan.code",), ("com.views.crop.CropActivity",))


def actors(*signs: Sign) -> Actors:
    labels = Labels((Named(LABEL, signs),) if signs else ())
    own = attribution("org.shop", (), frozenset())
    sdk_of = {"com.ads": PartyId("sdk:ads"), "com.ads.a": PartyId("sdk:ads")}.get
    return Actors(operator_party("org.shop", None), own, sdk_of, labels)


def facts(*data: str, until: int | None = None, mediated: bool = False, infers: tuple[str, ...] = ()) -> Facts:
    return Facts(
        data, infers, ("a.FINE",), ("a.ALSO",), 1, until, mediated=mediated, note="", source="", date="", file=""
    )


def a_read(
    what: Facts | None, class_: str = "Lorg/shop/Main;", *, entry: EntryPoint | None = None, sure: bool = True
) -> Read:
    place = CodePlace("classes.dex", class_, "go()V", 4)
    return Read(Asked("method", what), place, "La/b/Places;->last()V", "", reflective=False, certain=sure, reach=Reach.REACHABLE, sure=sure, path=(), entry=entry)  # fmt: skip


def practices(*reads: Read, min_sdk: int = 21, declared: tuple[str, ...] = ()) -> list[Practice]:
    root = manifest(el("uses-sdk", minSdkVersion=min_sdk), *map(permission, declared))
    return list(read_practices(reads, actors(), held_by(read(root), ())))


# Parties


@pytest.mark.parametrize(
    ("package", "party"),
    [
        ("org.shop.ui", "operator:org.shop"),
        ("com.ads", "sdk:ads"),
        ("com.views.crop", "library:com.views.crop"),
        ("a.b", "nameless:a.b"),
        ("", "nameless:(no package)"),
    ],
)
def test_each_package_has_its_party(package: str, party: str) -> None:
    assert actors().of(package) == party


def test_an_sdk_comes_before_the_apps_own_package() -> None:
    own = attribution("com.ads.a", (), frozenset())
    met = Actors(operator_party("com.ads.a", None), own, {"com.ads.a": PartyId("sdk:ads")}.get)
    assert (met.of("com.ads.a"), met.of("com.ads.a.b")) == ("sdk:ads", "operator:com.ads.a")


def test_only_what_acts_becomes_a_party_and_only_once() -> None:
    met = actors()
    met.of("com.views.crop.a")
    met.of("com.views.crop.b")
    met.of("org.shop")
    met.of("com.ads")
    assert list(met.libraries) == ["library:com.views.crop"]


def test_a_library_that_a_prefix_names_gets_its_label_and_all_below_with_it() -> None:
    met = actors(Sign("prefix", "com.scan.code"))
    assert {met.of("com.scan.code"), met.of("com.scan.code.camera.x")} == {"library:com.scan.code"}
    party = met.libraries[PartyId("library:com.scan.code")]
    assert (party.name, party.owner, party.signs) == ("Code Scanner", None, (Sign("prefix", "com.scan.code"),))
    assert met.of("com.scan.codes") == "library:com.scan.codes"
    assert met.libraries[PartyId("library:com.scan.codes")].name == "com.scan.codes"


def test_a_component_names_its_package_and_none_beside_it() -> None:
    met = actors(Sign("component", "com.views.crop.CropActivity"))
    assert met.of("com.views.crop.inner") == "library:com.views.crop"
    assert met.of("com.views.list") == "library:com.views.list"
    assert [party.name for party in met.libraries.values()] == ["Code Scanner", "com.views.list"]


def test_a_component_right_below_its_maker_does_not_name_all_of_the_makers_products() -> None:
    met = actors(Sign("component", "com.views.CropActivity"))
    assert (met.of("com.views"), met.of("com.views.list")) == ("library:com.views", "library:com.views.list")
    assert [party.name for party in met.libraries.values()] == ["com.views", "com.views.list"]


def test_the_name_of_a_native_library_names_no_package() -> None:
    met = actors(Sign("native", "libscan.so"))
    assert met.of("com.scan.code") == "library:com.scan.code"
    assert met.libraries[PartyId("library:com.scan.code")].name == "com.scan.code"


def test_the_order_in_which_packages_are_met_does_not_matter() -> None:
    packages = ["com.views.crop.inner", "com.views.crop", "com.scan.code.camera", "a.b"]
    signs = (Sign("component", "com.views.crop.CropActivity"), Sign("prefix", "com.scan.code"))
    one, other = actors(*signs), actors(*signs)
    assert [one.of(name) for name in packages] == [other.of(name) for name in reversed(packages)][::-1]
    assert one.libraries == other.libraries


def test_a_library_is_reachable_when_any_of_its_packages_is() -> None:
    met = actors()
    for package in ("com.views.crop", "com.scan.code", "a.b"):
        met.of(package)
    uses = (
        PackageUse("com.views.crop", 1, 1, 9, 1, 0),
        PackageUse("com.views.crop.inner", 1, 1, 9, 1, 2),
        PackageUse("com.scan.code", 1, 1, 9, 1, 0),
        PackageUse("com.never.acts", 1, 1, 9, 1, 5),
    )
    presence = {party.id: party.presence for party in graded(met, uses)}
    assert presence == {
        "library:com.views.crop": Presence.REACHABLE,
        "library:com.scan.code": Presence.PRESENT,
        "nameless:a.b": Presence.PRESENT,
    }


def test_parties_are_sorted_operator_first() -> None:
    parties = [Party(PartyId(name), name, kind) for name, kind in
               (("z", PartyKind.UNKNOWN), ("b", PartyKind.SDK), ("B", PartyKind.SDK), ("a", PartyKind.SDK), ("x", PartyKind.OPERATOR))]  # fmt: skip
    assert [party.name for party in sorted(parties, key=party_order)] == ["x", "a", "B", "b", "z"]


def test_the_operator_is_called_by_the_label_or_else_the_package() -> None:
    assert operator_party("org.shop", "Shop") == Party(PartyId("operator:org.shop"), "Shop", PartyKind.OPERATOR)
    assert operator_party("org.shop", None).name == "org.shop"


# Reads


def test_a_read_is_a_sentence_for_each_kind_of_data_and_each_inference() -> None:
    found = practices(a_read(facts("location", "device", infers=("habits",)), "Lcom/ads/A;"))
    assert [(p.action, p.data) for p in found] == [
        (Action.ACCESS, "location"),
        (Action.ACCESS, "device"),
        (Action.INFER, "habits"),
    ]
    assert {(p.actor, p.polarity, p.grade) for p in found} == {("sdk:ads", Polarity.DOES, Grade.ACCESS)}
    assert len({p.id for p in found}) == 3


def test_a_call_that_hands_over_nothing_is_no_sentence() -> None:
    assert practices(a_read(None)) == []


@pytest.mark.parametrize(
    ("declared", "state"),
    [
        (("a.FINE", "a.ALSO"), PermissionState.HELD),
        (("a.FINE",), PermissionState.MISSING),
        ((), PermissionState.MISSING),
    ],
)
def test_a_sentence_names_its_permissions_and_whether_they_are_held(
    declared: tuple[str, ...], state: PermissionState
) -> None:
    (found,) = practices(a_read(facts("location")), declared=declared)
    assert (found.permissions, found.permission) == (("a.FINE", "a.ALSO"), state)


@pytest.mark.parametrize(
    ("until", "min_sdk", "scope"),
    [(None, 21, None), (28, 21, "until_api_28"), (28, 29, "not_on_these_versions")],
)
def test_data_that_android_no_longer_gives_limits_the_sentence(
    until: int | None, min_sdk: int, scope: str | None
) -> None:
    (found,) = practices(a_read(facts("location", until=until)), min_sdk=min_sdk)
    assert found.scope == scope


def test_what_the_user_picks_is_a_condition() -> None:
    picked, taken = practices(a_read(facts("photos", mediated=True)), a_read(facts("photos")))
    assert (picked.condition, taken.condition) == ("picked_by_user", None)


def test_a_component_that_is_switched_off_makes_the_sentence_unsure() -> None:
    on = EntryPoint("receiver", "org.shop.R", (), None)
    off = EntryPoint("receiver", "org.shop.R", (), None, enabled=False)
    first, second = practices(a_read(facts("location"), entry=on), a_read(facts("location"), entry=off))
    assert (first.sure, first.scope) == (True, None)
    assert (second.sure, second.scope) == (False, "component_off")
    (both,) = practices(a_read(facts("location", until=28), entry=off))
    assert (both.sure, both.scope) == (False, "component_off")


@pytest.mark.parametrize(("kind", "sure"), [("activity", True), ("layout", False), ("service_loader", False)])
def test_what_only_a_list_of_names_leads_to_is_not_sure(kind: str, sure: bool) -> None:
    (found,) = practices(a_read(facts("location"), entry=EntryPoint(kind, "org.shop.A", (), None)))
    assert (found.reach, found.sure) == (Reach.REACHABLE, sure)


def test_an_entry_in_words() -> None:
    assert entry_text(EntryPoint("provider", "com.x.Init", (), None)) == "provider com.x.Init"
    assert entry_text(None) is None


# Permissions and receivers


def test_a_permission_may_take_what_it_opens_and_nothing_more() -> None:
    place = XmlPlace("AndroidManifest.xml", 3, "uses-permission[0]")
    fact = PermissionFact("a.FINE", ("location.precise", "location.coarse"), "dangerous", place)
    found = list(capability_practices([fact], operator_party("org.shop", None)))
    assert [(p.data, p.polarity, p.grade, p.place) for p in found] == [
        ("location.precise", Polarity.MAY, Grade.CAPABILITY, place),
        ("location.coarse", Polarity.MAY, Grade.CAPABILITY, place),
    ]


def received(component_name: str = ".Incoming", action: str = SMS, **more: bool) -> list[Practice]:
    spec = BroadcastSpec(SMS, facts("sms", "phone_number"))
    found = read(manifest(el("application", receiver(component_name, action, **more))))
    there = {"org.shop.Incoming", "com.ads.Incoming"}.__contains__
    return list(receiver_practices(found.of_kind("receiver"), [spec], there, actors(), held_by(found, ())))


def test_a_receiver_of_the_manifest_is_handed_the_data() -> None:
    found = received()
    assert [p.data for p in found] == ["sms", "phone_number"]
    assert {(p.actor, p.api, p.reach, p.sure) for p in found} == {("operator:org.shop", SMS, Reach.REACHABLE, True)}
    assert found[0].place == XmlPlace("AndroidManifest.xml", 1, "application/receiver[0]")
    assert found[0].path[0].place == CodePlace("", "Lorg/shop/Incoming;", "onReceive(Landroid/content/Context;Landroid/content/Intent;)V")  # fmt: skip


def test_a_receiver_belongs_to_whose_class_it_is() -> None:
    assert {p.actor for p in received("com.ads.Incoming")} == {"sdk:ads"}


def test_a_receiver_whose_class_is_missing_receives_nothing() -> None:
    assert received(".Gone") == []


def test_a_receiver_of_another_broadcast_receives_nothing_personal() -> None:
    assert received(action="android.intent.action.BOOT_COMPLETED") == []


def test_a_receiver_that_is_switched_off_is_not_sure() -> None:
    assert {(p.sure, p.scope) for p in received(enabled=False)} == {(False, "component_off")}


def test_the_same_deed_has_the_same_id_and_another_place_another() -> None:
    one, same, other = practices(
        a_read(facts("location")), a_read(facts("location")), a_read(facts("location"), "Lorg/shop/Pay;")
    )
    assert one.id == same.id != other.id
    assert one.data == DataId("location")
