"""The report: one Markdown section a benchmark, in ``docs/benchmarks.md``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

REPORT: Final = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD: Final = (
    "# Benchmarks\n\nWritten by `make bench`; do not edit. Figures depend on the machine, ratios hardly: every row"
    "\nstands beside a stock or peer implementation measured in the same run.\n"
)


def section(title: str, table: Sequence[Sequence[str]]) -> None:
    """Print a table (its first row is the head) and replace its section in the report."""
    head, *rows = table
    lines = [
        "| " + " | ".join(head) + " |",
        "| " + " | ".join("---" for _ in head) + " |",
        *("| " + " | ".join(row) + " |" for row in rows),
    ]
    text = f"\n## {title}\n\n" + "\n".join(lines) + "\n"
    print(text)
    report = REPORT.read_text(encoding="utf-8") if REPORT.exists() else HEAD
    report = re.sub(rf"\n## {re.escape(title)}\n.*?(?=\n## |\Z)", "", report, flags=re.DOTALL)
    REPORT.write_text(report + text, encoding="utf-8")
