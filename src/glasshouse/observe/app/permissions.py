"""What the declared permissions open, and whether a read has the permission it needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glasshouse.model.audit import PermissionFact
from glasshouse.model.practice import PermissionState
from glasshouse.observe.app.manifest import DeclaredPermission, Manifest
from glasshouse.vocab.terms import Facts, Permission


@dataclass(frozen=True, slots=True)
class Held:
    """The permissions of one app: declared ones, those that come with them, and the API levels it runs on."""

    declared: tuple[DeclaredPermission, ...]
    names: frozenset[str]
    known: dict[str, Permission]
    min_sdk: int | None
    is_library: bool = False

    def state(self, facts: Facts) -> PermissionState | None:
        """Whether the app holds what a read needs; a permission alone is not consent.

        Absent for a library that does not ask for it itself: the app around it may.
        """
        if not facts.permission and not facts.also_needs:
            return PermissionState.NONE_NEEDED
        one_of = not facts.permission or any(self._holds(name) for name in facts.permission)
        if one_of and self.names.issuperset(facts.also_needs):
            return PermissionState.HELD
        return None if self.is_library else PermissionState.MISSING

    def needed(self, facts: Facts) -> tuple[str, ...]:
        """The permissions that a read goes by: those held, or all that would open it where one is missing."""
        if self.state(facts) is not PermissionState.HELD:
            return (*facts.permission, *facts.also_needs)
        return (*(name for name in facts.permission if self._holds(name)), *facts.also_needs)

    def _holds(self, name: str) -> bool:
        """Whether a permission is held; ``android.permission.health.*`` is met by any one below it."""
        if name.endswith(".*"):
            return any(held.startswith(name[:-1]) for held in self.names)
        return name in self.names

    def available(self, facts: Facts) -> bool:
        """Whether any Android version that the app runs on hands the data to an ordinary app."""
        return facts.until is None or self.min_sdk is None or self.min_sdk <= facts.until


def held_by(manifest: Manifest | None, known: Iterable[Permission], *, is_library: bool = False) -> Held:
    """Collect the permissions of a manifest, the implied ones included; without a manifest nothing is held.

    ``BIND_…`` permissions guard services: an app "has" one by declaring a service that only the system may bind.
    A permission whose last version lies below the first one that the app runs on is never asked for.
    """
    by_name = {permission.id: permission for permission in known}
    min_sdk = manifest.min_sdk if manifest else None
    declared = tuple(item for item in (manifest.permissions if manifest else ()) if _is_asked_for(item, min_sdk))
    names = [item.name for item in declared]
    if manifest is not None:
        names += [part.permission for part in manifest.components if part.permission in by_name and part.enabled]
    held = frozenset(implied for name in names for implied in (name, *_with_implied(name, by_name)))
    return Held(declared, held, by_name, min_sdk, is_library)


def _with_implied(name: str, known: dict[str, Permission]) -> tuple[str, ...]:
    """A known permission and all that come with it, down the chain; nearest first."""
    found = [name] if name in known else []
    for one in found:
        found += [implied for implied in known[one].implies if implied in known and implied not in found]
    return tuple(found)


def _is_asked_for(item: DeclaredPermission, min_sdk: int | None) -> bool:
    return item.max_sdk is None or min_sdk is None or item.max_sdk >= min_sdk


def permission_facts(held: Held, used: frozenset[str]) -> tuple[PermissionFact, ...]:
    """The declared permissions that open personal data, and whether a read that can run needs them."""
    facts = []
    for item in sorted(held.declared, key=lambda item: (item.name, item.place)):
        permission = held.known.get(item.name)
        if permission is None or not permission.opens:
            continue
        opens = dict.fromkeys(data for name in _with_implied(item.name, held.known) for data in held.known[name].opens)
        facts.append(
            PermissionFact(
                name=item.name,
                opens=tuple(opens),
                level=permission.level.value,
                place=item.place,
                used=item.name in used,
                max_sdk=item.max_sdk,
            )
        )
    return tuple(facts)
