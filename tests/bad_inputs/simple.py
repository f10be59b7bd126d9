"""A small app that reads the device id, and the pieces to put a broken one together."""

from __future__ import annotations

from collections.abc import Iterable

from tests.build import arsc, axml, dexfile
from tests.build.apk import Entry, archive
from tests.build.axml import Element, android, text
from tests.build.dexfile import Class, Instruction, Method

ACTIVITY = "Lcom/example/bad/Main;"
ON_CREATE = "(Landroid/os/Bundle;)V"
READ: list[Instruction] = [
    ("invoke-virtual", [1], "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;"),
    ("move-result-object", 0),
]
API = "TelephonyManager->getDeviceId"
ANDROID_ID = "Landroid/provider/Settings$Secure;->getString(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;"
RESOURCES = {"string": {"app_name": {"": "Bad"}}}


def manifest_tree(*more: Element, package: str = "com.example.bad", label: str = "Bad") -> Element:
    """Two permissions and one activity, which is the first screen."""
    intents = Element(
        "intent-filter",
        (),
        [
            Element("action", [android("name", "android.intent.action.MAIN")]),
            Element("category", [android("name", "android.intent.category.LAUNCHER")]),
        ],
    )
    activity = Element("activity", [android("name", ".Main"), android("exported", value=True)], [intents])
    return Element(
        "manifest",
        [text("package", package), android("versionName", "1.0")],
        [
            Element("uses-permission", [android("name", "android.permission.READ_PHONE_STATE")]),
            Element("uses-permission", [android("name", "android.permission.READ_CONTACTS")]),
            Element("application", [android("label", label)], [activity, *more]),
        ],
    )


def manifest(*more: Element) -> bytes:
    return axml.build(manifest_tree(*more))


def on_create(code: Iterable[Instruction], *, registers: int = 4, tries: tuple[dexfile.Try, ...] = ()) -> Method:
    """The method that Android runs first; it returns at the end."""
    return Method("onCreate", ON_CREATE, code=[*code, ("return-void",)], registers=registers, tries=tries)


def main_class(*methods: Method, code: Iterable[Instruction] = READ) -> Class:
    return Class(ACTIVITY, "Landroid/app/Activity;", methods=[on_create(code), *methods])


def image(*more: Class, code: Iterable[Instruction] = READ) -> dexfile.Image:
    """The DEX file of the app, with more classes."""
    return dexfile.build([main_class(code=code), *more])


def table() -> bytes:
    return arsc.build("com.example.bad", RESOURCES)


def entries(**changes: bytes | None) -> dict[str, bytes]:
    """Entries by name; ``manifest``, ``dex`` and ``arsc`` replace one, or leave it out."""
    whole = {
        "AndroidManifest.xml": changes.get("manifest", manifest()),
        "classes.dex": changes.get("dex", image().data),
        "resources.arsc": changes.get("arsc", table()),
    }
    return {name: data for name, data in whole.items() if data is not None}


def app(**changes: bytes | None) -> bytes:
    """The package, whole but for the changes."""
    return archive(entries(**changes))


def as_entries(**changes: bytes | None) -> list[Entry]:
    """The same as entries that a test can lie about."""
    return [Entry(name, data) for name, data in entries(**changes).items()]
