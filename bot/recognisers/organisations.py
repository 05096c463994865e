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
NAMING_TAGS: Final = frozenset(
    {"n", "nz", "nw", "nt", "ns", "nr", "ORG", "LOC", "vn", "a", "an", "xc"}
)
NEVER_NAMING: Final = frozenset(
    {"这", "那", "这个", "那个", "一个", "一家", "人家", "家", "自己", "当地"}
)
ANONYMOUS: Final = frozenset({"某某", "某", "XX", "xx", "××", "**"})


@lru_cache(maxsize=1)
def _ends() -> re.Pattern[str]:
    words = sorted(lexicons.lexicon("titles")["organisation_ends"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


def organisations(document: Document) -> list[Span]:
    """Where organisations are named, in order, without overlaps; 「公司」 alone is none."""
    return document.once(_read)


def _read(document: Document) -> list[Span]:
    spans = [
        (word.start, word.end)
        for word in document.words
        if word.tag == "ORG" and len(word.text) > 2
    ]
    for end in _ends().finditer(document.text):
        start = _beginning(document, end.start(), end.end())
        if start < end.start():
            spans.append((start, end.end()))
    return lexicons.longest(spans)


def _beginning(document: Document, start: int, end: int) -> int:
    """Where the run of naming words before an organisation's last word begins."""
    clause_start = document.clause(start)[0]
    for word in reversed(document.words):
        if word.start >= end or word.end > end:
            continue
        if word.start < clause_start or end - word.start > LONGEST:
            break
        inside = word.end > start
        if (
            not inside
            and word.text not in ANONYMOUS
            and (word.tag not in NAMING_TAGS or word.text in NEVER_NAMING)
        ):
            break
        if not inside and word.text in lexicons.towns():
            break
        start = min(start, word.start)
    return start


class OrganisationRecogniser(Helper):
    """Names of organisations; :mod:`bot.recognisers.sides` decides who is complained of."""

    name: ClassVar[str] = "organisations"
