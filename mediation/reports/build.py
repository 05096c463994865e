"""Put reports together: the same sections whether they become docx or xlsx."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.letters.rules import written
from mediation.organisations import store
from mediation.reports import figures, key_cases, rules
from mediation.statistics.period import Period

Row = Sequence[str | int]
CASE_HEAD: Final = ("编号", "镇街", "类型", "颜色", "人数", "预警情形", "状态", "已做的工作")
OUTCOMES: Final = {
    "agreed": "谈成",
    "failed": "没谈成",
    "withdrawn": "撤回",
    figures.OTHERWISE: "其他办结",
}


@dataclass(frozen=True)
class Table:
    """A table with its head."""

    head: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True)
class Section:
    """A part of a report; ``name`` is its heading, and its sheet's name."""

    name: str
    paragraphs: Sequence[str] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Report:
    """A report.

    Attributes:
        under: lines below the title; the last is the period.
        preface: paragraphs before the sections.
        day: when it was made.
    """

    title: str
    under: Sequence[str]
    sections: Sequence[Section]
    issuer: str
    day: date
    preface: Sequence[str] = ()


async def daily(
    session: AsyncSession, scope: ColumnElement[bool], day: date, today: date
) -> Report:
    """The report of a day, beside the day before."""
    before = day - timedelta(days=1)
    return await _regular(
        session,
        scope,
        rules.load().daily,
        (Period(day, day), Period(before, before)),
        ("当天", "前一天"),
        today=today,
    )


async def weekly(
    session: AsyncSession, scope: ColumnElement[bool], day: date, today: date
) -> Report:
    """The report of the week, Monday to Sunday, that a day is in, beside the week before."""
    monday = day - timedelta(days=day.weekday())
    this = Period(monday, monday + timedelta(days=6))
    last = Period(monday - timedelta(days=7), monday - timedelta(days=1))
    return await _regular(
        session, scope, rules.load().weekly, (this, last), ("本周", "上周"), today=today
    )


async def special(
    session: AsyncSession, scope: ColumnElement[bool], period: Period, today: date
) -> Report:
    """The draft of the 《涉稳诉求专报》 for a period."""
    words = rules.load()
    work = await figures.work(session, scope, period, today, words.many_people)
    towns = await figures.by_town(session, scope, period, today)
    cases = await key_cases.find(session, scope, period)
    ended = sum(work.ended.values())
    overall = (
        f"{_span(period)}，共收到矛盾纠纷{work.received}件，其中红色{work.red}件、黄色{work.yellow}件，"
        f"涉及{words.many_people}人以上的{work.groups}件。同期受理{work.accepted}件，办结{ended}件，"
        f"其中谈成{work.ended.get('agreed', 0)}件。期末在办{work.open}件；截至{written(today)}超期{work.overdue}件。"
    )
    return Report(
        title=words.special,
        under=(words.draft, _span(period)),
        preface=(words.rights,),
        sections=(
            Section("一、总体情况", (overall,), _towns(towns)),
            _cases("二、红色、黄色案件", cases),
            Section("三、研判", (words.judgement,)),
            Section("四、建议", (words.advice,)),
        ),
        issuer=words.issuer,
        day=today,
    )


async def _regular(
    session: AsyncSession,
    scope: ColumnElement[bool],
    title: str,
    periods: tuple[Period, Period],
    columns: tuple[str, str],
    *,
    today: date,
) -> Report:
    words = rules.load()
    now, last = [
        await figures.work(session, scope, one, today, words.many_people) for one in periods
    ]
    towns = await figures.by_town(session, scope, periods[0], today)
    cases = await key_cases.find(session, scope, periods[0])
    desks = {one.id: one.name for one in await store.everything(session)}
    late = [
        (desks.get(one.desk_id or 0, "还没指派"), one.cases, one.most)
        for one in await figures.late_desks(session, scope, today)
    ]
    return Report(
        title=title,
        under=(_span(periods[0]),),
        sections=(
            Section("一、概况", table=_overall(now, last, columns)),
            Section("二、各镇街", table=_towns(towns)),
            _cases("三、红色、黄色案件", cases),
            Section(
                "四、超期",
                (f"截至{written(today)}超期{now.overdue}件，没回复的督办函{now.unanswered}份。",),
                Table(("单位", "超期件数", "最久超期工作日"), late) if late else None,
            ),
        ),
        issuer=words.issuer,
        day=today,
    )


def _overall(now: figures.Work, last: figures.Work, columns: tuple[str, str]) -> Table:
    both = (now, last)
    rows: list[Row] = [
        ("收到（件）", *(one.received for one in both)),
        ("　红色", *(one.red for one in both)),
        ("　黄色", *(one.yellow for one in both)),
        ("受理", *(one.accepted for one in both)),
    ]
    rows += [(label, *(one.ended.get(name, 0) for one in both)) for name, label in OUTCOMES.items()]
    rows += [
        ("期末在办", *(one.open for one in both)),
        ("发督办函（份）", *(one.letters for one in both)),
    ]
    return Table(("项目", *columns), rows)


def _towns(towns: Sequence[figures.TownWork]) -> Table:
    return Table(
        ("镇街", "收到", "红色", "黄色", "办结", "期末在办", "现在超期"),
        [
            (one.town, one.received, one.red, one.yellow, one.ended, one.open, one.overdue)
            for one in towns
        ],
    )


def _cases(name: str, cases: key_cases.KeyCases) -> Section:
    said = [f"本期新收和以前未办结的红色、黄色案件共{cases.total}件。"]
    if cases.total > len(cases.listed):
        said.append(f"下表列前{len(cases.listed)}件。")
    if cases.sealed:
        said.append(f"另有封存或反映干部问题的{cases.sealed}件，不列。")
    rows = [
        (one.no, one.town, one.type, one.colour, one.people, one.signals, one.status, one.done)
        for one in cases.listed
    ]
    return Section(name, ("".join(said),), Table(CASE_HEAD, rows) if rows else None)


def _span(period: Period) -> str:
    if period.first == period.last:
        return written(period.first)
    return f"{written(period.first)}至{written(period.last)}"
