"""The town or street a matter belongs to, by its official name (国家统计局 370404).

Of several towns the one where something happened comes before the one the citizen lives in, and
that before one that only tells where somebody else comes from.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from bot.recognisers import lexicons
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from intake.facts import Fact

AWAY, HOME, MENTIONED, HAPPENED = range(4)

HAPPENED_BEFORE: Final = re.compile(
    r"(?:在|到|去|给|往|位于|地点[是:：]?)(?:了)?(?:枣庄市?|峄城区?|咱|俺|我们|俺们)*$"
)
HOME_BEFORE: Final = re.compile(
    r"(?:(?:我|俺|咱|本人|俺们|我们|家|老家|人)(?:家|们)?(?:是|住在?|在|家在|就是|住|户口在?)|家住|住址[是:：]?|户口在?)"
    r"(?:枣庄市?|峄城区?)*$"
)
SOMEBODY_BEHIND: Final = re.compile(
    r"(?:的|上的|那边的|有个|有一个|一个|一家|个){0,2}(?:姓|包工头|工头|老板|男的|女的|人|司机|朋友|亲戚)"
)
NAME_OF_A_STREET: Final = re.compile(
    r"(?:东|西|南|北|中)?(?:路|大道|大街|街(?!道|办)|小区|花园|公园|广场|宾馆|酒店)"
)


@lru_cache(maxsize=1)
def _short_forms() -> frozenset[str]:
    return frozenset(
        word for word in lexicons.towns() if not word.endswith(("镇", "街道", "乡", "办", "办事处"))
    )


def find_town(text: str) -> tuple[str, int, int] | None:
    """The town of a text.

    Args:
        text: a citizen's words; at most a few thousand characters.

    Returns:
        Official name, start and end of the words that name it; None where no town is named.
    """
    hits = [hit for hit in lexicons.hits(text).get("town", []) if _is_town(text, *hit)]
    if not hits:
        return None
    start, end = max(hits, key=lambda hit: (_standing(text, *hit), -hit[0]))
    return lexicons.towns()[text[start:end]], start, end


def _is_town(text: str, start: int, end: int) -> bool:
    if text[start:end] not in _short_forms():
        return True
    pomegranates = text[start:end].startswith("榴园") and text[:start].endswith("石")
    return not pomegranates and not NAME_OF_A_STREET.match(text, end)


def _standing(text: str, start: int, end: int) -> int:
    before = text[max(0, start - 14) : start]
    if HOME_BEFORE.search(before):
        return HOME
    if SOMEBODY_BEHIND.match(text, end):
        return AWAY
    return HAPPENED if HAPPENED_BEFORE.search(before) else MENTIONED


class TownRecogniser(Recogniser):
    """The town of the matter."""

    name: ClassVar[str] = "town"
    slot: ClassVar[str | None] = "town"

    def find(self, document: Document) -> list[Fact]:
        """At most one town; its value is the official name."""
        town = find_town(document.text)
        return [document.fact("town", *town)] if town else []
