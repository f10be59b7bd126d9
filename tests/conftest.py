"""What holds for every test: programs that are not there, and which are no excuse in CI."""

from __future__ import annotations

import os
import shutil

import pytest

#: Set by ``.ci/run``: there, a test that cannot find its program fails instead of being skipped.
REQUIRE_TOOLS = "GLASSHOUSE_REQUIRE_TOOLS"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """See to the programs of a test: ``@pytest.mark.needs_tool("dexdump")``."""
    for marker in item.iter_markers("needs_tool"):
        tool = str(marker.args[0])
        if shutil.which(tool) is None:
            missing = pytest.fail if os.environ.get(REQUIRE_TOOLS) else pytest.skip
            missing(f"{tool} not found: see .ci/packages")
