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
    for match in _ends().finditer(document.text):
        if match.end() in document.word_ends or document.text[match.end() - 1] == "店":
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


def _is_role(document: Document, span: Span) -> bool:
    return document.text[slice(*span)] in lexicons.lexicon("titles")["opponent"]


class OrganisationRecogniser(Helper):
    """Names of organisations; :mod:`bot.recognisers.sides` decides who is complained of."""

    name: ClassVar[str] = "organisations"
