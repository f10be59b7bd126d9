"""What kind of file this is, by its contents and never by its name."""

from __future__ import annotations

import re
from enum import StrEnum

from glasshouse import _core

_IPA = re.compile(r"Payload/[^/]+\.app/")
_MODULE = re.compile(r"[^/]+/manifest/AndroidManifest\.xml\Z")
_DEX = re.compile(r"classes\d*\.dex\Z")
_TEXT_START = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")


class Kind(StrEnum):
    """Kinds of subject, as reports name them."""

    APK = "apk"
    BUNDLE = "bundle"  # APKS, XAPK, APKM: an archive of APKs
    AAB = "aab"
    AAR = "aar"
    JAR = "jar"
    DEX = "dex"
    IPA = "ipa"


def kind_of_archive(package: _core.Package) -> Kind | None:
    """The kind of an archive, ``None`` when it is no package of an app.

    A manifest at the root makes an APK, unless it is text beside ``classes.jar``: a library (AAR).
    """
    names = {entry[0] for entry in package.entries()}
    if "AndroidManifest.xml" in names:
        is_library = "classes.jar" in names or ("classes.dex" not in names and _is_text(package))
        return Kind.AAR if is_library else Kind.APK
    if any(_MODULE.match(name) for name in names):
        return Kind.AAB
    if any(_IPA.match(name) for name in names):
        return Kind.IPA
    if any(name.endswith(".apk") for name in names):
        return Kind.BUNDLE
    if any(_DEX.match(name) or name.endswith(".class") for name in names):
        return Kind.JAR
    return None


def _is_text(package: _core.Package) -> bool:
    try:
        return is_text_xml(package.read("AndroidManifest.xml"))
    except (_core.FormatError, _core.CoreError):
        return False


def is_text_xml(data: bytes) -> bool:
    """Whether these bytes are XML as people write it."""
    return data[:64].lstrip().startswith(_TEXT_START)


def is_dex(head: bytes) -> bool:
    """Whether a file starts like a DEX file of any version."""
    return head.startswith(b"dex\n")
