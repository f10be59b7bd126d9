#!/usr/bin/env python3
"""Make one virtual environment for each peer, outside the project's own.

    python3 setup_peers.py [FOLDER] [--only NAME ...]

FOLDER is ``benchmarks/results/peers`` by default. Peers of Python come by name and exact version through pip; ``dexdump``
is a system package (Debian: ``apt-get install dexdump``) and is only looked for. Exit status: 0 when all asked for are
there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import venv
from pathlib import Path

PEERS = {
    "androguard": ["androguard==4.1.4"],
    "exodus": ["exodus-core==1.3.15"],
    "lief": ["lief==0.16.1"],
}
HERE = Path(__file__).resolve().parent


def set_up(name: str, folder: Path) -> str:
    """Make the environment of one peer and return the version that it holds."""
    home = folder / name
    python = home / "bin" / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *PEERS[name]], check=True)
    return PEERS[name][0]


def main() -> int:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=HERE.parent / "results" / "peers")
    parser.add_argument("--only", nargs="*", choices=sorted(PEERS), default=[])
    args = parser.parse_args()
    failed = 0
    for name in args.only or PEERS:
        try:
            print(f"{name}: {set_up(name, args.folder)}", flush=True)
        except subprocess.CalledProcessError as error:
            failed += 1
            print(f"{name}: FAILED, pip ended with {error.returncode}")
    found = shutil.which("dexdump")
    print(f"dexdump: {'found' if found else 'not found; install the system package dexdump'}")
    return 1 if failed or not found else 0


if __name__ == "__main__":
    sys.exit(main())
