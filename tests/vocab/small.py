"""A small sound vocabulary in a folder, which tests break in one place each."""

from __future__ import annotations

from pathlib import Path

META = '[meta]\nversion = "1"\ndate = "2026-11-25"\nsource = "https://example.org/reference"\n\n'

KINDS = (
    META
    + """
[[kind]]
id = "personal_data"
en = "any personal data"
zh = "个人信息"

[[kind]]
id = "health"
en = "health"
zh = "健康"
sensitive = ["gdpr9"]

[[kind]]
id = "health.sleep"
en = "sleep"
zh = "睡眠"
sensitive = ["gdpr9"]
also_under = ["habits"]

[[kind]]
id = "habits"
en = "habits"
zh = "习惯"

[[kind]]
id = "weather"
en = "weather"
zh = "天气"
"""
)

PERMISSIONS = (
    META
    + """
[[permission]]
id = "a.SLEEP"
level = "dangerous"
since = 20
until = 30
opens = ["health.sleep"]
implies = ["a.HABITS"]
en = "read sleep"
zh = "读取睡眠"

[[permission]]
id = "a.HABITS"
level = "normal"
since = 1
opens = ["habits"]
en = "read habits"
zh = "读取习惯"
"""
)

APIS = (
    META
    + """
[[method]]
class = "a.b.Sleep"
name = "read"
params = "(ILjava/lang/String;)"
data = ["health.sleep"]
permission = ["a.SLEEP"]
since = 20
when = { arg = 1, equals = ["deep", 4] }

[[field]]
class = "a.b.Sleep"
name = "LAST"
data = ["habits"]

[[callback]]
class = "a.b.Sleep$Listener"
name = "onSleep"
data = ["health.sleep"]

[[uri]]
uri = "content://a.b/sleep"
constants = ["a.b.Sleep.CONTENT_URI"]
data = ["health.sleep"]

[[resolver]]
class = "a.b.Resolver"
name = "query"
uri_arg = 0

[[service]]
name = "sleep"
constant = "a.b.Context.SLEEP_SERVICE"
class = "a.b.Sleep"

[[broadcast]]
action = "a.b.SLEPT"
data = ["health.sleep"]

[[intent]]
action = "a.b.PICK"
mediated = true
data = ["habits"]
"""
)

FILES = {"data_kinds.toml": KINDS, "permissions.toml": PERMISSIONS, "apis/all.toml": APIS}


def write(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    """Write the vocabulary below ``folder`` with ``old`` in ``file`` replaced once by ``new``; return the folder."""
    (folder / "apis").mkdir()
    for name, text in FILES.items():
        if name == file:
            assert old in text, f"nothing to break: {old!r}"
        changed = text.replace(old, new, 1) if name == file else text
        (folder / name).write_text(changed, "utf-8")
    return folder


def append(folder: Path, file: str, text: str) -> Path:
    """Write the vocabulary below ``folder`` with ``text`` at the end of ``file``; return the folder."""
    write(folder)
    path = folder / file
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return folder
