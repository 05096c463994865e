"""The training text: well formed, enough of it, not twice, and nowhere in the test texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from checks.likeness import alike
from intake.vocabulary import DISPUTE_TYPES

ROOT: Final = Path(__file__).resolve().parent.parent
NLU: Final = ROOT / "data" / "nlu"
TEST_TEXTS: Final = ROOT / "tests" / "data"
FRESH: Final = TEST_TEXTS / "fresh"
TWICE: Final = 0.85
"""Character-trigram Jaccard likeness from which two training rows of a label are one row."""
LEAK: Final = 0.6
"""Likeness from which a test row counts as known from training."""
FEWEST_TELLINGS: Final = 200
FEWEST_UTTERANCES: Final = 80
SHORT_LISTS: Final = {"goodbye": 40, "thank": 40}
"""Intents for which there is little more to say."""
ANNOTATION: Final = re.compile(r"[\[\]{}]")


@dataclass(frozen=True)
class Row:
    """One training example with where it stands."""

    text: str
    intent: str
    dispute_type: str | None
    file: str


def rows(folder: Path = NLU) -> list[Row]:
    """Every training example, in the order of files and lines."""
    found = []
    for file in sorted(folder.rglob("*.yml")):
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
        for block in content["nlu"]:
            kind = (block.get("metadata") or {}).get("dispute_type")
            found += [
                Row(line[2:].strip(), block["intent"], kind, str(file.relative_to(folder)))
                for line in block["examples"].splitlines()
                if line.startswith("- ")
            ]
    return found


def problems() -> list[str]:
    """Everything wrong with the project's training text."""
    examples = rows()
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    return [
        *_malformed(examples, set(domain["intents"])),
        *_too_few(examples),
        *_twice(examples),
        *leaks([row.text for row in examples], held_out()),
    ]


def held_out(folder: Path = TEST_TEXTS) -> list[tuple[str, str]]:
    """The texts of the project's own test sets, the fresh ones too, with the file of each."""
    return [
        (json.loads(line)["text"], str(file.relative_to(folder)))
        for file in sorted([*folder.glob("*.jsonl"), *folder.glob("fresh/*.jsonl")])
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def leaks(training: list[str], tests: Iterable[tuple[str, str]]) -> list[str]:
    """Test rows that stand in the training text, or nearly so."""
    tests = list(tests)
    return [
        f"{tests[test][1]}: stands in the training text ({likeness:.2f}): {tests[test][0][:40]}"
        for test, _, likeness in alike([text for text, _ in tests], training, LEAK)
    ]


def _malformed(examples: list[Row], intents: set[str]) -> list[str]:
    found = []
    for row in examples:
        where = f"{row.file}: {row.text[:30]}"
        if row.intent not in intents:
            found.append(f"{where}: no such intent: {row.intent}")
        if row.dispute_type is not None and row.dispute_type not in DISPUTE_TYPES:
            found.append(f"{where}: no such dispute type: {row.dispute_type}")
        if ANNOTATION.search(row.text):
            found.append(f"{where}: a bracket that Rasa reads as an annotation")
        if row.text.startswith("/"):
            found.append(f"{where}: begins like a command")
    return found


def _too_few(examples: list[Row]) -> list[str]:
    kinds: Counter[Any] = Counter(row.dispute_type for row in examples)
    intents = Counter(row.intent for row in examples)
    return [
        f"{name}: {kinds[name]} tellings, {FEWEST_TELLINGS} wanted"
        for name in DISPUTE_TYPES
        if kinds[name] < FEWEST_TELLINGS
    ] + [
        f"{name}: {count} utterances, {SHORT_LISTS.get(name, FEWEST_UTTERANCES)} wanted"
        for name, count in sorted(intents.items())
        if count < SHORT_LISTS.get(name, FEWEST_UTTERANCES)
    ]


def _twice(examples: list[Row]) -> list[str]:
    texts = [row.text for row in examples]
    return [
        f"{examples[second].file}: twice ({likeness:.2f}): {texts[second][:40]}"
        for first, second, likeness in alike(texts, texts, TWICE)
        if first < second
    ]
