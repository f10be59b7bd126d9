"""How much one subject may cost to open: the one place of the default budgets, handed to the core as they are."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from glasshouse import _core

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets of one package. A limit that is reached is a not-looked row, never a silent end."""

    zip_entries: int = 200_000
    entry_bytes: int = 512 * _MIB
    total_bytes: int = 2048 * _MIB
    inflate_ratio: int = 1_100  # deflate cannot do better than 1,032
    depth: int = 64
    items: int = 2_000_000
    classes: int = 1_500_000
    instructions: int = 400_000_000
    forgiven: int = 200

    def core(self) -> _core.Limits:
        """The same budgets as the core takes them."""
        return _core.Limits(**asdict(self))


#: Packages inside a split bundle; stores make a few dozen.
NESTED_PACKAGES = 500

#: Bytes of code files that are held at once; the largest apps have a third of it.
CODE_BYTES = 320 * _MIB

#: Bytes of a document that a person supplies: a policy, a screen. Long policies have one part in a hundred of it.
DOCUMENT_BYTES = 32 * _MIB

#: Code points of a document's text that are read; the rest is a not-looked row.
DOCUMENT_CHARS = 2_000_000

#: Elements inside each other, and elements in all, of a dump of a screen.
SCREEN_DEPTH = 400
SCREEN_NODES = 200_000

#: A picture of a screen: bytes of the file, pixels of a side, pixels in all. Long pages reach a third of the last.
PICTURE_BYTES = 64 * _MIB
PICTURE_SIDE = 20_000
PICTURE_PIXELS = 40_000_000
