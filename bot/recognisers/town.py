"""The town or street a matter belongs to, by its official name (国家统计局 370404)."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.standing import best
from intake.facts import Fact

FULL_ENDS: Final = ("镇", "街道", "乡", "街办", "办事处")
NAME_OF_A_STREET: Final = re.compile(
    r"[东西南北中]?(?:路|大道|大街|街(?!道|办|上)|小区|花园|花苑|公园|广场|宾馆|酒店|饭店|山庄)"
)


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    return frozenset(word for word in lexicons.towns() if not word.endswith(FULL_ENDS))


def find_town(text: str) -> tuple[str, int, int] | None:
    """The town of a text; of several the one that :mod:`bot.recognisers.standing` prefers.

    Args:
        text: a citizen's words; at most a few thousand characters.

    Returns:
        Official name, start and end of the words that name it; None where no town is named.
    """
    return town_of(Document(text, date.min))


def town_of(document: Document) -> tuple[str, int, int] | None:
    """The same as :func:`find_town` for a text that is being read."""
    hits = [hit for hit in document.hits.get("town", []) if _is_town(document.text, *hit)]
    span = best(document, hits)
    return (lexicons.towns()[document.text[slice(*span)]], *span) if span else None


def _is_town(text: str, start: int, end: int) -> bool:
    """A short form is none in 坛山路, 榴园小区 or 石榴园."""
    if text[start:end] not in _short_forms():
        return True
    pomegranates = text.startswith("榴园", start) and text[:start].endswith("石")
    return not pomegranates and not NAME_OF_A_STREET.match(text, end)


class TownRecogniser(Recogniser):
    """The town of the matter."""

    name: ClassVar[str] = "town"
    slot: ClassVar[str | None] = "town"

    def find(self, document: Document) -> list[Fact]:
        """At most one town; its value is the official name."""
        town = town_of(document)
        return [document.fact("town", *town)] if town else []
