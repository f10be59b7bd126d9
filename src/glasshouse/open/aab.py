"""Android App Bundles: modules as folders, protobuf instead of binary XML and ``resources.arsc``."""

from __future__ import annotations

from glasshouse import _core
from glasshouse.open.artifact import Part
from glasshouse.open.parts import MANIFEST, Found

_INSIDE = f"/manifest/{MANIFEST}"


def add_aab(found: Found, package: _core.Package) -> None:
    """Add a bundle: one archive, the base module first. ``BUNDLE-METADATA`` holds no code that runs."""
    part = Part("", "base", package)
    found.add_part(part)
    modules = {entry[0].removesuffix(_INSIDE) for entry in package.entries() if entry[0].endswith(_INSIDE)}
    shared: _core.Resources | None = None
    for module in sorted(modules, key=lambda name: (name != "base", name)):
        resources = found.add_resources(part, f"{module}/resources.pb", proto=True)
        shared = shared or resources
        found.add_manifest(part, module + _INSIDE, resources or shared)
        found.add_dex(part, f"{module}/dex/")
    found.add_certificates(part)
