"""Where things are, in the words of SARIF: artifacts, locations, the steps of a way.

A physical location is a file that was handed in, by its relative name: the app, a policy, a screen. What lies inside
an app has no path in anybody's repository, so it is a logical location of the app. The only line that such a location
names is 1, because viewers that show alerts refuse a result without a line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from glasshouse.model.audit import Audit, InputFile
from glasshouse.model.place import CodePlace, FilePlace, Place, TextPlace
from glasshouse.model.practice import Practice
from glasshouse.tell import spelling
from glasshouse.tell.words import Words

Json = dict[str, object]

#: Steps of one result that a viewer takes (GitHub: 10,000).
MOST_STEPS = 10_000


@dataclass(frozen=True, slots=True)
class Artifacts:
    """The files that were handed in, the subject first; ``index`` finds one by its name."""

    files: tuple[InputFile, ...]
    index: dict[str, int]
    size: int

    def as_json(self) -> list[Json]:
        """The artifacts of a run: name, role, SHA-256, and the size of the subject."""
        return [
            {
                "location": {"uri": uri(file.name)},
                **({"length": self.size} if not number else {}),
                "roles": ["analysisTarget"],
                "hashes": {"sha-256": file.sha256},
                "properties": {"role": file.role},
            }
            for number, file in enumerate(self.files)
        ]

    def locate(self, file: str) -> Json:
        """The reference to a file that was handed in; what lies inside the subject is the subject."""
        number = self.index.get(file, 0)
        return {"uri": uri(self.files[number].name), "index": number}


def artifacts_of(audit: Audit) -> Artifacts:
    """The subject and every other input, in the order of the audit, each once."""
    subject = InputFile("app", audit.subject.name, audit.subject.sha256)
    others = [file for file in audit.inputs.files if file.sha256 != subject.sha256]
    files = tuple(dict.fromkeys((subject, *others)))
    return Artifacts(
        files, {file.name: number for number, file in reversed(list(enumerate(files)))}, audit.subject.size
    )


def uri(name: str) -> str:
    """A name as a relative URI reference: no scheme, no root, no way up."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return "/".join(quote(part, safe="") for part in parts) or "unnamed"


def location(artifacts: Artifacts, place: Place) -> Json:
    """A place: the file that holds it, what it is called in there, and its exact notation as the message."""
    physical: Json = {"artifactLocation": artifacts.locate(_file(place))}
    if isinstance(place, TextPlace) and place.file in artifacts.index:
        physical["region"] = {"charOffset": place.start, "charLength": max(place.end - place.start, 0)}
    else:
        physical["region"] = {"startLine": 1}
    return {
        "physicalLocation": physical,
        "logicalLocations": [_logical(place)],
        "message": {"text": plain(spelling.where(place))},
    }


def code_flow(words: Words, artifacts: Artifacts, practice: Practice) -> Json:
    """The way from an entry point to the call, step by step, in one thread."""
    steps = [
        {
            "location": _step(location(artifacts, step.place), words.known("how", step.how)),
            "executionOrder": number,
            "importance": "essential" if number in {1, len(practice.path)} else "important",
        }
        for number, step in enumerate(practice.path[:MOST_STEPS], 1)
    ]
    return {"threadFlows": [{"locations": steps}]}


def plain(text: str) -> str:
    """A message that is read as it stands.

    SARIF reads braces as places to fill and ``[text](target)`` as a link, and names that an app chose may hold both.
    """
    return text.replace("{", "{{").replace("}", "}}").replace("](", "] (")


def _step(where: Json, how: str) -> Json:
    return {**where, "message": {"text": plain(how)}}


def _file(place: Place) -> str:
    match place:
        case CodePlace():
            return place.dex
        case FilePlace():
            return place.path
        case _:
            return place.file


def _logical(place: Place) -> Json:
    if isinstance(place, CodePlace):
        return dict(_names_of_code(place))
    kind = "resource" if isinstance(place, FilePlace) else "element"
    return {"fullyQualifiedName": spelling.where(place), "kind": kind}


def _names_of_code(place: CodePlace) -> Iterator[tuple[str, object]]:
    yield "name", place.method.partition("(")[0] or spelling.short_class(spelling.class_name(place.class_))
    yield "fullyQualifiedName", spelling.method_name(place)
    yield "decoratedName", f"{place.class_}->{place.method}"
    yield "kind", "function"
