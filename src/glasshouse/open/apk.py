"""One APK."""

from __future__ import annotations

from glasshouse.open.artifact import Part
from glasshouse.open.element import Element
from glasshouse.open.parts import MANIFEST, Found


def add_apk(found: Found, part: Part) -> Element | None:
    """Add an APK as a part: resources first, since the manifest refers to them. Returns the manifest, if readable."""
    found.add_part(part)
    resources = found.add_resources(part, "resources.arsc")
    manifest = found.add_manifest(part, MANIFEST, resources)
    found.add_dex(part)
    found.add_certificates(part)
    return manifest
