"""Audit a file in a child process with limits, and say how it ended.

The child gets 2 GiB of address space, an empty working directory and a deadline: a hang, a crash, memory without bounds and
a file written where none belongs are told apart from a result and from a typed error.
"""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import time
import traceback
from dataclasses import dataclass
from pathlib import Path

from glasshouse.errors import Exit, InputError
from glasshouse.model.audit import Audit
from glasshouse.model.looked import Why
from glasshouse.run.audit import audit
from glasshouse.run.judge import exit_code

MEMORY = 2 << 30
DEADLINE = 30.0


@dataclass(frozen=True)
class Outcome:
    """``audit`` or ``refused`` (the message of the ``InputError``); anything else is ``wrong``."""

    audit: Audit | None = None
    refused: str | None = None
    hint: str = ""
    wrong: str | None = None
    seconds: float = 0.0
    peak_mib: int = 0

    @property
    def exit(self) -> Exit:
        """The exit code of the command."""
        assert self.wrong is None, self.wrong
        return Exit.UNUSABLE if self.audit is None else exit_code(self.audit)

    @property
    def told(self) -> list[str]:
        """What, why and detail of each not-looked row that makes the audit incomplete."""
        rows = self.audit.not_looked if self.audit else ()
        return [f"{row.what} [{row.why}] {row.detail}" for row in rows if row.counts]

    @property
    def permissions(self) -> set[str]:
        assert self.audit is not None, self.refused
        return {item.name.rpartition(".")[2] for item in self.audit.permissions}

    @property
    def reads(self) -> set[str]:
        """APIs of the reads found in code, ``TelephonyManager->getDeviceId``."""
        assert self.audit is not None, self.refused
        return {
            practice.api.partition("(")[0].rpartition("/")[2].replace(";", "")
            for practice in self.audit.practices
            if practice.observer == "calls" and practice.api
        }

    def left_open(self) -> bool:
        """Whether a value is said to be unresolved, or a limit to be reached."""
        open_ = (Why.UNRESOLVED, Why.OVER_BUDGET)
        return self.audit is not None and any(row.why in open_ for row in self.audit.not_looked)

    def over_budget(self) -> bool:
        return self.audit is not None and any(row.why is Why.OVER_BUDGET for row in self.audit.not_looked)


def audited(data: bytes | Path, folder: Path, *, name: str = "app.apk", deadline: float = DEADLINE) -> Outcome:
    """Audit bytes (or a path) in a child process, and check what holds for every input."""
    path = data
    if not isinstance(path, Path):
        path = folder / name
        path.write_bytes(data)  # type: ignore[arg-type]
    work = folder / "work"
    work.mkdir(exist_ok=True)
    before = set(folder.rglob("*"))
    outcome = _in_child(path, work, deadline)
    created = set(folder.rglob("*")) - before
    assert not created, f"files were made: {created}"
    assert outcome.wrong is None, outcome.wrong
    assert outcome.seconds < deadline
    _check(outcome, path.name)
    return outcome


def _in_child(path: Path, work: Path, deadline: float) -> Outcome:
    reader, writer = os.pipe()
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _child(path, work, writer)
    os.close(writer)
    received, over = bytearray(), False
    while True:
        left = start + deadline - time.monotonic()
        if left <= 0 or not select.select([reader], [], [], left)[0]:
            over = True
            os.kill(child, signal.SIGKILL)
            break
        block = os.read(reader, 1 << 20)
        if not block:
            break
        received += block
    os.close(reader)
    _, status = os.waitpid(child, 0)
    seconds = time.monotonic() - start
    if over:
        return Outcome(wrong=f"no end after {deadline} s", seconds=seconds)
    if os.WIFSIGNALED(status):
        return Outcome(wrong=f"killed by signal {os.WTERMSIG(status)}", seconds=seconds)
    kind, value, hint, peak = pickle.loads(bytes(received))  # noqa: S301 (our own child)
    found: dict[str, object] = {kind: value, "hint": hint, "seconds": seconds, "peak_mib": peak}
    return Outcome(**found)  # type: ignore[arg-type]


def _child(path: Path, work: Path, writer: int) -> None:
    """Never returns: the copy of the test program must not go on."""
    try:
        os.chdir(work)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        kind, value, hint = _end(path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        with os.fdopen(writer, "wb") as out:
            out.write(pickle.dumps((kind, value, hint, peak)))
        os._exit(0)
    finally:
        os._exit(70)


def _end(path: Path) -> tuple[str, object, str]:
    try:
        return "audit", audit(str(path)), ""
    except InputError as error:
        return "refused", str(error), error.hint
    except BaseException:  # noqa: BLE001 (any other end is what the tests look for)
        return "wrong", traceback.format_exc(), ""


def _check(outcome: Outcome, name: str) -> None:
    """One sentence that names the file; never an empty answer that reads like "clean"."""
    if outcome.audit is None:
        message = outcome.refused or ""
        assert message.startswith(f"{name}: "), message
        assert "\n" not in message
        assert "Error" not in message
        assert outcome.hint
        return
    for row in outcome.audit.not_looked:
        if row.why in (Why.DAMAGED, Why.OVER_BUDGET):
            assert row.detail, row
            assert "\n" not in row.detail
    nothing = not outcome.audit.practices and not outcome.audit.permissions
    assert not (nothing and outcome.audit.complete), "an empty answer that reads like clean"
