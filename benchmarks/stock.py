"""A stock Rasa project over the same texts: jieba, count vectors, DIET, TED.

Dispute types become intents of their own, since a stock pipeline has one classifier: so both sides
answer the same question, which of intent and type a message is. DIET over the whole training text takes
hours on two cores, so both sides train on the same sample of it; ours on everything stands beside them.
"""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path
from typing import Any, Final

import yaml

from checks.training_text import Row, rows
from intake import knowledge

ROOT: Final = Path(__file__).resolve().parent.parent
PIPELINE: Final[list[dict[str, Any]]] = [
    {"name": "JiebaTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": 100, "entity_recognition": False},
]
POLICIES: Final[list[dict[str, Any]]] = [
    {"name": "MemoizationPolicy"},
    {"name": "RulePolicy"},
    {"name": "TEDPolicy", "max_history": 5, "epochs": 100},
]


TYPE: Final = "type_"
"""What the label of a dispute type begins with."""
SEED: Final = 20261125
SAMPLE: Final = 2500
"""Rows of the sample, about."""
LONGEST: Final = 60
"""Characters of its longest row: DIET's time grows with the longest text of a batch."""
FEWEST: Final = 10
"""Rows of a label in the sample, where it has so many."""


def sample() -> list[Row]:
    """The same share of each label's shorter rows, in every run the same."""
    short = [row for row in rows() if len(row.text) <= LONGEST]
    share = min(1.0, SAMPLE / len(short))
    by_label: dict[str, list[Row]] = {}
    for row in short:
        by_label.setdefault(label(row.intent, row.dispute_type), []).append(row)
    dice = random.Random(SEED)  # noqa: S311 - repeatable, no secret
    return [
        row
        for found in by_label.values()
        for row in dice.sample(found, min(len(found), max(FEWEST, round(len(found) * share))))
    ]


def label(intent: str, dispute_type: str | None) -> str:
    """The one label of a message: its dispute type where it has one, else its intent."""
    if dispute_type is None:
        return intent
    return f"{TYPE}{knowledge.load().dispute_types[dispute_type].slug}"


def write(folder: Path, examples: list[Row]) -> dict[str, Path]:
    """Write a stock project; returns its config, domain and training folder."""
    by_label: dict[str, list[str]] = {}
    for row in examples:
        by_label.setdefault(label(row.intent, row.dispute_type), []).append(row.text)
    nlu = [{"intent": name, "examples": _lines(texts)} for name, texts in by_label.items()]
    stories = [
        {"story": f"answer {name}", "steps": [{"intent": name}, {"action": "utter_heard"}]}
        for name in by_label
    ]
    domain = {
        "version": "3.1",
        "intents": list(by_label),
        "responses": {"utter_heard": [{"text": "好。"}]},
    }
    config = {
        "recipe": "default.v1",
        "language": "zh",
        "assistant_id": "stock",
        "pipeline": PIPELINE,
        "policies": POLICIES,
    }
    training = folder / "data"
    training.mkdir(parents=True)
    _dump(training / "nlu.yml", {"version": "3.1", "nlu": nlu})
    _dump(training / "stories.yml", {"version": "3.1", "stories": stories})
    _dump(folder / "domain.yml", domain)
    _dump(folder / "config.yml", config)
    return {
        "config": folder / "config.yml",
        "domain": folder / "domain.yml",
        "training": training,
    }


def write_own(folder: Path, examples: list[Row]) -> dict[str, Path]:
    """Write these examples as training text of the project's own config and domain."""
    by_kind: dict[tuple[str, str | None], list[str]] = {}
    for row in examples:
        by_kind.setdefault((row.intent, row.dispute_type), []).append(row.text)
    nlu = [
        {"intent": intent, "examples": _lines(texts)}
        | ({"metadata": {"dispute_type": kind}} if kind else {})
        for (intent, kind), texts in by_kind.items()
    ]
    training = folder / "data"
    (training / "nlu").mkdir(parents=True)
    _dump(training / "nlu" / "sample.yml", {"version": "3.1", "nlu": nlu})
    shutil.copytree(ROOT / "data" / "rules", training / "rules")
    return own() | {"training": training}


def own() -> dict[str, Path]:
    """The project's own config, domain and training folders."""
    return {
        "config": ROOT / "config.yml",
        "domain": ROOT / "domain.yml",
        "training": ROOT / "data",
    }


def _lines(texts: list[str]) -> str:
    return "".join(f"- {text}\n" for text in texts)


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False, default_style=None),
        encoding="utf-8",
    )


def read_result(path: Path) -> dict[str, Any]:
    """What a measuring process wrote."""
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
