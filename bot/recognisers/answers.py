"""What a short reply means as the answer to the open question."""

from __future__ import annotations

from datetime import date

from bot.recognisers import recognise
from intake.facts import Fact


def answer_to(slot: str, text: str, today: date) -> Fact | None:
    """The fact of the asked slot in a reply.

    Args:
        slot: the fact slot that was asked for.
        text: the reply.
        today: the day from which relative dates count.

    Returns:
        The fact, or None where the reply is something else.
    """
    return next((fact for fact in recognise(text, today) if fact.slot == slot), None)
