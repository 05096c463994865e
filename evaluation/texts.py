"""The texts that understanding is measured on: the project's own, fresh ones, and those of ``EVAL_DIR``.

Own sets (``tests/data/*.jsonl``) are written apart from the training text; ``python -m checks`` finds
leaks. The fresh ones (``tests/data/fresh``) were written apart from the older sets as well and nothing
is tuned to them. ``EVAL_DIR`` holds citizens' texts of third parties that never enter the project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

OWN: Final = Path(__file__).resolve().parent.parent / "tests" / "data"
FRESH: Final = OWN / "fresh"


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON-lines file; none where there is no such file.

    Raises:
        ValueError: a line is not a JSON object.
    """
    if not path.exists():
        return []
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError(f"{path.name}:{number}: not an object")  # noqa: TRY004 - the file is wrong
        rows.append(row)
    return rows
