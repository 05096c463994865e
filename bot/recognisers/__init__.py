"""Facts in citizens' words: one recogniser a file, all of them behind :func:`recognise`.

Each text is read once into a :class:`~bot.recognisers.document.Document`; each recogniser then picks
what a mediator would write down. Nothing is kept from one call to the next but the loaded models.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from bot.recognisers.document import Document
from bot.recognisers.registry import load
from intake.facts import Fact

LONGEST: Final = 6000
"""Characters that are read; what lies behind is left to the transcript."""

__all__ = ["LONGEST", "recognise"]


def recognise(text: str, today: date) -> list[Fact]:
    """All facts of one text, by their place in it.

    Args:
        text: a citizen's message or the whole story.
        today: the day from which relative dates count.

    Returns:
        Facts with ``text[fact.start : fact.end] == fact.text``; at most one a slot except
        ``evidence``; nothing where nothing is said.
    """
    if not text.strip():
        return []
    document = Document(text[:LONGEST], today)
    facts = [fact for recogniser in load() for fact in recogniser.find(document)]
    return sorted(facts, key=lambda fact: (fact.start, fact.end, fact.slot))
