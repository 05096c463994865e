"""``make ask``: answer legal questions in batch, no server needed.

In, a line of JSON a row: ``{"id", "text"}``. Out, in the same order: whether an answer goes out, its text
as the citizen would read it, the articles it rests on, and the entries considered with their scores.
"""

from __future__ import annotations

import sys
from typing import Any

from evaluation.batch import run
from evaluation.model import Model
from legal import wording
from legal.decision import decide
from legal.entries import load


def ask(model: Model, text: str) -> dict[str, Any]:
    """One question's answer, without its id."""
    found = model.parse(text)["law"]
    decision = decide(found)
    answered = decision.kind == "answer"
    entry = load()[decision.entries[0]] if answered else None
    return {
        "answered": answered,
        "answer": wording.answer(entry) if entry else "",
        "citations": [
            {"law": cited.law, "article": cited.article}
            for cited in (entry.citations if entry else [])
        ],
        "entries": found,
    }


if __name__ == "__main__":
    sys.exit(run("ask", ask, sys.argv[1], sys.argv[2]))
