"""The oracle lists what disassembly shows, and says "undecided" where one method alone does not show it.

dexdump is played by a script that prints a text of ours, so the oracle runs as a program, on any machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ORACLE = Path(__file__).parents[2] / "benchmarks" / "oracle.py"

LISTED = """
[[method]]
class = "android.provider.Settings$Secure"
name = "getString"
params = "(Landroid/content/ContentResolver;Ljava/lang/String;)"
when = { arg = 1, equals = ["android_id"] }
data = ["device.android_id"]

[[method]]
class = "x.Base"
name = "read"
data = ["location", "contacts"]

[[field]]
class = "android.os.Build"
name = "SERIAL"
data = ["device.serial"]

[[resolver]]
class = "android.content.ContentResolver"
name = "query"
uri_arg = 0

[[uri]]
uri = "content://sms"
constants = ["android.provider.Telephony$Sms.CONTENT_URI"]
data = ["sms"]
"""

GET = "invoke-static {v0, v1}, Landroid/provider/Settings$Secure;.getString:(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String; // method@0001"
QUERY = "invoke-virtual {v0, v1}, Landroid/content/ContentResolver;.query:(Landroid/net/Uri;)Landroid/database/Cursor; // method@0002"
PARSE = "invoke-static {v1}, Landroid/net/Uri;.parse:(Ljava/lang/String;)Landroid/net/Uri; // method@0003"
TEXT = 'const-string v1, "android_id" // string@0001'


def a_class(number: int, name: str, parent: str, methods: str) -> str:
    """Print a class as dexdump does."""
    return (
        f"Class #{number}            -\n  Class descriptor  : '{name}'\n  Access flags      : 0x0001 (PUBLIC)\n"
        f"  Superclass        : '{parent}'\n  Interfaces        -\n  Static fields     -\n  Instance fields   -\n"
        f"  Direct methods    -\n  Virtual methods   -\n{methods}  source_file_idx   : 1 (X.java)\n\n"
    )


def a_method(owner: str, name: str, *code: tuple[int, str], handlers: tuple[int, ...] = ()) -> str:
    """Print a method with its code, each line at the offset given."""
    lines = "".join(
        f"{0x100 + 2 * at:06x}: 0000 0000                              |{at:04x}: {text}\n" for at, text in code
    )
    catches = "".join(f"        0x0000 - 0x0001\n          <any> -> 0x{at:04x}\n" for at in handlers)
    return (
        f"    #0              : (in {owner})\n      name          : '{name}'\n      type          : '()V'\n"
        f"      access        : 0x0001 (PUBLIC)\n      code          -\n000100:            |[000100] x.y:()V\n{lines}"
        f"      catches       : {len(handlers) or '(none)'}\n{catches}      positions     : \n        0x0000 line=1\n"
    )


def rows(folder: Path, dump: str) -> set[tuple[str, ...]]:
    """Run the oracle over an app whose one DEX file reads so; return method, offset, data and state of each row."""
    (folder / "apis").mkdir()
    (folder / "apis" / "list.toml").write_text(LISTED, "utf-8")
    (folder / "dump.txt").write_text(dump, "utf-8")
    (folder / "dexdump").write_text(f"#!/bin/sh\ncat '{folder}/dump.txt'\n", "utf-8")
    (folder / "dexdump").chmod(0o755)
    with zipfile.ZipFile(folder / "app.apk", "w") as app:
        app.writestr("classes.dex", bytes(0x400))
    command = [sys.executable, str(ORACLE), str(folder / "app.apk"), str(folder / "apis")]
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATH": path}, check=True)
    lines = [line.split("\t") for line in done.stdout.splitlines()[1:]]
    return {(line[2], line[3], line[5], line[6]) for line in lines}


@pytest.mark.parametrize(
    ("code", "handlers", "expected"),
    [
        (((0, TEXT), (2, GET)), (), {("go()V", "2", "device.android_id", "certain")}),
        (((0, 'const-string v1, "font_scale" // string@0002'), (2, GET)), (), set()),
        (((0, GET),), (), {("go()V", "0", "device.android_id", "argument")}),
        (((0, TEXT.replace("v1", "v7")), (2, "move-object v1, v7"), (3, GET)), (), {("go()V", "3", "device.android_id", "certain")}),
        (((0, TEXT), (2, "const/4 v1, #int 0 // #0"), (3, GET)), (), set()),
        (((0, TEXT), (2, "if-eqz v3, 0004 // +0002"), (4, GET)), (), {("go()V", "4", "device.android_id", "argument")}),
        (((0, TEXT), (2, "if-eqz v3, 0009 // +0007"), (4, GET), (9, "return-void")), (), {("go()V", "4", "device.android_id", "certain")}),
        (((0, TEXT), (2, GET)), (2,), {("go()V", "2", "device.android_id", "argument")}),
        (((0, TEXT), (2, "goto 0005 // +0003"), (3, GET)), (), {("go()V", "3", "device.android_id", "argument")}),
        (((0, "sget-object v1, Landroid/os/Build;.SERIAL:Ljava/lang/String; // field@0001"),), (), {("go()V", "0", "device.serial", "certain")}),
        (((0, "sput-object v1, Landroid/os/Build;.SERIAL:Ljava/lang/String; // field@0001"),), (), set()),
        (((0, "sget-object v1, Landroid/provider/Telephony$Sms;.CONTENT_URI:Landroid/net/Uri; // field@0002"), (2, QUERY)), (), {("go()V", "2", "sms", "certain")}),
        (((0, 'const-string v1, "content://sms/inbox" // string@0003'), (2, PARSE), (5, "move-result-object v1"), (6, QUERY)), (), {("go()V", "6", "sms", "certain")}),
        (((0, 'const-string v1, "content://smsx" // string@0004'), (2, PARSE), (5, "move-result-object v1"), (6, QUERY)), (), set()),
        (((0, QUERY),), (), {("go()V", "0", "?", "address")}),
    ],
    ids=[
        "constant", "another constant", "unknown value", "through a move", "overwritten", "jumped over", "branch away",
        "handler lands on the call", "not reached from above", "field read", "field write", "listed address", "parsed address",
        "not at a path segment", "unknown address",
    ],
)  # fmt: skip
def test_a_condition_is_decided_inside_the_method(
    tmp_path: Path, code: tuple[tuple[int, str], ...], handlers: tuple[int, ...], expected: set[tuple[str, ...]]
) -> None:
    dump = a_class(0, "Lx/Main;", "Ljava/lang/Object;", a_method("Lx/Main;", "go", *code, handlers=handlers))
    assert rows(tmp_path, dump) == expected


def test_an_inherited_method_counts_and_an_overriding_one_is_undecided(tmp_path: Path) -> None:
    call = (0, "invoke-virtual {v0}, Lx/Plain;.read:()V // method@0001")
    other = (3, "invoke-virtual {v0}, Lx/Own;.read:()V // method@0002")
    stranger = (6, "invoke-virtual {v0}, Lx/Main;.read:()V // method@0003")
    dump = (
        a_class(0, "Lx/Plain;", "Lx/Base;", "")
        + a_class(1, "Lx/Own;", "Lx/Base;", a_method("Lx/Own;", "read", (0, "return-void")))
        + a_class(2, "Lx/Main;", "Ljava/lang/Object;", a_method("Lx/Main;", "go", call, other, stranger))
    )
    assert rows(tmp_path, dump) == {
        ("go()V", "0", "contacts", "certain"),
        ("go()V", "0", "location", "certain"),
        ("go()V", "3", "contacts", "overridden"),
        ("go()V", "3", "location", "overridden"),
    }
