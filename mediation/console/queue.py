"""The queue: what burns first, then what has waited longest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal
from urllib.parse import urlencode

from aiohttp import web
from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from intake import clock
from intake.case_status import OPEN
from intake.vocabulary import DISPUTE_TYPES, TOWNS
from mediation.access import SEES_SEALED, visible
from mediation.cases import alerts, search
from mediation.cases.history import names
from mediation.cases.schemas import CaseQuery
from mediation.console.reasons import labels
from mediation.console.visit import PURPOSES, Visit
from mediation.db import utc_now
from mediation.deadlines import urging
from mediation.dispatch import waiting as offers
from mediation.sources import kinds
from mediation.staff import SignedIn
from mediation.warning import waiting

PAGE_SIZE: Final = 20
TAKEN_SHOWN_FOR: Final = timedelta(hours=24)
ALL_STATUSES: Final = "all"
LONGEST_SEARCH: Final = 200
"""Characters; what was pasted beyond them is not looked for."""
ASKED: Final = ("status", "urgency", "type", "town", "channel", "mine", "sort", "q", "page")


class QueueQuery(CaseQuery):
    """What the address of the queue may say.

    Attributes:
        mine: cases that the reader mediates.
        sort: what is due first comes first.
    """

    mine: Literal["yes"] | None = None
    sort: Literal["due"] | None = None


@dataclass(frozen=True)
class Asked:
    """What the address asks for."""

    status: str
    filters: search.Filters
    page: int
    by_due: bool = False

    @property
    def may_be_due(self) -> bool:
        """Whether something may be due in the state that is asked for."""
        return self.status in OPEN

    def address(self, **changes: str | int | None) -> str:
        """The address of the queue with some of it changed; without what is empty."""
        filters = self.filters
        now: dict[str, str | int | None] = {
            "status": self.status if self.status != "submitted" else None,
            "urgency": filters.urgency,
            "type": filters.type,
            "town": filters.town,
            "channel": filters.channel,
            "mine": "yes" if filters.mediator else None,
            "sort": "due" if self.by_due else None,
            "q": filters.q,
            **changes,
        }
        query = urlencode({name: value for name, value in now.items() if value})
        return f"/?{query}" if query else "/"


async def show(visit: Visit) -> web.Response:
    """Alerts, counts, filters, and a page of cases."""
    return await page(visit)


async def page(
    visit: Visit, problem: str | None = None, status: int = 200, *, whole_alert: int | None = None
) -> web.Response:
    """The queue, with what went wrong when something did.

    Args:
        whole_alert: the alert whose words are shown without masks, this once.
    """
    asked = _asked(visit)
    scope = visible(visit.person)
    async with visit.database.reading() as session:
        found = await search.queue(
            session, asked.filters, scope, asked.page, PAGE_SIZE, by_due=asked.by_due
        )
        by_status = await search.counts_by_status(session, scope)
        hidden_sealed = await _hidden_sealed(session, visit.person)
        open_alerts = await alerts.untaken(session, visit.person)
        taken = await alerts.taken_since(session, utc_now() - TAKEN_SHOWN_FOR, visit.person)
        now = await _pulse(session, visit.person)
        warned = await waiting.of_person(session, visit.person)
        offered = await offers.of_person(session, visit.person)
        urged = await urging.waiting(session, visit.person, clock.now().date())
        people = await names(session, {one.alert.taken_by for one in taken if one.alert.taken_by})
    return visit.render(
        "queue.html",
        status,
        problem=problem,
        asked=asked,
        cases=found.cases,
        reasons={case.no: labels(case) for case in found.cases},
        found=found,
        pages=max(1, -(-found.total // PAGE_SIZE)) + found.more,
        by_status=by_status | {ALL_STATUSES: sum(by_status.values())},
        most_in_a_status=search.MOST_IN_A_STATUS,
        alerts=open_alerts,
        taken=taken,
        people=people,
        pulse=now,
        hidden_sealed=hidden_sealed,
        offered=offered,
        urged=urged,
        warned=warned,
        whole_alert=whole_alert,
        purposes=PURPOSES,
        types=DISPUTE_TYPES,
        towns=TOWNS,
        channels=("wechat", *kinds.load()),
        done=visit.request.query.get("done"),
    )


async def pulse(visit: Visit) -> web.Response:
    """A number that changes when something new has come in; the open page asks for it."""
    async with visit.database.reading() as session:
        now = await _pulse(session, visit.person)
    return web.json_response({"pulse": now})


async def _hidden_sealed(session: AsyncSession, person: SignedIn) -> int:
    """How many open sealed cases somebody of the district does not see: none may be forgotten."""
    if person.kind != "district" or person.role in SEES_SEALED:
        return 0
    return await search.count_sealed(session)


async def _pulse(session: AsyncSession, person: SignedIn) -> str:
    """The newest case, the newest alert and the newest thing sent to one's desk."""
    newest = (
        await search.newest(session, visible(person)),
        await alerts.newest(session, person),
        await offers.newest(session, person),
    )
    return ".".join(map(str, newest))


def _asked(visit: Visit) -> Asked:
    query: dict[str, Any] = {
        name: value for name, value in visit.request.query.items() if name in ASKED and value
    }
    if "q" in query:
        query["q"] = query["q"][:LONGEST_SEARCH]
    try:
        read = QueueQuery.model_validate(query)
    except ValidationError:
        raise web.HTTPBadRequest from None
    status = read.status or "submitted"
    return Asked(
        status=status,
        filters=search.Filters(
            status=None if status == ALL_STATUSES else status,
            urgency=read.urgency,
            type=read.type,
            town=read.town,
            channel=read.channel,
            mediator=visit.person.login if read.mine else None,
            q=read.q,
        ),
        page=read.page,
        by_due=read.sort is not None,
    )
