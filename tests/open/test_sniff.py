from __future__ import annotations

import pytest

from glasshouse import _core
from glasshouse.open.sniff import Kind, is_dex, is_text_xml, kind_of_archive
from tests.build import apk

XML = b"\3\0\10\0"


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({"AndroidManifest.xml": XML}, Kind.APK),
        ({"AndroidManifest.xml": XML, "assets/inner.apk": b"", "base/manifest/AndroidManifest.xml": b""}, Kind.APK),
        ({"AndroidManifest.xml": b"<manifest/>"}, Kind.AAR),
        ({"AndroidManifest.xml": b"broken", "classes.jar": b""}, Kind.AAR),
        ({"base/manifest/AndroidManifest.xml": b""}, Kind.AAB),
        ({"x.apk": b"", "manifest.json": b""}, Kind.BUNDLE),
        ({"splits/base-master.apk": b"", "toc.pb": b""}, Kind.BUNDLE),
        ({"Payload/A.app/A": b""}, Kind.IPA),
        ({"a/B.class": b""}, Kind.JAR),
        ({"classes.dex": b""}, Kind.JAR),
        ({"word/document.xml": b""}, None),
        ({}, None),
    ],
)
def test_kinds_of_archive(files: dict[str, bytes], kind: Kind | None) -> None:
    assert kind_of_archive(_core.Package.from_bytes(apk.archive(files))) == kind


def test_heads() -> None:
    assert is_text_xml(b"\xef\xbb\xbf<?xml version='1.0'?>")
    assert is_text_xml(b"\n <manifest/>")
    assert not is_text_xml(XML)
    assert is_dex(b"dex\n039\0")
    assert not is_dex(b"PK\3\4")
