"""「调解员」: find one by what is needed; keep what each is good for and when each is away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aiohttp import web

from intake.clock import now
from intake.vocabulary import DISPUTE_TYPES, TOWNS
from mediation.access import Right, may
from mediation.console.errors import NotAllowed
from mediation.console.visit import Visit, see_other
from mediation.mediators import away, people, profiles, rules
from mediation.mediators.people import Mediator, Wanted
from mediation.staff import AccountError, SignedIn

LONGEST_SEARCH = 50


async def show(visit: Visit) -> web.Response:
    """The list, narrowed to what is asked for."""
    return await _page(visit)


async def profile(visit: Visit) -> web.Response:
    """Set what a mediator is good for."""
    login = await _may_keep(visit)
    form = visit.form
    given = profiles.Given(
        expertise=_chosen(form, "type", DISPUTE_TYPES),
        towns=_chosen(form, "town", TOWNS),
        languages=_chosen(form, "language", rules.load().language_names),
        weekdays_off=tuple(
            rules.WEEKDAYS.index(one) for one in _chosen(form, "off", rules.WEEKDAYS)
        ),
        about=form.get("about", ""),
    )
    try:
        await profiles.change(visit.database, login, given, who=visit.person.login)
    except AccountError as error:
        return await _page(visit, str(error), 422)
    return see_other("/mediators?done=mediator")


async def absence(visit: Visit) -> web.Response:
    """Keep that a mediator is away, or take it back."""
    login = await _may_keep(visit)
    form, who = visit.form, visit.person.login
    try:
        if form.get("what") == "remove":
            await away.remove(visit.database, login, _number(form.get("id", "")), who=who)
        else:
            first, last = _day(form.get("first", "")), _day(form.get("last", ""))
            reason, today = form.get("absence", ""), now().date()
            await away.add(visit.database, login, first, last, reason, who=who, today=today)
    except AccountError as error:
        return await _page(visit, str(error), 422)
    return see_other("/mediators?done=mediator")


def keeps(person: SignedIn, one: Mediator) -> bool:
    """Whether a person keeps a mediator's page: oneself, the leader above, an administrator."""
    if person.login == one.login or may(person, Right.ACCOUNTS):
        return True
    above = one.desk is not None and one.desk.path.startswith(person.path)
    return may(person, Right.SUPERVISE) and (above or person.kind == "district")


async def _may_keep(visit: Visit) -> str:
    login = visit.request.match_info["login"]
    async with visit.database.reading() as session:
        found = await people.of_logins(session, [login])
    allowed = keeps(visit.person, found[0]) if found else may(visit.person, Right.ACCOUNTS)
    if not allowed:
        raise NotAllowed
    return login


async def _page(visit: Visit, problem: str | None = None, status: int = 200) -> web.Response:
    asked = visit.request.query if visit.request.method == "GET" else {}
    wanted = Wanted(
        asked.get("q", "")[:LONGEST_SEARCH],
        asked.get("type", ""),
        asked.get("town", ""),
        asked.get("language", ""),
        asked.get("free") == "yes",
    )
    async with visit.database.reading() as session:
        everybody = await people.everybody(session, now().date())
    return visit.render(
        "mediators.html",
        status,
        found=[(one, keeps(visit.person, one)) for one in people.matching(everybody, wanted)],
        total=len(everybody),
        wanted=wanted,
        types=DISPUTE_TYPES,
        towns=TOWNS,
        rules=rules.load(),
        weekdays=rules.WEEKDAYS,
        today=now().date(),
        problem=problem,
        done=visit.request.query.get("done"),
    )


def _chosen(form: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """Which boxes were ticked; each has a field of its own (``type-3``)."""
    return tuple(one for at, one in enumerate(allowed) if form.get(f"{name}-{at}") == "yes")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise AccountError("请选好从哪天到哪天。") from None


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise web.HTTPBadRequest
    return int(text)
