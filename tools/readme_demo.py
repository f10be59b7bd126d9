"""Write the beginning of the demo's report into README.md: ``python tools/readme_demo.py``, with the package installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
END = "\n  Asked for, but no use was seen"

if __name__ == "__main__":
    code = "from glasshouse.cli.app import main; main(['demo'])"
    report = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    head, fence, rest = README.read_text("utf-8").partition("```text\n")
    README.write_text(head + fence + report.partition(END)[0] + "```" + rest.partition("```")[2], "utf-8")
