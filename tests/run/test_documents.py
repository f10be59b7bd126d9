"""Policies and screens go with the app: read, hashed, and judged."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.model.looked import NotLooked
from glasshouse.run.documents import open_documents
from glasshouse.run.options import Options


def test_each_is_opened_with_its_role_and_hash(tmp_path: Path) -> None:
    text, pdf = tmp_path / "policy.txt", tmp_path / "policy.pdf"
    text.write_text("我们收集通讯录。", "utf-8")
    pdf.write_bytes(b"%PDF-1.4")
    documents, files = open_documents(Options(policies=(str(text), str(pdf))))
    assert [(role, isinstance(document, NotLooked)) for role, document in documents] == [
        ("policy", False),
        ("policy", True),
    ]
    assert [(file.role, file.name, file.sha256) for file in files] == [
        ("policy", path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in (text, pdf)
    ]


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        open_documents(Options(screens=(str(tmp_path / "none.txt"),)))
