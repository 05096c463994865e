"""The measures, as pure functions of what was expected and what was said."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
from sklearn.metrics import f1_score, recall_score

BINS: Final = 10


def macro_f1(truth: Sequence[str], said: Sequence[str]) -> float:
    """The mean F1 over the classes that occur in the truth, 0 to 1."""
    return float(f1_score(truth, said, labels=sorted(set(truth)), average="macro", zero_division=0))


def recall_by_class(truth: Sequence[str], said: Sequence[str]) -> dict[str, float]:
    """Each class's recall, lowest first."""
    labels = sorted(set(truth))
    values = recall_score(truth, said, labels=labels, average=None, zero_division=0)
    return dict(sorted(zip(labels, map(float, values), strict=True), key=lambda item: item[1]))


def confusions(
    truth: Sequence[str], said: Sequence[str], most: int = 8
) -> list[tuple[str, str, int]]:
    """The commonest mistakes: (expected, said, how often)."""
    wrong = Counter((a, b) for a, b in zip(truth, said, strict=True) if a != b)
    return [(a, b, count) for (a, b), count in wrong.most_common(most)]


def calibration_error(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error over ten equal bins (Guo et al. 2017), 0 to 1."""
    sure, correct = np.asarray(confidences), np.asarray(right, dtype=float)
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [
        abs(sure[bins == bin_].mean() - correct[bins == bin_].mean()) * (bins == bin_).sum()
        for bin_ in range(BINS)
        if (bins == bin_).any()
    ]
    return float(sum(gaps) / len(sure))


def share(values: Iterable[bool]) -> float:
    """The share of true values, 0 where there are none."""
    held = list(values)
    return sum(held) / len(held) if held else 0.0


def slot_scores(
    expected: Sequence[Sequence[dict[str, Any]]], found: Sequence[Sequence[dict[str, Any]]]
) -> dict[str, tuple[float, int]]:
    """F1 and number of expected facts by slot; a fact is right when slot and value are equal."""
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for wanted_facts, found_facts in zip(expected, found, strict=True):
        wanted_keys = Counter(_key(fact) for fact in wanted_facts)
        found_keys = Counter(_key(fact) for fact in found_facts)
        for slot, _ in wanted_keys.elements():
            wanted[slot] += 1
        for slot, _ in found_keys.elements():
            said[slot] += 1
        for slot, _ in (wanted_keys & found_keys).elements():
            right[slot] += 1
    slots = sorted(set(wanted) | set(said))
    scores = {slot: (_f1(right[slot], said[slot], wanted[slot]), wanted[slot]) for slot in slots}
    total = _f1(sum(right.values()), sum(said.values()), sum(wanted.values()))
    return {**scores, "all slots": (total, sum(wanted.values()))}


def _key(fact: dict[str, Any]) -> tuple[str, str]:
    return fact["slot"], json.dumps(_number(fact["value"]), ensure_ascii=False)


def _number(value: Any) -> Any:
    """18000.0 is 18000."""
    if isinstance(value, list):
        return [_number(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _f1(right: int, said: int, wanted: int) -> float:
    return 2 * right / (said + wanted) if said + wanted else 1.0
