"""How much of what a text says is the other side's name: its fullest mention, as a mediator writes it.

「公司」 of who is 「宏盛装饰公司」 elsewhere, 「饭店」 where only its 服务员 speaks, 「棋牌室老板娘」 with the house
before her, 「二叔和二婶」 where two act as one. A person's own name stays alone.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.recognisers import lexicons
from bot.recognisers import other_side_words as words
from bot.recognisers.candidates import FAMILY, ROLE, VAGUE, Candidate, is_institution
from bot.recognisers.document import Document
from bot.recognisers.organisations import businesses, organisations
from bot.recognisers.people import person_names

Span = tuple[int, int]

SAME_HOUSE: Final = frozenset(
    {"厂里", "厂子", "工厂", "店里", "店家", "校方", "学校", "矿上", "矿里"}
)
SCHOOLS: Final = ("小学", "中学", "学校", "幼儿园")
APPOSED: Final = re.compile(r"[，,](?:是|就是|叫)?")
AND: Final = re.compile(r"(?:和|跟|与)(?:[他她]的?)?")
FLOOR: Final = re.compile(r"[一二三四五六七八九十\d]{1,2}[楼层](?:的)?$")
NOUNS: Final = frozenset({"n", "nz", "nt", "nw", "ORG"})
BEFORE_NAMES: Final = frozenset({"p", "u", "w", "r", "c", "q", "m", "d", "TIME"})
NEVER_BEFORE: Final = ("里", "上", "下", "边", "头", "们", "钱", "房子", "工地")
LONGEST: Final = 12
SHORTEST_OWN: Final = 3


def fullest(document: Document, chosen: Candidate, everybody: list[Candidate]) -> Span:
    """The words that name who was chosen.

    Args:
        document: the text.
        chosen: the candidate complained of.
        everybody: all candidates of the text, in order.

    Returns:
        Start and end of his fullest mention.
    """
    span = _first(document, chosen, everybody)
    if span in person_names(document):
        return _together(document, span, everybody)
    if chosen.base == FAMILY:
        span = _kin_of_kin(document, *span, everybody)
    if chosen.base in (ROLE, VAGUE):
        span = _house_of_staff(document, span, everybody)
        span = (_widened(document, *span), span[1])
    span = _by_own_name(document, *_in_full(document, span))
    return _together(document, span, everybody)


def _by_own_name(document: Document, start: int, end: int) -> Span:
    """恒泰置业 of 「开发商恒泰置业」, 老郝包子铺 of 「隔壁老郝包子铺」."""
    for low, high in document.hits.get("opponent", []):
        of_one = (high in {name for name, _ in person_names(document)}) or document.text[
            high - 1
        ] in "商方主"
        if low == start and end - high > SHORTEST_OWN and of_one:
            return high, end
    return start, end


def _kin_of_kin(document: Document, start: int, end: int, everybody: list[Candidate]) -> Span:
    """「二大爷家的大小子」 and 「本家侄子」: who he is to whom."""
    for one in everybody:
        if one.base != FAMILY:
            continue
        if one.end < start and document.text[one.end : start] == "家的":
            return one.start, end
        if one.end == start:
            return one.start, end
        if one.start == end and document.text[start:end] == "本家":
            return start, one.end
    return start, end


def _first(document: Document, chosen: Candidate, everybody: list[Candidate]) -> Span:
    """The fullest mention of somebody: 「姓冉的老板」 of who is 「姓冉的」 later; 「厂里」 of 「厂子」."""
    name = document.text[chosen.start : chosen.end]
    for one in everybody:
        other = document.text[one.start : one.end]
        if len(other) > len(name) and other.startswith(name) and name.endswith("的"):
            return one.start, one.end
        if other != name and {other, name} <= SAME_HOUSE and other[0] == name[0]:
            return one.start, one.end
        if one is chosen:
            break
    return chosen.start, chosen.end


@lru_cache(maxsize=1)
def _serving() -> frozenset[str]:
    return frozenset(lexicons.lexicon("titles")["serving"])


def _house_of_staff(document: Document, span: Span, everybody: list[Candidate]) -> Span:
    """The 饭店 that was named before its 服务员."""
    if document.text[slice(*span)] not in _serving():
        return span
    houses = [*organisations(document), *businesses(document)]
    named = [(one.start, one.end) for one in everybody if (one.start, one.end) in houses]
    named += [
        (one.start, one.end)
        for one in everybody
        if is_institution(document.text[one.start : one.end])
    ]
    before = sorted(house for house in named if house[1] <= span[0])
    return before[0] if before else span


def _widened(document: Document, start: int, end: int) -> int:
    """Where 「棋牌室老板娘」, 「四楼老太太」 and 「七楼的户主」 begin."""
    low = document.clause(start)[0]
    if document.text[start:end] in _serving() and document.text.endswith("的", low, start):
        house = _widened(document, start - 1, end)
        return house if house < start - len("小店") else start
    floor = FLOOR.search(document.text, low, start)
    if floor:
        return floor.start()
    before = [word for word in document.words_between(low, start) if word.end <= start]
    at, index = start, len(before)
    while (
        index
        and before[index - 1].end == at
        and _belongs(before[index - 1].text, before[index - 1].tag)
    ):
        index -= 1
        at = before[index].start
    if at == start or end - at > LONGEST:
        return start
    free = index == 0 or before[index - 1].tag in BEFORE_NAMES
    mine = document.text.endswith(("我", "俺", "咱", "我家", "俺家"), low, at)
    return at if free and not mine else start


def _belongs(text: str, tag: str) -> bool:
    return tag in NOUNS and len(text) > 1 and not text.endswith(NEVER_BEFORE)


def _in_full(document: Document, best: Span) -> Span:
    """The full name of what was called 「幼儿园」 where it acted, or is named next to 「保险公司」."""
    short = document.text[slice(*best)]
    for start, end in sorted([*organisations(document), *businesses(document)]):
        name = document.text[start:end]
        school = short == "学校" and name.endswith(SCHOOLS) and len(name) > len(short)
        if (end - start > len(short) and name.endswith(short)) or school:
            return start, end
        alone = end == document.clause(start)[1]
        if (
            alone
            and (start, end) in organisations(document)
            and APPOSED.fullmatch(document.text, best[1], start)
        ):
            return start, end
    return best


def _together(document: Document, span: Span, everybody: list[Candidate]) -> Span:
    """Both of two who act as one: 「厂长和会计串通」, but not 「王三和我合伙」."""
    name = document.text[slice(*span)]
    for one in everybody:
        joined = AND.match(document.text, one.end)
        if joined is None:
            continue
        second = next((two for two in everybody if two.cue == joined.end()), None)
        if second is None or name not in (
            document.text[one.start : one.end],
            document.text[second.start : second.end],
        ):
            continue
        kin = FAMILY in (one.base, second.base)
        if kin and one.base != second.base and not joined[0].endswith(("他", "她", "的")):
            continue
        opens = words.OURS_ONLY.fullmatch(document.left(one.cue)) or words.LET.search(
            document.left(one.cue)
        )
        if opens:
            return one.start, second.end
    return span
