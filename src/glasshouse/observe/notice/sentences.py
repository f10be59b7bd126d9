"""Sentences of a text, in zh and en, as spans of code points."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A line end alone ends nothing: texts are wrapped. A blank line does.
_END = re.compile("[。！？!?；;]+|\n[ \t]*\n\\s*|\\.(?=\\s|$)")


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each sentence that holds something, in reading order."""
    start = 0
    for found in _END.finditer(text):
        if text[start : found.start()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
