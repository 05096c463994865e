"""Where it happened, more closely than the town: village, estate, road, site, address."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.village import villages
from intake.facts import Fact

Span = tuple[int, int]

NAMING_TAGS: Final = frozenset({"n", "nz", "nw", "ns", "nr", "LOC", "ORG", "PER", "m", "vn"})
DETAIL: Final = re.compile(
    r"(?:[东西南北中]{1,2}(?:头|边|面|侧|门|区|院)|附近|门口|旁边|对过|对面|路口|\d{1,4}(?:号楼|号院|号|栋|单元|室|组|队)|[一二三四五六七八九十]{1,3}(?:号楼|组|队|单元))+"
)


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    words = sorted(lexicons.lexicon("places")["place_ends"], key=len, reverse=True)
    return re.compile("|".join(words))


def places(document: Document) -> list[Span]:
    """Where places below the town are named, in order, each with its details."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    spans = list(villages(document))
    for word in document.words:
        ending = [m for m in _ends().finditer(word.text) if m.end() == len(word.text)]
        if ending and word.tag in NAMING_TAGS and len(word.text) > len(ending[0][0]):
            spans.append((word.start, word.end))
    spans = [span for span in spans if document.text[slice(*span)] not in lexicons.towns()]
    return [_with_details(document, span) for span in lexicons.longest(spans)]


def _with_details(document: Document, span: Span) -> Span:
    detail = DETAIL.match(document.text, span[1])
    return (span[0], detail.end()) if detail else span


class PlaceRecogniser(Recogniser):
    """The place of the matter."""

    name: ClassVar[str] = "place"
    slot: ClassVar[str | None] = "place"

    def find(self, document: Document) -> list[Fact]:
        """At most one place, as written."""
        spans = places(document)
        if not spans:
            return []
        start, end = spans[0]
        return [document.fact("place", document.original[start:end], start, end)]
