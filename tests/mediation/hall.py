"""The office as warnings know it: people, cases, what is said, and the time passing."""

import itertools
from datetime import timedelta

from sqlalchemy import select, update

from mediation import staff
from mediation.cases import history
from mediation.console.words import describe
from mediation.db import utc_now
from mediation.models import Case, EarlyWarning, WarnedDesk
from mediation.warning import escalation
from tests.mediation.samples import alert_body

_count = itertools.count(1)


class Hall:
    """The running application and the people in it."""

    def __init__(self, service):
        self.service = service
        self.database = service.database
        self.now = utc_now()

    async def hire(self, role, organisation=None):
        login = f"{role.replace('_', '.')}.{next(_count)}"
        await staff.create(self.database, login, login, role, organisation=organisation)
        return login

    async def has_case(self, level="red", **changes):
        urgency = {"level": level, "signals": [{"code": "threat", "text": "走着瞧"}]}
        return (await self.service.has_case(urgency=urgency, **changes))["no"]

    async def alert(self, **changes):
        answer = await self.service.post("/alerts", alert_body(**changes), f"alert-{next(_count)}")
        assert answer.status == 201, await answer.text()
        return (await answer.json())["id"]

    async def note(self, no, kind="addition", text="补一句", **more):
        body = {"kind": kind, "text": text, "at": "2026-11-24T10:00:00+08:00"} | more
        answer = await self.service.post(f"/cases/{no}/notes", body, f"note-{next(_count)}")
        assert answer.status == 201, await answer.text()

    async def case(self, no):
        async with self.database.reading() as session:
            return (await session.scalars(select(Case).where(Case.no == no))).one()

    async def changed(self, no, **columns):
        async with self.database.writing() as session:
            await session.execute(update(Case).where(Case.no == no).values(**columns))

    async def warnings(self, no=None):
        """Level, cause, step, how it ended; of a case, or of all."""
        async with self.database.reading() as session:
            query = select(EarlyWarning).order_by(EarlyWarning.id)
            if no is not None:
                query = query.join(Case, Case.id == EarlyWarning.case_id).where(Case.no == no)
            return list(await session.scalars(query))

    async def reached(self, warning):
        """Step → the roles that it reached."""
        async with self.database.reading() as session:
            rows = await session.execute(
                select(WarnedDesk.step, WarnedDesk.role)
                .where(WarnedDesk.warning_id == warning.id)
                .order_by(WarnedDesk.id)
            )
            return [tuple(row) for row in rows]

    async def passes(self, minutes):
        self.now += timedelta(minutes=minutes)
        return await escalation.once(self.database, self.now)

    async def told(self, no):
        """What the history of a case says of colours and warnings."""
        async with self.database.reading() as session:
            entries = await history.of_case(session, no)
        return [
            describe(one).what for one in entries if one.action.startswith(("warning", "urgency"))
        ]
