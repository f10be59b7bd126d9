"""Build the apps of ``layouts/`` again from their sources: ``python3 benchmarks/screens/build.py [NAME ...]``.

One app a screen, built as the test apps are (``tests/apps/README.md`` names the tools); the same sources give the same bytes.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).parent / "layouts"
BUILDER = Path(__file__).parents[2] / "tests" / "apps" / "build.py"


def main() -> int:
    """Build what was asked for, or all."""
    spec = importlib.util.spec_from_file_location("build_apps", BUILDER)
    if spec is None or spec.loader is None:
        sys.exit(f"no builder at {BUILDER}")
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    wanted = sys.argv[1:] or sorted(path.name for path in HERE.iterdir() if path.is_dir())
    for name in wanted:
        builder.build(HERE / name, HERE / name)
        print(f"{(HERE / name / f'{name}.apk').stat().st_size:8} {name}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
