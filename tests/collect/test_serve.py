"""A saved page is served with what lies beside it, and with nothing else."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest

from glasshouse.collect.serve import served
from glasshouse.errors import InputError


def get(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
        read: bytes = answer.read()
        return read


@pytest.fixture
def page(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    (folder / "页面_files").mkdir(parents=True)
    (folder / "页面_files" / "style.css").write_text("p{}")
    (folder / ".secret").write_text("secret")
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    (folder / "页面.html").write_text("<p>saved</p>")
    return folder / "页面.html"


def test_the_page_and_its_files_are_there(page: Path) -> None:
    with served(page) as url:
        assert url.startswith("http://127.0.0.1:")
        assert get(url) == b"<p>saved</p>"
        beside = url.rpartition("/")[0] + "/%E9%A1%B5%E9%9D%A2_files/style.css"
        assert get(beside) == b"p{}"


@pytest.mark.parametrize("path", ["/", "/../outside.txt", "/%2e%2e/outside.txt", "/link.txt", "/.secret", "/none.html"])
def test_nothing_else_is_given(page: Path, path: str) -> None:
    with served(page) as url, pytest.raises(urllib.error.HTTPError) as refused:
        get(url.rpartition("/")[0] + path)
    assert refused.value.code == 404
    refused.value.close()


@pytest.mark.parametrize("name", ["none.html", "link.txt", "."])
def test_what_is_no_saved_page_is_said(page: Path, name: str) -> None:
    with pytest.raises(InputError, match="no saved page"), served(page.parent / name):
        pass
