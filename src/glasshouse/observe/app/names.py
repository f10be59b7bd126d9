"""Labels for marks that belong to no family: a name to show, without an owner and without a presence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from glasshouse.model.party import Sign
from glasshouse.observe.app.sdks import Traces
from glasshouse.vocab.sdks import NameOnly, load_names

#: With fewer labels a package is a maker's: ``com.umeng`` holds many products.
_OWN_LABELS = 3


@dataclass(frozen=True, slots=True)
class Named:
    """A label and the marks that carry it."""

    label: NameOnly
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels found in one app, by the packages that they name."""

    named: tuple[Named, ...]

    def of(self, package: str) -> tuple[str, Named] | None:
        """The label of a dotted package, and the package at which the label's code begins."""
        homes = ((_home(sign), row) for row in self.named for sign in row.signs)
        fitting = [(home, row) for home, row in homes if home and (package == home or package.startswith(home + "."))]
        return max(fitting, key=lambda found: len(found[0]), default=None)


def _home(sign: Sign) -> str | None:
    """The package that a sign names: a prefix itself, a component its own, unless a whole maker's products share it."""
    if sign.kind == "prefix":
        return sign.value
    home = sign.value.rpartition(".")[0]
    return home if sign.kind == "component" and home.count(".") + 1 >= _OWN_LABELS else None


def names_in(traces: Traces) -> tuple[Named, ...]:
    """Return the labels found, sorted by id. They say what something is called, never what it does."""
    exact, globs = _table()
    found: dict[str, set[Sign]] = defaultdict(set)
    labels: dict[str, NameOnly] = {}
    asked = [("component", mark.value, mark.place) for mark in traces.components]
    asked += [("native", mark.value.rpartition("/")[2], mark.place) for mark in traces.native]
    asked += [("prefix", package.name, package.place) for package in traces.packages if package.classes]
    for kind, value, place in asked:
        for label, sign in _labels(kind, value, exact, globs):
            labels[label.id] = label
            found[label.id].add(Sign(kind, sign, place))
    return tuple(
        Named(labels[name], tuple(sorted(signs, key=lambda sign: (sign.kind, sign.value, str(sign.place)))))
        for name, signs in sorted(found.items())
    )


def _labels(
    kind: str, value: str, exact: dict[tuple[str, str], NameOnly], globs: tuple[tuple[str, str, NameOnly], ...]
) -> list[tuple[NameOnly, str]]:
    names = [value]
    if kind == "prefix":
        labels = value.split(".")
        names = [".".join(labels[:count]) for count in range(len(labels), 0, -1)]
    for name in names:
        label = exact.get((kind, name))
        if label is not None:
            return [(label, name)]
    if kind != "native":
        return []
    return [(label, value) for head, tail, label in globs if value.startswith(head) and value.endswith(tail)][:1]


@cache
def _table() -> tuple[dict[tuple[str, str], NameOnly], tuple[tuple[str, str, NameOnly], ...]]:
    exact: dict[tuple[str, str], NameOnly] = {}
    globs: list[tuple[str, str, NameOnly]] = []
    for label in load_names():
        for kind, values in (("prefix", label.prefix), ("component", label.component), ("native", label.native)):
            for value in values:
                head, star, tail = value.partition("*")
                if star:
                    globs.append((head, tail.rpartition("*")[2], label))
                else:
                    exact[kind, value] = label
    return exact, tuple(globs)
