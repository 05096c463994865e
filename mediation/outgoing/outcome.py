"""What became of an attempt."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """``fault`` is None when it arrived; ``final`` when it need not be tried again."""

    fault: str | None = None
    final: bool = False


ARRIVED = Outcome()
