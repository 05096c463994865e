"""Every page of the console, once: method, path, handler, and who may come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from mediation.console import (
    alert_actions,
    case_actions,
    case_page,
    forms,
    login,
    password,
    questions_page,
    queue,
    work_actions,
)
from mediation.console.visit import Visit, see_other
from mediation.console.who import signed_in


@dataclass(frozen=True)
class Page:
    """One page or action.

    Attributes:
        open: everybody may come; all others are for staff who are signed in.
        with_first_password: may be used while the first password has not been changed.
    """

    method: str
    path: str
    handler: Callable[[Visit], Awaitable[web.StreamResponse]]
    open: bool = False
    with_first_password: bool = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Let the right people in, check a posted form's token, then handle."""
        who = await signed_in(request)
        form = await forms.read(request) if self.method == "POST" else {}
        if self.open:
            return await self.handler(Visit(request, who, form))
        if who is None:
            return see_other(login.address_for(request))
        if self.method == "POST":
            forms.require_csrf(form, who.csrf)
        if who.must_change and not self.with_first_password:
            return see_other("/password")
        return await self.handler(Visit(request, who, form))


ALL: Final = (
    Page("GET", "/login", login.show, open=True),
    Page("POST", "/login", login.sign_in, open=True),
    Page("POST", "/logout", login.sign_out, with_first_password=True),
    Page("GET", "/password", password.show, with_first_password=True),
    Page("POST", "/password", password.change, with_first_password=True),
    Page("GET", "/", queue.show),
    Page("GET", "/pulse", queue.pulse),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/take", alert_actions.take),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/message", alert_actions.message),
    Page("GET", "/questions", questions_page.show),
    Page("POST", "/questions/done", questions_page.mark_done),
    Page("GET", "/cases/{no}", case_page.show),
    Page("POST", "/cases/{no}/accept", case_actions.accept),
    Page("POST", "/cases/{no}/status", work_actions.move),
    Page("POST", "/cases/{no}/ask", work_actions.ask),
    Page("POST", "/cases/{no}/type", case_actions.correct_type),
    Page("POST", "/cases/{no}/urgency", case_actions.correct_urgency),
    Page("POST", "/cases/{no}/facts/{field}", case_actions.correct_fact),
)
