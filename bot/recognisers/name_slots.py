"""Names that LAC cuts wrongly, read where a name must stand: 「邻居渠克勤占了…」, 「借给种守田两万」.

A name is a surname with two characters (behind a role with one, too), none of them a function word,
between a cue before it and the verb or mark behind it. Words that LAC knows as a whole (车主, 高利贷) are none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.recognisers import lexicons
from bot.recognisers.document import Document, Word

Span = tuple[int, int]

HAN: Final = "\u4e00-\u9fff"
FUNCTION: Final = (
    "的了吗呢吧我你他她它们俺恁咱这那哪啥谁什么把被给跟让不没很都也就是个有说去要过着还及"
    "打骂骗欠撞咬赔退砌拆砍砸拖扣偷堵挖借找问盖收叫姓电话一两几多少钱款些次家"
)
"""No character of a name that is read without LAC."""
VERB: Final = (
    r"(?:把|被|给|欠|占|不|没|跑了|卷|赖|撞|骗|打了|骂|往|赔|拿|承包|还(?:我|俺|钱|不)|合伙|合作|就|也|说|拖|收|砌|盖|垒|堵|挖|借|将|霸|强|偷|"
    r"剐|蹭|弄|领|推|抢|烧|扔|泼|踹|踢|砍|锯|拆|养|"
    r"种了|租|卖|开车|开着|拉|来|天天|老是|总是|一直|签|承诺|答应|联系|家(?:的|里|盖|把|养|占|在)|的(?!人)|手下|他们|"
    r"两口|她?他?爹|两万|[一二两三四五六七八九十\d]+[万千百个块]|"
    r"在|从|向|对|跟|和|去年|今年|昨|前天|上个?月|介绍|雇|开的|干的|[，。,！!；;：:]|$)"
)
CUE: Final = re.compile(
    r"(?:借给|租给|卖给|转给|包给|赊给|借|告|投诉|举报|起诉|被|让|叫|跟|和|与|找|给|向|跟着|帮|[是:：]|[我俺咱]?(?:本|同|邻|一个)?[村庄](?:的|里的)?|"
    r"叫|名字|[东西南北前后]院|院的?|[我俺]对过)$"
)
OPENING: Final = re.compile(
    r"(?:^|[，。,；;！!\s：:](?:后来|结果|现在|因为|当时|可是?|但是?|就是|那个)?)$"
)
NAME_TAGS: Final = frozenset({"PER", "nr", "ORG", "LOC", "nz"})
ROLES: Final = ("opponent", "family", "authority", "passing")
NEXT_LEFT: Final = 8
THINGS: Final = "车费路房"
"""Surnames that are things far more often."""
NEVER_TAGS: Final = frozenset({"d", "t", "TIME", "c", "p", "r", "m", "q", "f", "u", "s", "w"})


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A full name of three characters (four with a double surname), one of two, the first unfollowed."""
    content = lexicons.lexicon("surnames")
    singles, doubles = "".join(sorted(content["single"])), "|".join(content["double"])
    inside = f"(?![{FUNCTION}庄村镇乡街路县区市厂店局院站队])[{HAN}]"
    second = f"(?:[{HAN}](?<![{FUNCTION}])|[得开家保](?=[{HAN}]))"
    full = rf"(?:(?:{doubles})(?:{inside}){{1,2}}|[{singles}]{second}{inside})"
    short = rf"[{singles}]{inside}(?={VERB})"
    return re.compile(f"{full}(?={VERB})"), re.compile(short), re.compile(full)


def slots(document: Document) -> list[Span]:
    """Where names stand by what is around them, in order."""
    full, short, _ = _patterns()
    ends = {end for label in ROLES for _, end in document.hits.get(label, [])}
    surnames = lexicons.lexicon("surnames")["single"]
    spans = []
    for offset, character in enumerate(document.text):
        if character not in surnames or character in THINGS:
            continue
        before = document.text[max(0, offset - NEXT_LEFT) : offset]
        role = offset in ends or (before.endswith("的") and _is_owned(document, before, offset))
        opening = OPENING.search(before) is not None
        if not (role or opening or CUE.search(before)):
            continue
        name = full.match(document.text, offset)
        if name is None and role:
            name = _bare(document, offset)
        if (name and _may_be_name(document, *name.span(), strict=opening and not role)) or (
            role and (name := short.match(document.text, offset)) and _is_loose(document, offset)
        ):
            spans.append(name.span())
    return spans


def _bare(document: Document, offset: int) -> re.Match[str] | None:
    """A full name behind a role, whatever follows: 「组长满长友分地不公」."""
    name = _patterns()[2].match(document.text, offset)
    fits = name and name.end() in document.word_ends and name[0][-1] not in "在于向从将又再还却正常"
    return name if fits else None


def _is_owned(document: Document, before: str, offset: int) -> bool:
    """Whether the words before are a trade or a place: 「卖鱼的」, 「西地的」."""
    placed = [word.tag for word in document.words_between(max(0, offset - 5), offset - 1)][-1:]
    return TRADE_BEFORE.search(before) is not None or placed in (["LOC"], ["f"], ["s"], ["ns"])


TRADE_BEFORE: Final = re.compile(rf"(?:卖|收|养|修|干|搞|骑|开|拉|放)[{HAN}]{{1,3}}的$")


def _may_be_name(document: Document, start: int, end: int, *, strict: bool) -> bool:
    """Whether LAC's words leave room for a name: none that is a common word of its own."""
    words = [w for w in document.words_between(max(0, start - 3), end) if w.end > start]
    if not words or any(_is_common(word, start, end) for word in words):
        return False
    if words[0].start < start and words[0].tag in {"n", "v"} and words[0].end >= end:
        return False
    return (
        not strict
        or any(w.tag in NAME_TAGS for w in words)
        or len(words) > 1
        or words[0].tag in {"v", "nz", "a"}
    )


def _is_common(word: Word, start: int, end: int) -> bool:
    """车主, 高利贷 and 施工队; but 应洪亮 and 志刚 are words that LAC made up from names."""
    if word.tag in NAME_TAGS:
        return False
    if word.start != start:
        return word.end > end or (
            word.start > start and len(word.text) > 1 and word.tag in NEVER_TAGS
        )
    if word.end - word.start == 1:
        return False
    return word.tag not in {"v", "nz"} or word.end - word.start == len("车主")


def _is_loose(document: Document, start: int) -> bool:
    """Whether two characters are no word of their own."""
    first = next((w for w in document.words_between(start, start + 1)), None)
    if first is None:
        return False
    return first.end - first.start == 1 or first.tag == "PER"
