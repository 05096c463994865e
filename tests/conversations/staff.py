"""What staff do in a scenario: the console's own functions, on the running backend's own database."""

import asyncio

from sqlalchemy import select

from mediation.cases import workflow
from mediation.cases.change import By
from mediation.closing import close
from mediation.db import Database
from mediation.models import Case, Notice
from mediation.vault.keyring import Keyring


def does(stack, citizen, what):
    """Do it to the citizen's newest case; the texts that the citizen was told for it, oldest first."""
    return asyncio.run(_does(stack, citizen, DOES[what]))


async def _does(stack, citizen, steps):
    keyring = Keyring.parse(stack.environment["MEDIATION_DATA_KEYS"])
    database = Database(f"sqlite+aiosqlite:///{stack.logs / 'mediation.db'}", keyring)
    try:
        before = len(await _told(database, citizen))
        for step in steps:
            async with database.reading() as session:
                newest = select(Case).where(Case.citizen == citizen).order_by(Case.id.desc())
                case = (await session.scalars(newest.limit(1))).one()
            await step(database, By("li.na", case.no, case.version))
        return (await _told(database, citizen))[before:]
    finally:
        await database.close()


async def _told(database, citizen):
    async with database.reading() as session:
        rows = await session.scalars(
            select(Notice.text).where(Notice.citizen == citizen).order_by(Notice.id)
        )
        return list(rows)


def _moves(state):
    return lambda database, by: workflow.move(database, by, state, "说明")


def _closes(outcome, *ways):
    return lambda database, by: close.close(database, by, close.Ending(outcome, ways, "说明"))


DOES = {
    "closes without an agreement": (
        _moves("accepted"),
        _moves("mediating"),
        _moves("failed"),
        _closes("failed", "labour_arbitration", "court"),
    ),
}
