"""Numbers counted up in a table: without gaps, and none given twice."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from mediation.models import CaseNumber, LetterNumber


async def count_up(
    session: AsyncSession, table: type[CaseNumber | LetterNumber], **series: int | str
) -> int:
    """The next number of a series, from 1, inside the caller's write transaction.

    The row of the series is locked until the transaction ends: when it is rolled back the number goes
    back too, and whoever comes next waits and gets the one behind.

    Args:
        series: the table's key.
    """

    async def counted_up() -> int | None:
        return await session.scalar(
            update(table).filter_by(**series).values(last=table.last + 1).returning(table.last)
        )

    last = await counted_up()
    if last is None:
        with suppress(IntegrityError):  # somebody else began the series in this moment
            async with session.begin_nested():
                await session.execute(insert(table).values(**series, last=0))
        last = await counted_up()
    assert last is not None  # noqa: S101 - the row is there by now
    return last
