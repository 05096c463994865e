"""Villages and communities: the district's own list, and 「…村」 「…庄」 「…社区」 in the text.

The text is read character by character, without LAC, so that a village costs next to nothing.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Helper
from bot.recognisers.document import Document

Span = tuple[int, int]

LONGEST: Final = 4
"""Characters before 「村」 that can be a village's name."""


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    content = lexicons.lexicon("places")
    ends = "|".join(sorted(content["village_ends"], key=len, reverse=True))
    return re.compile(f"([\u4e00-\u9fff]{{1,12}}?)(?:{ends})(?:村|社区)?")


def villages(document: Document) -> list[Span]:
    """Where villages are named, in order, without overlaps."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    content = lexicons.lexicon("places")
    listed = document.hits.get("village", [])
    spans = list(listed)
    for match in _pattern().finditer(document.text):
        start = _beginning(document, match.start(), match.end(1))
        name = document.text[start : match.end()]
        if start < match.end(1) and not any(name.endswith(w) for w in content["not_villages"]):
            spans.append((start, match.end()))
    return lexicons.longest(spans)


def _beginning(document: Document, lower: int, upper: int) -> int:
    """Where a village's name begins: behind a town, or behind a word that cannot be in a name."""
    floor = max(
        [lower, upper - LONGEST, *(e for _, e in document.hits.get("town", []) if e <= upper)]
    )
    stops = lexicons.lexicon("places")["before_village"]
    start = upper
    while start > floor and document.text[start - 1] not in stops:
        start -= 1
    return start


def find_village(document: Document) -> tuple[str, int, int] | None:
    """The village of the matter, the first that is named.

    Returns:
        The village as written, its start and end; None where no village is named.
    """
    spans = villages(document)
    return (document.original[slice(*spans[0])], *spans[0]) if spans else None


def village_in(text: str, today: date) -> str | None:
    """The village of a text for the case's field ``village``, None where none is named."""
    village = find_village(Document(text, today))
    return village[0] if village else None


class VillageRecogniser(Helper):
    """Villages; the case has a field for them, the contract's facts have none."""

    name: ClassVar[str] = "village"
