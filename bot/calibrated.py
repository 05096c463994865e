"""What the text classifiers of this project share: scores made probabilities by one temperature.

Guo et al. 2017, "On Calibration of Modern Neural Networks": scores are divided by a temperature that makes the
labels of held-out texts likeliest.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from legal.grams import Floats


class Calibrated(ABC):
    """A classifier of texts.

    Attributes:
        labels: in the order of :meth:`probabilities`.
        temperature: by which scores are divided before they become probabilities.
    """

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.temperature = 1.0

    @abstractmethod
    def scores(self, text: str) -> Floats:
        """How far a text belongs to each label, uncalibrated, shape (labels,)."""

    def probabilities(self, text: str) -> NDArray[np.float64]:
        """Calibrated probabilities in the order of :attr:`labels`; they sum to 1."""
        result: NDArray[np.float64] = softmax(
            self.scores(text).astype(np.float64) / self.temperature
        )
        return result

    def probability(self, text: str, label: str) -> float:
        """Of one label; 0 where no text was marked with it."""
        if label not in self.labels:
            return 0.0
        return float(self.probabilities(text)[self.labels.index(label)])

    def ranking(self, text: str, most: int) -> list[tuple[str, float]]:
        """The most likely labels with their probabilities, best first."""
        probabilities = self.probabilities(text)
        order = np.argsort(-probabilities)[:most]
        return [(self.labels[column], float(probabilities[column])) for column in order]


def temperature(scores: NDArray[np.float64] | Floats, columns: NDArray[np.intp]) -> float:
    """The temperature under which the right labels of held-out texts are likeliest.

    Args:
        scores: shape (texts, labels).
        columns: the right label of each, shape (texts,).
    """

    def loss(value: float) -> float:
        by_row = log_softmax(scores / value, axis=1)
        return float(-by_row[np.arange(len(columns)), columns].mean())

    return float(minimize_scalar(loss, bounds=(0.005, 5.0), method="bounded").x)
