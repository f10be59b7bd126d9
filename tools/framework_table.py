"""Write ``src/glasshouse/vocab/data/framework.txt.gz``: what Android and Java classes look like from an app's side.

An app's call graph stops at the border of the platform, unless the platform's class hierarchy is known: which class extends
which, and which methods the system may call back. The table holds names and relations only, no code. Run it when a newer
platform is to be read; the product never does.

    python3 tools/framework_table.py --android android-all.jar [--older android-4.1.jar ...] [--jdk DIR] --out FILE

``--android`` is ``org.robolectric:android-all``; ``--older`` are jars that hold what later versions took out
(``com.google.android:android``, ``org.apache.httpcomponents:httpclient``); ``--jdk`` is a JDK 17 whose ``java.*`` classes stand
for Android's core library, which android-all leaves to the JVM. Earlier sources win over later ones.
The format is described in ``docs/data/framework.md``.
"""

from __future__ import annotations

import argparse
import gzip
import io
import struct
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PUBLIC, PRIVATE, PROTECTED, STATIC, FINAL = 0x1, 0x2, 0x4, 0x8, 0x10
INTERFACE, ABSTRACT, SYNTHETIC = 0x200, 0x400, 0x1000

# What an app can name. The platform's own services, protocol buffers and tests are not for apps, whatever their access flags.
ROOTS = (
    "android/",
    "dalvik/",
    "java/",
    "javax/",
    "org/json/",
    "org/xml/sax/",
    "org/w3c/dom/",
    "org/xmlpull/",
    "org/apache/http/",
)
HIDDEN = """
annotation apex app/appsearch/internal app/appsearch/safeparcel apphibernation attention audio car compat
content/pm/parsing content/pm/verify ddm debug devicelock federatedcompute filterfw filterpacks frameworks
gsi gui hardware/atrace hardware/audio hardware/authsecret hardware/automotive hardware/biometrics/common
hardware/biometrics/face hardware/biometrics/fingerprint hardware/bluetooth hardware/boot
hardware/broadcastradio hardware/camera2/dispatch hardware/camera2/impl hardware/camera2/legacy
hardware/camera2/marshal hardware/cas hardware/common hardware/configstore hardware/confirmationui
hardware/contexthub hardware/drm hardware/dumpstate hardware/face hardware/fastboot hardware/gnss
hardware/graphics hardware/hdmi hardware/health hardware/identity hardware/input hardware/ir hardware/iris
hardware/keymaster hardware/light hardware/location hardware/macsec hardware/media hardware/memtrack
hardware/neuralnetworks hardware/nfc hardware/oemlock hardware/power hardware/radio hardware/rebootescrow
hardware/secure_element hardware/security hardware/sensor hardware/soundtrigger hardware/thermal hardware/tv
hardware/usb/gadget hardware/uwb hardware/vibrator hardware/weaver hardware/wifi health/connect/aidl
health/connect/datatypes/validation health/connect/internal healthfitness hidl icu internal
media/audiopolicy media/internal media/permission media/soundtrigger media/soundtrigger_middleware
media/tv/tuner metrics nearby net/connectivity net/ipsec/ike/message net/ipsec/ike/net net/lowpan
ondevicepersonalization os/image os/incremental os/storage/legacy ota permissionpresenterservice privacy
processor providers rotationresolver safetycenter scheduling security/keystore2 security/net/config server
service/gatekeeper service/oemlock service/persistentdata stats sysprop system/keystore2 system/suspend
telephony/data/impl telephony/ims/stub timezone tracing updatabledriver uwb view/proto
"""
NOT_FOR_APPS = tuple(f"android/{name}/" for name in HIDDEN.split())
JDK_ONLY = (
    "java/lang/module/",
    "java/rmi/",
    "java/applet/",
    "javax/swing/",
    "javax/naming/",
    "javax/management/",
    "java/lang/constant/",
)
JDK_MODULES = {
    "java.base": ("java/", "javax/"),
    "java.logging": ("java/util/logging/",),
    "java.prefs": ("java/util/prefs/",),
    "java.sql": ("java/sql/", "javax/sql/"),
    "java.xml": ("javax/xml/", "org/w3c/dom/", "org/xml/sax/"),
    "java.desktop": ("java/beans/PropertyChange", "java/beans/IndexedPropertyChange"),
}
SYSTEM_API = "Landroid/annotation/SystemApi;"


@dataclass(frozen=True, slots=True)
class Method:
    """A method of a class file, as far as its header says."""

    name: str
    descriptor: str
    flags: int
    system_only: bool


@dataclass(frozen=True, slots=True)
class ClassHeader:
    """A class file without its code. Names are in slash form; ``parent`` is empty for ``java/lang/Object``."""

    name: str
    parent: str
    interfaces: tuple[str, ...]
    flags: int
    methods: tuple[Method, ...]
    system_only: bool


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> tuple[int, ...]:
        values = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return values

    def u2(self) -> int:
        return self.take(">H")[0]


def read_header(data: bytes) -> ClassHeader:
    """Read a class file's header (JVM specification, chapter 4); the code attributes are stepped over."""
    reader = _Reader(data)
    reader.at = 8
    pool: list[Any] = [None] * reader.u2()
    index = 1
    while index < len(pool):
        tag = data[reader.at]
        reader.at += 1
        if tag == 1:
            size = reader.u2()
            pool[index] = data[reader.at : reader.at + size].decode("utf-8", "replace")
            reader.at += size
        elif tag in (7, 8, 16, 19, 20):
            pool[index] = reader.u2()
        elif tag == 15:
            reader.at += 3
        else:
            reader.at += 8 if tag in (5, 6) else 4
            index += tag in (5, 6)
        index += 1
    flags, this, parent, count = reader.take(">HHHH")
    interfaces = tuple(str(pool[pool[i]]) for i in reader.take(f">{count}H"))
    for _ in range(reader.u2()):
        reader.at += 6
        _is_system_only(reader, pool)
    methods = []
    for _ in range(reader.u2()):
        access, name, descriptor = reader.take(">HHH")
        methods.append(Method(str(pool[name]), str(pool[descriptor]), access, _is_system_only(reader, pool)))
    system_only = _is_system_only(reader, pool)
    parent_name = str(pool[pool[parent]]) if parent else ""
    return ClassHeader(str(pool[pool[this]]), parent_name, interfaces, flags, tuple(methods), system_only)


def _is_system_only(reader: _Reader, pool: list[Any]) -> bool:
    """Step over an attribute table; true if it carries ``@SystemApi`` (its type is in the constant pool by its number)."""
    found = False
    for _ in range(reader.u2()):
        name, size = reader.take(">HI")
        if pool[name] == "RuntimeVisibleAnnotations":
            body = reader.data[reader.at : reader.at + size]
            # No other constant of these few bytes can have the index of this string, so a look at every offset is enough.
            wanted = next((i for i, value in enumerate(pool) if value == SYSTEM_API), None)
            found = wanted is not None and struct.pack(">H", wanted) in body
        reader.at += size
    return found


def headers_in_jar(path: Path) -> Iterator[ClassHeader]:
    """Yield the headers of the jar's classes that an app could name or that lie on the way to one."""
    with zipfile.ZipFile(path) as jar:
        for name in jar.namelist():
            if name.endswith(".class") and name != "module-info.class":
                yield read_header(jar.read(name))


def headers_in_jdk(home: Path) -> Iterator[ClassHeader]:
    """Yield the headers of the JDK's classes that Android has too (package-wise)."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(home / "bin" / "jimage"), "extract", "--dir", folder]
        command += [
            "--include",
            ",".join(f"regex:/{module}/({'|'.join(roots)}).*" for module, roots in JDK_MODULES.items()),
        ]
        subprocess.run([*command, str(home / "lib" / "modules")], check=True)
        for path in sorted(Path(folder).rglob("*.class")):
            yield read_header(path.read_bytes())


def is_wanted(item: ClassHeader) -> bool:
    """Whether an app may name the class. Hidden classes carry no mark in the jar; the list above is what we know of them."""
    name = item.name
    if not item.flags & PUBLIC or item.system_only or not name.startswith(ROOTS):
        return False
    if name.startswith(NOT_FOR_APPS + JDK_ONLY):
        return False
    simple = name.rsplit("/", 1)[1]
    if simple == "package-info" or any(part.isdigit() for part in simple.split("$")[1:]):
        return False
    return not _is_binder(item)


def _is_binder(item: ClassHeader) -> bool:
    """Interfaces between processes, their stubs and proxies: generated from AIDL, nearly all hidden."""
    simple = item.name.rsplit("/", 1)[1]
    if "android/os/IInterface" in item.interfaces or simple.endswith(("$Stub", "$Proxy", "$Default")):
        return item.name != "android/os/Binder"
    return False


def connected(classes: dict[str, ClassHeader]) -> dict[str, ClassHeader]:
    """Keep the wanted classes and every class above them."""
    keep: dict[str, ClassHeader] = {}
    waiting = [name for name, item in classes.items() if is_wanted(item)]
    while waiting:
        name = waiting.pop()
        if name in keep or name not in classes:
            continue
        keep[name] = classes[name]
        waiting += [classes[name].parent, *classes[name].interfaces]
    return keep


def overridable(item: ClassHeader) -> list[Method]:
    """The methods that an app's subclass can take over."""
    if item.flags & FINAL:
        return []
    return [
        method
        for method in item.methods
        if method.flags & (PUBLIC | PROTECTED)
        and not method.flags & (STATIC | FINAL | SYNTHETIC | PRIVATE)
        and not method.name.startswith("<")
        and not method.system_only
    ]


def lines(classes: dict[str, ClassHeader]) -> Iterator[str]:
    """Yield one line a class, sorted by name. A method that a class above already has is not written again."""
    own = {name: {m.name + m.descriptor: m for m in overridable(item)} for name, item in classes.items()}
    above: dict[str, dict[str, bool]] = {}

    def inherited(name: str) -> dict[str, bool]:
        if name not in above:
            item, merged = classes[name], {}
            for parent in (*item.interfaces, item.parent):
                if parent in classes:
                    merged.update(inherited(parent))
                    merged.update({key: bool(m.flags & ABSTRACT) for key, m in own[parent].items()})
            above[name] = merged
        return above[name]

    for name in sorted(classes):
        item = classes[name]
        flags = "".join(
            letter
            for letter, is_set in (
                ("i", item.flags & INTERFACE),
                ("a", item.flags & ABSTRACT and not item.flags & INTERFACE),
                ("f", item.flags & FINAL),
                ("h", not is_wanted(item)),
            )
            if is_set
        )
        known = inherited(name)
        methods = []
        for key in sorted(own[name]):
            is_abstract = bool(own[name][key].flags & ABSTRACT)
            # Implementing or re-declaring adds nothing, except where a concrete method becomes abstract again.
            if key in known and (known[key] or not is_abstract):
                continue
            methods.append(("!" if is_abstract else "") + key)
        head = f"{name} {item.parent or '-'} {','.join(item.interfaces) or '-'} {flags or '-'}"
        yield "\t".join([head, *methods])


def main() -> None:
    """Read the sources, write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--android", type=Path, required=True)
    parser.add_argument("--older", type=Path, nargs="*", default=[])
    parser.add_argument("--jdk", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    classes: dict[str, ClassHeader] = {}
    for path in (options.android, *options.older):
        for item in headers_in_jar(path):
            classes.setdefault(item.name, item)
    if options.jdk:
        for item in headers_in_jdk(options.jdk):
            # android-all holds a few of the core library's own classes; the JDK's twins of public ones are the fuller.
            classes.setdefault(item.name, item)
    text = "\n".join(["#glasshouse-framework 1 android-14", *lines(connected(classes))]) + "\n"
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as out:
        out.write(text.encode())
    options.out.write_bytes(packed.getvalue())
    print(f"{text.count(chr(10)) - 1} classes, {len(text)} bytes, {len(packed.getvalue())} bytes packed")


if __name__ == "__main__":
    main()
