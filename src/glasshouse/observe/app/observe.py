"""All observers of a package, in the order in which each needs the others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from glasshouse import _core
from glasshouse.model.asking import Asking, AskingKind
from glasshouse.model.audit import PermissionFact, Signer, Subject
from glasshouse.model.deadline import NEVER, Deadline
from glasshouse.model.ids import PartyId
from glasshouse.model.looked import Looked, NotLooked
from glasshouse.model.party import Party
from glasshouse.model.practice import Action, Practice, Reach, When
from glasshouse.observe.app.asking import asking_of
from glasshouse.observe.app.attribution import attribution
from glasshouse.observe.app.calls import CallsSeen, SdkStart, observe_calls
from glasshouse.observe.app.code import link
from glasshouse.observe.app.conduct import Opens, Screens, askings_in_code
from glasshouse.observe.app.entries import EntryPoint, entry_points, layout_entries, public_entries, service_entries
from glasshouse.observe.app.layouts import Layouts, read_layouts
from glasshouse.observe.app.manifest import Manifest, merge, read_manifest
from glasshouse.observe.app.permissions import held_by, permission_facts
from glasshouse.observe.app.practices import (
    Actors,
    capability_practices,
    graded,
    operator_party,
    party_order,
    read_practices,
    receiver_practices,
)
from glasshouse.observe.app.question import ask
from glasshouse.observe.app.recognise import Recognised, recognise
from glasshouse.open.artifact import AppFile
from glasshouse.vocab.agreement import load_agreement
from glasshouse.vocab.load import load_apis, load_permissions
from glasshouse.vocab.platform import load_platform
from glasshouse.vocab.sdks import load_sdks

#: Kinds whose callers are elsewhere.
_LIBRARIES = frozenset({"aar", "jar", "dex"})

#: Told the name of the step that begins.
Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Observed:
    """Everything that one package shows of itself."""

    subject: Subject
    parties: tuple[Party, ...]
    practices: tuple[Practice, ...]
    permissions: tuple[PermissionFact, ...]
    looked: tuple[Looked, ...]
    not_looked: tuple[NotLooked, ...]
    askings: tuple[Asking, ...] = ()
    starts: tuple[tuple[PartyId, SdkStart], ...] = ()


def observe_app(app: AppFile, report: Report = lambda _: None, deadline: Deadline = NEVER) -> Observed:
    """Observe an opened package. What one observer cannot look at is a value in the result, never an exception.

    Past the ``deadline`` the code that is left is not examined; the manifest always is, as it costs next to nothing.
    """
    report("manifest")
    manifest = merge(tuple(read_manifest(root, file) for file, root in app.manifests))
    layouts = read_layouts(app)
    report("code")
    program, code_problems = link(app, deadline)
    entries = _entries(app, manifest, program, layouts)
    apis, platform = load_apis(), load_platform()
    report("calls")
    asking = asking_of(app, load_agreement(), _homes()) if app.kind not in _LIBRARIES else None
    question = ask(apis, platform, entries, layouts.click_handlers, asking)
    calls = observe_calls(program, question, entries, app.name, deadline)
    report("sdks")
    seen = recognise(app, manifest, program, calls.packages, unread=bool(code_problems))
    held = held_by(manifest, load_permissions(), is_library=app.kind in _LIBRARIES)
    operator = operator_party(manifest.package if manifest else app.name, manifest.label if manifest else None)
    actors = _actors(operator, manifest, seen)
    practices = [*read_practices(calls.reads, actors, held)]
    if manifest is not None:
        receivers = manifest.of_kind("receiver")
        practices += receiver_practices(receivers, apis.broadcasts, _defined_in(program), actors, held)
    permissions = permission_facts(held, _used(practices))
    practices += capability_practices(permissions, operator)
    opens = Opens((fact.name, fact.opens, fact.level) for fact in permissions)
    askings = askings_in_code(calls.gate, calls.refusals, calls.requests, _screens(entries), opens)
    gate = next((asking.id for asking in askings if asking.kind is AskingKind.CONSENT), None)
    practices = [p if p.when is When.UNKNOWN else replace(p, gated_by=gate) for p in practices]
    libraries = graded(actors, calls.packages)
    return Observed(
        subject=_subject(app, manifest, calls),
        parties=tuple(sorted((operator, *seen.parties, *libraries), key=party_order)),
        practices=tuple(sorted({p.id: p for p in practices}.values(), key=lambda p: (p.data, p.actor, p.id))),
        permissions=permissions,
        looked=(*_looked(app, manifest, layouts, seen), *calls.looked),
        not_looked=(*app.not_looked, *code_problems, *seen.not_looked, *layouts.not_looked, *calls.not_looked),
        askings=askings,
        starts=_starts(calls.starts, seen),
    )


def _screens(entries: tuple[EntryPoint, ...]) -> Screens:
    return Screens(frozenset(entry.class_name for entry in entries if entry.kind == "launcher"))


def _starts(starts: tuple[SdkStart, ...], seen: Recognised) -> tuple[tuple[PartyId, SdkStart], ...]:
    """Starts of SDKs that were recognised in this package."""
    found = {sdk.sdk.id for sdk in seen.sdks}
    families = load_sdks()
    named = ((families[start.number].id, start) for start in starts)
    return tuple((PartyId(f"sdk:{name}"), start) for name, start in named if name in found)


@cache
def _homes() -> tuple[tuple[str, int], ...]:
    """Packages of SDK families, with the number of the family."""
    rows = ((prefix, number) for number, sdk in enumerate(load_sdks()) for prefix in sdk.prefix)
    return tuple((prefix.strip("."), number) for prefix, number in rows if not prefix.startswith("."))


def _entries(
    app: AppFile, manifest: Manifest | None, program: _core.Program, layouts: Layouts
) -> tuple[EntryPoint, ...]:
    """Where code starts: what the manifest and layouts name, and in a library everything that others may call."""
    named = (*(entry_points(manifest) if manifest else ()), *layout_entries(layouts.classes), *service_entries(app))
    return (*named, *public_entries(program)) if app.kind in _LIBRARIES or manifest is None else named


def _actors(operator: Party, manifest: Manifest | None, seen: Recognised) -> Actors:
    classes = tuple(c.class_name for c in manifest.components) if manifest else ()
    if manifest and manifest.application:
        classes = (manifest.application, *classes)
    sdk_homes = frozenset(home for name in classes if seen.sdk_of(home := name.rpartition(".")[0]) is not None)
    own = attribution(manifest.package if manifest else "", classes, sdk_homes)
    return Actors(operator, own, seen.sdk_of, seen.labels)


def _defined_in(program: _core.Program) -> Callable[[str], bool]:
    return lambda name: program.defines([name])[0]


def _used(practices: list[Practice]) -> frozenset[str]:
    """Permissions that a read which can run needs."""
    reads = (p for p in practices if p.action in (Action.ACCESS, Action.INFER) and p.reach is Reach.REACHABLE)
    return frozenset(name for practice in reads for name in practice.permissions)


def _subject(app: AppFile, manifest: Manifest | None, calls: CallsSeen) -> Subject:
    signers = {(scheme, hashlib.sha256(der).hexdigest()) for scheme, der in app.certificates}
    return Subject(
        kind=app.kind,
        name=app.name,
        sha256=app.sha256,
        size=app.size,
        package=manifest.package if manifest else None,
        label=manifest.label if manifest else None,
        version=manifest.version_name if manifest else None,
        version_code=manifest.version_code if manifest else None,
        min_sdk=manifest.min_sdk if manifest else None,
        target_sdk=manifest.target_sdk if manifest else None,
        signers=tuple(Signer(scheme, digest) for scheme, digest in sorted(signers)),
        code_bytes=calls.code_bytes,
        methods=calls.methods,
    )


def _looked(app: AppFile, manifest: Manifest | None, layouts: Layouts, seen: Recognised) -> tuple[Looked, ...]:
    rows = [Looked("package", app.name, sum(1 for _ in app.entries()), "entries")]
    if manifest is not None:
        rows.append(Looked("manifest", manifest.file, len(manifest.components), "components"))
    rows.append(Looked("layouts", app.name, layouts.files, "files"))
    rows.append(Looked("sdks", app.name, seen.families, "families looked for"))
    return tuple(rows)
