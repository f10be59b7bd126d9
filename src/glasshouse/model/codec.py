"""The saved form of an audit: JSON as docs/format/audit-1.md describes it. The only file that knows a serialiser.

The model stays plain dataclasses. For each of them a twin is made here once, a msgspec struct with the names of the
saved form: it writes and reads fast, rejects what does not fit and tells where, and is what the JSON Schema is made
from. A field added to a dataclass is in the saved form and in the schema without a change in this file.

Four things differ from the dataclasses. ``class_`` is called ``class``. A place carries its kind as a tag. A step of a
path is its place with the key ``how`` beside the others, so that a path is a list of places.
A day is read as one, so that no other text is ever compared with a day.

Left out is what is absent, ``None``, and an empty text or list that need not be there: absent means unknown. Everything
else is written even where it has its default, so that a reader never needs to know our defaults.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, reduce
from operator import attrgetter, or_
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from glasshouse.errors import FormatVersionError, InputError
from glasshouse.model import place
from glasshouse.model.answer import Row
from glasshouse.model.audit import FORMAT, Audit, Inputs, Reply
from glasshouse.model.finding import ClauseCard
from glasshouse.model.practice import Step
from glasshouse.model.screen_finding import ScreenDocument

#: Lists of the document that this release leaves empty: key and the list before which it stands.
_NOT_YET = {"runs": "looked", "statements": "answers", "edges": "answers"}

#: What judging gives anew.
_JUDGED = ("findings", "rules", "clauses", "duties")

#: Written even when empty, beyond every list of the document itself.
_ALWAYS: dict[type, frozenset[str]] = {Row: frozenset({"path", "practices", "askings"})}

#: Why a tool should not trust an absent field, in the schema itself.
_ABOUT = "An audit by Glasshouse. Any field may be absent: absent means unknown, never no."

_PLACES: tuple[type, ...] = get_args(place.Place)
_NAME, _, _VERSION = FORMAT.rpartition("/")
_SURROGATES = re.compile("[\ud800-\udfff]")

_HEAD_SIZE = 64
_HEAD = re.compile(r'\{\s*"format":\s*"' + re.escape(FORMAT) + '"')

_IS_VERSION = re.compile("[0-9]{1,9}")

#: Days: texts in the model, compared as such, and so read with care.
_DAYS: dict[type, frozenset[str]] = {
    Inputs: frozenset({"date"}),
    Reply: frozenset({"date"}),
    ClauseCard: frozenset({"valid_from", "valid_to"}),
}

_Change = Callable[[Any], Any]


def encode(audit: Audit, *, indent: int = 2) -> bytes:
    r"""Write an audit as UTF-8 JSON, with a line end; ``indent`` 0 writes one line. Same audit, same bytes.

    Half surrogate pairs, which class files may hold and JSON may not, are written as the six characters ``\udXXX``.
    """
    return _bytes_of(msgspec.structs.replace(_writer(Audit)(audit), **dict.fromkeys(_NOT_YET, ())), indent)


def encode_screens(document: ScreenDocument, *, indent: int = 2) -> bytes:
    """Write what was found on screens as UTF-8 JSON, with a line end."""
    return _bytes_of(_writer(ScreenDocument)(document), indent)


def _bytes_of(document: Any, indent: int) -> bytes:
    try:
        data = msgspec.json.encode(document)
    except UnicodeEncodeError:
        data = msgspec.json.encode(_without_surrogates(msgspec.to_builtins(document)))
    return (msgspec.json.format(data, indent=indent) if indent else data) + b"\n"


def decode(data: bytes | str, *, facts_only: bool = False) -> Audit:
    """Read a saved audit; ``facts_only`` leaves out what judging it again gives anew.

    Raises ``FormatVersionError`` for a version this release does not know, ``InputError`` with the place in the
    document (``$.practices[3].place``) for anything else that does not fit. Unknown fields are passed over.
    """
    _check_format(data)
    try:
        document = msgspec.json.decode(data, type=_twin(Audit))
        if facts_only:
            document = msgspec.structs.replace(document, **dict.fromkeys(_JUDGED, ()))
        audit = _reader(Audit)(document)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise InputError(
            f"saved audit: {_plain(error)}", hint="Make the audit again; something may have edited the file."
        ) from None
    return audit  # type: ignore[no-any-return]


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the document, generated from the types."""
    (document,), components = msgspec.json.schema_components([_twin(Audit)], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": FORMAT,
        "description": _ABOUT,
        **document,
        "$defs": msgspec.json.decode(msgspec.json.encode(dict(sorted(components.items())))),
    }


class _Head(msgspec.Struct):
    format: str


def _check_format(data: bytes | str) -> None:
    head = data[:_HEAD_SIZE]
    if _HEAD.match(head if isinstance(head, str) else head.decode(errors="replace")):
        return  # as we write it: no need to go through the whole document
    try:
        found = msgspec.json.decode(data, type=_Head).format
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise InputError(
            f"saved audit: {_plain(error)}; expected a JSON document of format {FORMAT}",
            hint="Write one with: glasshouse audit APP --format json",
        ) from None
    if found == FORMAT:
        return
    name, _, version = found.rpartition("/")
    if name == _NAME and _IS_VERSION.fullmatch(version):
        raise FormatVersionError(
            f"saved audit: format {found!r}; this release reads {FORMAT}",
            hint="Please update Glasshouse." if int(version) > int(_VERSION) else "Please make the audit again.",
        )
    raise InputError(f"saved audit: format {found[:80]!r}; expected {FORMAT}")


def _plain(error: Exception) -> str:
    """The sentence of the serialiser, where a person can do something with it."""
    if isinstance(error, RecursionError):
        return "nested too deeply"
    return str(error).replace("Invalid RFC3339 encoded date", "expected a day like 2026-01-31")


def _hints(model: type) -> dict[str, Any]:
    """The types of the fields; a day is one in the saved form."""
    hints = get_type_hints(model)
    for name in _DAYS.get(model, ()):
        hints[name] = date if hints[name] is str else date | None
    return hints


def _saved_name(name: str) -> str:
    """``class`` of ``class_``: Python keeps some words for itself."""
    return name.removesuffix("_")


def _fields(model: type) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of the saved form in its order; the kind of a place is its tag, the format stands first."""
    fields = dataclasses.fields(model)
    if model is Audit:
        return tuple(sorted(fields, key=lambda field: field.name != "format"))
    return tuple(field for field in fields if model not in _PLACES or field.name != "kind")


def _is_required(model: type, field: dataclasses.Field[Any]) -> bool:
    has_default = field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
    return not has_default or (model is Audit and field.name == "format")


def _is_left_out(model: type, field: dataclasses.Field[Any]) -> bool:
    """Whether the field is left out when it holds nothing."""
    if model is Audit or field.name in _ALWAYS.get(model, ()):
        return False
    return field.default is None or field.default in {(), ""}


# Twins: the types of the saved form.


@cache
def _twin(model: type) -> type[msgspec.Struct]:
    fields = _twin_fields(model)
    if model is Audit:
        for name, before in _NOT_YET.items():
            place_of = next(number for number, field in enumerate(fields) if field[0] == before)
            fields.insert(place_of, (name, tuple[dict[str, Any], ...] | msgspec.UnsetType, msgspec.UNSET))
    return _struct(model, model.__name__, fields)


@cache
def _step_twin(model: type) -> type[msgspec.Struct]:
    """A place of a path: ``how`` leads from it to the next."""
    fields = _twin_fields(model)
    required = sum(len(field) == 2 for field in fields)
    return _struct(model, f"{model.__name__}InPath", [*fields[:required], ("how", str), *fields[required:]])


def _struct(model: type, name: str, fields: list[tuple[Any, ...]]) -> type[msgspec.Struct]:
    is_place = model in _PLACES
    kinds = [str(field.default) for field in dataclasses.fields(model) if is_place and field.name == "kind"]
    return msgspec.defstruct(
        name,
        fields,
        tag_field="kind" if is_place else None,
        tag=kinds[0] if kinds else None,
        rename=_saved_name,
        omit_defaults=True,
        frozen=True,
        namespace={"__doc__": " ".join((model.__doc__ or "").split())},
    )


def _twin_fields(model: type) -> list[tuple[Any, ...]]:
    hints = _hints(model)
    found: list[tuple[Any, ...]] = []
    for field in _fields(model):
        kind = _saved_type(hints[field.name])
        if _is_required(model, field):
            found.append((field.name, kind))
        elif _is_left_out(model, field):
            found.append((field.name, kind, field.default))
        else:
            found.append((field.name, kind | msgspec.UnsetType, msgspec.UNSET))
    return found


def _saved_type(hint: Any) -> Any:
    if hint is Step:
        return _union(_step_twin(model) for model in _PLACES)
    if dataclasses.is_dataclass(hint):
        return _twin(hint)  # type: ignore[arg-type]
    if get_origin(hint) is tuple and get_args(hint)[1:] == (...,):
        return tuple.__class_getitem__((_saved_type(get_args(hint)[0]), ...))
    if get_origin(hint) in {Union, UnionType}:
        return _union(_saved_type(part) for part in get_args(hint))
    return hint


def _union(types: Iterable[Any]) -> Any:
    return reduce(or_, types)


# Both ways: one function a type, made once; ``None`` where a value passes as it is.


@cache
def _writer(model: type) -> _Change:
    return _rebuild(_fields(model), _hints(model), _twin(model), _write_value)


@cache
def _reader(model: type) -> _Change:
    return _rebuild(_fields(model), _hints(model), model, _read_value)


def _rebuild(
    fields: tuple[dataclasses.Field[Any], ...],
    hints: dict[str, Any],
    target: type,
    change_of: Callable[[Any], _Change | None],
) -> _Change:
    names = tuple(field.name for field in fields)
    get = _getter(list(names))
    changes = [(i, change) for i, name in enumerate(names) if (change := change_of(hints[name]))]
    by_name = target is Audit or target is _twin(Audit)

    def rebuild(value: Any) -> Any:
        values = list(get(value))
        for i, change in changes:
            held = values[i]
            if held is not None and held is not msgspec.UNSET:
                values[i] = change(held)
        if by_name or msgspec.UNSET in values:
            return target(**{k: v for k, v in zip(names, values, strict=True) if v is not msgspec.UNSET})
        return target(*values)

    return rebuild


def _write_value(hint: Any) -> _Change | None:
    return _write_step if hint is Step else _change(hint, _writer, _write_value, {model: model for model in _PLACES})


def _read_value(hint: Any) -> _Change | None:
    if hint is date:
        return date.isoformat
    places = {_twin(model): model for model in _PLACES}
    return _read_step if hint is Step else _change(hint, _reader, _read_value, places)


def _change(
    hint: Any,
    of_model: Callable[[type], _Change],
    of_value: Callable[[Any], _Change | None],
    places: Mapping[type[Any], type],
) -> _Change | None:
    if dataclasses.is_dataclass(hint):
        return of_model(hint)  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        inner = of_value(get_args(hint)[0])
        return None if inner is None else lambda values: tuple(map(inner, values))
    if get_origin(hint) in {Union, UnionType}:
        parts = [part for part in get_args(hint) if part is not type(None)]
        if len(parts) == 1:
            return of_value(parts[0])
        if set(parts) >= set(_PLACES):
            by_type = {kind: of_model(model) for kind, model in places.items()}
            return lambda value: by_type[type(value)](value)
    return None


def _write_step(step: Step) -> Any:
    where = step.place
    if type(where) is place.CodePlace:  # nearly every step: spelt out, because an audit may have 100,000 of them
        return _code_step()(where.dex, where.class_, where.method, step.how, where.offset)
    kind: type = type(where)
    twin, required, optional = _step_parts(kind)
    return twin(*required(where), step.how, *optional(where))


@cache
def _code_step() -> Any:
    return _step_twin(place.CodePlace)


def _read_step(saved: Any) -> Step:
    twin: type = type(saved)
    model, required, optional = _read_parts(twin)
    return Step(model(*required(saved), *optional(saved)), saved.how)


@cache
def _step_parts(model: type) -> tuple[type, _Change, _Change]:
    required = [field.name for field in _fields(model) if _is_required(model, field)]
    optional = [field.name for field in _fields(model) if not _is_required(model, field)]
    return _step_twin(model), _getter(required), _getter(optional)


@cache
def _read_parts(twin: type) -> tuple[type, _Change, _Change]:
    model = next(model for model in _PLACES if _step_twin(model) is twin)
    return model, *_step_parts(model)[1:]


def _getter(names: list[str]) -> _Change:
    """Return what hands over the named attributes as a tuple, whatever their number."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATES.sub(lambda half: f"\\u{ord(half.group()):04x}", value)
    if isinstance(value, dict):
        return {key: _without_surrogates(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(item) for item in value]
    return value
