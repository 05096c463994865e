"""Accounts: who works where, as the administrator keeps it."""

from __future__ import annotations

from aiohttp import web

from mediation import staff
from mediation.console.visit import Visit, see_other
from mediation.organisations import store
from mediation.staff import ROLES, second_factor


async def show(visit: Visit) -> web.Response:
    """All accounts."""
    return await _page(visit)


async def create(visit: Visit) -> web.Response:
    """Make an account; its first password is shown once."""
    form = visit.form
    login = form.get("login", "")
    try:
        password = await staff.create(
            visit.database,
            login,
            form.get("name", ""),
            form.get("role", ""),
            who=visit.person.login,
            organisation=form.get("organisation") or None,
        )
    except staff.AccountError as error:
        return await _page(visit, problem=str(error), status=422)
    return await _page(visit, told=(login.strip().lower(), password))


async def change(visit: Visit) -> web.Response:
    """Stop, restart, reset the password, end the sessions, or forget the second factor."""
    login, what = visit.request.match_info["login"], visit.request.match_info["what"]
    who, told = visit.person.login, None
    try:
        if what in {"stop", "restart"}:
            await staff.stop(visit.database, login, who=who, stopped=what == "stop")
        elif what == "password":
            told = (login, await staff.reset_password(visit.database, login, who=who))
        elif what == "sign-out":
            await _sign_out(visit, login)
        elif what == "no-factor":
            await second_factor.forget(visit.database, login, who=who)
        else:
            raise web.HTTPNotFound
    except staff.AccountError as error:
        return await _page(visit, problem=str(error), status=422)
    return await _page(visit, told=told) if told else see_other("/staff?done=staff")


async def _sign_out(visit: Visit, login: str) -> None:
    async with visit.database.reading() as session:
        accounts = {one.login: one.id for one, _ in await staff.everybody(session)}
    if login not in accounts:
        raise staff.AccountError(f"没有账号 {login}。")
    await staff.revoke(visit.database, accounts[login], visit.person.login)


async def _page(
    visit: Visit,
    problem: str | None = None,
    status: int = 200,
    told: tuple[str, str] | None = None,
) -> web.Response:
    async with visit.database.reading() as session:
        everybody = await staff.everybody(session)
        tree = await store.everything(session)
    return visit.render(
        "staff.html",
        status,
        everybody=everybody,
        tree=tree,
        roles=ROLES,
        told=told,
        problem=problem,
        typed=visit.form,
        done=visit.request.query.get("done"),
    )
