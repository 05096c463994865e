"""The same texts through a stock Rasa pipeline and through ours, trained and measured in one run."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import stock
from benchmarks.report import section
from evaluation import measures, texts

SHORT: Final = 40
LONG: Final = 250


def main() -> int:
    """Train both, parse the project's own test texts with both, write the table."""
    rows = [(row["text"], stock.label("report_dispute", row["dispute_type"])) for row in _types()]
    rows += [(row["text"], row["intent"]) for row in _intents()]
    speed = [text for text, _ in rows] + _long_texts()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sample = stock.sample()
        projects = {
            f"stock, {len(sample)} rows": stock.write(folder / "stock project", sample),
            f"ours, the same {len(sample)} rows": stock.write_own(folder / "own project", sample),
            "ours, all rows": stock.own(),
        }
        sides = {
            name: _measured(folder / name, project, speed) for name, project in projects.items()
        }
    truth = [label for _, label in rows]
    table = [_line(name, side, truth, speed) for name, side in sides.items()]
    ratios = ["ratio, stock to ours on the same rows"] + [
        f"{_ratio(first, second)}" for first, second in zip(table[0][1:], table[1][1:], strict=True)
    ]
    head = [
        "",
        "accuracy, intent and type",
        "training, s",
        "training, peak MB",
        "load, s",
        "resident after parsing, MB",
        f"parse p50 under {SHORT} characters, ms",
        "p95, ms",
        f"parse p50 over {LONG} characters, ms",
        "p95, ms ",
    ]
    section("Understanding", [head, *table, ratios])
    return 0


def _types() -> list[dict[str, Any]]:
    return texts.read(texts.OWN / "types.jsonl")


def _intents() -> list[dict[str, Any]]:
    return [
        row for row in texts.read(texts.OWN / "intents.jsonl") if row["intent"] != "report_dispute"
    ]


def _long_texts() -> list[str]:
    """Stories of about 300 characters, made of the test tellings, for speed alone."""
    told = "".join(row["text"] for row in _types())
    return [told[start : start + 300] for start in range(0, min(len(told), 12_000) - 300, 300)]


def _measured(folder: Path, project: dict[str, Path], speed: list[str]) -> dict[str, Any]:
    folder.mkdir(parents=True)
    trained, parsed, said = folder / "train.json", folder / "parse.json", folder / "texts.json"
    said.write_text(json.dumps(speed, ensure_ascii=False), encoding="utf-8")
    _run("train", project["config"], project["domain"], project["training"], folder, trained)
    _run("parse", folder / "model.tar.gz", said, parsed)
    return {"training": stock.read_result(trained), "parsing": stock.read_result(parsed)}


def _run(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "benchmarks.measured", *map(str, arguments)]
    subprocess.run(command, check=True, cwd=stock.ROOT)


def _line(name: str, side: dict[str, Any], truth: Sequence[str], speed: list[str]) -> list[str]:
    training, parsing = side["training"], side["parsing"]
    right = measures.share(
        wanted == _label(said, wanted) for wanted, said in zip(truth, parsing["said"], strict=False)
    )
    seconds = np.asarray(parsing["seconds"]) * 1000
    lengths = np.asarray([len(text) for text in speed])
    short, long = seconds[lengths < SHORT], seconds[lengths > LONG]
    figures = [
        right,
        training["seconds"],
        training["megabytes"],
        parsing["load"],
        parsing["megabytes"],
        np.percentile(short, 50),
        np.percentile(short, 95),
        np.percentile(long, 50),
        np.percentile(long, 95),
    ]
    return [name, *(f"{float(figure):.3g}" for figure in figures)]


def _label(said: dict[str, Any], wanted: str) -> str:
    """What was said, as one label; told danger, ours ranks types too, and the stock has one label."""
    intent, kind = str(said["intent"]), said["dispute_type"]
    told = intent == "report_dispute" or (intent == "danger" and wanted.startswith(stock.TYPE))
    return stock.label("report_dispute", kind) if kind and told else intent


def _ratio(first: str, second: str) -> str:
    return f"{float(first) / max(float(second), 1e-9):.2f}"


if __name__ == "__main__":
    sys.exit(main())
