"""Villages and communities: the district's own list, and 「…村」 「…庄」 「…社区」 in the text.

Names are read character by character: LAC's newspapers know few villages.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Helper
from bot.recognisers.document import Document, Word
from bot.recognisers.standing import best

Span = tuple[int, int]

LONGEST: Final = 4
"""Characters before 「村」 that can be a village's name."""
HAN: Final = "\u4e00-\u9fff"
NAMES: Final = frozenset({"LOC", "ORG", "PER"})
DIRECTIONS: Final = "东西南北前后大小"
NEVER_TAGS: Final = frozenset({"c", "d", "r", "p", "u", "t", "TIME", "ad"})
NUMBERED: Final = re.compile(r"[一二三四五六七八九十两几0-9]+个?$")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Names with an end of their own, and names told by 「俺是…的」."""
    content = lexicons.lexicon("places")
    ends = "|".join(sorted(content["village_ends"], key=len, reverse=True))
    towns = "|".join(sorted(lexicons.towns(), key=len, reverse=True))
    named = f"(?P<name>[{HAN}]{{1,12}}?)(?:{ends})(?:村(?!里|头|委|民|干|口|[东西南北前后])|社区)?"
    home = (
        rf"(?:[我俺咱](?:们|家)*(?:就)?(?:是|住在?|在)|家住在?|家在|家是|老家是?)(?:{towns})?"
        f"(?P<name>[{HAN}]{{1,3}}[{content['home_ends']}])(?=[的人，,。]|$)"
    )
    return re.compile(named), re.compile(home)


def villages(document: Document) -> list[Span]:
    """Where villages are named, in order, without overlaps."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    named, home = _patterns()
    never = tuple(lexicons.lexicon("places")["not_villages"])
    spans = list(document.hits.get("village", []))
    for match in named.finditer(document.text):
        start = _beginning(document, match.start(), match.end("name"))
        if start < match.end("name") and not document.text.endswith(never, 0, match.end()):
            spans.append((start, match.end()))
    spans += [match.span("name") for match in home.finditer(document.text)]
    return lexicons.longest([span for span in spans if _is_village(document, span)])


def _is_village(document: Document, span: Span) -> bool:
    return not any(
        start <= span[0] and span[1] <= end for start, end in document.hits.get("town", [])
    )


def _beginning(document: Document, lower: int, upper: int) -> int:
    """Where a name begins: behind a town, or behind a word that cannot be in a name.

    A village begins where one of LAC's words does: 「期村」 is none in 「没到期村委要收」.
    """
    towns = [end for _, end in document.hits.get("town", []) if end <= upper]
    floor = max([lower, upper - LONGEST, *towns])
    stops = lexicons.lexicon("places")["before_village"]
    start = upper
    while start > floor and document.text[start - 1] not in stops:
        start -= 1
    if NUMBERED.fullmatch(document.text[start:upper]):
        return upper
    inside = document.words_between(floor, upper)
    known = next((w.start for w in inside if w.tag in NAMES and w.end > upper), start)
    if known - 1 >= start and document.text[known - 1] in DIRECTIONS:
        known -= 1
    start = max(start, known)
    if any(_never_in_name(word) for word in document.words_between(start, upper)):
        return upper
    return next((i for i in range(start, upper) if i in document.word_starts), upper)


def _never_in_name(word: Word) -> bool:
    """而且, 组织 and other words of two characters; but LAC takes 石拉 for a verb."""
    surnames = lexicons.lexicon("surnames")["single"]
    verb = word.tag == "v" and word.text[0] not in surnames
    return len(word.text) > 1 and (verb or word.tag in NEVER_TAGS)


def find_village(document: Document) -> tuple[str, int, int] | None:
    """The village of the matter; of several the one that stands nearest to it.

    Returns:
        The village as written, its start and end; None where no village is named.
    """
    span = best(document, villages(document))
    return (document.original[slice(*span)], *span) if span else None


def village_in(text: str) -> str | None:
    """The village of a text, for the case's field ``village``; None where none is named."""
    village = find_village(Document(text, date.min))
    return village[0] if village else None


class VillageRecogniser(Helper):
    """Villages; the case has a field for them, the contract's facts have none."""

    name: ClassVar[str] = "village"
