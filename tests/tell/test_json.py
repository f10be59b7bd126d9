"""The audit document, whole."""

from __future__ import annotations

import subprocess
import sys

from tests.build import audits

from glasshouse.model.codec import decode
from glasshouse.tell.json import render_json


def test_it_reads_back_the_same() -> None:
    assert decode(render_json(audits.maplike())) == audits.maplike()


def test_it_does_not_pay_for_the_other_reports() -> None:
    code = "import sys, glasshouse.tell.json; print(sorted({'rich', 'jinja2'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
