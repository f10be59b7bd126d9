"""Whose code is it: the app's own, an SDK of the vocabulary, a library without a name here, or code without names.

A class belongs to the longest SDK prefix above it; else to the app, where its package lies at or below the app's
package or that of a component of the same maker; else to an unnamed library, called by its first labels. Shortened
names (``a.b.c``) say nothing of their owner, and nothing is guessed for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

#: First labels under which unrelated makers publish: one label more tells them apart.
_SHARED_STEMS = frozenset(
    {
        "com.github",
        "io.github",
        "com.example",
        "org.apache",
        "com.google",
        "com.android",
        "net.sourceforge",
        "org.jetbrains",
        "com.gitlab",
        "com.gitee",
    }
)


class Owner(Enum):
    """Whose a package is."""

    APP = "app"
    LIBRARY = "library"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Answers for one app. ``own`` are the packages of the app's maker."""

    own: tuple[str, ...]

    def of(self, package: str) -> tuple[Owner, str]:
        """Whose a dotted package is, and the name that stands for it: the app's package or a library's first labels."""
        if any(package == own or package.startswith(own + ".") for own in self.own):
            return Owner.APP, self.own[0]
        labels = package.split(".")
        if not package or all(len(label) <= 2 for label in labels):
            return Owner.NAMELESS, package or "(no package)"
        return Owner.LIBRARY, ".".join(labels[:3])


def attribution(package: str, component_classes: tuple[str, ...], is_sdk: frozenset[str]) -> Attribution:
    """Find the app's own packages from its package name and the classes of its manifest components.

    ``is_sdk`` holds the packages that the vocabulary gives to an SDK: a component of an SDK does not make its package
    the app's own.
    """
    labels = package.split(".")
    stem = ".".join(labels[:2])
    if stem in _SHARED_STEMS:
        stem = ".".join(labels[:3])
    own = [package] if package else []
    for name in component_classes:
        home = name.rpartition(".")[0]
        same_maker = stem and (home == stem or home.startswith(stem + "."))
        if home and same_maker and home not in is_sdk and "." in home:
            own.append(home)
    return Attribution(tuple(dict.fromkeys(own)) or ("(the app)",))
