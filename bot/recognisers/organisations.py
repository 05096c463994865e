"""Names of organisations: companies, shops, hospitals, schools, committees.

LAC's ``ORG`` and, since LAC knows few local ones, every run of nouns that ends like an organisation
(``organisation_ends`` in ``data/knowledge/lexicons/titles.yml``).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Helper
from bot.recognisers.document import Document

Span = tuple[int, int]

LONGEST: Final = 24
LONGEST_BUSINESS: Final = 12
STAFF: Final = ("主", "长", "员", "家")
"""Behind 「店」 they make somebody of it, not a shop."""
COUNTING: Final = "一二两三四五六七八九十几每各这那整半"
LEADS: Final = frozenset(
    {"镇上", "村里", "街上", "县城", "城里", "小区", "村", "镇", "区", "附近", "旁边"}
)


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    words = sorted(lexicons.lexicon("titles")["organisation_ends"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@lru_cache(maxsize=1)
def _business() -> re.Pattern[str]:
    content = lexicons.lexicon("titles")
    every = [*content["business_ends"], *(w for w in content["organisation_ends"] if len(w) > 1)]
    return re.compile("|".join(sorted(map(re.escape, every), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _goods() -> frozenset[str]:
    return frozenset(lexicons.lexicon("titles")["goods"])


def businesses(document: Document) -> list[Span]:
    """Where a shop, a yard or a house of some trade is meant without a name of its own: 收购站, 饭馆."""
    return document.once(_read_businesses)


def _read_businesses(document: Document) -> list[Span]:
    never = tuple(lexicons.lexicon("titles")["not_businesses"])
    spans = []
    for match in _business().finditer(document.text):
        if match.end() not in document.word_ends:
            continue
        start = document.name_start(*match.span(), LONGEST_BUSINESS)
        start = _behind_town(document, start, match.start())
        start = _behind_lead(document, start, match.start())
        words = document.text[start : match.end()]
        bare = words == match[0] and words in _goods()
        if len(words) > 1 and not bare and words[0] not in COUNTING and not words.endswith(never):
            spans.append((start, match.end()))
    return lexicons.longest(spans)


def _behind_lead(document: Document, start: int, end: int) -> int:
    """A village, 镇上 or 村里 before a shop is where it stands, not what it is called."""
    for word in document.words_between(start, end):
        if word.end <= end and word.text in LEADS:
            start = word.end
    return start


def organisations(document: Document) -> list[Span]:
    """Where organisations are named, in order, without overlaps; 「公司」 alone is none."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    spans = [
        (word.start, word.end)
        for word in document.words
        if word.tag == "ORG" and len(word.text) > 2 and not _is_evidence(document, word.start)
    ]
    for match in _ends().finditer(document.text):
        shop = (
            document.text[match.end() - 1] == "店" and document.right(match.end(), 1) not in STAFF
        )
        if match.end() in document.word_ends or shop:
            start = _behind_town(
                document, document.name_start(*match.span(), LONGEST), match.start()
            )
            if start < match.start():
                spans.append((start, match.end()))
    return [span for span in lexicons.longest(spans) if not _is_role(document, span)]


def _behind_town(document: Document, start: int, end: int) -> int:
    """A town before a name is not part of it: 福源养猪场 in 古邵镇福源养猪场, but 古邵镇卫生院."""
    towns = [stop for _, stop in document.hits.get("town", []) if start < stop < end]
    return max([start, *towns])


def _is_evidence(document: Document, start: int) -> bool:
    return any(begin <= start < end for begin, end in document.hits.get("evidence", []))


def _is_role(document: Document, span: Span) -> bool:
    return document.text[slice(*span)] in lexicons.lexicon("titles")["opponent"]


class OrganisationRecogniser(Helper):
    """Names of organisations; :mod:`bot.recognisers.sides` decides who is complained of."""

    name: ClassVar[str] = "organisations"
