"""Who is complained of: every person, organisation and role of a text, weighed by its surroundings.

「被…」, 「…欠我」 and 「投诉…」 speak for a candidate, 「证人…」 and 「…被打」 against it. A name stands for
its role (「包工头刘强」 is 刘强); who is known by a role only is named by it (「俺东邻」 is 东邻).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bot.recognisers import lexicons
from bot.recognisers.document import Document
from bot.recognisers.organisations import organisations
from bot.recognisers.people import person_names

Span = tuple[int, int]

ME: Final = r"(?:我|俺|咱|本人)"
LINK: Final = r"[^，。,]{0,8}[的个位家]"
COMPLAINT: Final = re.compile(
    r"欠(?!条)|拖(?:着|欠|了|到)|拒|赖|骗|坑|讹|占|骂|砸|砍|拆|砌|堵|挖|刨|毁|偷|撞|咬|剐|扣|霸|抢"
    r"|不(?:给|还|退|付|发|管|认|赔|让|肯|同意|承认|养|出|交|修|走|搬|拆|兑|处理|理|接|回|履|开|要|签|承担|赡|负责|换|算|孝)"
    r"|没(?:给|还|退|发|付|结|赔|修|交|把)|打(?=[我俺了伤人骂得断他她])|动手|跑(?:了|路)|失联|拉黑|关门|倒闭|卷"
    r"|违约|反悔|变卦|推脱|推托|推诿|躲|翻脸|涨|乱收|多收|漏|噪音|吵|闹|臭|污染|排污|污水|淹|泡|压|逼|威胁|恐吓|赶|撵"
    r"|离婚|出轨|外遇|赌|喝酒|喝醉|家暴|退婚|悔婚|跟人|偏心|分家|开除|辞退|停[水电]|收走|收回|征|误诊|看坏|治坏|耽误|弄坏"
    r"|把(?!柄)|假|坏|纠纷|矛盾|过界|遮|挡|盖|倒(?:在|土|垃圾)|伤|拿走|拉走|不公|不讲理|不合理|欺负|糊弄|忽悠|隐瞒|撤资|挪|藏|刁难|勒索|敲诈|踹|踢|扇|铲|毁约|联系不上|没人管|没办|没完工|漏雨|裂|不热|臭|借(?:了|走|我|俺)|害|过期|变质|强行|种了"
)
BLAMED: Final = re.compile(
    r"(?:投诉|举报|起诉|状告|告|反映|控告|被申请人|被投诉人|欠款人|肇事者)(?:人|的)?(?:是|叫|:| )*$"
    r"|(?:对方|那人|那家|[他她]|名字|(?:打|骗|欠|坑|借|租|撞)[^，。,]{0,6}的)(?:当事人|人|就)?(?:是|叫|名叫|:)$"
)
HARMED_BY: Final = re.compile(rf"(?:被|遭|挨)(?:{LINK})?$")
LET: Final = re.compile(rf"(?:叫|让|给)(?:{LINK})?$")
WITH: Final = re.compile(
    r"(?:找|跟|和|与|同|向|问|从|给|跟着|帮|在|到|去|租|买|借|收|签|托|由|住)(?:了|的|着)?"
    rf"(?:[^，。,]{{0,10}}[的个位家上]|[^，。,]{{0,6}}(?:街道|镇))?{ME}?(?:家|们)?$"
)
ASIDE_BEFORE: Final = re.compile(
    r"(?:回|通过|经过?|托|求|证人|介绍人|中间人|媒人|医生|大夫|民警|警察|交警|律师|法官|调解员)(?:是|叫|:)?$"
)
ASIDE_BEHIND: Final = re.compile(
    r"(?:也|都|就|他|她|可以|能|来|去|给|他们|家|在){0,3}"
    r"(?:被|挨|受伤|摔|住院|去世|没了|作证|证明|知道|看见|看到|场|说和|说合|调解|评理|介绍)"
)
LENT: Final = re.compile(
    r"(?:借给?|租给?|卖给|转给|赊给|打给|垫给|投给|交给)(?:了)?(?:[^，。,]{0,6}[的个位家])?(?:我|俺|咱)?$"
)
OPENED: Final = re.compile(
    r"^(?!.*(?:楼下|楼上|隔壁|对门|旁边|门口|[他她])).*开(?:了|着)?(?:一?[个家])$"
)
LOCATED: Final = re.compile(
    r"(?:的)?(?:[东西南北前后]{1,2}[边面侧头]|大?门口|对面|对过|旁边?|附近|路口)"
)
BARE: Final = re.compile(r"(?:名?叫|是|姓名|名字|电话|手机号?|[\W\d_])*")
OWN_ROLE: Final = re.compile(rf"{ME}(?:们)?(?:自己)?(?:就)?(?:是|当|做|干)[^，。,]{{0,8}}$")
VICTIM: Final = re.compile(rf"(?:打|骂|撞|咬|骗|欠|坑|伤|砸)(?:了|伤|着)?{ME}?(?:们|家)?(?:的)?$")
TO_THE_NAME: Final = re.compile(r"家?(?:的)?(?:就)?(?:是|叫|名叫|名字叫|姓名|他叫)?")
SURNAME_ONLY: Final = re.compile(r"(?<![我俺])姓[\u4e00-\u9fff]的")
FOR_ANOTHER: Final = re.compile(r"[替帮代][^，。,]{1,8}(?:问|咨询|反映|投诉|说|申请|打听)")
SUFFERS: Final = re.compile(
    r"[^，。,]{0,8}(?:被|叫|让|遭)[^，。,]{1,8}(?:打|撞|咬|骗|骂|伤|砸|坑|欠|轧|碰)"
)
TRADE: Final = re.compile(
    r"(?<=[个位家到跟被叫让那这找给的])(?:卖|开|收|养|修|放|干|搞|跑)[\u4e00-\u9fff]{1,3}的(?![钱工活东地事时房车货话日])"
)

MINE: Final = ("我", "俺", "咱")
OFFICES: Final = frozenset({"书记", "主任", "镇长", "市长", "区长", "局长", "院长", "领导", "老师"})
GREETING: Final = re.compile(r"(?:尊敬的|敬爱的|您好|你好)?")
GREETED: Final = re.compile(r"(?:您好|你好|:|$)")

PERSON, FIRM, ROLE, VAGUE, FAMILY, AUTHORITY = 4, 4, 3, 2, 1, 0
BLAME, HARM, ACT, LEND, DEAL, LATER = 6, 5, 4, 4, 3, 2
INTRODUCED: Final = 3
NEEDED: Final = 3


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be the other side.

    Attributes:
        start: offset of the first character.
        end: offset behind the last character.
        base: how readily such a one is complained of, one of the constants above.
        cue: where the words before it end: before 「包工头」 in 「包工头刘强」.
    """

    start: int
    end: int
    base: int
    cue: int


def weigh(document: Document, applicant: Span | None) -> Span | None:
    """The best candidate but the citizen himself; None where none is likely enough.

    A name that is the whole text tells nothing: it may answer 「您怎么称呼」.
    """
    best: Span | None = None
    most = NEEDED - 1
    for candidate in candidates(document):
        span = (candidate.start, candidate.end)
        if (applicant and _same(document, span, applicant)) or _is_all(document, candidate):
            continue
        points = _points(document, candidate)
        if points > most:
            best, most = span, points
    return _in_full(document, best) if best else None


def _in_full(document: Document, span: Span) -> Span:
    """The full name of what was called 「幼儿园」 where it acted."""
    short = document.text[slice(*span)]
    for start, end in organisations(document):
        if end - start > len(short) and document.text.endswith(short, 0, end):
            return start, end
    return span


def candidates(document: Document) -> list[Candidate]:
    """All who may be complained of, in order; a name and its role are one."""
    roles = _roles(document)
    by_start = {role.start: role.end for role in roles}
    by_end = {role.end: role for role in roles}
    found = [_named(document, span, by_end) for span in person_names(document)]
    found += [_firm(document, span) for span in organisations(document)]
    for match in SURNAME_ONLY.finditer(document.text):
        end = by_start.get(match.end(), match.end())
        found.append(Candidate(match.start(), end, PERSON, match.start()))
    found += [
        Candidate(*match.span(), VAGUE, match.start()) for match in TRADE.finditer(document.text)
    ]
    taken = {offset for one in found for offset in range(one.cue, one.end)}
    found += [one for one in roles if taken.isdisjoint(range(one.start, one.end))]
    return sorted(found, key=lambda one: one.start)


def _roles(document: Document) -> list[Candidate]:
    """Those named by what they are; a family's with 「俺」 before it."""
    vague = lexicons.lexicon("titles")["vague"]
    found = []
    for label, base in (("opponent", ROLE), ("family", FAMILY), ("authority", AUTHORITY)):
        for start, end in document.hits.get(label, []):
            if not _between_words(document, start, end):
                continue
            mine = label == "family" and document.text.endswith(MINE, 0, start)
            likely = VAGUE if document.text[start:end] in vague else base
            found.append(Candidate(start - mine, end, likely, start - mine))
    return found


def _between_words(document: Document, start: int, end: int) -> bool:
    """Whether a short role is a word of its own: 「哥」 is none in 「哥们」."""
    if end - start > 1:
        return True
    mine = document.text.endswith((*MINE, "他", "她"), 0, start)
    return mine and (end in document.word_ends or start in document.word_starts)


def _named(document: Document, span: Span, roles: dict[int, Candidate]) -> Candidate:
    """A person with the role that stands before the name."""
    start, end = span
    if end - start == 2 and document.text.startswith("家", end):
        end += 1
    for stop in range(start, max(0, start - 6), -1):
        role = roles.get(stop)
        if role and TO_THE_NAME.fullmatch(document.text, stop, start):
            family = role.base in (FAMILY, AUTHORITY)
            called = INTRODUCED if not family and document.text[stop:start].endswith("叫") else 0
            return Candidate(start, end, role.base if family else PERSON + called, role.start)
    return Candidate(start, end, PERSON, start)


def _firm(document: Document, span: Span) -> Candidate:
    """An organisation; a hospital, a school or a bank is often only where one went."""
    institution = document.text[slice(*span)].endswith(_institutions())
    return Candidate(*span, AUTHORITY if institution else FIRM, span[0])


@lru_cache(maxsize=1)
def _institutions() -> tuple[str, ...]:
    return tuple(lexicons.lexicon("titles")["institutions"])


def _points(document: Document, one: Candidate) -> int:
    """How likely a candidate is complained of; negative where the words speak against it."""
    before, behind = document.left(one.cue, 20), document.right(one.end, 16)
    if _stands_aside(document, one, before, behind):
        return -1
    points = one.base
    complains = bool(COMPLAINT.search(behind))
    if BLAMED.search(before):
        points += BLAME
    elif HARMED_BY.search(before) or (complains and LET.search(before)):
        points += HARM
    elif complains:
        points += ACT
    elif LENT.search(before):
        points += LEND
    elif one.base > FAMILY and WITH.search(before):
        points += DEAL
    elif _complains_next(document, one) and (one.base != FAMILY or WITH.search(before)):
        points += LATER
    return points


def _complains_next(document: Document, one: Candidate) -> bool:
    """Whether the clause behind goes on with a deed: 「俺对门是卖水果的，天天占俺车位」."""
    stop = document.clause(one.end - 1)[1]
    return bool(COMPLAINT.search(document.text, stop, stop + 14))


def _stands_aside(document: Document, one: Candidate, before: str, behind: str) -> bool:
    name = document.text[one.start : one.end]
    return bool(
        (name[1:] in OFFICES and GREETING.fullmatch(before) and GREETED.match(behind))
        or name.endswith(tuple(lexicons.lexicon("titles")["passing_after_surname"]))
        or ASIDE_BEFORE.search(before)
        or ASIDE_BEHIND.match(behind)
        or OPENED.search(before)
        or (one.base == AUTHORITY and LOCATED.match(behind))
        or VICTIM.search(before)
        or (one.base == FAMILY and (behind.startswith("的") or SUFFERS.match(behind)))
        or (before.endswith(("她叫", "他叫")) and FOR_ANOTHER.search(document.text[: one.start]))
        or (OWN_ROLE.search(before) and not behind.startswith("的"))
    )


def _is_all(document: Document, one: Candidate) -> bool:
    return (
        one.base == PERSON
        and one.cue == one.start
        and BARE.fullmatch(document.text, 0, one.start) is not None
        and BARE.fullmatch(document.text, one.end) is not None
    )


def _same(document: Document, span: Span, applicant: Span) -> bool:
    own = document.text[slice(*applicant)]
    return span[0] <= applicant[0] < span[1] or document.text[slice(*span)] in (own, own + "家")
