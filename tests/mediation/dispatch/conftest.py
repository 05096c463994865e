"""Cases that are ready to be sent somewhere."""

import pytest
from sqlalchemy import select, update

from mediation import staff
from mediation.access import visible
from mediation.cases import workflow
from mediation.cases.change import By
from mediation.dispatch import send
from mediation.models import Case, Organisation, Staff
from mediation.staff import SignedIn


class Hall:
    """The district's hall, where cases are sent on."""

    def __init__(self, service):
        self.service = service
        self.database = service.database

    async def accepted(self, **changes):
        made = await self.service.has_case(**changes)
        await workflow.move(self.database, await self.by(made["no"]), "accepted")
        return made["no"]

    async def case(self, no):
        async with self.database.reading() as session:
            return (await session.scalars(select(Case).where(Case.no == no))).one()

    async def by(self, no, who="li.na", person=None):
        return By(who, no, (await self.case(no)).version, person=person)

    async def signed_in(self, login):
        async with self.database.reading() as session:
            account = (await session.scalars(select(Staff).where(Staff.login == login))).one()
        token = await staff.open_session(self.database, account.id, 1)
        return await staff.find_session(self.database, token)

    async def sees(self, person, no):
        async with self.database.reading() as session:
            return no in await session.scalars(select(Case.no).where(visible(person)))

    async def send(self, no, way, code="", mediator="", reason=""):
        order = send.Order(way, code, mediator, reason)
        await send.dispatch(self.database, await self.by(no), order)

    async def answer(self, no, person, *, accept, reason=""):
        await send.answer(self.database, await self.by(no), person, accept=accept, reason=reason)

    async def complains_of(self, no, code):
        async with self.database.writing() as session:
            accused = select(Organisation.id).where(Organisation.code == code).scalar_subquery()
            await session.execute(
                update(Case).where(Case.no == no).values(complained_of_id=accused)
            )

    async def desk(self, no):
        async with self.database.reading() as session:
            on = (await self.case(no)).organisation_id
            one = await session.get(Organisation, on or 0)
            return one.code if one else None

    async def mediator(self, login, name, organisation="370404101"):
        await staff.create(self.database, login, name, "mediator", organisation=organisation)


def person(path, kind):
    return SignedIn(1, "somebody", "某人", "clerk", False, "t", kind=kind, path=path)


@pytest.fixture
def hall(service):
    return Hall(service)
