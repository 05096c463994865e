"""Change a case once, in one transaction with its log entry, by the version the person saw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.ext.asyncio import AsyncSession

from mediation import audit
from mediation.cases import search
from mediation.db import Database
from mediation.models import Case
from mediation.staff import SignedIn


class ChangedMeanwhile(Exception):
    """The case is no longer as the person saw it; nothing was changed."""


class NotPossible(ValueError):
    """The change makes no sense; the message tells staff why."""


@dataclass(frozen=True)
class By:
    """Who changes which case.

    Attributes:
        who: the login.
        no: the case's number.
        version: the version the person saw.
        scope: the condition on the cases that the person may see; None for commands and tests.
        person: who is signed in; None for commands and tests, too.
    """

    who: str
    no: str
    version: int
    scope: ColumnElement[bool] | None = None
    person: SignedIn | None = None


@dataclass(frozen=True)
class Entry:
    """What the log keeps of a change."""

    action: str
    before: Any = None
    after: Any = None
    reason: str | None = None


Change = Callable[[AsyncSession, Case], Awaitable[Entry] | Entry]


async def changed(database: Database, by: By, change: Change) -> None:
    """Make a change; when somebody else was faster, nothing is overwritten.

    Args:
        change: changes the case it is given and says what the log shall keep.

    Raises:
        mediation.cases.intake_service.NoSuchCase: there is none in the scope.
        ChangedMeanwhile: see there.
        NotPossible: from the change itself; nothing was done.
    """
    async with database.writing() as session:
        case = await search.one(session, by.no, by.scope)
        await session.refresh(case, with_for_update=True)
        if case.version != by.version:
            raise ChangedMeanwhile(by.no)
        case.version += 1
        made = change(session, case)
        entry = made if isinstance(made, Entry) else await made
        audit.record(
            session,
            by.who,
            entry.action,
            case_no=by.no,
            before=entry.before,
            after=entry.after,
            reason=entry.reason,
        )
