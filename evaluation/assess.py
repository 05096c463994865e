"""``make assess``: assess texts in batch, no server needed.

In, a line of JSON a row: ``{"id", "text"}``. Out, in the same order: intent, dispute type, urgency,
route and facts, as the contract of the project lays down. A row that cannot be read is answered with
``{"id", "error"}``, so that no line is lost and no line shifts.
"""

from __future__ import annotations

import sys
from typing import Any

from evaluation.batch import run
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


if __name__ == "__main__":
    sys.exit(run("assess", assess, sys.argv[1], sys.argv[2]))
