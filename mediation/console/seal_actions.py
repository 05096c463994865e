"""Seal a case; say whom it is a complaint about."""

from __future__ import annotations

from aiohttp import web

from mediation.cases import seal as sealing
from mediation.cases.change import By
from mediation.console import office_choice
from mediation.console.case_actions import act
from mediation.console.visit import Visit
from mediation.organisations import store as organisations


async def seal(visit: Visit) -> web.Response:
    """Seal or unseal, with a reason."""
    sealed, reason = visit.form.get("sealed") == "yes", visit.form.get("reason", "")
    return await act(
        visit,
        "seal",
        lambda by: sealing.seal(visit.database, by, sealed=sealed, reason=reason),
        what="封存",
        now=lambda case: "已封存" if case.sealed else "没有封存",
        yours=("封存" if sealed else "解除封存") + f"　{reason}",
    )


async def complained_of(visit: Visit) -> web.Response:
    """Set the organisation complained of."""
    typed = visit.form.get("code", "")

    async def do(by: By) -> None:
        code = await office_choice.code_of(visit.database, typed)
        await sealing.complained_of(visit.database, by, code)

    async with visit.database.reading() as session:
        desks = {one.id: one for one in await organisations.everything(session)}
    names = {one.code: one.name for one in desks.values()}
    return await act(
        visit,
        "complained-of",
        do,
        what="被反映的单位",
        now=lambda case: desks[case.complained_of_id].name if case.complained_of_id else "没有",
        yours=names.get(typed, typed) or "没有",
    )
