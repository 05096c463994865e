"""Answer, offer, or say honestly that there is no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

ANSWER_FROM: Final = 0.5
"""Probability from which the best entry is given out, if it also stands clear of the second."""
MARGIN: Final = 0.3
OFFER_FROM: Final = 0.3
"""Probability that any of the entries found answers, from which the likeliest titles are offered."""
WORTH_OFFERING: Final = 0.02
"""Probability below which a title would only lengthen the list."""
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
    """Decide by what :class:`bot.law.LegalAdvisor` found: rows with ``id`` and ``score``, best first.

    The scores of the ten likeliest entries add up, nearly, to the probability that the question is one
    of ours; where they do not reach :data:`OFFER_FROM`, no title is offered.
    """
    if not found:
        return Decision("none")
    best = found[0]
    second = found[1]["score"] if len(found) > 1 else 0.0
    if best["score"] >= ANSWER_FROM and best["score"] - second >= MARGIN:
        return Decision("answer", (best["id"],))
    if sum(row["score"] for row in found) < OFFER_FROM:
        return Decision("none")
    offered = tuple(row["id"] for row in found[:MOST_OFFERED] if row["score"] >= WORTH_OFFERING)
    return Decision("offer", offered) if offered else Decision("none")
