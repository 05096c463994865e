"""Where amounts of money stand in a text.

An amount is a number with 块 or 元, or a number that stands where money is spoken of and counts nothing
else. Which of several is in dispute, :mod:`bot.recognisers.money` decides.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final, NamedTuple

from bot.recognisers import identity_number, phone
from bot.recognisers.area import areas
from bot.recognisers.document import Document
from bot.recognisers.numerals import NUMBER, Number, one, parse, tidy

MOST_NUMBERS: Final = 80
"""Numbers of one text that are looked at; a telling holds a dozen."""
LARGEST_BARE: Final = 1e8
"""From here on a number without 元 is a code or a card."""

_PIECES: Final = "地砖板石田玻璃木肉布表屏广牌宅菜空土瓦墙钢铁电砂腕荒自"
_AMOUNT: Final = re.compile(
    r"(?P<sign>[¥￥]\s?)?"
    rf"(?P<over>上(?=[百千万]))?(?P<number>(?:好(?=几))?{NUMBER})(?P<about>[多来余把]{{0,2}})\s?"
    rf"(?P<unit>元人民币|元整|元钱|元(?![旦月宵])|块钱|块(?![{_PIECES}])|"
    r"(?<=[\d万千百十])(?:人民币|RMB|rmb))?"
    r"(?P<change>(?<=块)(?!一(?:分|公?斤|个|袋|亩|平|方|吨|度|天|人|次|位|张|瓶|晚))[1-9一二三四五六七八九](?:毛|角|(?=一(?:公?斤|个|袋|亩|平|方|吨|度|天))|"
    r"(?![0-9零一二两三四五六七八九十百千万个名家天])))?"
    r"(?:(?<=[元块角万])整)?"
)
_RANGE: Final = re.compile(r"\s?(?:到|至|[-~—～、])\s?")
_ONLY_UNITS: Final = re.compile(r"[百千万亿佰仟拾]+")
_ONE_PIECE: Final = re.compile(r"[一两二三四五六七八九几]")
_COUNTER: Final = re.compile(
    r"\s?(?:个|名|位|人|口|户|家|亩|分[地之利]|公?斤|吨|克|两|平|米|公分|公里|里(?![面头])|对(?![方面])|年|月|日|号|天|周|"
    r"星期|礼拜|点[钟半多左]?|分钟|小时|时候|时|秒|岁|次|回|趟|遍|棵|颗|只|头(?!一)|条|本|台|部|辆|车|套|"
    r"间|层|楼|栋|单元|室|张|份|批|袋|包|瓶|箱|盒|双|件|块|股|[%％]|‰|度|级|期|倍|成|单(?!位)|字|株|根|眼|桶|场|"
    r"步|路|省道|国道|道|国|方|立方|中|小学?|种|样|部门|组|队|老?[百佰]姓|人口|伏|瓦|所|频道|页|篇|匹|群众|热线|电话|房产|[a-zA-Z])"
)
_ORDINAL: Final = re.compile(
    r"(?:第|[A-Za-z#＃]|百分之|分之|[零〇幺]|编号|单号|(?:尾|卡|房|门牌|工|车牌|座机)号(?:码)?(?:是|为|:)?|单元|号楼|\d[.:：/-])\s?$"
)
_HOTLINE: Final = re.compile(r"1(?:1[0-9]|2[0-2]|23\d\d|00\d\d)|95\d{3}")
"""Emergency, government and company lines; as money they are told with 元 or behind a verb."""
_MONEY_WORDS: Final = re.compile(
    r"欠|该(?:我|俺)|借|赔|退|付|交|给|花|垫|押金|定金|罚|补|扣|差|剩|值|卖|买|钱|款|费|价|金额|损失|贷|"
    r"收|转|工资|薪|彩礼|红包|租金|房租|账|总共|一共|合计|共计|拢共|要|块|元|存|投|骗|亏|还|涨|降"
)
_PERSON: Final = r"(?:了|着|走|我|俺|他|她|人家|我们|俺们|恁|您|去|过|下|到|出)*\s?$"
_VERB: Final = re.compile(r"[欠该借赔退付给交要补差剩扣花垫骗收转押罚]" + _PERSON)
_NOUN: Final = re.compile(
    r"(?:钱|款|费|金|资|价|礼|租|额|账|损失|一共|总共|共|合计|大概|大约|差不多|将近|是|有)"
    r"(?:是|有|大概|约|一共|总共|为|要|了|[:：])*\s?$"
)
_AGREED: Final = re.compile(
    r"(?:说好|讲好|谈好|定好|说定|讲定|算|就值|只值|大概|大约|约莫|约|得|小)的?(?:是|给)?\s?$"
)
_ROUGHLY: Final = re.compile(r"(?:吧|左右|上下|出头|的样子|不到|朝上|往上|挂零)")
_POINTED_DATE: Final = re.compile(
    r"(?<!\d)(?:19|20)\d{2}[./-](?:0?[1-9]|1[0-2])[./-](?:[0-3]?\d)(?!\d)"
)
_STRONG: Final = re.compile(r"[\d一二两三四五六七八九十几].{0,3}[百千万wWkK]|^[十百]+万|^好?几")
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-4])\d")


class Amount(NamedTuple):
    """An amount as it stands: yuan or ``[low, high]``, and its place."""

    value: Number
    start: int
    end: int


def find(document: Document, *, priced: re.Pattern[str], asked: bool = False) -> list[Amount]:
    """All amounts of a text in order.

    Args:
        document: the text.
        priced: words which, just before a bare number, make it a price (每月, 一天).
        asked: True where the text answers a question for money, so that a bare number is one.
    """
    matches = _numbers(document)
    found: list[Amount] = []
    skipped = -1
    for index, match in enumerate(matches):
        if index == skipped:
            continue
        following = matches[index + 1] if index + 1 < len(matches) else None
        value, last = parse(match["number"]), match
        joined = _joined(document.text, match, following)
        if joined is not None and following is not None:
            value, last, skipped = joined, following, index + 1
        if (
            value is None
            or most(value) <= 0
            or not _is_amount(document, match, last, priced, asked)
        ):
            continue
        found.append(Amount(_with_change(value, match), match.start(), last.end()))
    return found


def most(value: Number) -> float:
    """The number, or the upper end of a range."""
    return value[1] if isinstance(value, list) else value


def _numbers(document: Document) -> list[re.Match[str]]:
    """Numbers that belong to no identity number, telephone number or area."""
    text = document.text
    hidden = identity_number.spans(text)
    hidden += [(start, end) for _, start, end in phone.numbers(text)]
    hidden += [(area.start, area.end) for area in areas(text)]
    hidden += [match.span() for match in _POINTED_DATE.finditer(text)]
    return [
        match
        for match in islice(_AMOUNT.finditer(text), MOST_NUMBERS)
        if not any(start < match.end() and match.start() < end for start, end in hidden)
    ]


def _with_change(value: Number, match: re.Match[str]) -> Number:
    """三块五 is 3.5."""
    change = one(match["change"].rstrip("毛角")) if match["change"] else None
    return value if change is None or isinstance(value, list) else tidy(value + change / 10)


def _joined(text: str, first: re.Match[str], second: re.Match[str] | None) -> Number | None:
    """三千到五千, 1-2万, 3、4万 as one range, None where two numbers are two amounts."""
    if second is None or not _RANGE.fullmatch(text, first.end(), second.start()):
        return None
    low, high = parse(first["number"]), parse(second["number"])
    if isinstance(low, list) or isinstance(high, list) or low is None or high is None:
        return None
    unit = re.search(r"[十百千万wWkK]$", second["number"])
    if unit and low < 100 and not re.search(r"[百千万wWkK]", first["number"]):
        low = one(first["number"] + unit[0]) or low
    listing = "、" in text[first.end() : second.start()]
    if low >= high or high > low * 20 or (listing and len(first["number"]) > 1):
        return None
    return [low, high]


def _is_amount(
    document: Document,
    first: re.Match[str],
    last: re.Match[str],
    priced: re.Pattern[str],
    asked: bool,
) -> bool:
    words, unit = first["number"], last["unit"]
    vague = first["over"] or first["about"]
    if _ONLY_UNITS.fullmatch(words) and not (vague and (unit or asked)):
        return False
    if unit == "块" and _ONE_PIECE.fullmatch(words) and not (first["change"] or first["about"]):
        return False
    if unit or first["sign"]:
        return True
    return _is_bare_amount(document, first.start(), last, priced, asked)


def _is_bare_amount(
    document: Document, start: int, match: re.Match[str], priced: re.Pattern[str], asked: bool
) -> bool:
    """Whether a number without 块 or 元 is an amount: by the words around it."""
    text, words, end = document.text, match["number"], match.end()
    if _COUNTER.match(text, end) or _ORDINAL.search(text[max(0, start - 5) : start]):
        return False
    if words == "十" and not asked:
        return False
    largest, strong = most(parse(words) or 0), _STRONG.search(words) is not None
    if largest >= LARGEST_BARE or (asked and largest < 10):
        return False
    left = document.left(start, 12)
    if asked or (largest >= 100 and priced.search(left)):
        return True
    looks_like_another = _YEAR.fullmatch(words) or _HOTLINE.fullmatch(words)
    if _VERB.search(left) or (_NOUN.search(left) and not looks_like_another):
        return largest >= 100 or (largest >= 10 and (strong or end == document.clause(start)[1]))
    if largest < 100 or looks_like_another:
        return False
    if strong and (_AGREED.search(left) or _ROUGHLY.match(text, end)):
        return True
    near = text[max(0, start - 30) : end + 15] if strong else left + document.right(end, 8)
    return _MONEY_WORDS.search(near) is not None
