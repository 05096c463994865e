"""How days and stretches of days are written and said, each way with what it means.

One expression a way, tried at every place of the text; where two overlap the longer holds. A year that
is not named is the last in which the day was already past: disputes are told when they have happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from bot.recognisers import periods
from bot.recognisers.lexicons import lexicon, longest
from bot.recognisers.numerals import DIGITS, one, parse
from bot.recognisers.periods import Period

Match = re.Match[str]

MOST_OF_A_KIND: Final = 60
"""Dates of one expression that are read in one text; a telling holds a handful."""


class Clock(NamedTuple):
    """From where dates count: today, and the year named just before, as in 去年3月到6月."""

    today: date
    year_before: int | None = None


class DateWords(NamedTuple):
    """Words that name a stretch of days, and where they stand."""

    period: Period
    start: int
    end: int


def find(text: str, clock: Clock) -> list[DateWords]:
    """All dates of a half-width text in order, the longest at each place, those ahead left out."""
    found: dict[tuple[int, int], Period | None] = {}
    for expression, meaning in _ways():
        for match in islice(expression.finditer(text), MOST_OF_A_KIND):
            if match.span() not in found:
                found[match.span()] = meaning(match, clock)
    kept = longest([span for span, period in found.items() if period is not None])
    dates = [DateWords(period, *span) for span in kept if (period := found[span]) is not None]
    return [words for words in dates if words.period.first <= clock.today]


@lru_cache(maxsize=1)
def _ways() -> list[tuple[re.Pattern[str], Callable[[Match, Clock], Period | None]]]:
    """Every expression with the function that reads it; where the same words fit two, the first."""
    dialect, festivals = lexicon("dialect"), lexicon("festivals")
    part_of_day = f"(?:的?(?:{_any(dialect['parts_of_day'])}|晚(?![年了辈点婚])|夜(?![里来])))?"
    few = r"[一二三四五六七八九十]"
    relative = _any(dialect["years"])
    year_alone = (
        r"(?:(?P<year>(?<![\d.])(?:19|20)\d{2}|[一二][九零〇][零〇一二三四五六七八九]{2})\s?年|"
        r"(?P<short>(?<![\d零〇一二三四五六七八九十百千万.])(?:\d{2}|[零〇九八七][零〇一二三四五六七八九]))年|"
        rf"(?P<relative>(?<![过去今前当每那几多半同第个\d])(?:{relative})(?!纪|岁)))"
    )
    year = rf"{year_alone}(?:的|里|个)?\s?"
    named = rf"(?:{year})?"
    number = rf"(?:\d{{1,2}}|{few}{{1,3}}|廿{few}?)"
    month = rf"(?<![\d.第])(?P<month>\d{{1,2}}|{few}{{1,2}})\s?[.]?月(?:份)?"
    in_month = rf"{month}(?:里|的)?"
    part = r"(?P<part>上旬|中旬|下旬|初(?![一二三四五六七八九十\d])|月?底|末|尾|头|中(?![午介秋国心间人层学医]))"
    lunar_day = rf"(?P<day>初(?:{few}|\d{{1,2}})|(?:二十|三十|廿|十){few}?|{few}|\d{{1,2}})"
    no_unit = r"(?![号日天个多块元千百万人亩岁点级口家户位条楼栋层.\d])"
    lunar = r"(?P<lunar>阴历|农历|旧历|古历)"
    celebrations = _any(
        [*festivals["solar"], *festivals["lunar"], *festivals["terms"], *festivals["periods"]]
    )
    not_named = "".join(sorted(set(lexicon("surnames")["single"]) - set("时时于在从到年")))
    season = r"(?P<season>[春夏秋冬])(?:天|上|里|季|天里|景天|头上)"
    counted = r"(?P<count>[\d.]{1,4}|[一二两三四五六七八九十几]{1,4}|好几|个把|大?半)"
    ways: list[tuple[str, Callable[[Match, Clock], Period | None]]] = [
        (
            r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?[-./年]\s?(?P<month>\d{1,2})\s?[-./月]\s?(?P<day>\d{1,2})(?!\d)[日号]?"
            + part_of_day,
            _day,
        ),
        (r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)", _day),
        (
            r"(?<![\d.])(?P<year>(?:19|20)\d{2})[-./](?P<month>0?[1-9]|1[0-2])(?![\d.元块万])",
            _month,
        ),
        (named + rf"{in_month}(?P<day>{number})[日号](?![楼院线店])" + part_of_day, _day),
        (
            r"(?<![\d.])(?P<month>\d{1,2})[./、](?P<day>\d{1,2})[日号](?![楼院线店])" + part_of_day,
            _day,
        ),
        (named + rf"{in_month}(?P<day>\d{{1,2}}){no_unit}", _day),
        (named + rf"{in_month}{part}", _month),
        (rf"{year}{month}(?!\d{{1,2}}[号日])", _month),
        (
            rf"(?<!几个)(?<![几个第\d年]){month}(?!薪|租|供|息|工资|嫂|饼|经|子|费|\d{{1,2}}[号日]|[一二两三四五六七八九\d]{{0,2}}个)",
            _month,
        ),
        (
            named
            + rf"{lunar}(?P<leap>闰)?(?P<month>正|冬|腊|\d{{1,2}}|{few}{{1,2}})月(?:里|的)?{lunar_day}(?:[日号])?"
            + part_of_day,
            _lunar_day,
        ),
        (
            named + rf"{lunar}(?P<leap>闰)?(?P<month>正|冬|腊|\d{{1,2}}|{few}{{1,2}})月{part}?",
            _lunar_month,
        ),
        (
            named
            + rf"(?P<month>正|冬|腊)月(?:里|的)?{lunar_day}(?:[日号])?{no_unit}"
            + part_of_day,
            _lunar_day,
        ),
        (named + rf"(?P<month>正|冬|腊)月(?:里|{part})?", _lunar_month),
        (named + rf"(?P<leap>闰)(?P<month>{few}{{1,2}})月{lunar_day}{no_unit}", _lunar_day),
        (
            named + rf"(?<![\d.第])(?P<month>{few}{{1,2}})月{lunar_day}{no_unit}" + part_of_day,
            _lunar_day,
        ),
        (
            named + rf"(?<![\d.第])(?P<month>\d{{1,2}})月(?P<day>初{few}){no_unit}" + part_of_day,
            _lunar_day,
        ),
        (
            named
            + rf"(?:(?<![{not_named}])|(?=..?节|..期间))(?P<festival>{celebrations})(?![路街村镇小园市饭酒店品轻蒜粥礼])(?P<side>前后|之?前|之?后)?(?:期间|假期)?"
            + part_of_day,
            _festival,
        ),
        (rf"{year}(?P<festival>[年初]?年?(?:{_any(festivals['parts_of_year'])}))", _part_of_year),
        (
            rf"(?P<relative>{relative})(?P<ending>[初中底末尾])(?![一二三四五六七八九十\d])",
            _part_of_year,
        ),
        (
            r"(?P<year>(?:19|20)\d{2})年(?P<ending>[初中底末尾])(?![一二三四五六七八九十\d])",
            _part_of_year,
        ),
        (rf"(?P<festival>{_any(festivals['parts_of_year'])})", _part_of_year),
        (rf"{year}(?:{season}|(?P<bare>[春夏秋冬])(?=[，。,. ]|$))", _season),
        (r"(?P<said>今|去|昨)(?P<season>[春夏秋冬])", _season),
        (r"(?:刚?入|开|立|上个?|从|打|在)(?P<season>[春夏秋冬])(?:天|上|里|季)?", _season),
        (r"(?P<season>[春夏秋冬])(?:天|上|里)(?:的时候|那会儿?|那阵)", _season),
        (rf"{year_alone}(?!前|以前|之前)", _year),
        (
            rf"(?P<which>上上个|大上个|上个|这个|本|上)月(?:份)?(?:的)?(?:(?P<day>{number})[日号](?![楼院])"
            + part_of_day
            + rf"|{part})?",
            _month_nearby,
        ),
        (
            rf"(?<![\d第.月零一二三四五六七八九十])(?P<day>\d{{1,2}}|{few}{{1,3}}|廿{few})号(?![楼院线店铺车公房单门厂地机井工台桌技员仓文令柴汽水路])"
            + part_of_day,
            _day_nearby,
        ),
        (
            r"(?<![一-龥\d]月)(?:(?P<which>上上|上|这|本)个?)?(?<![每单])(?:周|星期|礼拜)(?P<day>[一二三四五六日天1-6])(?![至到个\d])"
            + part_of_day,
            _weekday,
        ),
        (
            r"(?P<which>上上|上|这|本)个?(?:周末?|星期|礼拜)(?![一二三四五六日天\d围边])",
            _week_nearby,
        ),
        (
            rf"(?<!\d){counted}(?P<about>[多来])?个?(?P<half>半)?(?P<unit>天|周|星期|礼拜|月|年)(?P<more>半|多)?(?:以|之)?前(?![天年])",
            _ago,
        ),
        (rf"(?P<word>{_any(dialect['spans'])})", _span),
        (
            r"(?<![几\d个年月天])前(?P<count>[一两二三四五几些])个?(?P<unit>天|周|星期|礼拜|月|年)",
            _last_few,
        ),
        (
            rf"(?<![过深昨半当])(?P<word>{_any(dialect['days'])})(?![香])(?:个|里|子)?"
            + part_of_day,
            _near_day,
        ),
        (rf"(?P<word>{_any(dialect['now'])})", _now),
    ]
    return [(re.compile(expression), meaning) for expression, meaning in ways]


def _any(words: list[str] | dict[str, object]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _number(words: str) -> int:
    value = one(words.replace("初", ""))
    return int(value) if value is not None else 0


def _years_back(match: Match, clock: Clock) -> tuple[int | None, int]:
    """The year where it is named outright, else None and how many years back it was named."""
    words, short, relative = (_group(match, name) for name in ("year", "short", "relative"))
    if words:
        return int("".join(str(DIGITS.get(c, c)) for c in words)), 0
    if short:
        value = int("".join(str(DIGITS.get(c, c)) for c in short))
        return (2000 if value <= clock.today.year % 100 else 1900) + value, 0
    if relative:
        return None, -int(lexicon("dialect")["years"][relative])
    return clock.year_before, 0


def _in_year(
    match: Match, clock: Clock, of_year: Callable[[int], Period | None], *, solar: bool = True
) -> Period | None:
    """What a year makes of a match: the year it names, else the last that has begun by today."""
    fixed, back = _years_back(match, clock)
    if fixed is not None:
        return of_year(fixed)
    if solar and _group(match, "relative"):
        return of_year(clock.today.year - back)
    return periods.latest(of_year, clock.today, back)


def _part(match: Match) -> str | None:
    words = _group(match, "part")
    if words is None:
        return None
    return {"上旬": "初", "头": "初", "初": "初", "中旬": "中", "中": "中"}.get(words, "底")


def _day(match: Match, clock: Clock) -> Period | None:
    month, day = _number(match["month"]), _number(match["day"])
    return _in_year(match, clock, lambda year: periods.day(year, month, day))


def _month(match: Match, clock: Clock) -> Period | None:
    month, part = _number(match["month"]), _part(match)
    return _in_year(match, clock, lambda year: periods.month(year, month, part))


_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}


def _lunar_day(match: Match, clock: Clock) -> Period | None:
    month = _LUNAR_MONTHS.get(match["month"]) or _number(match["month"])
    day, leap = _number(match["day"]), bool(_group(match, "leap"))
    return _in_year(
        match, clock, lambda year: periods.lunar_day(year, day, month, leap=leap), solar=False
    )


def _lunar_month(match: Match, clock: Clock) -> Period | None:
    month = _LUNAR_MONTHS.get(match["month"]) or _number(match["month"])
    part, leap = _part(match), bool(_group(match, "leap"))
    return _in_year(
        match, clock, lambda year: periods.lunar_month(year, month, part, leap=leap), solar=False
    )


def _festival(match: Match, clock: Clock) -> Period | None:
    name = match["festival"]
    found = _in_year(match, clock, lambda year: periods.festival(name, year), solar=False)
    side = (_group(match, "side") or "").removeprefix("之")
    if found is None or not side:
        return found
    week, day = timedelta(days=7), timedelta(days=1)
    if side == "前":
        return Period(found.first - week, found.first - day)
    if side == "后":
        return Period(found.last + day, found.last + week)
    return Period(found.first - 3 * day, found.last + 3 * day)


def _part_of_year(match: Match, clock: Clock) -> Period | None:
    parts = lexicon("festivals")["parts_of_year"]
    name = _group(match, "festival") or f"年{match['ending']}"
    return _in_year(match, clock, lambda year: periods.of_calendar(year, parts[name]))


def _season(match: Match, clock: Clock) -> Period | None:
    season = _group(match, "season") or match["bare"]
    bounds = lexicon("festivals")["seasons"][season]
    if _group(match, "said") in {"去", "昨"}:
        return periods.of_calendar(clock.today.year - 1, bounds)
    return _in_year(match, clock, lambda year: periods.of_calendar(year, bounds))


def _year(match: Match, clock: Clock) -> Period | None:
    return _in_year(match, clock, periods.year)


def _month_nearby(match: Match, clock: Clock) -> Period | None:
    back = {"上上个": 2, "大上个": 2, "上个": 1, "上": 1}.get(match["which"], 0)
    year, month = periods.months_before(clock.today, back)
    if match["day"]:
        return periods.day(year, month, _number(match["day"]))
    return periods.month(year, month, _part(match))


def _day_nearby(match: Match, clock: Clock) -> Period | None:
    number = _number(match["day"])
    for back in (0, 1):
        found = periods.day(*periods.months_before(clock.today, back), number)
        if found is not None and found.first <= clock.today:
            return found
    return None


def _weekday(match: Match, clock: Clock) -> Period | None:
    day = {"日": 6, "天": 6}.get(match["day"], _number(match["day"]) - 1)
    monday = periods.week(clock.today).first
    back = {"上上": 2, "上": 1}.get(match["which"] or "", 0)
    found = monday + timedelta(days=day - 7 * back)
    if found > clock.today and not match["which"]:
        found -= timedelta(days=7)
    return Period(found, found)


def _week_nearby(match: Match, clock: Clock) -> Period | None:
    back = {"上上": 2, "上": 1}.get(match["which"], 0)
    found = periods.week(clock.today - timedelta(days=7 * back))
    return Period(found.last - timedelta(days=1), found.last) if "末" in match.group() else found


def _ago(match: Match, clock: Clock) -> Period | None:
    return ago(match, clock.today)


def ago(match: Match, today: date) -> Period | None:
    """三个月前 and the like, from the groups ``count``, ``half``, ``unit`` and ``more``."""
    unit = {"星期": "周", "礼拜": "周"}.get(match["unit"], match["unit"])
    count = _count(match["count"])
    if count is None:
        return None
    low, high = count if isinstance(count, list) else (count, count)
    if match["half"] or match["more"] == "半":
        low, high = low + 0.5, high + 0.5
    if match["about"] or match["more"] == "多":
        high = high * 1.5 if low >= 10 or low < 1 else high + 1
    first, last = periods.ago(today, high, unit), periods.ago(today, low, unit)
    return Period(first.first, last.last) if first and last else None


def _count(words: str) -> float | list[float] | None:
    if words in {"几", "好几"}:
        return [2.0, 9.0] if words == "几" else [3.0, 9.0]
    if words in {"半", "大半"}:
        return 0.5
    if words == "个把":
        return 1.0
    return parse(words) or None


def _last_few(match: Match, clock: Clock) -> Period | None:
    count = {"几": 5, "些": 10}.get(match["count"]) or _number(match["count"])
    unit = {"星期": "周", "礼拜": "周"}.get(match["unit"], match["unit"])
    first = periods.ago(clock.today, count, unit)
    last = periods.ago(clock.today, 1, unit)
    return Period(first.first, last.last) if first and last else None


def _near_day(match: Match, clock: Clock) -> Period | None:
    found = clock.today + timedelta(days=lexicon("dialect")["days"][match["word"]])
    return Period(found, found)


def _now(match: Match, clock: Clock) -> Period | None:
    return Period(clock.today, clock.today)


def _span(match: Match, clock: Clock) -> Period | None:
    first, last = lexicon("dialect")["spans"][match["word"]]
    return Period(clock.today - timedelta(days=first), clock.today - timedelta(days=last))
