"""What holds for every test: tools that are not there, and which are no excuse in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator

import pytest

#: Set by ``.ci/run``: a machine that has everything must not skip for want of a program.
REQUIRE_TOOLS = "GLASSHOUSE_REQUIRE_TOOLS"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose program is missing: ``@pytest.mark.needs_tool("dexdump")``."""
    for marker in item.iter_markers("needs_tool"):
        tool = str(marker.args[0])
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} not found")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where tools are required, a skip that no ``skipif`` foresaw is a failure."""
    report = yield
    if report.skipped and os.environ.get(REQUIRE_TOOLS) and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and {REQUIRE_TOOLS} is set: {call.excinfo and call.excinfo.value}"
    return report
