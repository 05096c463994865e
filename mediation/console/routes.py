"""Every page of the console, once: method, path, handler, and who may come."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from mediation.access import Right, may
from mediation.console import (
    agreement_actions,
    alert_actions,
    calendar_page,
    case_actions,
    case_page,
    clock_actions,
    closing_actions,
    deliveries_page,
    dispatch_actions,
    files_page,
    forms,
    letter_actions,
    letters_page,
    link_actions,
    login,
    mediator_pages,
    organisations_page,
    overdue,
    password,
    questions_page,
    queue,
    record_actions,
    reports_page,
    seal_actions,
    second_factor,
    sessions,
    staff_pages,
    statistics,
    visits_page,
    warnings_page,
    work_actions,
)
from mediation.console.errors import NotAllowed
from mediation.console.visit import Visit, see_other
from mediation.console.who import signed_in
from mediation.keys import SETTINGS
from mediation.staff import SignedIn
from mediation.staff.roles import SECOND_FACTOR

READ, WORK, ALERTS, SEAL = Right.READ, Right.WORK, Right.ALERTS, Right.SEAL
LOGIN: Final = "{login:[a-z0-9._-]{2,50}}"
UNMASK, QUESTIONS, ACCOUNTS = Right.UNMASK, Right.QUESTIONS, Right.ACCOUNTS
SUPERVISE, STATISTICS = Right.SUPERVISE, Right.STATISTICS


@dataclass(frozen=True)
class Page:
    """One page or action.

    Attributes:
        needs: the right that the role must have; None for what is one's own.
        open: everybody may come; all others are for staff who are signed in.
        with_first_password: may be used while the first password has not been changed.
        without_second_factor: may be used while the second factor has not been given.
    """

    method: str
    path: str
    handler: Callable[[Visit], Awaitable[web.StreamResponse]]
    needs: Right | None = None
    open: bool = False
    with_first_password: bool = False
    without_second_factor: bool = False

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Let the right people in, check a posted form's token, then handle."""
        if any("\x00" in value for value in request.query.values()):
            raise web.HTTPBadRequest
        who = await signed_in(request)
        form = await forms.read(request) if self.method == "POST" else {}
        if self.open:
            return await self.handler(Visit(request, who, form))
        if who is None:
            return see_other(login.address_for(request))
        if self.method == "POST":
            forms.require_csrf(form, who.csrf)
        if who.half_open and not self.without_second_factor:
            return see_other("/second-factor/give")
        if who.must_change and not self.with_first_password and not who.half_open:
            return see_other("/password")
        if self._wants_second_factor(request, who):
            return see_other("/second-factor")
        if self.needs is not None and not may(who, self.needs):
            raise NotAllowed
        return await self.handler(Visit(request, who, form))

    def _wants_second_factor(self, request: web.Request, who: SignedIn) -> bool:
        """Whether the person must set up the second factor before anything else."""
        return (
            request.app[SETTINGS].mediation_second_factor == "required"
            and who.role in SECOND_FACTOR
            and not who.has_second_factor
            and not who.must_change
            and not self.without_second_factor
        )


ALL: Final = (
    Page("GET", "/login", login.show, open=True),
    Page("POST", "/login", login.sign_in, open=True),
    Page("POST", "/logout", login.sign_out, with_first_password=True, without_second_factor=True),
    Page("GET", "/password", password.show, with_first_password=True),
    Page("POST", "/password", password.change, with_first_password=True),
    Page("GET", "/second-factor/give", second_factor.ask, without_second_factor=True),
    Page("POST", "/second-factor/give", second_factor.give, without_second_factor=True),
    Page("GET", "/second-factor", second_factor.show, without_second_factor=True),
    Page("POST", "/second-factor", second_factor.enrol, without_second_factor=True),
    Page("GET", "/sessions", sessions.show),
    Page("POST", "/sessions/end", sessions.end),
    Page("GET", "/", queue.show, READ),
    Page("GET", "/pulse", queue.pulse, READ),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/take", alert_actions.take, ALERTS),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/message", alert_actions.message, ALERTS),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/case", alert_actions.place, ALERTS),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/new-case", alert_actions.apart, ALERTS),
    Page("POST", "/alerts/{id:[0-9]{1,12}}/show", alert_actions.show, UNMASK),
    Page("GET", "/warnings", warnings_page.show, READ),
    Page("GET", "/warnings/pulse", warnings_page.pulse, READ),
    Page("POST", "/warnings/{id:[0-9]{1,12}}/answer", warnings_page.answer, ALERTS),
    Page("GET", "/deliveries", deliveries_page.show, ACCOUNTS),
    Page("POST", "/deliveries/{id:[0-9]{1,12}}/again", deliveries_page.again, ACCOUNTS),
    Page("GET", "/overdue", overdue.show, READ),
    Page("POST", "/cases/{no}/remind", overdue.remind, SUPERVISE),
    Page("GET", "/calendar", calendar_page.show, READ),
    Page("GET", "/overdue/calls", overdue.call_list, SUPERVISE),
    Page("POST", "/cases/{no}/letter", overdue.letter, SUPERVISE),
    Page("POST", "/urgings/seen", overdue.seen, WORK),
    Page("GET", "/letters", letters_page.show, READ),
    Page("POST", "/letters/issue", overdue.letters, SUPERVISE),
    Page("GET", "/letters/{id:[0-9]{1,9}}.docx", letters_page.download, READ),
    Page("POST", "/letters/{id:[0-9]{1,9}}/answer", letters_page.reply, WORK),
    Page("GET", "/statistics", statistics.show, STATISTICS),
    Page("GET", "/statistics/return.xlsx", statistics.download, STATISTICS),
    Page("GET", "/reports", reports_page.show, STATISTICS),
    Page("GET", "/reports/daily.docx", reports_page.daily_docx, STATISTICS),
    Page("GET", "/reports/daily.xlsx", reports_page.daily_xlsx, STATISTICS),
    Page("GET", "/reports/weekly.docx", reports_page.weekly_docx, STATISTICS),
    Page("GET", "/reports/weekly.xlsx", reports_page.weekly_xlsx, STATISTICS),
    Page("GET", "/reports/special.docx", reports_page.special_docx, SUPERVISE),
    Page("GET", "/questions", questions_page.show, QUESTIONS),
    Page("POST", "/questions/done", questions_page.mark_done, QUESTIONS),
    Page("GET", "/questions/draft", questions_page.draft, QUESTIONS),
    Page("POST", "/questions/draft", questions_page.write_draft, QUESTIONS),
    Page("POST", "/questions/switch", questions_page.turn, QUESTIONS),
    Page("GET", "/staff", staff_pages.show, ACCOUNTS),
    Page("POST", "/staff", staff_pages.create, ACCOUNTS),
    Page("POST", f"/staff/{LOGIN}/{{what:[a-z-]{{4,12}}}}", staff_pages.change, ACCOUNTS),
    Page("GET", "/mediators", mediator_pages.show, READ),
    Page("POST", f"/mediators/{LOGIN}/profile", mediator_pages.profile, WORK),
    Page("POST", f"/mediators/{LOGIN}/absence", mediator_pages.absence, WORK),
    Page("GET", "/organisations", organisations_page.show, READ),
    Page("GET", "/cases/{no}", case_page.show, READ),
    Page("GET", "/cases/{no}/pulse", case_page.pulse, READ),
    Page("POST", "/cases/{no}/show", case_page.unmask, UNMASK),
    Page("GET", "/cases/{no}/files", files_page.show, UNMASK),
    Page("POST", "/cases/{no}/seal", seal_actions.seal, SEAL),
    Page("POST", "/cases/{no}/complained-of", seal_actions.complained_of, SEAL),
    Page("POST", "/cases/{no}/accept", case_actions.accept, WORK),
    Page("POST", "/cases/{no}/status", work_actions.move, WORK),
    Page("POST", "/cases/{no}/ask", work_actions.ask, WORK),
    Page("POST", "/cases/{no}/agreement", agreement_actions.draw_up, WORK),
    Page("POST", "/cases/{no}/agreement/{id:[0-9]{1,9}}/print", agreement_actions.print_it, WORK),
    Page("POST", "/cases/{no}/agreement/{id:[0-9]{1,9}}/sign", agreement_actions.sign, WORK),
    Page(
        "POST",
        "/cases/{no}/agreement/{id:[0-9]{1,9}}/confirmation",
        agreement_actions.confirm,
        WORK,
    ),
    Page("POST", "/cases/{no}/close", closing_actions.end, WORK),
    Page("POST", "/cases/{no}/unask", closing_actions.stop_asking, WORK),
    Page("GET", "/visits", visits_page.show, READ),
    Page("POST", "/cases/{no}/visits/{id:[0-9]{1,9}}", visits_page.keep, WORK),
    Page("POST", "/cases/{no}/records", record_actions.write, WORK),
    Page("POST", "/cases/{no}/records/{attempt:[0-9]{1,2}}/amend", record_actions.amend, WORK),
    Page("POST", "/cases/{no}/pause", clock_actions.pause, WORK),
    Page("POST", "/cases/{no}/resume", clock_actions.resume, WORK),
    Page("POST", "/cases/{no}/dispatch", dispatch_actions.dispatch, WORK),
    Page("POST", "/cases/{no}/answer", dispatch_actions.answer, WORK),
    Page("POST", "/cases/{no}/helpers", dispatch_actions.helpers, WORK),
    Page("POST", "/cases/{no}/mediators", dispatch_actions.flag, WORK),
    Page("POST", "/cases/{no}/route", dispatch_actions.correct_route, WORK),
    Page("POST", "/cases/{no}/citizen-letter", letter_actions.preview, WORK),
    Page("GET", "/cases/{no}/citizen-letter.docx", letter_actions.sent, WORK),
    Page("POST", "/cases/{no}/return", letter_actions.give_back, WORK),
    Page("POST", "/cases/{no}/link", link_actions.link, WORK),
    Page("POST", "/cases/{no}/unlink", link_actions.unlink, WORK),
    Page("POST", "/cases/{no}/lead", link_actions.lead, WORK),
    Page("POST", "/cases/{no}/type", case_actions.correct_type, WORK),
    Page("POST", "/cases/{no}/urgency", case_actions.correct_urgency, WORK),
    Page("POST", "/cases/{no}/facts/{field}", case_actions.correct_fact, WORK),
)
