"""What both sides of the benchmark learn from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import yaml

from benchmarks import stock
from checks.training_text import rows


def test_the_sample_is_the_same_in_every_run() -> None:
    assert stock.sample() == stock.sample()


def test_the_sample_holds_every_label_of_the_training_text() -> None:
    sampled = Counter(stock.label(row.intent, row.dispute_type) for row in stock.sample())
    everything = Counter(stock.label(row.intent, row.dispute_type) for row in rows())
    assert set(sampled) == set(everything)
    assert all(sampled[label] >= min(stock.FEWEST, 5) for label in everything)


def test_both_sides_are_given_the_same_texts(tmp_path: Path) -> None:
    sample = stock.sample()
    theirs = stock.write(tmp_path / "stock", sample)["training"] / "nlu.yml"
    ours = stock.write_own(tmp_path / "own", sample)["training"] / "nlu" / "sample.yml"
    assert _texts(theirs) == _texts(ours) == sorted(row.text for row in sample)


def _texts(file: Path) -> list[str]:
    blocks = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    return sorted(line[2:] for block in blocks for line in block["examples"].splitlines())
