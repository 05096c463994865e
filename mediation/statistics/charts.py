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
class Part:
    """A piece of a stacked bar: of which kind, where it begins, how long it is."""

    kind: str
    number: int
    x: float
    width: float


@dataclass(frozen=True)
class Stack:
    """A bar of pieces."""

    label: str
    number: int
    y: int
    parts: list[Part]

    @property
    def end(self) -> float:
        """Where it ends."""
        return max((part.x + part.width for part in self.parts), default=0.0)


@dataclass(frozen=True)
class Chart:
    """Bars under one another."""

    bars: list[Bar]
    height: int


@dataclass(frozen=True)
class Stacks:
    """Stacked bars under one another; ``kinds`` in the order of their pieces."""

    bars: list[Stack]
    kinds: list[str]
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


def stacks(figures: Mapping[str, Mapping[str, int]]) -> Stacks:
    """Label → kind → number as stacked bars, the longest 270 units; what is 0 has no piece."""
    totals = {label: sum(parts.values()) for label, parts in figures.items()}
    most = max(totals.values(), default=0)
    found = []
    for at, (label, parts) in enumerate(figures.items()):
        pieces, x = [], 0.0
        for kind, number in parts.items():
            width = round(WIDEST * number / most, 1) if most else 0.0
            if number:
                pieces.append(Part(kind, number, round(x, 1), width))
            x += width
        found.append(Stack(label, totals[label], at * BAR, pieces))
    kinds = list(dict.fromkeys(kind for parts in figures.values() for kind in parts))
    return Stacks(found, kinds, len(figures) * BAR)
