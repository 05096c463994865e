"""Dates: the day or the stretch of days on which the matter occurred."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import ClassVar

from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.lexicons import lexicon
from intake.facts import Fact


@lru_cache(maxsize=1)
def _days() -> re.Pattern[str]:
    return re.compile("|".join(sorted(lexicon("dialect")["days"], key=len, reverse=True)))


class DateRecogniser(Recogniser):
    """When the matter occurred."""

    name: ClassVar[str] = "dates"
    slot: ClassVar[str | None] = "occurred_on"

    def find(self, document: Document) -> list[Fact]:
        """The first day named by its distance from today."""
        match = _days().search(document.text)
        if match is None:
            return []
        day = document.today + timedelta(days=lexicon("dialect")["days"][match.group()])
        return [document.fact("occurred_on", day.isoformat(), *match.span())]
