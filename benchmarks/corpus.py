#!/usr/bin/env python3
"""Write or check the expected rows of ``tests/corpus`` with the oracle.

    python3 corpus.py write|check --apps FOLDER [--listed FOLDER] [--framework JAR]

The certain rows of the oracle for the apps of ``tests/corpus``, one file an app, named after it. ``check`` prints the lines
that would change and ends with 1 when there are any: the vocabulary or the oracle has changed, and the rows that are new
must be looked at before they are written (``tests/corpus/README.md`` says how).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import io
import sys
from pathlib import Path

import listed
from oracle import Row, sites_in

HERE = Path(__file__).resolve().parent
CORPUS = HERE.parent / "tests" / "corpus"
APPS = ("app_uiautomator.apk", "apidemos_debug.apk", "appium_settings.apk", "yosemite_airtest.apk")
COLUMNS = ("dex", "class", "method", "offset", "api", "data", "note")


def text_of(rows: list[Row]) -> str:
    """Write the certain rows as a table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
    writer.writerow(COLUMNS)
    for r in rows:
        if r.state == "certain":
            writer.writerow((r.dex, r.owner, r.method, r.offset, r.api, r.data, r.note))
    return out.getvalue()


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("write", "check"))
    parser.add_argument("--apps", type=Path, default=HERE / "results" / "apps")
    parser.add_argument("--listed", type=Path, default=HERE.parent / "src/glasshouse/vocab/data/apis")
    parser.add_argument("--framework", type=Path, default=HERE / "results" / "android-all.jar")
    args = parser.parse_args()
    rows = listed.read(args.listed)
    changed = 0
    for name in APPS:
        path = CORPUS / f"{Path(name).stem}.tsv"
        new = text_of(sites_in(args.apps / name, rows, args.framework))
        old = path.read_text("utf-8") if path.is_file() else ""
        print(f"{name}: {new.count(chr(10)) - 1} rows{'' if new == old else ', changed'}")
        if new != old:
            changed += 1
            sys.stdout.writelines(
                f"{line}\n" for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
            )
            if args.what == "write":
                path.write_text(new, "utf-8")
    return 1 if changed and args.what == "check" else 0


if __name__ == "__main__":
    sys.exit(main())
