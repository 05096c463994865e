"""Which amount of money is the one in dispute.

Among several the one owed or claimed is chosen by the words around it; a price per month, day or 亩
counts only as a product with the time it was owed for, or where it is withheld itself (抚养费).
"""

from __future__ import annotations

import re
from typing import ClassVar, Final, NamedTuple

from bot.recognisers import amounts
from bot.recognisers.amounts import Amount, most
from bot.recognisers.base import Recogniser
from bot.recognisers.document import Document
from bot.recognisers.numerals import NUMBER, Number, parse, tidy
from intake.facts import Fact

_OWED_LEFT: Final = re.compile(
    r"欠|该(?:我|俺)|没给|没付|未付|没还|不给|不还|没结|赔|讨|要回|追回|补偿|剩|还差|差(?:我|俺)|尾款|余款|"
    r"损失|骗|坑|退(?!休)|借(?!口)|彩礼|押金|定金|货款|工资|工钱|血汗钱|要求|扣"
)
_OWED_RIGHT: Final = re.compile(
    r"没给|没还|没结|没付|没退|没到|未付|未还|不给|不还|不退|要不|拖|欠|一直|至今|拿不|打水漂|"
    r"(?:的|块|元|钱)?(?:工资|工钱|货款|彩礼|押金|定金|医药费|医疗费|损失|赔偿|尾款|欠款|借款)"
)
_WITHHELD: Final = re.compile(r"欠|没给|没发|没付|不给|不发|不付|不交|没交|不拿|拖")
_LEFT_OVER: Final = re.compile(
    r"(?:还|仍|尚|下)(?:欠|剩|差|该)[^，。]{0,6}$|(?:剩|余)下?的?[^，。]{0,4}$|尾款[^，。]{0,4}$"
)
_TOTAL: Final = re.compile(
    r"(?:总共|一共|共计|合计|总计|拢共|共|加起来|算下来|总额|总价|全部)[^，。]{0,6}$"
)
_PAID: Final = re.compile(
    r"(?:(?:已经?|只|才|先|就|光|仅|前后|后来|陆续)(?:给|还|付|交|退|结|赔|打|肯|愿意?|同意|答应|补)|"
    r"还了|给了|付了|还过|结了|退了|(?:肯|愿意?|答应|同意)(?:给|还|赔|退|出|补))"
    r"(?:了|过|我|俺|我们|俺们|他|她|给|赔|还|付|退|偿)*$"
)
_EACH: Final = (
    r"(?:个?月|天|年|季度?|星期|周|小时|亩|公?斤|吨|平方米|平方|平米?|方|米|个人|人|户|趟|次|车|件|晚|"
    r"个工|工|个|度|袋|棵|口|套|瓶)"
)
_RATE_LEFT: Final = re.compile(
    rf"(?:(?:每|一|按)(?P<period>{_EACH})(?:的)?(?:工资|房租|租金|工钱|生活费|抚养费|补偿|补助|收|给|发|"
    r"是|要|才|就|只|租|算|按|价|大概|赔|补)*|月(?P<monthly>租金?|薪|工资|供)(?:是|要)?|"
    r"(?P<daily>日)(?:薪|工资)(?:是)?|年租金?(?:是)?|单价(?:是)?)\s?$"
)
_RATE_RIGHT: Final = re.compile(
    rf"^\s?(?:钱)?(?:/|每|一)\s?(?!次(?:性|给|付|结|还|清|交|了))(?P<period>{_EACH})(?![个次年月共])"
)
_NOT_AT_ISSUE_LEFT: Final = re.compile(
    r"(?:最低工资|超过|标价|车价|房价|市价|原价|工资(?:能)?拿|满|不足|不满|年收入|月收入)(?:是|才|有|到|要|能拿)?\s?$"
)
_NOT_AT_ISSUE_RIGHT: Final = re.compile(
    r"(?:块|元|钱)*(?:以下|以内|以上)(?:的)?(?:怎么|咋|要|可以|才|算|立案|案子|收|判)"
)
_PAID_AWAY_LEFT: Final = re.compile(r"(?:才|只|就|光)?(?:给|赔|退|出)了(?:我|俺)?(?:们)?$")
_PAID_AWAY_RIGHT: Final = re.compile(
    r"(?:块|元|钱)*(?:就(?:不|没|再|跑|走)|太少|[，,]?(?:再也|以后)不|打发)"
)
_INTEREST: Final = re.compile(r"(?:利息|月息|年息|利率|年化|逾期费?|违约率)[^，。]{0,4}$")
_INTEREST_RIGHT: Final = re.compile(r"^的?(?:利息|月息|利率)|^[分厘](?:的|利|息)")

_OWING: Final = (
    r"(?:欠|拖|[没未](?:给|发|结|付|领|见|拿|还)|压|差|干|做|住|租|上班|上了|不发|不给|扣|工作)"
)
_WORKED: Final = re.compile(_OWING)
_COUNT: Final = rf"(?P<count>{NUMBER}|半)(?P<half>个半)?"
_IN_BETWEEN: Final = r"[^。！!？?；;\d]"
_TIMES: Final = {
    period: (
        re.compile(rf"^{_IN_BETWEEN}{{0,12}}?{_OWING}{_IN_BETWEEN}{{0,5}}?{_COUNT}{words}"),
        re.compile(rf"^[，, ]?(?:都|已经?|有)*{_COUNT}{words}{_IN_BETWEEN}{{0,3}}[没未不欠拖]"),
        re.compile(rf"{_COUNT}{words}(?:的)?{_IN_BETWEEN}{{0,12}}$"),
    )
    for period, words in {
        "月": r"(?P<unit>个月|(?<=[俩仨])月|(?<=个半)月|年半?)(?![前多初底来半期])",
        "天": r"(?P<unit>天|个工)(?![前多来])",
        "年": r"(?P<unit>年)(?![前多初底来半期])",
        "小时": r"(?P<unit>个?小时)",
    }.items()
}
"""For how long a price was owed: 干了四个月 and 四个月没给 behind it, 四个月 before it."""

MOST_TIMES: Final = 400
"""More than a year of days, or a long life of months, is another number."""
SMALLEST: Final = 10
"""Less is the price of something (一块八), unless it is owed or claimed."""
_BEFORE: Final = 24
_BEHIND: Final = 30


class Weighed(NamedTuple):
    """An amount and how much it is in dispute; below zero it is not by itself."""

    amount: Amount
    weight: float


class MoneyRecogniser(Recogniser):
    """The amount that is owed or claimed."""

    name: ClassVar[str] = "money"
    slot: ClassVar[str | None] = "amount_yuan"

    def find(self, document: Document) -> list[Fact]:
        """The amount most in dispute; of equal ones the largest."""
        amount = disputed(document)
        return [document.fact("amount_yuan", *amount)] if amount else []


def disputed(document: Document, *, asked: bool = False) -> Amount | None:
    """The amount in dispute.

    Args:
        document: the text.
        asked: True where the text answers a question for money: then a bare number is an amount, and
            a price too.

    Returns:
        The amount, None where there is none.
    """
    found = [
        _weigh(document, amount)
        for amount in amounts.find(document, priced=_RATE_LEFT, asked=asked)
    ]
    found = [weighed for weighed in found if asked or weighed.weight >= 0]
    if not found:
        return None
    best = max(found, key=lambda item: (item.weight, most(item.amount.value), -item.amount.start))
    return best.amount


def _weigh(document: Document, amount: Amount) -> Weighed:
    left, right = document.left(amount.start, 12), document.right(amount.end, 10)
    if _NOT_AT_ISSUE_LEFT.search(left) or _NOT_AT_ISSUE_RIGHT.match(right):
        return Weighed(amount, -1.0)
    if _PAID_AWAY_LEFT.search(left) and _PAID_AWAY_RIGHT.match(right):
        return Weighed(amount, -1.0)
    if _INTEREST.search(left) or _INTEREST_RIGHT.search(right):
        return Weighed(amount, -5.0)
    rate = _RATE_LEFT.search(left) or _RATE_RIGHT.search(right)
    if rate is not None and not _TOTAL.search(left):
        product = _product(document, amount, rate, left)
        return Weighed(product, 4.0) if product else _by_itself(document, amount, rate)
    weight = 3.0 * bool(_TOTAL.search(left)) + 4.0 * bool(_LEFT_OVER.search(left))
    weight += 2.0 * bool(_OWED_LEFT.search(left)) + 2.0 * bool(_OWED_RIGHT.match(right))
    weight -= 3.0 * bool(_PAID.search(left))
    if most(amount.value) < SMALLEST and weight <= 0:
        return Weighed(amount, -1.0)
    return Weighed(amount, max(weight, 0.0))


def _by_itself(document: Document, amount: Amount, rate: re.Match[str]) -> Weighed:
    """A price: by the month or the year it is at issue itself where it is withheld (抚养费)."""
    lasting = "月" in rate[0] or "年" in rate[0]
    withheld = _WITHHELD.search(document.text[max(0, amount.start - 20) : amount.end + 20])
    return Weighed(amount, 0.0 if lasting and withheld else -1.0)


def _product(document: Document, amount: Amount, rate: re.Match[str], left: str) -> Amount | None:
    """一个月三千欠了四个月 as 12000, with the words from the price to the time or back."""
    period = _period(rate)
    if period not in _TIMES:
        return None
    start = amount.start - (len(left) - rate.start() if rate.re is _RATE_LEFT else 0)
    window = max(0, start - _BEFORE)
    told, owed, before_it = _TIMES[period]
    following = document.text[amount.end : amount.end + _BEHIND]
    behind = told.search(following) or owed.search(following)
    before = before_it.search(document.text[window:start])
    if before and not _WORKED.search(document.text[window:start]):
        before = None
    times = _times(behind or before, period)
    if times is None:
        return None
    value: Number = (
        [tidy(single * times) for single in amount.value]
        if isinstance(amount.value, list)
        else tidy(amount.value * times)
    )
    if behind:
        return Amount(value, start, amount.end + behind.end("unit"))
    return Amount(value, window + before.start() if before else start, amount.end)


def _period(rate: re.Match[str]) -> str:
    groups = rate.groupdict()
    if groups.get("monthly"):
        return "月"
    return "天" if groups.get("daily") else (groups.get("period") or "").removeprefix("个")


def _times(match: re.Match[str] | None, period: str) -> float | None:
    """How many periods; a year is twelve months, 半年 six, 三个半月 is not three."""
    if match is None:
        return None
    count = 0.5 if match["count"] == "半" else parse(match["count"])
    if count is None or isinstance(count, list):
        return None
    times = count + 0.5 * bool(match["half"])
    if period == "月" and match["unit"].startswith("年"):
        times = count * 12 + 6 * match["unit"].endswith("半")
    return times if 1 <= times <= MOST_TIMES else None
