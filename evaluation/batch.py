"""Batch work over JSON lines: a row in, a row out, in the same order, and no row lost."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evaluation.model import Model

Work = Callable[[Model, str], dict[str, Any]]


def row_out(work: Work, model: Model, line: str) -> dict[str, Any]:
    """The answer to one input line; a bad line is answered with ``error``, never with an exception."""
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return {"id": None, "error": "not a line of JSON"}
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": "no text"}
    return {"id": row.get("id"), **work(model, row["text"])}


def run(name: str, work: Work, source: str, target: str) -> int:
    """Work through a file; 1 with one line where it cannot be read or the model is missing."""
    try:
        lines = Path(source).read_text(encoding="utf-8").split("\n")
        model = Model()
    except (OSError, UnicodeDecodeError) as error:
        print(f"{name}: {error}", file=sys.stderr)
        return 1
    began = time.monotonic()
    rows = [line for line in lines if line.strip()]
    with Path(target).open("w", encoding="utf-8") as out:
        out.writelines(
            json.dumps(row_out(work, model, line), ensure_ascii=False) + "\n" for line in rows
        )
    seconds = max(time.monotonic() - began, 1e-9)
    print(f"{name}: {len(rows)} rows in {seconds:.1f} s ({len(rows) / seconds:.0f} a second)")
    return 0
