"""A saved page, served from this machine: a page from ``file://`` behaves otherwise, and could read other files."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

from glasshouse.errors import InputError

_PAGES = {".html", ".htm", ".xhtml"}


@contextmanager
def served(page: Path) -> Iterator[str]:
    """The address of a saved page while the block runs; what lies beside it in its folder can be loaded by it.

    Raises ``InputError`` when there is no such page.
    """
    if not page.is_file() or page.suffix.lower() not in _PAGES:
        raise InputError(f"{page}: no saved page", hint="a saved page ends in .html, .htm or .xhtml")
    folder = page.resolve().parent
    with _Server(("127.0.0.1", 0), partial(_Folder, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/{quote(page.name)}"
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing: a browser that goes away while it is answered is no error."""


class _Folder(SimpleHTTPRequestHandler):
    """Files of one folder and below; no lists, nothing behind links that lead out, nothing hidden."""

    timeout = 10

    def send_head(self) -> Any:  # noqa: ANN401 - the type of the overridden method
        path, folder = Path(self.translate_path(self.path)), Path(self.directory)
        inside = path.resolve().is_relative_to(folder) and not any(
            part.startswith(".") for part in path.parts[len(folder.parts) :]
        )
        if not inside or not path.is_file():
            self.send_error(404)
            return None
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing: what the page asked for is in the evidence."""
