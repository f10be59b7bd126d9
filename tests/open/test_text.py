"""Documents are told by their first bytes and read as text; what cannot be read is a row or an error, never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest

from glasshouse.errors import InputError
from glasshouse.model.looked import NotLooked
from glasshouse.open.document import Document
from glasshouse.open.text import open_document, read_document


def read(data: bytes, name: str = "policy.txt") -> Document:
    found = read_document(name, data)
    assert isinstance(found, Document)
    return found


@pytest.mark.parametrize(
    "data",
    [
        "我们收集通讯录".encode(),
        "我们收集通讯录".encode("gb18030"),
        b"\xff\xfe" + "我们收集通讯录".encode("utf-16-le"),
        "\ufeff我们收集通讯录".encode(),
    ],
)
def test_text_is_read_in_the_usual_encodings(data: bytes) -> None:
    found = read(data)
    assert (found.kind, found.text) == ("text", "我们收集通讯录")


def test_the_first_bytes_decide_and_not_the_name() -> None:
    assert read(b"<!doctype html><p>We collect contacts", "policy.txt").kind == "html"
    assert read(b"We collect contacts", "policy.html").kind == "text"


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", b"\xff\xd8\xff\xe0", b"PK\x03\x04"])
def test_formats_that_are_not_read_are_told(data: bytes) -> None:
    assert isinstance(read_document("a", data), NotLooked)


@pytest.mark.parametrize(
    "data", [b"", b"   ", b"\x00\x01\x02", b"<?xml version='1.0'?><a/>", b"<?xml version='1.0'?><hierarchy>"]
)
def test_what_is_no_document_is_an_error_with_its_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.xml: "):
        read_document("a.xml", data)


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a regular file"):
        open_document(tmp_path)
