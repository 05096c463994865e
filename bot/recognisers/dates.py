"""The date of the matter: of all the dates told the one on which it happened or began.

Not the wedding, the birth or the building of the house, not the day promised for payment, and not
the day of the last visit, where another date stands beside them.
"""

from __future__ import annotations

import re
from typing import ClassVar, Final

from bot.recognisers import date_words, identity_number, phone
from bot.recognisers.base import Recogniser
from bot.recognisers.date_meanings import Clock
from bot.recognisers.date_words import DateWords
from bot.recognisers.document import Document
from bot.recognisers.periods import Period
from intake.facts import Fact

MOST_DATES: Final = 40
"""Dates of one text that are weighed; a telling holds a handful."""

_TO: Final = re.compile(
    r"\s?(?:(?:干|做|住|租|上|用|交|拖|忙|打工|上班)?(?:一?直?到|至)|[-~—～])\s?"
)
_UNTIL_NOW: Final = re.compile(r"\s?(?:(?:一?直?到|至)(?:现在|今天|今儿|如今|目前|这会儿?)|至今)")
_YEAR_BEFORE: Final = re.compile(r"(?:^|从|自|在|于|是|打|到|(?<!了)[我俺们他她]|[ 、:：(])$")
_DURATION_BEHIND: Final = re.compile(
    r"多|来|了|时间|间|内|期|级|纪|龄|轻|老|代|左右|没|不|限|工龄|监禁|有期|徒刑|婚姻|感情|的(?:部分|老|感情|交情|夫妻|邻居|时间|租|贷|工龄|经验)"
)
_SHORT_YEAR: Final = re.compile(r"(?:\d{2}|[零〇九八七][零〇一二三四五六七八九])年$")
_AGE_BEHIND: Final = re.compile(
    r"(?:都|已经?|才|刚|也|快|年?满|虚岁|周岁)*(?:[\d一二三四五六七八九十]{1,3}(?:多|周)?岁|"
    r"[\d一二三四五六七八九十]{2,3}(?:了|多|$|，|,))"
)
_EVENT: Final = re.compile(
    r"借|欠|打|撞|摔|拆|砸|推|骂|买|订|签|租|装|发生|出事|出的|受伤|住院|手术|砌|垒|占|挖|淹|偷|开始|起|干|"
    r"上班|进厂|辞退|开除|停|堵|咬|拖|扣|盖|交|离|分居|吵|闹|骗|漏|死|走|征|做"
)
_BACKGROUND: Final = re.compile(
    r"结的?婚|结婚|认识|出生|生人|生的|嫁|娶|高中|大学|毕业|订婚|领的?证|退休|下岗|分的?[地家宅]|分家|入住|搬来|盖的|"
    r"建的|承包|入伙|开业|成立|当兵"
)
_PROMISE_LEFT: Final = re.compile(
    r"说好|约定|答应|承诺|保证|到期|打算|准备|等到?|期限|最迟|最晚|定于|说[是等]?$|约好|讲好"
)
_PROMISE_RIGHT: Final = re.compile(
    r"(?:之?前|以前)?(?:他说|说|就|再|一定|给我|给俺|能|会|要)*(?:还清?|给(?=钱|清|结|[我俺](?:们)?(?:钱|结|工资|[，。,]|$)|工[钱资]|[，。,]|$)|付|结|退(?![伍休学役])|到期|交房|开庭)(?!了|过|我一|我打|俺打|的)"
)
_NO_MATTER: Final = re.compile(
    r"(?:就)?(?:嫁|出嫁|过门)|的?老?(?:同学|战友|同事|朋友|交情)|的?新?(?:修订|出台|颁布|修改)?的?(?:政策|条例|法律|规定|文件|标准|老?法)"
    r"|(?:也|还|都)没|的[^，。,]{1,4}费|吃(?:粽子|月饼|饺子)|赏月"
)
"""Behind a year or a feast: when somebody came, which law, which year's fee; not when it happened."""
_TODAY_ASIDE: Final = re.compile(
    r"(?:都|已经)?(?:第|来|替|气温|咨询|想问|问|就想|有空|写信|周|星期|礼拜|天气)"
)
_THESE_DAYS: Final = re.compile(r"(?:一直|老是|总|都在|天天|正)")
_COMING: Final = re.compile(
    r"(?:快|马上|眼看|临近|将近|快到|等|每年?|年年|往年|逢|没到)(?:要|就|到)*$"
)
_HABIT: Final = re.compile(
    r"(?:和|、|到|至|周|星期|礼拜|可以|能|上班|加班|休|都|的课|补课|不上|放假|双休)"
)
_WEEKDAY: Final = re.compile(r"(?:周|星期|礼拜)[一二三四五六日天1-6]$")
_ERRAND: Final = re.compile(
    r"(?:俺|我|俺们|我们|又|还|再|就|上午|下午|特意|专门|想)*(?:去|来|打)?(?:找|催|要(?!求)|打电话|问|反映|投诉|咨询|说说)"
)

_PROMISED: Final = -4.0
"""A date that weighs no more than this was only named for the future."""


class DateRecogniser(Recogniser):
    """When the matter occurred."""

    name: ClassVar[str] = "dates"
    slot: ClassVar[str | None] = "occurred_on"

    def find(self, document: Document) -> list[Fact]:
        """The date of the matter; of equally likely ones the first; never only a promise's."""
        words = matter(document, dates(document))
        if words is None:
            return []
        return [document.fact("occurred_on", words.period.iso(), words.start, words.end)]


def matter(
    document: Document, found: list[DateWords], *, promises: bool = False
) -> DateWords | None:
    """The date of the matter among several, None where there is none; ``promises`` count if asked."""
    weighed = [(_weight(document, words), words) for words in found]
    weighed = [(weight, words) for weight, words in weighed if promises or weight > _PROMISED]
    return max(weighed, key=lambda item: (item[0], -item[1].start), default=(0.0, None))[1]


def dates(document: Document) -> list[DateWords]:
    """All dates of a text in order, 去年3月到6月 as one; durations, ages and numbers left out."""
    hidden = [
        *identity_number.spans(document.text),
        *((start, end) for _, start, end in phone.numbers(document.text)),
    ]
    found = [
        words
        for words in date_words.find(document.text, Clock(document.today))[: 2 * MOST_DATES]
        if not any(start < words.end and words.start < end for start, end in hidden)
        and not _is_duration(document, words)
    ]
    return _joined(document, found[:MOST_DATES])


def _is_duration(document: Document, words: DateWords) -> bool:
    said = document.text[words.start : words.end]
    left, right = document.left(words.start, 4), document.right(words.end, 8)
    if _SHORT_YEAR.fullmatch(said):
        return not _YEAR_BEFORE.search(left) or _DURATION_BEHIND.match(right) is not None
    if _NO_MATTER.match(right) and said.endswith(("年", "前", "五", "节", "秋", "午")):
        return True
    if said.startswith(("今天", "今儿")) and _TODAY_ASIDE.match(right):
        return True
    if said in {"这几天", "这两天"} and _THESE_DAYS.match(right):
        return True
    if _WEEKDAY.match(said):
        return _HABIT.match(right) is not None or left.endswith(("每", "逢", "利用"))
    return said in {"今年", "去年"} and _AGE_BEHIND.match(right) is not None


def _joined(document: Document, found: list[DateWords]) -> list[DateWords]:
    """Two dates with 到 between them as one stretch; the second takes over the first's year."""
    joined: list[DateWords] = []
    for words in found:
        before = joined[-1] if joined else None
        if before and _TO.fullmatch(document.text, before.end, words.start):
            again = date_words.find(
                document.text[words.start : words.end],
                Clock(document.today, before.period.first.year),
            )
            last = again[0].period.last if again else words.period.last
            if last >= before.period.first:
                period = Period(before.period.first, last)
                joined[-1] = DateWords(period, before.start, words.end)
                continue
        until_now = _UNTIL_NOW.match(document.text, words.end)
        if until_now:
            period = Period(words.period.first, document.today)
            joined.append(DateWords(period, words.start, until_now.end()))
        else:
            joined.append(words)
    return joined


def _weight(document: Document, words: DateWords) -> float:
    left, right = document.left(words.start, 8), document.right(words.end, 10)
    weight = 1.0 * bool(_EVENT.search(right))
    if _BACKGROUND.search(right[:8]):
        weight -= 3.0
    if _PROMISE_LEFT.search(left) or _PROMISE_RIGHT.match(right):
        weight += _PROMISED - 1.0
    if _COMING.search(left):
        weight += _PROMISED - 1.0
    if _ERRAND.match(right):
        weight -= 2.0
    if words.period == (document.today, document.today):
        weight -= 1.0
    return weight
