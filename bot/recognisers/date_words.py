"""How days and stretches of days are written and said, as expressions.

One expression a way, tried at every place of the text; where two overlap the longer holds. What each
means is in :mod:`bot.recognisers.date_meanings`; the words of the dialect, festivals and seasons are
data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from bot.recognisers import date_meanings as meanings
from bot.recognisers.date_meanings import Clock
from bot.recognisers.lexicons import lexicon, longest
from bot.recognisers.periods import Period

MOST_OF_A_KIND: Final = 60
"""Dates of one expression that are read in one text; a telling holds a handful."""

Meaning = Callable[[re.Match[str], Clock], Period | None]
Way = tuple[str, str, Meaning]
"""Characters of which every match holds one (a text without them is not searched), the expression,
and what it means."""

_FEW: Final = r"[一二三四五六七八九十]"
_NUMBER: Final = rf"(?:\d{{1,2}}|{_FEW}{{1,3}}|廿{_FEW}?)"
_MONTH: Final = rf"(?<![\d.第])(?P<month>\d{{1,2}}|{_FEW}{{1,2}})\s?[.]?月(?:份)?"
_IN_MONTH: Final = rf"{_MONTH}(?:里|的)?"
_DAY: Final = rf"(?P<day>{_NUMBER})[号日](?![楼院线店])"
_PART: Final = (
    r"(?P<part>上旬|中旬|下旬|初(?![\d一二三四五六七八九十])|月?底|末|尾|头|"
    r"中(?![午介秋国心间人层学医]))"
)
_NOTHING_COUNTED: Final = r"(?![号日天个多块元千百万人亩岁点级口家户位条楼栋层.\d])"
_LUNAR_MONTH: Final = rf"(?P<month>正|冬|腊|\d{{1,2}}|{_FEW}{{1,2}})月"
_LUNAR_DAY: Final = rf"(?P<day>初(?:{_FEW}|\d{{1,2}})|(?:二十|三十|廿|十){_FEW}?|{_FEW}|\d{{1,2}})"
_ALMANAC: Final = r"(?:阴历|农历|旧历|古历)(?P<leap>闰)?"
_NOT_A_HOUSE: Final = r"(?![楼院线店铺车公房单门厂地机井工台桌技员仓文令柴汽水路摊位柜桌坑棚架])"
_FULL_YEAR: Final = r"(?P<year>(?:19|20)\d{2})"
_WEEK: Final = r"(?:周|星期|礼拜)"


class DateWords(NamedTuple):
    """Words that name a stretch of days, and where they stand."""

    period: Period
    start: int
    end: int


def find(text: str, clock: Clock) -> list[DateWords]:
    """All dates of a half-width text in order, the longest at each place, those ahead left out."""
    found: dict[tuple[int, int], Period | None] = {}
    characters = set(text)
    for needed, expression, meaning in _ways():
        if characters.isdisjoint(needed):
            continue
        for match in islice(expression.finditer(text), MOST_OF_A_KIND):
            if match.span() not in found:
                found[match.span()] = meaning(match, clock)
    kept = longest([place for place, period in found.items() if period is not None])
    dates = [DateWords(period, *place) for place in kept if (period := found[place]) is not None]
    return [words for words in dates if words.period.first <= clock.today]


@lru_cache(maxsize=1)
def _ways() -> list[tuple[str, re.Pattern[str], Meaning]]:
    """Every expression with the function that reads it; where the same words fit two, the first."""
    ways = [*_solar_ways(), *_lunar_ways(), *_parts_of_years(), *_nearby_ways(), *_far_ways()]
    return [(needed, re.compile(expression), meaning) for needed, expression, meaning in ways]


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@lru_cache(maxsize=1)
def _year() -> str:
    """2024年, 二零二四年, 23年, 去年 without what may follow."""
    relative = _any(lexicon("dialect")["years"])
    return (
        r"(?:(?P<year>(?<![\d.])(?:19|20)\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2})\s?年|"
        r"(?P<short>(?<![\d零〇一二三四五六七八九十百千万.])"
        r"(?:\d{2}|[零〇九八七][零〇一二三四五六七八九]))年|"
        rf"(?P<relative>(?<![过去今前当每那几多半同第个\d])(?:{relative})(?!纪|岁)))"
    )


def _of_year() -> str:
    return rf"{_year()}(?:的|里|个)?\s?"


@lru_cache(maxsize=1)
def _part_of_day() -> str:
    words = _any(lexicon("dialect")["parts_of_day"])
    return f"(?:的?(?:{words}|晚(?![年了辈点婚])|夜(?![里来])))?"


def _solar_ways() -> list[Way]:
    """2023-11-05, 去年3月5号, 3月初."""
    named, part_of_day = f"(?:{_of_year()})?", _part_of_day()
    dashed = (
        rf"(?<!\d){_FULL_YEAR}\s?[-./年]\s?(?P<month>\d{{1,2}})\s?[-./月]\s?"
        rf"(?P<day>\d{{1,2}})(?!\d)[日号]?{part_of_day}"
    )
    pointed = r"(?<![\d.])(?P<month>\d{1,2})[./、](?P<day>\d{1,2})[日号](?![楼院线店])"
    month_alone = (
        rf"(?<!几个)(?<![几个第\d年])(?!一月(?!份)){_MONTH}(?!薪|租|供|息|工资|嫂|饼|经|子|费|"
        r"\d{1,2}[号日]|[一二两三四五六七八九\d]{0,2}个)"
    )
    return [
        ("12", dashed, meanings.day),
        ("12", rf"(?<!\d){_FULL_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)", meanings.day),
        (
            "-./",
            rf"(?<![\d.]){_FULL_YEAR}[-./](?P<month>0?[1-9]|1[0-2])(?![\d.元块万])",
            meanings.month,
        ),
        ("月", named + _IN_MONTH + _DAY + part_of_day, meanings.day),
        ("./、", pointed + part_of_day, meanings.day),
        ("月", rf"{named}{_IN_MONTH}(?P<day>\d{{1,2}}){_NOTHING_COUNTED}", meanings.day),
        ("月", named + _IN_MONTH + _PART, meanings.month),
        ("月", rf"{_of_year()}{_MONTH}(?!\d{{1,2}}[号日])", meanings.month),
        ("月", month_alone, meanings.month),
    ]


def _lunar_ways() -> list[Way]:
    """去年腊月二十三, 阴历七月, 三月初三."""
    named, part_of_day = f"(?:{_of_year()})?", _part_of_day()
    own_names = r"(?P<month>正|冬|腊)月"
    day = _LUNAR_DAY + _NOTHING_COUNTED
    almanac_day = rf"{_ALMANAC}{_LUNAR_MONTH}(?:里|的)?{_LUNAR_DAY}[日号]?"
    own_day = rf"{own_names}(?:里|的)?{_LUNAR_DAY}[日号]?{_NOTHING_COUNTED}"
    leap_day = rf"(?P<leap>闰)(?P<month>{_FEW}{{1,2}})月{day}"
    chinese_day = rf"(?<![\d.第])(?P<month>{_FEW}{{1,2}})月{day}"
    first_days = rf"(?<![\d.第])(?P<month>\d{{1,2}})月(?P<day>初{_FEW}){_NOTHING_COUNTED}"
    return [
        ("历", named + almanac_day + part_of_day, meanings.lunar_day),
        ("历", rf"{named}{_ALMANAC}{_LUNAR_MONTH}{_PART}?", meanings.lunar_month),
        ("正冬腊", named + own_day + part_of_day, meanings.lunar_day),
        ("正冬腊", rf"{named}(?<!寒冬){own_names}(?:里|{_PART})?", meanings.lunar_month),
        ("闰", named + leap_day, meanings.lunar_day),
        ("月", named + chinese_day + part_of_day, meanings.lunar_day),
        ("初", named + first_days + part_of_day, meanings.lunar_day),
    ]


def _parts_of_years() -> list[Way]:
    """去年国庆节, 麦收, 年底, 前年秋天, 2024年."""
    data = lexicon("festivals")
    festivals = [word for kind in ("solar", "lunar", "terms", "periods") for word in data[kind]]
    parts = _any(data["parts_of_year"])
    surnames = "".join(sorted(set(lexicon("surnames")["single"]) - set("时于"))) + "百千万"
    ending = r"(?P<ending>[初中底末尾])(?![一二三四五六七八九十\d])"
    relative = lexicon("dialect")["years"]
    season = r"(?P<season>[春夏秋冬])"
    festival = (
        rf"(?:{_of_year()})?(?:(?<![{surnames}])|(?=..?节|..期间))"
        r"(?!(?<=[\d一二两三四五六七八九十百几半多今明去每来当第些])年)(?!年下来)"
        rf"(?P<festival>{_any(festivals)})(?![路街村镇小园市饭酒店品轻蒜粥礼割])"
        rf"(?P<side>前后|之?前|之?后)?(?:期间|假期)?{_part_of_day()}"
    )
    season_of_year = rf"{_of_year()}{season}(?:天里|景天|头上|天|上|里|季|(?=[，。,. ]|$))"
    season_by_itself = rf"(?:刚?入|开|立|上个?|(?<=从)|(?<=打)|(?<=在)){season}(?:天|上|里|季)?"
    seasons = "春夏秋冬"
    years = "年" + "".join(relative)
    return [
        ("".join(festivals), festival, meanings.festival),
        ("年度", rf"{_of_year()}(?P<festival>{parts})", meanings.part_of_year),
        ("初中底末尾", rf"(?P<relative>{_any(relative)}){ending}", meanings.part_of_year),
        ("初中底末尾", rf"{_FULL_YEAR}年{ending}", meanings.part_of_year),
        ("年度", rf"(?P<festival>{parts})(?!一结)", meanings.part_of_year),
        (seasons, season_of_year, meanings.season),
        (seasons, rf"(?P<said>今|去|昨){season}", meanings.season),
        (seasons, season_by_itself, meanings.season),
        (seasons, rf"{season}(?:天|上|里)(?:的时候|那会儿?|那阵)", meanings.season),
        (years, rf"{_year()}(?!前|以前|之前)", meanings.year),
    ]


def _nearby_ways() -> list[Way]:
    """上个月15号, 周五晚上, 夜来, 刚才."""
    dialect, part_of_day = lexicon("dialect"), _part_of_day()
    month = (
        r"(?P<which>上上个|大上个|上个|这个|本|上)月(?:份)?(?:的)?"
        rf"(?:{_DAY}{part_of_day}|{_PART})?"
    )
    day = rf"(?<![\d第.月零一二三四五六七八九十])(?P<day>{_NUMBER})号{_NOT_A_HOUSE}"
    weekday = (
        rf"(?<![一-龥\d]月)(?:(?P<which>上上|上|这|本)个?)?(?<![每单]){_WEEK}"
        r"(?P<day>[一二三四五六日天1-6])(?![至到个\d])"
    )
    week = rf"(?P<which>上上|上|这|本)个?(?:周末|{_WEEK})(?![一二三四五六日天\d围边])"
    word = rf"(?<![过深昨半当])(?P<word>{_any(dialect['days'])})(?!香)(?:个|里|子)?"
    just = rf"(?<![一-龥])(?:{_any(dialect['just'])})(?=[他她俺我有那对在又])"
    return [
        ("月", month, meanings.month_nearby),
        ("号", day + part_of_day, meanings.day_nearby),
        ("周期拜", weekday + part_of_day, meanings.weekday),
        ("周期拜", week, meanings.week_nearby),
        ("".join(dialect["days"]), word + part_of_day, meanings.near_day),
        ("".join(dialect["now"]), _any(dialect["now"]), meanings.now),
        ("刚", just, meanings.now),
    ]


def _far_ways() -> list[Way]:
    """三个月前, 前几天, 前两年."""
    counted = r"(?P<count>[\d.]{1,4}|[一二两三四五六七八九十几]{1,4}|好几|个把|大?半)"
    unit = r"(?P<unit>天|周|星期|礼拜|月|年)"
    ago = (
        rf"(?<!\d){counted}(?P<about>[多来])?个?(?P<half>半|多)?{unit}(?P<more>半|多)?"
        r"(?:以|之)?前(?![天年])"
    )
    spans = lexicon("dialect")["spans"]
    last_few = rf"(?<![几\d个年月天])前(?P<count>[一两二三四五几些])个?{unit}"
    return [
        ("前", ago, meanings.ago),
        ("".join(spans), rf"(?<!提)(?P<word>{_any(spans)})", meanings.span),
        ("前", last_few, meanings.last_few),
    ]
