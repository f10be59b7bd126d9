"""Opens the documents that go with an app: policies and screens, each with its role and the hash of its bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

from glasshouse.model.audit import InputFile
from glasshouse.model.looked import NotLooked
from glasshouse.open.document import Document
from glasshouse.open.text import open_document
from glasshouse.run.options import Options


def open_documents(options: Options) -> tuple[list[tuple[str, Document | NotLooked]], tuple[InputFile, ...]]:
    """Open what was supplied, policies first. Raises ``InputError`` for a file that is no document at all."""
    documents: list[tuple[str, Document | NotLooked]] = []
    files: list[InputFile] = []
    for role, paths in (("policy", options.policies), ("screen", options.screens)):
        for path in paths:
            documents.append((role, open_document(path)))
            with Path(path).open("rb") as file:
                files.append(InputFile(role, Path(path).name, hashlib.file_digest(file, "sha256").hexdigest()))
    return documents, tuple(files)
