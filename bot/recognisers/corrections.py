"""What replaces a known fact: 「不是五千是八千」."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from bot.recognisers import recognise
from intake.facts import Fact

_CORRECTS: Final = re.compile(r"不是.{1,12}是|写错|说错|弄错|改成|改为|更正")


def corrections(text: str, known: dict[str, Any], today: date) -> list[Fact]:
    """Facts that replace known ones; empty unless the words correct.

    Args:
        text: the message.
        known: values of the fact slots so far.
        today: the day from which relative dates count.
    """
    match = _CORRECTS.search(text)
    if match is None:
        return []
    return [
        fact
        for fact in recognise(text, today)
        if fact.slot in known and fact.start >= match.start() and known[fact.slot] != fact.value
    ]
