"""Audits by hand: what reports are tested with. Nothing here is read from a file, so each fact is in sight."""

from __future__ import annotations

from glasshouse.model.answer import Answers, Row, Status
from glasshouse.model.audit import (
    Audit,
    Dataset,
    Forgiven,
    InputFile,
    Inputs,
    PermissionFact,
    Signer,
    Subject,
)
from glasshouse.model.ids import DataId, PartyId
from glasshouse.model.looked import Looked, NotLooked, Why
from glasshouse.model.party import Party, PartyKind, Presence, Sign
from glasshouse.model.place import CodePlace, FilePlace, XmlPlace
from glasshouse.model.practice import (
    Action,
    Grade,
    PermissionState,
    Polarity,
    Practice,
    Reach,
    Step,
    Voice,
    practice_id,
)

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "\x1b[31mred\x1b[0m\x07",
    "safe\u202egpj.exe",
    "line\r\nSet-Cookie: x\nnext",
    "[bold red]markup[/]",
    "half \ud83d surrogate",
    "{{ 7*7 }}{% include 'x' %}",
    "\u2066isolate\u2069 \u200b\u2028",
    "https://evil.example/x.js",
    "{name}%s{0}",
)
"""Texts that an app may carry in any name."""

_PHONE = "Landroid/telephony/TelephonyManager;"
_LOCATION = "Landroid/location/LocationManager;"
_RESOLVER = "Landroid/content/ContentResolver;"


def code(class_: str, method: str, offset: int | None = 0, dex: str = "classes.dex") -> CodePlace:
    """A place in code: ``code("com/x/Y", "send()V", 4)``."""
    return CodePlace(dex, f"L{class_};", method, offset)


def way(*steps: tuple[str, str, str]) -> tuple[Step, ...]:
    """A path: class, method, and how it goes on."""
    return tuple(Step(code(class_, method, 4 * number), how) for number, (class_, method, how) in enumerate(steps))


def read(
    actor: str,
    data: str,
    place: CodePlace,
    api: str,
    path: tuple[Step, ...] = (),
    *,
    sure: bool = True,
    action: Action = Action.ACCESS,
    permissions: tuple[str, ...] = (),
    permission: PermissionState = PermissionState.NONE_NEEDED,
    entry: str | None = None,
    scope: str | None = None,
) -> Practice:
    """A call that hands over data; reached when a path is given."""
    return Practice(
        id=practice_id(Voice.DONE, PartyId(actor), action, DataId(data), place, api),
        voice=Voice.DONE,
        actor=PartyId(actor),
        action=action,
        polarity=Polarity.DOES,
        data=DataId(data),
        place=place,
        observer="calls",
        grade=Grade.ACCESS,
        verb=api.partition("->")[2].partition("(")[0],
        scope=scope,
        api=api,
        entry=entry,
        reach=Reach.REACHABLE if path else Reach.NOT_REACHED,
        sure=sure if path else False,
        permission=permission,
        permissions=permissions,
        path=path,
    )


def held(operator: str, data: str, permission: str) -> Practice:
    """A permission that opens data."""
    place = XmlPlace("AndroidManifest.xml", 4, "uses-permission")
    return Practice(
        id=practice_id(Voice.DONE, PartyId(operator), Action.ACCESS, DataId(data), place, permission),
        voice=Voice.DONE,
        actor=PartyId(operator),
        action=Action.ACCESS,
        polarity=Polarity.MAY,
        data=DataId(data),
        place=place,
        observer="manifest",
        grade=Grade.CAPABILITY,
        permission=PermissionState.HELD,
        permissions=(permission,),
    )


def row(status: Status, *practices: Practice, reason: str | None = None) -> Row:
    """The row that these practices support, in the words of the first."""
    first = practices[0]
    return Row(
        data=first.data,
        actor=first.actor,
        status=status,
        grade=first.grade,
        permission=first.permission,
        permissions=first.permissions,
        path=first.path,
        practices=tuple(practice.id for practice in practices),
        reason=reason,
    )


def permission(name: str, *opens: str, used: bool, level: str = "dangerous") -> PermissionFact:
    """A declared permission."""
    return PermissionFact(f"android.permission.{name}", opens, level, XmlPlace("AndroidManifest.xml", 5), used)


def maplike() -> Audit:
    """A map app that reads identifiers before its first screen and hands them to an SDK."""
    me, ads, push, stub = "operator:com.example.maplike", "sdk:example-ads", "sdk:jpush", "sdk:umeng"
    phone, fine = ("android.permission.READ_PHONE_STATE",), ("android.permission.ACCESS_FINE_LOCATION",)
    is_held = PermissionState.HELD
    start = ("com/example/maplike/MapApp", "onCreate()V", "entry")
    to_ads = (
        start,
        ("com/example/ads/AdSdk", "init(Landroid/content/Context;Ljava/lang/String;)V", "call"),
        ("java/lang/Thread", "start()V", "call"),
        ("com/example/ads/AdSdk$1", "run()V", "callback"),
        ("com/example/ads/AdSdk", "send()V", "call"),
    )
    app = "application com.example.maplike.MapApp"
    imei = read(
        me,
        "device.imei",
        code("com/example/maplike/MapApp", "onCreate()V", 12),
        f"{_PHONE}->getDeviceId()Ljava/lang/String;",
        way(start),
        entry=app,
        scope="until_api_28",
        permissions=phone,
        permission=is_held,
    )
    imsi = read(
        me,
        "device.imsi",
        code("com/example/maplike/MapApp", "onCreate()V", 20),
        f"{_PHONE}->getSubscriberId()Ljava/lang/String;",
        way(start),
        entry=app,
        scope="until_api_28",
        permissions=phone,
        permission=is_held,
    )
    contacts = read(
        me,
        "contacts",
        code("com/example/maplike/ConsentActivity$2", "run()V", 31),
        f"{_RESOLVER}->query(Landroid/net/Uri;)Landroid/database/Cursor; [content://com.android.contacts]",
        way(
            ("com/example/maplike/ConsentActivity", "onStartClicked(Landroid/view/View;)V", "entry"),
            ("com/example/maplike/ConsentActivity$2", "run()V", "callback"),
        ),
        entry="launcher com.example.maplike.ConsentActivity",
        sure=False,
        permissions=("android.permission.READ_CONTACTS",),
        permission=PermissionState.HELD,
    )
    place = read(
        ads,
        "location.precise",
        code("com/example/ads/AdSdk", "send()V", 44),
        f"{_LOCATION}->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;",
        way(*to_ads),
        entry=app,
        permissions=fine,
        permission=is_held,
    )
    place_again = read(
        ads,
        "location.precise",
        code("com/example/ads/AdSdk", "send()V", 90),
        f"{_LOCATION}->requestLocationUpdates(Ljava/lang/String;)V",
        way(*to_ads),
        entry=app,
        permissions=fine,
        permission=is_held,
    )
    apps = read(
        push,
        "device.installed_apps",
        code("cn/jpush/android/a/d", "a(Landroid/content/Context;)V", 7, "classes2.dex"),
        "Landroid/content/pm/PackageManager;->getInstalledPackages(I)Ljava/util/List;",
        way(
            ("cn/jpush/android/service/DataProvider", "onCreate()Z", "entry"),
            ("cn/jpush/android/a/d", "a(Landroid/content/Context;)V", "dispatch"),
        ),
        entry="provider cn.jpush.android.service.DataProvider",
        sure=False,
    )
    wifi = read(
        push,
        "device.network.wifi",
        code("cn/jpush/android/a/e", "b()V", 3, "classes2.dex"),
        "Landroid/net/wifi/WifiInfo;->getBSSID()Ljava/lang/String;",
        way(("cn/jpush/android/service/DataProvider", "onCreate()Z", "entry")),
        entry="provider cn.jpush.android.service.DataProvider",
        permissions=("android.permission.ACCESS_WIFI_STATE",),
        permission=PermissionState.MISSING,
    )
    wifi_place = read(
        push,
        "location.coarse",
        code("cn/jpush/android/a/e", "b()V", 3, "classes2.dex"),
        "Landroid/net/wifi/WifiInfo;->getBSSID()Ljava/lang/String;",
        way(("cn/jpush/android/service/DataProvider", "onCreate()Z", "entry")),
        action=Action.INFER,
        permissions=("android.permission.ACCESS_WIFI_STATE",),
        permission=PermissionState.MISSING,
    )
    clip = read(
        "library:com.tools.paste",
        "clipboard",
        code("com/tools/paste/Watcher", "onPrimaryClipChanged()V", 2),
        "Landroid/content/ClipboardManager;->getPrimaryClip()Landroid/content/ClipData;",
    )
    calls, sms = (
        held(me, data, f"android.permission.{name}")
        for data, name in (("call_log", "READ_CALL_LOG"), ("sms", "READ_SMS"))
    )
    practices = (imei, imsi, contacts, place, place_again, apps, wifi, wifi_place, clip, calls, sms)
    return Audit(
        subject=Subject(
            kind="apk",
            name="MapLike.apk",
            sha256="0e5582b73f8b54c2506093114c0a933bb531bb36a7206f216b5a115171a8eaae",
            size=12745,
            package="com.example.maplike",
            label="MapLike",
            version="1.0",
            version_code="1",
            min_sdk=19,
            target_sdk=29,
            signers=(Signer("v2", "9a" * 32, "CN=Fixture"),),
            code_bytes=6021,
            methods=96,
        ),
        inputs=Inputs(
            (InputFile("app", "MapLike.apk", "0e5582b73f8b54c2506093114c0a933bb531bb36a7206f216b5a115171a8eaae"),)
        ),
        tool_version="0.1.0",
        partial=True,
        datasets=(
            Dataset("apis", "1", "2026-11-25"),
            Dataset("data_kinds", "1", "2026-11-25"),
            Dataset("sdks", "1", "2026-11-24"),
        ),
        looked=(
            Looked("package", "MapLike.apk", 12, "entries"),
            Looked("manifest", "AndroidManifest.xml", 4, "components"),
            Looked("layouts", "MapLike.apk", 1, "files"),
            Looked("sdks", "MapLike.apk", 855, "families looked for"),
            Looked("calls", "MapLike.apk", 96, "methods"),
            Looked("calls", "MapLike.apk", 2841, "instructions"),
        ),
        not_looked=(
            NotLooked(
                "Native libraries (machine code)",
                Why.NATIVE,
                FilePlace("lib/arm64-v8a/libtrack.so"),
                "2 files",
                ("lib/arm64-v8a/libtrack.so", "lib/armeabi-v7a/libtrack.so"),
                2,
            ),
            NotLooked(
                "code that is loaded while the app runs",
                Why.LOADED_LATER,
                code("com/example/ads/AdSdk", "update()V", 9),
                "Ldalvik/system/DexClassLoader;-><init>",
                count=1,
            ),
            NotLooked(
                "calls by reflection whose target is not constant",
                Why.UNRESOLVED,
                code("com/example/ads/b", "c()V", 3),
                count=4,
            ),
        ),
        forgiven=(Forgiven("MapLike.apk", "zip local header", 0, "the bit for encryption is set; Android ignores it"),),
        permissions=(
            permission("ACCESS_FINE_LOCATION", "location.precise", "location.coarse", used=True),
            permission("READ_CALL_LOG", "call_log", used=False),
            permission("READ_CONTACTS", "contacts", used=True),
            permission("READ_PHONE_STATE", "device.imei", "device.imsi", "phone_number", used=True),
            permission("READ_SMS", "sms", used=False),
        ),
        parties=(
            Party(PartyId(me), "MapLike", PartyKind.OPERATOR),
            Party(
                PartyId(ads),
                "AdSdk",
                PartyKind.SDK,
                owner="Example Ads Inc.",
                country="US",
                roles=("ads",),
                presence=Presence.REACHABLE,
                signs=(Sign("prefix", "com.example.ads"),),
                reason="code_reachable",
            ),
            Party(
                PartyId(push),
                "JPush",
                PartyKind.SDK,
                name_zh="极光推送",
                owner="Aurora Mobile",
                owner_zh="极光",
                country="CN",
                roles=("push",),
                presence=Presence.REACHABLE,
                renamed=False,
                reason="code_reachable",
                signs=(
                    Sign("prefix", "cn.jpush.android"),
                    Sign("component", "cn.jpush.android.service.DataProvider", XmlPlace("AndroidManifest.xml", 30)),
                ),
            ),
            Party(
                PartyId(stub),
                "Umeng Analytics",
                PartyKind.SDK,
                name_zh="友盟统计",
                owner="Umeng",
                owner_zh="友盟",
                country="CN",
                roles=("analytics",),
                presence=Presence.STUB,
                signs=(Sign("prefix", "com.umeng.analytics"),),
                reason="code_idle",
            ),
            Party(
                PartyId("library:com.tools.paste"),
                "com.tools.paste",
                PartyKind.SDK,
                presence=Presence.PRESENT,
                reason="unnamed_library",
            ),
        ),
        practices=tuple(sorted(practices, key=lambda item: (item.data, item.actor, item.id))),
        answers=Answers(
            access=(
                row(Status.PROVED, imei, reason="until_api_28"),
                row(Status.PROVED, imsi, reason="until_api_28"),
                row(Status.PROVED, wifi),
                row(Status.PROVED, place, place_again),
                row(Status.LIKELY, contacts, reason="several_targets"),
                row(Status.LIKELY, apps, reason="several_targets"),
                row(Status.NOT_EXAMINED, calls, reason="permission_only"),
                row(Status.NOT_EXAMINED, clip, reason="call_not_reached"),
                row(Status.NOT_EXAMINED, sms, reason="permission_only"),
            )
        ),
    )


def hostile() -> Audit:
    """An app in which every text that its maker chooses is an attack on the reader."""
    texts = HOSTILE
    actor = f"operator:{texts[0]}"
    practices, parties, rows = [], [Party(PartyId(actor), texts[0], PartyKind.OPERATOR)], []
    for number, text in enumerate(texts):
        party = f"library:{text}"
        parties.append(
            Party(
                PartyId(party),
                text,
                PartyKind.SDK,
                owner=text,
                country=text[:2],
                presence=Presence.REACHABLE,
                roles=(text,),
                signs=(Sign(text, text, FilePlace(text)),),
                reason=text,
            )
        )
        practice = read(
            party,
            "location.precise" if number % 2 else text,
            CodePlace(text, f"L{text};", f"{text}()V", number),
            f"L{text};->{text}()V [{text}]",
            (Step(CodePlace(text, f"L{text};", f"{text}()V", 1), text), Step(XmlPlace(text, 1, text), "call")),
            entry=f"{text} {text}",
            permissions=(text,),
            permission=PermissionState.HELD,
            scope=text,
        )
        practices.append(practice)
        rows.append(row(Status.PROVED, practice, reason=text))
    return Audit(
        subject=Subject(
            "apk",
            texts[0],
            "ab" * 32,
            1,
            package=texts[1],
            label=texts[2],
            version=texts[3],
            signers=(Signer(texts[4], texts[5], texts[6]),),
        ),
        inputs=Inputs(tuple(InputFile(text, text, text, text) for text in texts)),
        datasets=tuple(Dataset(text, text, text) for text in texts),
        looked=tuple(Looked(text, text, 1, text) for text in texts),
        not_looked=tuple(NotLooked(text, Why.NATIVE, FilePlace(text), text, (text,)) for text in texts),
        forgiven=tuple(Forgiven(text, text, 1, text) for text in texts),
        permissions=tuple(PermissionFact(text, (text,), text, XmlPlace(text), used=False) for text in texts),
        parties=tuple(parties),
        practices=tuple(practices),
        answers=Answers(access=tuple(rows)),
        notes=texts,
    )


def large(reads: int = 2000, parties: int = 40, kinds: int = 30) -> Audit:
    """An app with many reads over many parties."""
    data = [f"device.kind{number}" for number in range(kinds - 4)] + [
        "location.precise",
        "device.imei",
        "contacts",
        "sms",
    ]
    actors = [f"sdk:maker{number}" for number in range(parties)]
    practices = []
    for number in range(reads):
        home = f"com/maker{number % parties}/sdk/part{number}"
        path = way(
            *((f"{home}/Step{step}", "run(Ljava/lang/String;)V", "entry" if step == 0 else "call") for step in range(8))
        )
        practices.append(
            read(
                actors[number % parties],
                data[(number // parties) % kinds],
                code(f"{home}/Step7", "run(Ljava/lang/String;)V", number),
                f"{_PHONE}->getDeviceId()Ljava/lang/String;",
                path,
                sure=bool(number % 3),
                entry=f"activity com.x.Main{number}",
            )
        )
    groups: dict[tuple[str, str], list[Practice]] = {}
    for practice in practices:
        groups.setdefault((practice.data, practice.actor), []).append(practice)
    rows = [row(Status.PROVED if group[0].sure else Status.LIKELY, *group) for group in groups.values()]
    return Audit(
        subject=Subject("apk", "large.apk", "cd" * 32, 300_000_000, package="com.x", label="Large"),
        inputs=Inputs(()),
        parties=(
            Party(PartyId("operator:com.x"), "Large", PartyKind.OPERATOR),
            *(
                Party(
                    PartyId(actor),
                    actor[4:].title(),
                    PartyKind.SDK,
                    owner=f"Maker {actor[9:]}",
                    country="CN",
                    presence=Presence.REACHABLE,
                )
                for actor in actors
            ),
        ),
        practices=tuple(practices),
        answers=Answers(access=tuple(rows)),
    )
