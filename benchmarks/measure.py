#!/usr/bin/env python3
"""Run one command and say what it cost: wall, user and system CPU, peak resident set, exit status.

The command is started by a small process of its own, because the kernel counts the memory of whoever starts a program
as a floor of that program's peak; the floor is then this launcher's, about 10 MB. CPU is user plus system of the command
and of the children it waited for; the peak is the largest of any one of them.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost. ``status`` is the exit status, negative for a signal, ``None`` after the deadline."""

    status: int | None
    wall: float
    cpu: float
    peak: int
    last: str = ""
    inner: float | None = None

    @property
    def peak_mib(self) -> float:
        """The peak resident set in MiB."""
        return self.peak / 2**20


def run(command: Sequence[str], timeout: float = 900, memory: int | None = None) -> Cost:
    """Run a command to its end or the deadline. ``memory`` limits its address space in bytes.

    A line ``INNER seconds`` on its standard output becomes ``inner``; the last line of its standard error, ``last``.
    """
    order = json.dumps({"command": list(command), "timeout": timeout, "memory": memory})
    launcher = [sys.executable, "-I", "-S", str(Path(__file__).resolve()), order]
    done = subprocess.run(launcher, capture_output=True, text=True, timeout=timeout + 60, check=True)
    return Cost(**json.loads(done.stdout))


def median(costs: Sequence[Cost]) -> Cost:
    """Return the medians of each figure over runs; the status is the first that differs from the last, if any."""
    odd = next((cost.status for cost in costs if cost.status != costs[-1].status), costs[-1].status)
    inner = [cost.inner for cost in costs if cost.inner is not None]
    return Cost(
        odd,
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        round(statistics.median(cost.peak for cost in costs)),
        costs[-1].last,
        statistics.median(inner) if inner else None,
    )


def machine() -> str:
    """Say in one line what the figures were measured on."""
    cpu = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.is_file():
        match = re.search(r"^model name\s*: (.*)$", info.read_text(), re.MULTILINE)
        cpu = match[1].strip() if match else cpu
    load = os.getloadavg()[0]
    return (
        f"{cpu}, {os.cpu_count()} cores, {sys.platform}, Python {sys.version.split()[0]}, load {load:.1f} at the start"
    )


def present(command: str) -> bool:
    """Say whether a command can be found."""
    return shutil.which(command) is not None


def _launch(order: str) -> None:
    """Be the small process: start, wait, print the cost as JSON."""
    wish = json.loads(order)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (wish["memory"], wish["memory"]))

    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(
            wish["command"],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=err,
            start_new_session=True,
            preexec_fn=limit if wish["memory"] else None,  # noqa: PLW1509 - no thread runs yet
        )
        late = threading.Event()

        def kill() -> None:
            late.set()
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(wish["timeout"], kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        timer.cancel()
        process.returncode = code = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        match = re.search(rb"^INNER (\S+)", out.read(1 << 20), re.MULTILINE)
        text = err.read()
    scale = 1 if sys.platform == "darwin" else 1024
    last = text.decode("utf-8", "replace").strip().splitlines()[-1:]
    cost = {
        "status": None if late.is_set() else code,
        "wall": wall,
        "cpu": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * scale,
        "last": last[0][:300] if last else "",
        "inner": float(match[1]) if match else None,
    }
    json.dump(cost, sys.stdout)


if __name__ == "__main__":
    _launch(sys.argv[1])
