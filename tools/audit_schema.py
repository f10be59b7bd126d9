"""Write docs/format/audit-1.schema.json again, from the types.

python tools/audit_schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from glasshouse.model.codec import schema

TARGET = Path(__file__).parents[1] / "docs" / "format" / "audit-1.schema.json"

if __name__ == "__main__":
    TARGET.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", "utf-8")
