"""Small apps made in code: a manifest, a few classes, and what an observer sees of them.

    root = manifest(el("application", activity(".Main", launcher=True)))
    seen = observed(tmp_path, root, screen("Lorg/shop/Main;", call(IMEI)))

``el`` writes an element with Android's attributes as keywords; ``call`` writes the instructions of one call.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from glasshouse.observe.app.manifest import Manifest, read_manifest
from glasshouse.observe.app.observe import Observed, observe_app
from glasshouse.open.app import open_app
from glasshouse.open.artifact import AppFile
from glasshouse.open.limits import Limits
from glasshouse.open.manifest import read_element
from tests.build import apk, axml, dexfile
from tests.build.axml import Element, android, text
from tests.build.dexfile import Class, Instruction, Method

IMEI = "Landroid/telephony/TelephonyManager;->getDeviceId()Ljava/lang/String;"
IMSI = "Landroid/telephony/TelephonyManager;->getSubscriberId()Ljava/lang/String;"
LAST_LOCATION = (
    "Landroid/location/LocationManager;->getLastKnownLocation(Ljava/lang/String;)Landroid/location/Location;"
)

READ_PHONE_STATE = "android.permission.READ_PHONE_STATE"
FINE_LOCATION = "android.permission.ACCESS_FINE_LOCATION"

_LIMITS = Limits().core()

Attributes = str | int | bool


def el(tag: str, *children: Element, **attributes: Attributes) -> Element:
    """An element; keywords are attributes of Android's namespace."""
    return Element(tag, [android(name, value) for name, value in attributes.items()], children)


def manifest(
    *children: Element, package: str = "org.shop", split: str | None = None, **attributes: Attributes
) -> Element:
    """The root of a manifest."""
    own = [text("package", package), *([text("split", split)] if split else [])]
    return Element("manifest", [*own, *(android(name, value) for name, value in attributes.items())], children)


def activity(
    name: str, *children: Element, launcher: bool = False, tag: str = "activity", **more: Attributes
) -> Element:
    """An activity (or an alias of one), the first screen if it is a launcher."""
    first = el("intent-filter", el("action", name="android.intent.action.MAIN"), el("category", name="android.intent.category.LAUNCHER"))  # fmt: skip
    return el(tag, *([first] if launcher else []), *children, name=name, **more)


def receiver(name: str, action: str, **more: Attributes) -> Element:
    """A receiver that the manifest subscribes to a broadcast."""
    return el("receiver", el("intent-filter", el("action", name=action)), name=name, **more)


def permission(name: str, **more: Attributes) -> Element:
    """A permission that the app asks for."""
    return el("uses-permission", name=name, **more)


def read(root: Element, file: str = "AndroidManifest.xml") -> Manifest:
    """The manifest as the observer reads it, through Android's binary form."""
    return read_manifest(read_element(axml.build(root), _LIMITS, None)[0], file)


def call(target: str, *arguments: str | int | None, static: bool = False) -> list[Instruction]:
    """Call a method with constant arguments; ``None`` is null, and so is the receiver."""
    values = arguments if static else (None, *arguments)
    code: list[Instruction] = [
        ("const-string", register, value) if isinstance(value, str) else ("const/16", register, value or 0)
        for register, value in enumerate(values)
    ]
    return [*code, ("invoke-static" if static else "invoke-virtual", list(range(len(values))), target)]


def method(name: str, descriptor: str, *bodies: list[Instruction], flags: int = dexfile.PUBLIC) -> Method:
    """A method that does one thing after the other and returns nothing, zero or null."""
    result = descriptor.rpartition(")")[2]
    code = [insn for body in bodies for insn in body]
    if result == "V":
        code.append(("return-void",))
    else:
        code += [("const/4", 0, 0), ("return-object" if result[0] in "L[" else "return", 0)]
    return Method(name, descriptor, flags, code, registers=8)


def screen(name: str, *bodies: list[Instruction], more: tuple[Method, ...] = ()) -> Class:
    """An activity that does all this in ``onCreate``."""
    made = method("onCreate", "(Landroid/os/Bundle;)V", *bodies)
    return Class(name, "Landroid/app/Activity;", methods=[made, *more])


def tool(name: str, *bodies: list[Instruction]) -> Class:
    """A class with one static method, ``run()V``, that does all this."""
    return Class(name, methods=[method("run", "()V", *bodies, flags=dexfile.PUBLIC | dexfile.STATIC)])


def opened(folder: Path, root: Element | None, *classes: Class, files: Mapping[str, bytes] | None = None) -> AppFile:
    """The app as a file, opened."""
    return open_app(written(folder, root, *classes, files=files))


def written(folder: Path, root: Element | None, *classes: Class, files: Mapping[str, bytes] | None = None) -> Path:
    """The app as a file."""
    entries = {} if root is None else {"AndroidManifest.xml": axml.build(root)}
    entries |= {"classes.dex": dexfile.build(classes).data}
    path = folder / "shop.apk"
    path.write_bytes(apk.archive({**entries, **(files or {})}))
    return path


def observed(folder: Path, root: Element, *classes: Class, files: Mapping[str, bytes] | None = None) -> Observed:
    """Everything that the app shows of itself."""
    return observe_app(opened(folder, root, *classes, files=files))
