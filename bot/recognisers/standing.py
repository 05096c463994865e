"""What a named town, village or place is to the matter: read from the words around it.

Where something happened comes before what is only mentioned, that before where the citizen lives,
and that before where somebody else comes from: in 「俺是古邵镇的，去年给坛山街道一个包工头干活」 the
second only describes the contractor.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import Final

from bot.recognisers.document import Document
from bot.recognisers.people import person_names

OUTER: Final = r"(?:山东省?|枣庄市?|峄城区?|[\u4e00-\u9fff]{2,3}(?:镇|街道))*"
HAPPENED_BEFORE: Final = re.compile(
    rf"(?:在|到|去|位于|地点是?:?|地址是?:?|路过|走到|经过){OUTER}$"
)
HOME_BEFORE: Final = re.compile(
    rf"(?:(?:我|俺|咱|本人)(?:们|家)*(?:就)?(?:是|住在?|在|家住|家在|户口在?)|家住在?|家在|家是|老家|住址是?:?|户口在?){OUTER}$"
)
SOMEBODY_BEHIND: Final = re.compile(
    r"(?:的|上的|那边的?|有个|有一个|一个|一家|一户|个|姓[\u4e00-\u9fff]的){0,3}"
    r"(?:姓[\u4e00-\u9fff]|小?包工头|工头|老板|男的|女的|男人|女人|人(?![民家])|司机|朋友|亲戚|同学|媒人|亲家|对象)"
)
TO_A_PERSON: Final = re.compile(r"(?:的|上的|那边的|一个|有个|叫){0,3}")


MOST: Final = 40
"""Places that are compared: who names more has long told where it happened."""


class Standing(IntEnum):
    """What a place is to the matter, from least to most."""

    AWAY = 0
    HOME = 1
    MENTIONED = 2
    HAPPENED = 3


def standing(document: Document, start: int, end: int) -> Standing:
    """What the place between two offsets is to the matter."""
    before = document.left(start, 20)
    if HOME_BEFORE.search(before):
        return Standing.HOME
    if SOMEBODY_BEHIND.match(document.text, end) or _names_a_person_next(document, end):
        return Standing.AWAY
    return Standing.HAPPENED if HAPPENED_BEFORE.search(before) else Standing.MENTIONED


def _names_a_person_next(document: Document, end: int) -> bool:
    link = TO_A_PERSON.match(document.text, end)
    behind = link.end() if link else end
    return any(start == behind for start, _ in person_names(document))


def best(document: Document, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The span that stands nearest to the matter, the first of equals; None of none."""
    if len(spans) < 2:
        return spans[0] if spans else None
    return max(spans[:MOST], key=lambda span: (standing(document, *span), -span[0]))
