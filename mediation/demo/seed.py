"""Put an invented year of cases into an empty database, each with its way and its log."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.clock import ZONE
from intake.vocabulary import DISPUTE_TYPES, LEVELS, TOWNS
from mediation import audit, staff
from mediation.cases.numbers import next_number
from mediation.db import Database, utc_now
from mediation.deadlines import watch
from mediation.demo import mediators, people, supervision, warnings, work
from mediation.demo.stories import AT_HOME, DANGERS, STORIES
from mediation.models import Case, Dispatch, Note, Organisation, Question, Staff, TranscriptLine
from mediation.organisations import store

CHANNEL: Final = "demo"
AT_ONCE: Final = 200
SEED: Final = 370404
STALLED: Final = 0.08
"""Share of steps of late after which nothing happened: there is something overdue to see."""
LATELY: Final = timedelta(days=45)
STAFF: Final = (
    ("demo.clerk", "演示受理员", "clerk", None),
    ("demo.reviewer", "演示审核员", "district_reviewer", None),
    ("demo.leader", "演示区领导", "county_leader", None),
    ("demo.duty", "演示值班员", "duty_officer", None),
    ("demo.auditor", "演示监督员", "auditor", None),
    ("demo.liuyuan", "演示榴园受理员", "clerk", "370404103"),
    ("demo.liuyuan.leader", "演示榴园领导", "town_leader", "370404103"),
    ("demo.renshe", "演示人社受理员", "clerk", "renshe"),
)
QUESTIONS: Final = (
    "彩礼能要回来吗",
    "彩礼还能要回来不",
    "邻居占道归谁管",
    "工伤多久能认定",
    "网贷逾期怎么办",
)


@dataclass(frozen=True)
class Hall:
    """Where invented cases go their way."""

    session: AsyncSession
    chance: Random
    now: datetime
    desks: dict[str, Organisation]
    mediators: dict[int, list[str]]


class NotEmpty(Exception):
    """The database has cases already; nothing was changed."""


async def seed(database: Database, number: int, now: datetime | None = None) -> dict[str, str]:
    """Fill the database.

    Args:
        number: of cases, spread over the twelve months before ``now``.

    Returns:
        Login → first password of the demo's accounts.

    Raises:
        NotEmpty: there are cases; real ones are never mixed with invented ones.
    """
    now, chance = now or utc_now(), Random(SEED)  # noqa: S311 - invented data
    async with database.reading() as session:
        if await session.scalar(select(func.count()).select_from(Case)):
            raise NotEmpty("库里已经有案件，演示数据只放进空库，什么都没有改。")
    passwords = await _hire(database)
    of_towns = [login for login in passwords if login.startswith("demo.m")]
    await mediators.fill(database, of_towns, now, chance)
    moments = sorted(
        now - timedelta(minutes=chance.randrange(1, 365 * 24 * 60)) for _ in range(number)
    )
    for first in range(0, number, AT_ONCE):
        async with database.writing() as session:
            desks = {one.code: one for one in await store.everything(session)}
            at_desks = await _mediators(session)
            for moment in moments[first : first + AT_ONCE]:
                await _case(Hall(session, chance, now, desks, at_desks), moment)
    async with database.writing() as session:
        for text in QUESTIONS:
            at = now - timedelta(hours=chance.randrange(1, 200))
            session.add(Question(kind="unanswered", text=text, entry=None, at=at))
        await work.visits(session, chance, now.astimezone(ZONE).date(), now)
    await supervision.fill(database, now)
    await warnings.fill(database, now)
    return passwords


async def _hire(database: Database) -> dict[str, str]:
    chance = Random(SEED)  # noqa: S311 - invented data
    wanted = list(STAFF)
    async with database.reading() as session:
        towns = [one for one in await store.everything(session) if one.kind == "town"]
    for one in towns:
        for place in (1, 2):
            login = f"demo.m{one.code[-3:]}.{place}"
            wanted.append((login, people.name(chance), "mediator", one.code))
    passwords = {}
    for login, name, role, organisation in wanted:
        try:
            passwords[login] = await staff.create(
                database, login, name, role, who="demo", organisation=organisation
            )
        except staff.AccountError:
            passwords[login] = await staff.reset_password(database, login, who="demo")
    return passwords


async def _mediators(session: AsyncSession) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = await session.execute(
        select(Staff.organisation_id, Staff.login).where(Staff.role == "mediator")
    )
    for organisation, login in rows:
        found.setdefault(organisation or 0, []).append(login)
    return found


async def _case(hall: Hall, moment: datetime) -> None:
    session, chance = hall.session, hall.chance
    case, telling = told(chance, moment)
    case.no = await next_number(session, moment.astimezone(ZONE).year)
    session.add(case)
    watch.restart(case, moment)
    await session.flush()
    session.add_all(
        TranscriptLine(case_id=case.id, position=at, at=moment, speaker=speaker, text=text)
        for at, (speaker, text) in enumerate(
            (
                ("citizen", telling),
                ("bot", "听明白了，这事确实窝心。您想怎么解决？"),
                ("citizen", case.demand or ""),
            )
        )
    )
    audit.record(session, "bot", "case_received", case_no=case.no)
    await _goes_its_way(hall, case)


def told(chance: Random, moment: datetime) -> tuple[Case, str]:
    """An invented case as it comes in, without a number, and what was told."""
    kind = chance.choices(list(STORIES), [story.share for story in STORIES.values()])[0]
    story, town, village = STORIES[kind], chance.choice(TOWNS), chance.choice(people.VILLAGES)
    other = chance.choice(people.FIRMS) if story.firm else people.name(chance)
    yuan = chance.randrange(3, 300) * 100
    telling = chance.choice(story.tellings).format(other=other, place=village, yuan=yuan)
    level, signals = "blue", []
    if chance.random() < 0.12:
        level, code, words = chance.choice(AT_HOME if kind == "婚姻家庭" else DANGERS)
        telling += words + "。"
        signals = [{"code": code, "text": words}]
    confidence = round(chance.uniform(0.45, 0.97), 2)
    second = chance.choice([name for name in DISPUTE_TYPES if name != kind])
    case = Case(
        channel=CHANNEL,
        citizen=f"demo-{chance.getrandbits(64):016x}",
        draft_id=f"demo-{chance.getrandbits(96):024x}",
        created_at=moment,
        status="submitted",
        version=1,
        dispute_type=kind,
        type_confidence=confidence,
        type_source="bot",
        type_ranking=[
            {"name": kind, "confidence": confidence},
            {"name": second, "confidence": round((1 - confidence) / 2, 2)},
        ],
        urgency_level=level,
        urgency_rank=LEVELS.index(level),
        urgency_signals=signals,
        urgency_source="bot",
        route=story.route,
        route_reason=None,
        applicant_name=people.name(chance),
        applicant_phone=people.phone(chance),
        respondent_name=other,
        respondent_phone=people.phone(chance) if chance.random() < 0.3 else None,
        occurred_on=(moment - timedelta(days=chance.randrange(1, 60))).date().isoformat(),
        town=town,
        village=village,
        place=None,
        amount_yuan=yuan if str(yuan) in telling else None,
        people_count=chance.randrange(2, 40) if signals and level == "yellow" else None,
        narrative=telling,
        demand=story.demand,
        evidence=chance.choice(([], ["照片"], ["聊天记录", "转账记录"])),
        answers={},
        consent={"at": moment.isoformat(), "version": "demo"},
        wants_human=chance.random() < 0.05,
        sealed=False,
    )
    return case, telling


@dataclass
class Way:
    """A case on its way, and the moment of its last step."""

    hall: Hall
    case: Case
    at: datetime

    def step(self, action: str, status: str, hours: int, who: str = "demo.clerk") -> bool:
        """The next step some hours later; False where it would be ahead, or nobody took it."""
        now, chance = self.hall.now, self.hall.chance
        self.at += timedelta(hours=chance.randrange(1, hours))
        if self.at >= now or (now - self.at < LATELY and chance.random() < STALLED):
            return False
        before, self.case.status = self.case.status, status
        watch.restart(self.case, self.at)
        self.case.version += 1
        audit.record(
            self.hall.session,
            who,
            action,
            case_no=self.case.no,
            before={"status": before},
            after={"status": status},
        )
        return True


async def _goes_its_way(hall: Hall, case: Case) -> None:
    """Accepted, dispatched, mediated and ended, as far as its age allows."""
    session, chance, way = hall.session, hall.chance, Way(hall, case, case.created_at)
    if not way.step("case_accepted", "accepted", 40):
        return
    if chance.random() < 0.04:
        way.step("case_withdrawn", "withdrawn", 100)
        return
    desk = _desk(case, hall.desks)
    if not way.step("case_assigned", "assigned", 30):
        return
    case.organisation_id = case.first_receiver_id = desk.id
    case.mediator = chance.choice(hall.mediators.get(desk.id) or [None])
    session.add(_sent(case, desk, way.at))
    violence = any(one["code"] == "domestic_violence" for one in case.urgency_signals)
    if violence or case.route != "mediation":
        if way.step("case_closed", "closed", 24 * 20):
            work.ended(session, case, way.at)
        return
    who = case.mediator or "demo.clerk"
    if way.step("case_mediating", "mediating", 24 * 8, who):
        await _is_mediated(way, who)


async def _is_mediated(way: Way, who: str) -> None:
    """Agreed or failed, on record, now and then on paper, and ended."""
    session, chance, case = way.hall.session, way.hall.chance, way.case
    status = "agreed" if chance.random() < 0.82 else "failed"
    if not way.step(f"case_{status}", status, 24 * 32, who):
        return
    work.attempts(session, chance, case, way.at, who)
    if status == "agreed":
        await work.agreement(session, chance, case, way.at, who)
    if chance.random() < 0.6 and way.step("case_closed", "closed", 24 * 10, who):
        work.ended(session, case, way.at)
        good, bad = Counter({5: 6, 4: 3, 3: 1, 2: 1}), Counter({4: 1, 3: 3, 2: 2, 1: 1})
        stars = chance.choice(list((good if status == "agreed" else bad).elements()))
        session.add(Note(case_id=case.id, kind="satisfaction", text="", at=way.at, score=stars))


def _desk(case: Case, desks: dict[str, Organisation]) -> Organisation:
    fitting = [one for one in desks.values() if case.route in one.routes]
    if not fitting:
        fitting = [one for one in desks.values() if one.kind == "town" and one.town == case.town]
    return fitting[0]


def _sent(case: Case, desk: Organisation, at: datetime) -> Dispatch:
    return Dispatch(
        case_id=case.id,
        way="on_site" if desk.kind == "town" else "transfer",
        to_id=desk.id,
        mediator=case.mediator,
        who="demo.clerk",
        at=at,
        state="accepted",
        answered_by=case.mediator or "demo.clerk",
        answered_at=at,
    )
