"""Growing pauses between attempts, with jitter so that many who wait do not come back at once."""

from __future__ import annotations

import random
from collections.abc import Iterator


def pauses(shortest: float, longest: float) -> Iterator[float]:
    """Seconds to wait before each next attempt: doubled up to the longest, each ± 25 %; endless."""
    pause = shortest
    while True:
        yield pause * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, no secret
        pause = min(pause * 2, longest)


def pause_after(attempts: int, shortest: float, longest: float) -> float:
    """The pause after so many failed attempts (1 for the first), with the same jitter."""
    pause: float = min(shortest * 2.0 ** min(attempts - 1, 20), longest)
    return pause * random.uniform(0.75, 1.25)  # noqa: S311 - jitter, no secret
