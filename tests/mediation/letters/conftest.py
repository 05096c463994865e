"""Cases so many working days over their due day."""

import pytest
from sqlalchemy import update

from intake import clock
from mediation.deadlines import working_days
from mediation.models import Case


@pytest.fixture
def late(service):
    async def make(days, **changes):
        no = (await service.has_case(**changes))["no"]
        due = working_days.latest_due(clock.now().date(), days)
        async with service.database.writing() as session:
            await session.execute(update(Case).where(Case.no == no).values(due_on=due))
        return no

    return make
