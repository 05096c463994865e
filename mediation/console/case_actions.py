"""What staff do on the case page: accept, correct; each by the version they saw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from mediation import masking
from mediation.access import sees_names, visible
from mediation.cases import history, review, search, workflow
from mediation.cases.change import By, ChangedMeanwhile, NotPossible
from mediation.cases.fact_fields import FIELDS, FactError
from mediation.console.case_page import page
from mediation.console.level_words import LEVEL_WORDS
from mediation.console.visit import Visit, see_other
from mediation.console.words import SOURCE_WORDS, describe, value_of
from mediation.models import Case

LARGEST_VERSION: Final = 2**31 - 1
SHOWN_CHANGES: Final = 5


async def accept(visit: Visit) -> web.Response:
    """Accept; on to the next case where that was asked for."""
    answer = await act(
        visit,
        "accepted",
        lambda by: workflow.move(visit.database, by, "accepted"),
        what="受理",
        now=lambda case: f"状态：{value_of('status', case.status)}",
        yours="受理这件案子",
    )
    if answer.status == 303 and visit.form.get("then") == "next":
        async with visit.database.reading() as session:
            no = await search.next_waiting(session, visible(visit.person))
        return see_other(f"/cases/{no}?done=next" if no else "/?done=accepted-last")
    return answer


async def correct_type(visit: Visit) -> web.Response:
    """Correct the dispute type."""
    name = visit.form.get("type", "")
    return await act(
        visit,
        "type",
        lambda by: review.correct_type(visit.database, by, name),
        what="纠纷类型",
        now=lambda case: f"{case.dispute_type}（{SOURCE_WORDS[case.type_source]}）",
        yours=name,
    )


async def correct_urgency(visit: Visit) -> web.Response:
    """Raise or lower the colour."""
    level, reason = visit.form.get("level", ""), visit.form.get("reason", "")
    return await act(
        visit,
        "urgency",
        lambda by: review.correct_urgency(visit.database, by, level, reason),
        what="颜色",
        now=lambda case: LEVEL_WORDS[case.urgency_level].spoken,
        yours=f"{LEVEL_WORDS[level].spoken}　{reason}" if level in LEVEL_WORDS else "",
    )


async def correct_fact(visit: Visit) -> web.Response:
    """Correct one fact; a second date makes it a period."""
    field = visit.request.match_info["field"]
    typed = visit.form.get("value", "")
    if typed and visit.form.get("until"):
        typed = f"{typed}/{visit.form['until']}"
    label = FIELDS[field].label if field in FIELDS else ""
    return await act(
        visit,
        "fact",
        lambda by: review.correct_fact(visit.database, by, field, typed),
        what=label,
        now=lambda case: value_of(field, getattr(case, field)),
        yours=typed or "（不清楚）",
        anchor=f"#fact-{field}",
    )


async def act(
    visit: Visit,
    done: str,
    change: Callable[[By], Awaitable[None]],
    *,
    what: str,
    now: Callable[[Case], str],
    yours: str,
    anchor: str = "",
) -> web.Response:
    """Make a change and go back to the case; else say why not, or show both texts."""
    no = visit.request.match_info["no"]
    by = By(visit.person.login, no, _version(visit), visible(visit.person), visit.person)
    try:
        await change(by)
    except (NotPossible, FactError) as error:
        return await page(visit, problem=str(error), status=422)
    except ChangedMeanwhile:
        return await _both_texts(visit, by, what, now, yours)
    return see_other(f"/cases/{no}?done={done}{anchor}")


async def _both_texts(
    visit: Visit, by: By, what: str, now: Callable[[Case], str], yours: str
) -> web.Response:
    """What stands there now, masked as on the case page, beside what was to be."""
    async with visit.database.reading() as session:
        case, _, notes = await search.with_all(session, by.no, visible(visit.person))
        entries = await history.of_case(session, by.no)
        people = await history.names(session, {entry.who for entry in entries})
    fields = {name: value for name, value in visit.form.items() if name not in {"csrf", "version"}}
    names = not sees_names(visit.person)

    def said(text: str) -> str:
        return masking.text(text, case, names=names)

    def fact(field: str, value: Any) -> Any:
        return masking.of_field(field, value, names=names)

    return visit.render(
        "conflict.html",
        409,
        case=case,
        what=what,
        now=said(now(case)),
        yours=yours,
        fields=fields,
        action=visit.request.path,
        entries=[(one, describe(one, fact)) for one in reversed(entries[-SHOWN_CHANGES:])],
        people=people,
        asked=[said(note.text) for note in notes if note.kind == "question"][-1:],
    )


def _version(visit: Visit) -> int:
    given = visit.form.get("version", "")
    if not (given.isascii() and given.isdigit() and len(given) <= 10):
        raise web.HTTPBadRequest
    return min(int(given), LARGEST_VERSION)
