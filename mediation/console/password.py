"""Change one's own password."""

from __future__ import annotations

from aiohttp import web

from mediation import staff
from mediation.console.login import give_session
from mediation.console.visit import Visit, see_other


async def show(visit: Visit) -> web.Response:
    """The form."""
    return visit.render("password.html", problem=None)


async def change(visit: Visit) -> web.Response:
    """Change it, end every session of the account, and open a new one here."""
    form, person = visit.form, visit.person
    new = form.get("new", "")
    if new != form.get("again", ""):
        return visit.render("password.html", 422, problem="两次写的新密码不一样。")
    try:
        await staff.change_password(visit.database, person.login, form.get("current", ""), new)
    except staff.AccountError as error:
        return visit.render("password.html", 422, problem=str(error))
    staff.forget_first_account(visit.settings.var_dir, person.login)
    response = see_other("/?done=password")
    await give_session(response, visit, person.staff_id, code_given=True)
    return response
