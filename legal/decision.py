"""Answer, offer, or say honestly that there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

ANSWER_FROM: Final = 0.55
"""Probability from which the best entry is given out, if it also stands clear of the second."""
MARGIN: Final = 0.15
OFFER_FROM: Final = 0.2
"""Probability from which an entry is worth offering by its title."""
MOST_OFFERED: Final = 3


@dataclass(frozen=True)
class Decision:
    """What to do with a question.

    Attributes:
        kind: ``answer`` with one entry, ``offer`` with up to three, ``none``.
        entries: their ids, best first.
    """

    kind: Literal["answer", "offer", "none"]
    entries: tuple[str, ...] = ()


def decide(found: Sequence[dict[str, Any]]) -> Decision:
    """Decide by what :class:`bot.law.LegalAdvisor` found: rows with ``id`` and ``score``, best first."""
    if not found:
        return Decision("none")
    best = found[0]
    second = found[1]["score"] if len(found) > 1 else 0.0
    if best["score"] >= ANSWER_FROM and best["score"] - second >= MARGIN:
        return Decision("answer", (best["id"],))
    offered = tuple(row["id"] for row in found[:MOST_OFFERED] if row["score"] >= OFFER_FROM)
    return Decision("offer", offered) if offered else Decision("none")
