"""How places, calls and numbers are written for people: ``com.x.Y.send`` instead of ``Lcom/x/Y;->send(I)V``."""

from __future__ import annotations

from collections.abc import Sequence

from glasshouse.model.audit import Subject
from glasshouse.model.place import CodePlace, FilePlace, FlowPlace, Place, ScreenPlace, TextPlace, XmlPlace
from glasshouse.model.practice import Step
from glasshouse.tell.words import Words

#: Android versions by API level, as people know them.
_ANDROID = {
    16: "4.1", 17: "4.2", 18: "4.3", 19: "4.4", 20: "4.4", 21: "5.0", 22: "5.1", 23: "6", 24: "7.0", 25: "7.1",
    26: "8.0", 27: "8.1", 28: "9", 29: "10", 30: "11", 31: "12", 32: "12L", 33: "13", 34: "14", 35: "15", 36: "16",
}  # fmt: skip

#: Permissions of this name are the system's: an app declares a service behind one, the user switches the service on.
_SWITCH = "android.permission.BIND_"

#: Entry points that start with the process, and their methods that do.
_AT_START = frozenset({"factory", "application", "provider", "startup"})
_STARTING = frozenset({"<clinit>", "<init>", "attachBaseContext", "attachInfo", "onCreate", "create", "dependencies"})


def class_name(descriptor: str) -> str:
    """``com.x.Y`` of ``Lcom/x/Y;``."""
    if descriptor.startswith("L") and descriptor.endswith(";"):
        return descriptor[1:-1].replace("/", ".")
    return descriptor


def short_class(name: str) -> str:
    """``Y`` of ``com.x.Y``; a shortened name keeps its package, for ``a`` alone says nothing."""
    last = name.rpartition(".")[2]
    return last if len(last) > 2 else name


def method_name(place: CodePlace, *, short: bool = False) -> str:
    """``com.x.Y.send`` of a place in code; with ``short``, ``Y.send``."""
    owner = class_name(place.class_)
    method = place.method.partition("(")[0]
    return ".".join(part for part in (short_class(owner) if short else owner, method) if part)


def api_name(api: str) -> str:
    """``TelephonyManager.getDeviceId`` of a call, with its detail in brackets: ``ContentResolver.query [content://sms]``."""
    owner, arrow, rest = api.partition("->")
    if not arrow:
        return api
    _, _, detail = api.partition(" [")
    name = f"{short_class(class_name(owner))}.{rest.partition('(')[0].partition(':')[0].partition(' [')[0]}"
    return f"{name} [{detail}" if detail else name


def permission_name(name: str) -> str:
    """``READ_SMS`` of ``android.permission.READ_SMS``; permissions of others keep their full name."""
    return name.removeprefix("android.permission.")


def step_name(step: Step, *, short: bool = True) -> str:
    """A step of a path in one word."""
    if isinstance(step.place, CodePlace):
        return method_name(step.place, short=short)
    return where(step.place)


def where(place: Place) -> str:
    """A place in the notation of its own world, exact enough to find it."""
    match place:
        case CodePlace():
            spot = f"{place.class_}->{place.method}" if place.class_ else ""
            offset = "" if place.offset is None else f" @{place.offset:#x}"
            return f"{place.dex} {spot}{offset}".strip()
        case XmlPlace():
            line = "" if place.line is None else f":{place.line}"
            return f"{place.file}{line} {place.path or ''}".strip()
        case TextPlace():
            return f"{place.file} [{place.start}:{place.end}]"
        case ScreenPlace():
            return f"{place.file} {place.node}"
        case FlowPlace():
            return f"{place.file} #{place.entry} {place.part} {place.field}"
        case FilePlace():
            return place.path


def condensed(names: list[str], most: int = 4) -> list[str]:
    """A path for one line: its start and its end, with ``…`` between."""
    return names if len(names) <= most else [*names[:2], "…", *names[-(most - 2) :]]


def reason(words: Words, code: str | None) -> str:
    """The sentence for a reason or a limit; an unknown one is shown as it is."""
    if not code:
        return ""
    if code.startswith("until_api_") and code[10:].isdecimal():
        level = int(code[10:])
        return words("reason.until_api", android=_ANDROID.get(level, f"API {level}"), api=str(level))
    return words.known("reason", code)


def entry(words: Words, text: str | None, path: Sequence[Step] = ()) -> str:
    """When an entry point ``provider com.x.Init`` runs, in words; ``path`` says which of its methods is meant."""
    kind = (text or "").partition(" ")[0]
    if kind in _AT_START and path and isinstance(path[0].place, CodePlace):
        method = path[0].place.method.partition("(")[0]
        kind = kind if at_start(kind, method) else "later"
    return words(f"entry.{kind}") if words.has(f"entry.{kind}") else ""


def at_start(kind: str, method: str) -> bool:
    """Whether a method of an entry point runs when the process starts: ``onCreate`` of a provider, not ``query``."""
    return kind in _AT_START and method in _STARTING


def permission(words: Words, state: str | None, names: tuple[str, ...]) -> str:
    """The sentence for the state of a permission."""
    if state is None:
        return ""
    if state == "held" and names and all(name.startswith(_SWITCH) for name in names):
        return words("permission.switched_on", names=words.list(permission_name(name) for name in names))
    return words(f"permission.{state}", n=len(names), names=words.list(permission_name(name) for name in names))


def signers(subject: Subject) -> list[tuple[str, str, str]]:
    """The certificates of a package, each once: the schemes that name it, its hash, its subject."""
    schemes: dict[tuple[str, str], list[str]] = {}
    for signer in subject.signers:
        schemes.setdefault((signer.sha256, signer.subject or ""), []).append(signer.scheme)
    return [(", ".join(names), digest, whom) for (digest, whom), names in schemes.items()]


def step_name_of(place: Place) -> str:
    """The full name of the method that a place lies in; elsewhere, the place."""
    return method_name(place) if isinstance(place, CodePlace) else where(place)
