"""「调解记录」 on the case page: write an attempt down, put a record right."""

from __future__ import annotations

from aiohttp import web

from intake import clock
from mediation.cases.change import By
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.console.words import value_of
from mediation.records import store, typed


async def write(visit: Visit) -> web.Response:
    """Write down one attempt."""

    async def change(by: By) -> None:
        await store.write(visit.database, by, typed.read(visit.form, clock.now()))

    return await act(
        visit,
        "record",
        change,
        what="调解记录",
        now=lambda case: value_of("status", case.status),
        yours="\n".join(
            visit.form.get(name, "") for name in ("applicant_said", "respondent_said", "summary")
        ).strip(),
        anchor="#records",
    )


async def amend(visit: Visit) -> web.Response:
    """Put a record right, beside it."""
    attempt, text = int(visit.request.match_info["attempt"]), visit.form.get("text", "")
    result = visit.form.get("result", "")
    return await act(
        visit,
        "amended",
        lambda by: store.amend(visit.database, by, attempt, text, result),
        what=f"第 {attempt} 次调解记录的更正",
        now=lambda case: value_of("status", case.status),
        yours=text,
        anchor="#records",
    )
