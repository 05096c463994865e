"""``make assess``: assess texts in batch, no server needed.

In, a line of JSON a row: ``{"id", "text"}``. Out, in the same order: intent, dispute type, urgency,
route and facts, as the contract of the project lays down. A row that cannot be read is answered with
``{"id", "error"}``, so that no line is lost and no line shifts.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from evaluation.model import Model


def assess(model: Model, text: str) -> dict[str, Any]:
    """One text's assessment, without its id."""
    parsed = model.parse(text)
    urgency = parsed["urgency"]
    return {
        "intent": {
            "name": parsed["intent"]["name"],
            "confidence": round(float(parsed["intent"]["confidence"]), 4),
        },
        "dispute_type": parsed["dispute_type"],
        "urgency": {"level": urgency["level"], "signals": urgency["signals"]},
        "route": parsed["route"],
        "facts": parsed["facts"],
    }


def row_out(model: Model, line: str) -> dict[str, Any]:
    """The answer to one input line; a bad line is answered with an error, never with an exception."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return {"id": None, "error": "not a line of JSON"}
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return {"id": row.get("id") if isinstance(row, dict) else None, "error": "no text"}
    return {"id": row.get("id"), **assess(model, row["text"])}


def main(source: str, target: str) -> int:
    """Assess a file; 1 with one line where it cannot be read or the model is missing."""
    try:
        lines = Path(source).read_text(encoding="utf-8").splitlines()
        model = Model()
    except (OSError, UnicodeDecodeError) as error:
        print(f"assess: {error}", file=sys.stderr)
        return 1
    began = time.monotonic()
    rows = [line for line in lines if line.strip()]
    with Path(target).open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row_out(model, line), ensure_ascii=False) + "\n" for line in rows)
    seconds = max(time.monotonic() - began, 1e-9)
    print(f"assessed {len(rows)} rows in {seconds:.1f} s ({len(rows) / seconds:.0f} a second)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
