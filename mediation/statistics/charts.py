"""Bars as numbers for an inline SVG: no scripts, no styles, the same figures beside them as text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

BAR: Final = 26
"""Height of a bar with its gap, in the SVG's units."""
WIDEST: Final = 270
LABEL: Final = 130


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, how long it is, what it says."""

    label: str
    number: int
    y: int
    width: float
    share: float


@dataclass(frozen=True)
class Chart:
    """Bars under one another."""

    bars: list[Bar]
    height: int


def bars(figures: Mapping[str, int]) -> Chart:
    """Bars in the order given, the longest 270 units; without cases all have no length."""
    most = max(figures.values(), default=0)
    total = sum(figures.values())
    return Chart(
        [
            Bar(
                label,
                number,
                at * BAR,
                round(WIDEST * number / most, 1) if most else 0.0,
                number / total if total else 0.0,
            )
            for at, (label, number) in enumerate(figures.items())
        ],
        len(figures) * BAR,
    )
