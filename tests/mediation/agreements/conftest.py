"""A case that was agreed on, with its agreement."""

import pytest
from sqlalchemy import update

from mediation.agreements import store, typed
from mediation.cases import search
from mediation.cases.change import By
from mediation.models import Agreement
from tests.mediation.agreements import SIGNED
from tests.mediation.cases.test_workflow import stands_at
from tests.mediation.samples import agreement_form


class Table:
    """What staff do with the agreement of one case."""

    def __init__(self, service, no):
        self.database, self.no, self.service = service.database, no, service

    async def by(self):
        async with self.database.reading() as session:
            return By("li.na", self.no, (await search.one(session, self.no)).version)

    async def draws_up(self, today=SIGNED, **changes):
        told = typed.read(agreement_form(**changes))
        await store.draw_up(self.database, await self.by(), told, today)
        return await self.agreement()

    async def signs(self, today=SIGNED):
        made = await self.agreement()
        await store.sign(self.database, await self.by(), made.id, SIGNED, today)
        return await self.agreement()

    async def agreement(self):
        async with self.database.reading() as session:
            return await store.current(session, await search.one(session, self.no))

    async def change(self, **values):
        async with self.database.writing() as session:
            await session.execute(update(Agreement).values(**values))

    async def told(self):
        return [row[4] for row in await self.service.rows("notices") if self.no in row]


@pytest.fixture
async def table(service):
    no, _ = await stands_at(service, "agreed")
    return Table(service, no)
