"""Amounts of money, and which of them is the one in dispute.

An amount is a number with 块 or 元, or a number that stands where money is spoken of. Among several the
one owed or claimed is chosen by the words around it; a price per month, day or 亩 counts only as a
product with the time it was owed for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import ClassVar, Final

from bot.recognisers import identity_number, phone
from bot.recognisers.area import areas
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.numerals import NUMBER, Number, one, parse, tidy
from intake.facts import Fact

MOST_NUMBERS: Final = 80
"""Numbers of one text that are looked at; a telling holds a dozen."""

_NOT_MONEY_PIECES: Final = "地砖板石田玻璃木肉布表屏广牌宅菜空土瓦墙钢铁电砂腕荒自"
_AMOUNT: Final = re.compile(
    r"(?P<sign>[¥￥]\s?)?"
    rf"(?:上(?=[百千万]))?(?P<number>好?{NUMBER})(?P<about>[多来余把]{{0,2}})\s?"
    rf"(?P<unit>元人民币|元整|元钱|元(?![旦月宵])|块钱|块(?![{_NOT_MONEY_PIECES}])|(?<=[\d万千百十])(?:人民币|RMB|rmb))?"
    r"(?P<change>(?<=块)[1-9一二三四五六七八九](?:毛|角|(?=一(?:公?斤|个|袋|亩|平|方|吨|度|天))|(?![0-9零一二两三四五六七八九十百千万个名家天])))?"
    r"(?:(?<=[元块角万])整)?"
)
_RANGE: Final = re.compile(r"\s?(?:到|至|[-~—～、])\s?")
_COUNTER: Final = re.compile(
    r"\s?(?:个|名|位|人|口|户|家|亩|分[地之利]|公?斤|吨|克|两|平|米|公分|公里|里地|年|月|日|号|天|周|星期|礼拜|"
    r"点[钟半多左]?|分钟|小时|时候|时|秒|岁|次|回|趟|遍|棵|颗|只|头(?!一)|条|本|台|部|辆|车|套|间|层|楼|栋|"
    r"单元|室|张|份|批|袋|包|瓶|箱|盒|双|件|块|股|[%％]|‰|度|级|期|倍|成|字|株|根|眼|袋|桶|吨|场|步|路|"
    r"省道|国道|道|国|方|立方|中|小学?|种|样|部门|组|队|热线|电话|[a-zA-Z])"
)
_ORDINAL: Final = re.compile(
    r"(?:第|[A-Za-z#＃]|百分之|分之|[零〇幺]|编号|单号|尾号|卡号|房号|\d[.:：/-])\s?$"
)
_HOTLINE: Final = re.compile(r"(?:打|拨|报|呼|找|热线)(?:了|过|的)?\s?$")
_MONEY_WORDS: Final = re.compile(
    r"欠|该(?:我|俺)|借|赔|退|付|交|给|花|垫|押金|定金|罚|补|扣|差|剩|值|卖|买|钱|款|费|价|金额|损失|贷|收|转|工资|薪|"
    r"彩礼|红包|租金|房租|账|总共|一共|合计|共计|拢共|要|块|元|存|投|骗|亏|还|涨|降"
)
_STRONG: Final = re.compile(r"[\d一二两三四五六七八九十几].{0,3}[百千万wWkK]|^[十百]+万|^好?几")
_DIRECT: Final = re.compile(
    r"(?:[欠该借赔退付给交要补差剩扣花垫骗收转押罚](?:了|着|走|我|俺|他|她|人家|我们|俺们|恁|您|去|过|下|到|出)*|"
    r"(?:钱|款|费|金|资|价|礼|租|额|账|损失|一共|总共|共|合计|大概|大约|差不多|将近|是|有)(?:是|有|大概|约|一共|总共|为|要|了|[:：])*)\s?$"
)
_YEAR: Final = re.compile(r"(?:19[5-9]|20[0-4])\d")

_OWED_LEFT: Final = re.compile(
    r"欠|该(?:我|俺)|没给|没付|未付|没还|不给|不还|没结|赔|讨|要回|追回|补偿|剩|还差|差(?:我|俺)|尾款|余款|损失|骗|坑|"
    r"退(?!休)|借(?!口)|彩礼|押金|定金|货款|工资|工钱|血汗钱|要求|扣"
)
_OWED_RIGHT: Final = re.compile(
    r"没给|没还|没结|没付|没退|没到|未付|未还|不给|不还|不退|要不|拖|欠|一直|至今|"
    r"(?:的|块|元|钱)?(?:工资|工钱|货款|彩礼|押金|定金|医药费|医疗费|损失|赔偿|尾款|欠款|借款)|拿不|打水漂"
)
_WITHHELD: Final = re.compile(r"欠|没给|没发|没付|不给|不发|不付|不交|没交|不拿|拖")
_LEFT_OVER: Final = re.compile(
    r"(?:还|仍|尚|下)(?:欠|剩|差|该)[^，。]{0,6}$|(?:剩|余)下?的?[^，。]{0,4}$|尾款[^，。]{0,4}$"
)
_TOTAL: Final = re.compile(
    r"(?:总共|一共|共计|合计|总计|拢共|共|加起来|算下来|总额|总价|全部)[^，。]{0,6}$"
)
_PAID: Final = re.compile(
    r"(?:(?:已经?|只|才|先|就|光|仅|前后|后来|陆续)(?:给|还|付|交|退|结|赔|打|肯|愿意?|同意|答应|补)|还了|给了|付了|还过|结了|退了|"
    r"(?:只|才|光)?(?:肯|愿意?|答应|同意)(?:给|还|赔|退|出|补))(?:了|过|我|俺|我们|俺们|他|她|给|赔|还|付|退|偿)*$"
)
_PERIOD: Final = r"(?:个?月|天|年|季度?|星期|周|小时)"
_EACH: Final = rf"(?:{_PERIOD}|亩|公?斤|吨|平方米|平方|平米?|方|米|个人|人|户|趟|次|车|件|晚|个工|工|个|度|袋|棵|口|套|瓶)"
_RATE_LEFT: Final = re.compile(
    rf"(?:(?:每|一|按)(?P<period>{_EACH})(?:的)?(?:工资|房租|租金|工钱|生活费|抚养费|补偿|补助|收|给|发|是|要|才|就|只|租|算|按|价|大概|赔|补)*|"
    r"月(?P<monthly>租金?|薪|工资|供)(?:是|要)?|(?P<daily>日)(?:薪|工资)(?:是)?|年租金?(?:是)?|单价(?:是)?)\s?$"
)
_RATE_RIGHT: Final = re.compile(rf"^\s?(?:钱)?(?:/|每|一)\s?(?P<period>{_EACH})(?![个次年月共])")
_INTEREST: Final = re.compile(r"(?:利息|月息|年息|利率|年化|逾期费?|违约率)[^，。]{0,4}$")
_INTEREST_RIGHT: Final = re.compile(r"^的?(?:利息|月息|利率)|^[分厘](?:的|利|息)")
_OWING: Final = r"(?:欠|拖|没|未|压|差|干|做|住|租|上|不发|不给|扣|少|剩|工作)"
_TIMES: Final = {
    unit: (
        re.compile(
            rf"^[^。！!？?；;\d]{{0,12}}?{_OWING}[^。！!？?；;\d]{{0,5}}?(?P<n>{NUMBER})(?P<half>个半)?{word}"
        ),
        re.compile(rf"(?P<n>{NUMBER})(?P<half>个半)?{word}(?:的)?[^。！!？?；;\d]{{0,12}}$"),
    )
    for unit, word in {
        "月": "个?月",
        "天": "(?:天|个工)",
        "年": "年(?!前)",
        "小时": "个?小时",
    }.items()
}


@dataclass(frozen=True)
class Amount:
    """An amount in a text: yuan or ``[low, high]``, its place, and how much it is in dispute."""

    value: Number
    start: int
    end: int
    score: float


class MoneyRecogniser(Recogniser):
    """The amount that is owed or claimed."""

    name: ClassVar[str] = "money"
    slot: ClassVar[str | None] = "amount_yuan"

    def find(self, document: Document) -> list[Fact]:
        """The amount most in dispute; of equal ones the largest."""
        found = [amount for amount in amounts(document) if amount.score >= 0]
        if not found:
            return []
        best = max(found, key=lambda amount: (amount.score, most(amount.value), -amount.start))
        return [document.fact("amount_yuan", best.value, best.start, best.end)]


def amounts(document: Document, *, asked: bool = False) -> list[Amount]:
    """All amounts of a text in order.

    Args:
        document: the text.
        asked: True where the text answers a question for money, so that a bare number is one.

    Returns:
        Amounts; those with a score below zero (prices by the month, the day, the 亩) are not the
        dispute's by themselves.
    """
    hidden = [
        *identity_number.spans(document.text),
        *((s, e) for _, s, e in phone.numbers(document.text)),
    ]
    hidden += [(area.start, area.end) for area in areas(document.text)]
    matches = [
        match
        for match in islice(_AMOUNT.finditer(document.text), MOST_NUMBERS)
        if not any(start < match.end() and match.start() < end for start, end in hidden)
    ]
    found: list[Amount] = []
    skip = -1
    for index, match in enumerate(matches):
        if index == skip:
            continue
        following = matches[index + 1] if index + 1 < len(matches) else None
        value, end, last = parse(match["number"]), match.end(), match
        joined = _joined(document.text, match, following)
        if joined is not None and following is not None:
            value, end, last, skip = joined, following.end(), following, index + 1
        if value is None or most(value) <= 0:
            continue
        value = _with_change(value, match)
        if last["unit"] or match["sign"] or _is_money(document, match.start(), last, asked=asked):
            found.append(_weigh(document, Amount(value, match.start(), end, 0.0)))
    return found


def most(value: Number) -> float:
    """The number, or the upper end of a range."""
    return value[1] if isinstance(value, list) else value


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


def _is_money(document: Document, start: int, match: re.Match[str], *, asked: bool) -> bool:
    """Whether a number without 块 or 元 is an amount."""
    text, words, end = document.text, match["number"], match.end()
    if (
        (words[0] in "千万亿" and not asked)
        or _COUNTER.match(text, end)
        or _ORDINAL.search(text[max(0, start - 4) : start])
    ):
        return False
    largest = most(parse(words) or 0)
    if largest >= 1e8 or _HOTLINE.search(document.left(start, 6)):
        return False
    if asked:
        return largest >= 10
    if largest >= 100 and _RATE_LEFT.search(document.left(start, 12)):
        return True
    direct = _DIRECT.search(document.left(start, 8)) is not None
    if direct and largest >= 10 and re.match(r"\s*(?:$|[^\d])", text[end : end + 1]):
        return (
            largest >= 100 or _STRONG.search(words) is not None or end == document.clause(start)[1]
        )
    if largest < 100 or _YEAR.fullmatch(words):
        return False
    near = document.left(start, 12) + document.right(end, 8)
    if _STRONG.search(words):
        near = text[max(0, start - 30) : end + 15]
    return _MONEY_WORDS.search(near) is not None


def _weigh(document: Document, amount: Amount) -> Amount:
    left, right = document.left(amount.start, 12), document.right(amount.end, 10)
    if _INTEREST.search(left) or _INTEREST_RIGHT.search(right):
        return replace(amount, score=-5.0)
    rate = _RATE_LEFT.search(left) or _RATE_RIGHT.search(right)
    if rate is not None and not _TOTAL.search(left):
        return _product(document, amount, rate, left) or _by_itself(document, amount, rate)
    score = 3.0 * bool(_TOTAL.search(left))
    score += 2.0 * bool(_OWED_LEFT.search(left)) + 2.0 * bool(_OWED_RIGHT.match(right))
    score += 4.0 * bool(_LEFT_OVER.search(left))
    score -= 3.0 * bool(_PAID.search(left))
    return replace(amount, score=max(score, 0.0))


def _by_itself(document: Document, amount: Amount, rate: re.Match[str]) -> Amount:
    """A price: by the month or the year it is at issue itself where it is withheld (抚养费)."""
    lasting = rate.groupdict().get("monthly") or "月" in rate[0] or "年" in rate[0]
    withheld = _WITHHELD.search(document.text[max(0, amount.start - 20) : amount.end + 20])
    return replace(amount, score=0.0 if lasting and withheld else -1.0)


def _product(document: Document, amount: Amount, rate: re.Match[str], left: str) -> Amount | None:
    """一个月三千欠了四个月 as 12000, with the words from the price to the time or the other way round."""
    groups = rate.groupdict()
    period = (
        "月"
        if groups.get("monthly")
        else "天"
        if groups.get("daily")
        else groups.get("period") or ""
    )
    times = _TIMES.get(period.removeprefix("个"))
    if times is None:
        return None
    start = amount.start
    if rate.re is _RATE_LEFT:
        start -= len(left) - rate.start()
    behind = times[0].search(document.text[amount.end : amount.end + 30])
    before = times[1].search(document.text[max(0, start - 24) : start])
    match = behind or before
    count = parse(match["n"]) if match else None
    if match is None or count is None or isinstance(count, list):
        return None
    count += 0.5 * bool(match["half"])
    value = amount.value
    product = [tidy(v * count) for v in value] if isinstance(value, list) else tidy(value * count)
    end = amount.end
    if behind:
        end += behind.end()
    else:
        start = max(0, start - 24) + match.start()
        end = max(end, amount.end)
    return Amount(product, start, end, 4.0)
