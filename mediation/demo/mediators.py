"""What the invented mediators know, speak and serve; one of them is on leave."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Final

from sqlalchemy import select

from intake.clock import ZONE
from intake.vocabulary import TOWNS
from mediation.db import Database
from mediation.demo.stories import STORIES
from mediation.mediators import profiles, rules
from mediation.mediators.profiles import Given
from mediation.models import Absence, Staff

ABOUT: Final = ("退休教师", "老支书", "退休法官", "司法所干部", "妇联执委", "网格长", "")
AWAY_FOR: Final = timedelta(days=3)


async def fill(database: Database, logins: list[str], now: datetime, chance: Random) -> None:
    """Give each of the mediators a profile, and the last of them some days off."""
    kinds = [name for name, story in STORIES.items() if not story.firm]
    languages = rules.load().language_names
    today = now.astimezone(ZONE).date()
    async with database.writing() as session:
        rows = await session.execute(select(Staff.login, Staff.id).where(Staff.login.in_(logins)))
        ids = dict(rows.all())
        for at, login in enumerate(sorted(ids)):
            given = Given(
                expertise=tuple(sorted(chance.sample(kinds, 3))),
                towns=(chance.choice(TOWNS),) if at % 3 == 0 else (),
                languages=(languages[at % len(languages)],) if at % 2 else (),
                weekdays_off=(at % 7,) if at % 4 == 0 else (),
                about=chance.choice(ABOUT),
            )
            await profiles.put(session, ids[login], given)
        last = ids[max(ids)]
        days = {"first": today, "last": today + AWAY_FOR}
        session.add(Absence(staff_id=last, reason=rules.load().absences[0], **days))
