"""One case: the facts beside what was said, why it is urgent, and what has been done."""

from __future__ import annotations

from typing import Any, Final

from aiohttp import web

from intake import knowledge
from intake.vocabulary import DISPUTE_TYPES, TOWNS
from mediation import audit, masking
from mediation.access import Right, may, sees_names, visible
from mediation.cases import alerts, citizen_letters, history, search, workflow
from mediation.cases.fact_fields import FIELDS
from mediation.cases.show import open_question
from mediation.console import (
    agreement_card,
    cautions,
    clock_card,
    closing_card,
    dispatch_card,
    office_choice,
    origins,
    record_card,
    related_card,
)
from mediation.console.reasons import reasons
from mediation.console.visit import NO_PURPOSE, PURPOSES, Visit
from mediation.console.words import describe
from mediation.models import AuditEntry, Case, Organisation
from mediation.notify import outbox, words
from mediation.organisations import store as organisations
from mediation.staff import SignedIn
from mediation.warning import waiting

ALTERNATIVES: Final = 3


async def show(visit: Visit) -> web.Response:
    """The case."""
    return await page(visit)


async def pulse(visit: Visit) -> web.Response:
    """Changes when somebody has changed the case or its citizen has said something; the open page asks."""
    async with visit.database.reading() as session:
        no = visit.request.match_info["no"]
        now = await search.pulse(session, no, visible(visit.person))
    return web.json_response({"pulse": now})


async def unmask(visit: Visit) -> web.Response:
    """「显示」: the case once with names and numbers in full; the purpose stands in the log."""
    purpose = visit.purpose()
    if purpose is None:
        return await page(visit, problem=NO_PURPOSE, status=422)
    no = visit.request.match_info["no"]
    async with visit.database.writing() as session:
        await search.one(session, no, visible(visit.person))
        audit.record(session, visit.person.login, "unmasked", case_no=no, reason=purpose)
    return await page(visit, whole=True)


async def page(
    visit: Visit, problem: str | None = None, status: int = 200, *, whole: bool = False
) -> web.Response:
    """The case page, with what went wrong when something did.

    Args:
        whole: names and numbers are shown in full, this once.

    Raises:
        mediation.cases.intake_service.NoSuchCase: no case has this number.
    """
    no = visit.request.match_info["no"]
    names = not whole and not sees_names(visit.person)
    async with visit.database.reading() as session:
        case, lines, notes = await search.with_all(session, no, visible(visit.person))

        def said(text: str) -> str:
            return text if whole else masking.text(text, case, names=names)

        entries = await history.of_case(session, no)
        notices = await outbox.of_case(session, no)
        desks = {one.id: one for one in await organisations.everything(session)}
        its_alerts = await alerts.of_case(session, case)
        unplaced = await alerts.unplaced(session, case)
        now = await search.pulse(session, no, visible(visit.person))
        its_warnings = await waiting.of_case(session, case)
        logins = {entry.who for entry in entries} | {one.taken_by or "" for one in its_alerts}
        sending = await dispatch_card.shown(session, visit.person, case, notes, desks)
        logins |= {one.mediator or "" for one in sending["history"]} | {case.mediator or ""}
        logins |= {note.who for note in notes if note.who}
        logins |= {one.warning.ended_by for one in its_warnings if one.warning.ended_by}
        related = await related_card.shown(session, visit.person, case)
        recorded = await record_card.shown(session, visit.person, case, said, names=not names)
        logins |= record_card.writers(recorded)
        agreed = await agreement_card.shown(session, visit.person, case, said, names=not names)
        ending = await closing_card.shown(session, case, notes)
        logins |= closing_card.visitors(ending)
        people = await history.names(session, logins)

    def fact(field: str, value: Any) -> Any:
        return value if whole else masking.of_field(field, value, names=names)

    why = reasons(case.urgency_signals, case.urgency_level)
    routes = {rule.name: rule for rule in knowledge.load().routes}
    return visit.render(
        "case.html",
        status,
        case=case,
        why=why,
        cautions=cautions.of([reason.code for reason in why]),
        told=origins.told(case, lines, why, said),
        masked_text=said,
        fact=fact,
        whole=whole,
        purposes=PURPOSES,
        desks=desks,
        notes=notes,
        open_question=open_question(notes),
        notices=notices,
        next_states=[state for state in workflow.moves(case) if state != "accepted"],
        alerts=its_alerts,
        unplaced=unplaced,
        pulse=now,
        warnings=its_warnings,
        entries=[(entry, describe(entry, fact)) for entry in reversed(entries)],
        corrected=_corrected(entries, people),
        people=people,
        fields=FIELDS,
        alternatives=_alternatives(case.dispute_type, case.type_ranking),
        route=routes[case.route],
        letters=[(rule, citizen_letters.for_route(case, rule.name)) for rule in routes.values()],
        missing=citizen_letters.questions(case),
        letter_sent=any(entry.action == "route_corrected" for entry in entries),
        dispatch=sending,
        offices=_offices(visit.person, case, sending, desks),
        related=related,
        recorded=recorded,
        agreed=agreed,
        ending=ending,
        clock=clock_card.shown(case),
        careful=words.discreet(case.urgency_signals),
        types=DISPUTE_TYPES,
        towns=TOWNS,
        problem=problem,
        typed=visit.form,
        done=visit.request.query.get("done"),
    )


def _offices(
    person: SignedIn, case: Case, sending: dict[str, Any], desks: dict[int, Organisation]
) -> list[office_choice.Choice]:
    """The list of offices, for those to whom the page shows a form that asks for one."""
    sends = may(person, Right.WORK) and sending["leads"] and (sending["ready"] or sending["open"])
    if not sends and not may(person, Right.SEAL):
        return []
    suggested = [one.desk for one in sending["suggestions"]]
    return office_choice.choices(desks.values(), case, suggested)


def _alternatives(name: str, ranking: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [ranked for ranked in ranking if ranked["name"] != name][:ALTERNATIVES]


def _corrected(entries: list[AuditEntry], people: dict[str, str]) -> dict[str, str]:
    """Fact → who corrected it last."""
    return {
        entry.after["field"]: people.get(entry.who, entry.who)
        for entry in entries
        if entry.action == "fact_corrected" and entry.after
    }
