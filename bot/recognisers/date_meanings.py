"""What the words for a day or a stretch of days mean: one function a way of saying it.

Each takes a match of an expression of :mod:`bot.recognisers.date_words` and the clock, and returns the
stretch of days, None where the calendar has none (2月30号). A year that is not named is the last in
which the day was already past: disputes are told when they have happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.recognisers import periods
from bot.recognisers.lexicons import lexicon
from bot.recognisers.numerals import DIGITS, one, parse
from bot.recognisers.periods import Period

Match = re.Match[str]

OLDEST_SHORT_YEAR: Final = 50
"""98年 is 1998; 37年 is a time that somebody worked."""

_DAY: Final = timedelta(days=1)
_LUNAR_MONTHS: Final = {"正": 1, "冬": 11, "腊": 12}
_PARTS: Final = {"上旬": "初", "头": "初", "初": "初", "中旬": "中", "中": "中"}
_MONTHS_BACK: Final = {"上上个": 2, "大上个": 2, "上个": 1, "上": 1}
_WEEKS_BACK: Final = {"上上": 2, "上": 1}
_UNITS: Final = {"星期": "周", "礼拜": "周"}
_FEW: Final = {"几": 5, "些": 10}


class Clock(NamedTuple):
    """From where dates count: today, and the year named just before, as in 去年3月到6月."""

    today: date
    year_before: int | None = None


def day(match: Match, clock: Clock) -> Period | None:
    """去年3月5号: groups ``month`` and ``day``, a year if one is named."""
    of_month, number = _number(match["month"]), _number(match["day"])
    return _in_year(match, clock, lambda year: periods.day(year, of_month, number))


def month(match: Match, clock: Clock) -> Period | None:
    """去年3月初, 三四月份: group ``month``, perhaps ``part``."""
    numbers = parse(match["month"])
    if isinstance(numbers, list):
        first, last = int(numbers[0]), int(numbers[1])
        return _in_year(match, clock, lambda year: periods.months(year, first, last))
    number, part = _number(match["month"]), _part(match)
    return _in_year(match, clock, lambda year: periods.month(year, number, part))


def lunar_day(match: Match, clock: Clock) -> Period | None:
    """去年腊月二十三: groups ``month`` and ``day``, perhaps ``leap``."""
    of_month, number = _lunar_number(match["month"]), _number(match["day"])
    leap = bool(_group(match, "leap"))
    return _in_year(
        match,
        clock,
        lambda year: periods.lunar_day(year, number, of_month, leap=leap),
        begins_with_lunar_year=True,
    )


def lunar_month(match: Match, clock: Clock) -> Period | None:
    """今年正月: group ``month``, perhaps ``part`` and ``leap``."""
    number, part = _lunar_number(match["month"]), _part(match)
    leap = bool(_group(match, "leap"))
    return _in_year(
        match,
        clock,
        lambda year: periods.lunar_month(year, number, part, leap=leap),
        begins_with_lunar_year=True,
    )


def festival(match: Match, clock: Clock) -> Period | None:
    """去年国庆节前: group ``festival``, perhaps ``side``: the week before or behind, three days around."""
    name, side = match["festival"], (_group(match, "side") or "").removeprefix("之")
    found = _in_year(
        match, clock, lambda year: periods.festival(name, year), begins_with_lunar_year=True
    )
    if found is None or not side:
        return found
    if side == "前":
        return Period(found.first - 7 * _DAY, found.first - _DAY)
    if side == "后":
        return Period(found.last + _DAY, found.last + 7 * _DAY)
    return Period(found.first - 3 * _DAY, found.last + 3 * _DAY)


def part_of_year(match: Match, clock: Clock) -> Period | None:
    """去年年底, 去年底, 上半年: group ``festival`` or ``ending``."""
    name = _group(match, "festival") or f"年{match['ending']}"
    bounds = lexicon("festivals")["parts_of_year"][name]
    return _in_year(match, clock, lambda year: periods.of_calendar(year, bounds))


def season(match: Match, clock: Clock) -> Period | None:
    """前年秋天, 去冬: group ``season``, perhaps ``said``."""
    bounds = lexicon("festivals")["seasons"][match["season"]]
    if _group(match, "said") in {"去", "昨"}:
        return periods.of_calendar(clock.today.year - 1, bounds)
    return _in_year(match, clock, lambda year: periods.of_calendar(year, bounds))


def year(match: Match, clock: Clock) -> Period | None:
    """2024年, 去年, 98年."""
    return _in_year(match, clock, periods.year)


def month_nearby(match: Match, clock: Clock) -> Period | None:
    """上个月15号, 上月底: group ``which``, perhaps ``day`` or ``part``."""
    back = _MONTHS_BACK.get(match["which"], 0)
    in_year, number = periods.months_before(clock.today, back)
    if match["day"]:
        return periods.day(in_year, number, _number(match["day"]))
    return periods.month(in_year, number, _part(match))


def day_nearby(match: Match, clock: Clock) -> Period | None:
    """15号: this month's, else last month's."""
    number = _number(match["day"])
    for back in (0, 1):
        found = periods.day(*periods.months_before(clock.today, back), number)
        if found is not None and found.first <= clock.today:
            return found
    return None


def weekday(match: Match, clock: Clock) -> Period | None:
    """上周五, 礼拜天: group ``day``, perhaps ``which``; without it the last that has come."""
    number = 6 if match["day"] in "日天" else _number(match["day"]) - 1
    back = _WEEKS_BACK.get(match["which"] or "", 0)
    found = periods.week(clock.today).first + (number - 7 * back) * _DAY
    if found > clock.today and not match["which"]:
        found -= 7 * _DAY
    return Period(found, found)


def week_nearby(match: Match, clock: Clock) -> Period | None:
    """上周, 上个周末: group ``which``."""
    found = periods.week(clock.today - 7 * _WEEKS_BACK.get(match["which"], 0) * _DAY)
    return Period(found.last - _DAY, found.last) if "末" in match.group() else found


def ago(match: Match, clock: Clock) -> Period | None:
    """两个半月前, 三年多前: groups ``count``, ``about``, ``half``, ``unit`` and ``more``."""
    unit = _UNITS.get(match["unit"], match["unit"])
    count = _count(match["count"])
    if count is None:
        return None
    low, high = count if isinstance(count, list) else (count, count)
    if "半" in {match["half"], match["more"]}:
        low, high = low + 0.5, high + 0.5
    if match["about"] or "多" in {match["half"], match["more"]}:
        high = high * 1.5 if low >= 10 or low < 1 else high + 1
    first, last = periods.ago(clock.today, high, unit), periods.ago(clock.today, low, unit)
    return Period(first.first, last.last) if first and last else None


def last_few(match: Match, clock: Clock) -> Period | None:
    """前两个月, 前几年: groups ``count`` and ``unit``."""
    count = _FEW.get(match["count"]) or _number(match["count"])
    unit = _UNITS.get(match["unit"], match["unit"])
    first, last = periods.ago(clock.today, count, unit), periods.ago(clock.today, 1, unit)
    return Period(first.first, last.last) if first and last else None


def near_day(match: Match, clock: Clock) -> Period | None:
    """夜来, 大前天: group ``word``, a key of the dialect's days."""
    found = clock.today + lexicon("dialect")["days"][match["word"]] * _DAY
    return Period(found, found)


def now(match: Match, clock: Clock) -> Period | None:
    """刚才."""
    return Period(clock.today, clock.today)


def span(match: Match, clock: Clock) -> Period | None:
    """前几天, 前阵子: group ``word``, a key of the dialect's spans."""
    first, last = lexicon("dialect")["spans"][match["word"]]
    return Period(clock.today - first * _DAY, clock.today - last * _DAY)


def _group(match: Match, name: str) -> str | None:
    return match.groupdict().get(name)


def _number(words: str) -> int:
    return int(one(words.replace("初", "")) or 0)


def _lunar_number(words: str) -> int:
    return _LUNAR_MONTHS.get(words) or _number(words)


def _part(match: Match) -> str | None:
    words = _group(match, "part")
    return _PARTS.get(words, "底") if words else None


def _count(words: str) -> float | list[float] | None:
    if words in {"几", "好几"}:
        return [2.0, 9.0] if words == "几" else [3.0, 9.0]
    if words in {"半", "大半"}:
        return 0.5
    return 1.0 if words == "个把" else parse(words) or None


def _in_year(
    match: Match,
    clock: Clock,
    of_year: Callable[[int], Period | None],
    *,
    begins_with_lunar_year: bool = False,
) -> Period | None:
    """What the year of a match makes of it: the year it names, else the last that has begun."""
    number = _named_year(match, clock)
    if number is not None:
        return of_year(number)
    relative = _group(match, "relative")
    back = -int(lexicon("dialect")["years"][relative]) if relative else 0
    if relative and not begins_with_lunar_year:
        return of_year(clock.today.year - back)
    if clock.year_before is not None and not relative:
        return of_year(clock.year_before)
    return periods.latest(of_year, clock.today, back)


def _named_year(match: Match, clock: Clock) -> int | None:
    """2024 of 2024年 and 二零二四年, 2023 of 23年, 1998 of 98年; 0, which is no year, of 37年."""
    words, short = _group(match, "year"), _group(match, "short")
    figures = "".join(str(DIGITS.get(character, character)) for character in words or short or "")
    if not figures:
        return None
    value = int(figures)
    if words:
        return value
    if value <= clock.today.year % 100:
        return 2000 + value
    return 1900 + value if value >= OLDEST_SHORT_YEAR else 0
