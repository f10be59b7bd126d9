"""The front door of floor 1 for documents: a file becomes a ``Document``, or a reason why it was not read.

Its first bytes decide what it is, not its name. Text may be UTF-8, UTF-16 with its mark, GB18030 or Windows-1252.
"""

from __future__ import annotations

import hashlib
import re
import stat
from pathlib import Path

from glasshouse.errors import InputError
from glasshouse.model.looked import NotLooked, Why
from glasshouse.model.place import FilePlace
from glasshouse.open.document import Document
from glasshouse.open.limits import DOCUMENT_BYTES, DOCUMENT_CHARS
from glasshouse.open.screen_dump import screen_text
from glasshouse.open.web_page import page_text

_HINT = "Give a policy as .txt, .md or .html, or a screen as a UIAutomator dump (.xml)."

#: First bytes (at an offset) of formats that this release does not read.
_NOT_READ = (
    (0, b"%PDF", "a PDF file"),
    (0, b"\x89PNG", "an image"),
    (0, b"\xff\xd8\xff", "an image"),
    (0, b"GIF8", "an image"),
    (0, b"BM", "an image"),
    (8, b"WEBP", "an image"),
    (4, b"ftyp", "an image or a film"),
    (0, b"PK\x03\x04", "a packed document"),
    (0, b"\xd0\xcf\x11\xe0", "an old office document"),
    (0, b"{\\rtf", "a rich text document"),
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})|encoding=[\"']([A-Za-z0-9_-]{2,20})[\"']")
_DECLARED = {
    b"gb2312": "gb18030",
    b"gbk": "gb18030",
    b"gb18030": "gb18030",
    b"big5": "big5",
    b"iso-8859-1": "windows-1252",
    b"windows-1252": "windows-1252",
}
_HTML_HEAD = ("<html", "<!doctype html", "<body")
_TAG = re.compile(r"</(?:p|div|span|li|td|body|html|h[1-6])\s*>", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
#: Characters that nobody sees: joiners, marks of direction, soft hyphens, variants.
_NOBODY_SEES = [0, 0xAD, 0x180E, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
_UNSEEN = dict.fromkeys([*_NOBODY_SEES, *range(0xFE00, 0xFE10)]) | {0xA0: " ", 0x3000: " "}
#: A page whose scripts are this many times its text draws the text by script.
_FEW_SHOWN, _SCRIPTED = 200, 4
_LARGE_SCRIPT = 2_000


def open_document(path: str | Path) -> Document | NotLooked:
    """Open a policy or a screen. Raises ``InputError`` for what is no document at all."""
    path = Path(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path.name}: not a regular file; expected a text, a page or a dump", hint=_HINT)
        with path.open("rb") as file:
            data = file.read(DOCUMENT_BYTES + 1)
    except OSError as error:
        hint = "Check the path and whether the file may be read."
        raise InputError(f"{path.name}: {error.strerror or error}", hint=hint) from error
    return read_document(path.name, data)


def read_document(name: str, data: bytes) -> Document | NotLooked:
    """Read a document from its bytes; ``name`` is what places call it."""
    for offset, mark, what in _NOT_READ:
        if data.startswith(mark, offset):
            return not_read(name, f"{what}, which this release does not read")
    if len(data) > DOCUMENT_BYTES:
        detail = f"larger than {DOCUMENT_BYTES} bytes"
        return NotLooked("a document", Why.OVER_BUDGET, FilePlace(name), detail, (name,))
    sha256 = hashlib.sha256(data).hexdigest()
    source = _decoded(name, data)
    del data
    head = source[:4096].lstrip().lower()
    is_page = any(start in head for start in _HTML_HEAD)
    if not is_page and head.startswith(("<?xml", "<hierarchy", "<!doctype")):
        return _screen(name, sha256, source)
    if is_page or _TAG.search(source):
        return _page(name, sha256, source)
    text, whole = _normal(source)
    part = "" if whole else "what lies behind its limit"
    if not text.strip():
        raise InputError(f"{name}: it holds no text; expected a policy or a screen", hint=_HINT)
    return Document(name, sha256, "text", text, whole=whole, part=part)


def not_read(name: str, detail: str) -> NotLooked:
    """The row for a document that this release does not read, and why."""
    return NotLooked("a document", Why.UNSUPPORTED, FilePlace(name), f"{name}: {detail}", (name,))


def _page(name: str, sha256: str, source: str) -> Document | NotLooked:
    page = page_text(source)
    text, whole = _normal(page.shown)
    length = len(text.strip())
    if length == 0 or (length < _FEW_SHOWN and "<script" in source):
        return not_read(name, "a page that shows almost no text without its scripts; save it as text")
    part = "" if whole else "what lies behind its limit"
    if page.script > max(_LARGE_SCRIPT, _SCRIPTED * length):
        part = "what its scripts write"
    elif page.brought:
        part = "documents inside the page"
    hidden = _normal(page.hidden)[0]
    return Document(name, sha256, "html", text, hidden, page.unread, whole=not part, part=part, links=page.links)


def _screen(name: str, sha256: str, source: str) -> Document:
    try:
        # Zero-width characters go first, so that offsets of nodes are those of the text.
        screen = screen_text(source.translate(_UNSEEN))
    except ValueError as error:
        raise InputError(f"{name}: {error}; expected a UIAutomator dump of a screen", hint=_HINT) from error
    part = screen.part or ("" if len(screen.text) <= DOCUMENT_CHARS else "what lies behind its limit")
    return Document(name, sha256, "screen", screen.text, screen.hidden, screen.unread, not part, screen.nodes, part)


def _normal(text: str) -> tuple[str, bool]:
    """The text with one form of line end and without characters that nobody sees; whether all of it was kept."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNSEEN)
    return text[:DOCUMENT_CHARS], len(text) <= DOCUMENT_CHARS


def _decoded(name: str, data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if b"\0" in data[:4096]:
        raise InputError(f"{name}: binary data; expected text in UTF-8, UTF-16 with its mark, or GB18030", hint=_HINT)
    found = _CHARSET.search(data[:2048])
    declared = _DECLARED.get((found[1] or found[2]).lower()) if found else None
    for encoding in ("utf-8", *((declared,) if declared else ()), "gb18030", "windows-1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding in {"utf-8", declared} or _plausible(text, encoding):
            return text
    # A few broken bytes, as where a file was cut, do not lose the rest.
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") * 100 <= len(text):
        return text
    raise InputError(f"{name}: no known encoding; expected UTF-8, UTF-16 with its mark, or GB18030", hint=_HINT)


def _plausible(text: str, encoding: str) -> bool:
    """Almost any bytes are GB18030 or Windows-1252; Chinese has mostly Han characters, English almost ASCII alone."""
    others = len(_NOT_ASCII.findall(text))
    if encoding == "gb18030":
        chinese = len(_HAN.findall(text))
        in_runs = sum(map(len, _HAN_RUN.findall(text)))
        return chinese * 2 > others and (others * 20 > len(text) or in_runs * 4 > chinese * 3)
    return others * 20 <= len(text)
