"""``make eval``: measure on the project's own texts and on ``EVAL_DIR``; write docs/evaluation.md."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from evaluation import legal, texts, understanding
from evaluation.model import Model
from evaluation.understanding import Line

REPORT: Final = Path(__file__).resolve().parent.parent / "docs" / "evaluation.md"


def main() -> int:
    """Print one table and write it; 1 with one line where the model is missing."""
    try:
        model = Model()
    except FileNotFoundError as error:
        print(f"eval: {error}", file=sys.stderr)
        return 1
    outside = Path(os.environ.get("EVAL_DIR", ""))
    tables = {
        "own": own(model, texts.OWN) + legal.own_speed(model, texts.OWN),
        "fresh": own(model, texts.FRESH),
    }
    if outside.is_dir():
        tables["EVAL_DIR"] = others(model, outside)
    report = render(tables)
    print(report)
    REPORT.write_text(report, encoding="utf-8")
    return 0


def own(model: Model, folder: Path) -> list[tuple[str, Line]]:
    """All measures on a folder of the project's own texts: of every set that is there."""
    measured: list[tuple[str, Line]] = []
    for name, measure in _measures(model, folder).items():
        measured += [(name, line) for line in measure()]
    return measured + legal.own(model, folder)


def others(model: Model, folder: Path) -> list[tuple[str, Line]]:
    """All measures on the third-party texts of a folder."""
    tables: dict[str, Callable[[list[dict[str, Any]]], list[Line]]] = {
        "types_dev.jsonl": lambda rows: understanding.accepted_types(rows, model.parse),
        "crisis_dev.jsonl": lambda rows: understanding.crisis(rows, model.parse),
        "wild_dev.jsonl": lambda rows: understanding.speed(
            (row["text"] for row in rows), model.parse
        ),
    }
    measured: list[tuple[str, Line]] = []
    for name, measure in tables.items():
        if rows := texts.read(folder / name):
            measured += [(name, line) for line in measure(rows)]
    return measured + legal.others(model, folder)


def _measures(model: Model, folder: Path) -> dict[str, Callable[[], list[Line]]]:
    rows = {
        name: texts.read(folder / name)
        for name in (
            "types.jsonl",
            "urgency.jsonl",
            "intents.jsonl",
            "facts.jsonl",
            "facts_fresh.jsonl",
            "facts_told.jsonl",
        )
    }
    parse = model.parse
    measures: dict[str, Callable[[], list[Line]]] = {
        "types.jsonl": lambda: understanding.own_types(rows["types.jsonl"], parse),
        "urgency.jsonl": lambda: understanding.own_urgency(rows["urgency.jsonl"], parse),
        "intents.jsonl": lambda: understanding.own_intents(rows["intents.jsonl"], parse),
        "facts.jsonl": lambda: understanding.own_facts(rows["facts.jsonl"], model.parse_on),
        "facts_fresh.jsonl": lambda: understanding.own_facts(
            rows["facts_fresh.jsonl"], model.parse_on
        ),
        "facts_told.jsonl": lambda: understanding.own_facts(
            rows["facts_told.jsonl"], model.parse_on
        ),
    }
    return {name: measure for name, measure in measures.items() if rows[name]}


def render(tables: dict[str, list[tuple[str, Line]]]) -> str:
    """The report as Markdown: one table a source of texts."""
    parts = [
        "# Evaluation",
        "",
        "Written by `make eval`; do not edit. Own sets are `tests/data/`; fresh ones are `tests/data/fresh/`,",
        "written apart from the training text and from the own sets, and never tuned to; `EVAL_DIR` holds",
        "citizens' texts of third parties on which nothing is trained.",
    ]
    for title, measured in tables.items():
        parts += [
            "",
            f"## {title}",
            "",
            "| texts | measure | figure | rows |",
            "| --- | --- | --- | --- |",
        ]
        for name, line in measured:
            figure = f"{line.figure:.3f}" if isinstance(line.figure, float) else line.figure
            parts.append(f"| {name} | {line.measure} | {figure} | {line.rows} |")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())
