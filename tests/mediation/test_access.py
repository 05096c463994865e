"""Every route × role × scope: who may, may; who may not, learns nothing and changes nothing."""

import re

import pytest
from sqlalchemy import select, update

from mediation.console import routes
from mediation.db import utc_now
from mediation.models import Case, Helper, Organisation, Staff
from tests.mediation import lost_updates
from tests.mediation.console.conftest import Desk, hire

HERE, ELSEWHERE = "榴园镇", "阴平镇"
SECRET = "只给该看的人看的话"

PEOPLE = {
    "clerk of the town": ("clerk", "370404103"),
    "mediator of the town": ("mediator", "370404103"),
    "leader of the town": ("town_leader", "370404103"),
    "clerk of a department": ("clerk", "renshe"),
    "leader of a department": ("town_leader", "renshe"),
    "clerk of the district": ("clerk", None),
    "district reviewer": ("district_reviewer", None),
    "county leader": ("county_leader", None),
    "duty officer": ("duty_officer", None),
    "administrator": ("administrator", None),
    "auditor": ("auditor", None),
}
TOWN = {"clerk of the town", "mediator of the town", "leader of the town"}
DEPARTMENT = {"clerk of a department", "leader of a department"}
DISTRICT = PEOPLE.keys() - TOWN - DEPARTMENT
TRUSTED = {"district reviewer", "county leader"}

SCOPES = {
    "a case of the town": ({"town": HERE}, TOWN | DISTRICT),
    "a case of another town": ({"town": ELSEWHERE}, DISTRICT),
    "a case without a town": ({"town": None}, DISTRICT),
    "a case dispatched to the department": (
        {"town": ELSEWHERE, "on": "renshe"},
        DEPARTMENT | DISTRICT,
    ),
    "a case first received by the town": (
        {"town": ELSEWHERE, "on": "gongan", "first": "370404103"},
        TOWN | DISTRICT,
    ),
    "a case that the department helps with": (
        {"town": ELSEWHERE, "on": "gongan", "helping": "renshe"},
        DEPARTMENT | DISTRICT,
    ),
    "a case whose expert is the mediator of the town": (
        {"town": ELSEWHERE, "on": "gongan", "expert": True},
        {"mediator of the town"} | DISTRICT,
    ),
    "a sealed case that the town helps with": (
        {"town": ELSEWHERE, "on": "jiwei", "helping": "370404103", "sealed": True},
        TRUSTED,
    ),
    "a complaint about the department that it helps with": (
        {"town": ELSEWHERE, "route": "discipline", "sealed": False, "helping": "renshe",
         "against": "renshe"},
        DISTRICT,
    ),
    "a sealed case of the town": ({"town": HERE, "sealed": True}, TRUSTED),
    "a complaint about officials": ({"town": HERE, "route": "discipline"}, TRUSTED),
    "an unsealed complaint about the town itself": (
        {"town": HERE, "route": "discipline", "sealed": False, "against": "370404103"},
        DISTRICT,
    ),
    "an unsealed complaint about the department on its own desk": (
        {"town": ELSEWHERE, "route": "discipline", "sealed": False, "on": "renshe",
         "against": "renshe"},
        DISTRICT,
    ),
}  # fmt: skip
"""Scope → the case, and who sees it. Written apart from the code that decides."""

WORKERS = PEOPLE.keys() - {"duty officer", "auditor"}
SUPERVISORS = TRUSTED | {"leader of the town", "leader of a department", "administrator"}
NEEDED = {
    "/cases/{no}": PEOPLE.keys(),
    "/cases/{no}/pulse": PEOPLE.keys(),
    "/cases/{no}/show": PEOPLE.keys() - {"auditor"},
    "/cases/{no}/files": PEOPLE.keys() - {"auditor"},
    "/cases/{no}/seal": TRUSTED,
    "/cases/{no}/complained-of": TRUSTED,
    "/cases/{no}/accept": WORKERS,
    "/cases/{no}/status": WORKERS,
    "/cases/{no}/ask": WORKERS,
    "/cases/{no}/dispatch": WORKERS,
    "/cases/{no}/answer": WORKERS,
    "/cases/{no}/helpers": WORKERS,
    "/cases/{no}/mediators": WORKERS,
    "/cases/{no}/route": WORKERS,
    "/cases/{no}/remind": SUPERVISORS,
    "/cases/{no}/letter": SUPERVISORS,
    "/cases/{no}/pause": WORKERS,
    "/cases/{no}/records": WORKERS,
    "/cases/{no}/agreement": WORKERS,
    "/cases/{no}/agreement/{id:[0-9]{1,9}}/print": WORKERS,
    "/cases/{no}/agreement/{id:[0-9]{1,9}}/sign": WORKERS,
    "/cases/{no}/agreement/{id:[0-9]{1,9}}/confirmation": WORKERS,
    "/cases/{no}/close": WORKERS,
    "/cases/{no}/unask": WORKERS,
    "/cases/{no}/visits/{id:[0-9]{1,9}}": WORKERS,
    "/cases/{no}/records/{attempt:[0-9]{1,2}}/amend": WORKERS,
    "/cases/{no}/resume": WORKERS,
    "/cases/{no}/citizen-letter": WORKERS,
    "/cases/{no}/citizen-letter.docx": WORKERS,
    "/cases/{no}/return": WORKERS,
    "/cases/{no}/link": WORKERS,
    "/cases/{no}/unlink": WORKERS,
    "/cases/{no}/lead": WORKERS,
    "/cases/{no}/type": WORKERS,
    "/cases/{no}/urgency": WORKERS,
    "/cases/{no}/facts/{field}": WORKERS,
}
"""Route about a case → whose role may use it at all."""
CLERKS = {who for who, (role, _) in PEOPLE.items() if role == "clerk"}
OTHERS = {
    "/": PEOPLE.keys(),
    "/pulse": PEOPLE.keys(),
    "/organisations": PEOPLE.keys(),
    "/mediators": PEOPLE.keys(),
    "/mediators/{login:[a-z0-9._-]{2,50}}/profile": {"administrator"},
    "/mediators/{login:[a-z0-9._-]{2,50}}/absence": {"administrator"},
    "/warnings": PEOPLE.keys(),
    "/warnings/pulse": PEOPLE.keys(),
    "/warnings/{id:[0-9]{1,12}}/answer": PEOPLE.keys() - {"auditor"},
    "/alerts/{id:[0-9]{1,12}}/show": PEOPLE.keys() - {"auditor"},
    "/alerts/{id:[0-9]{1,12}}/case": PEOPLE.keys() - {"auditor"},
    "/alerts/{id:[0-9]{1,12}}/new-case": PEOPLE.keys() - {"auditor"},
    "/deliveries": {"administrator"},
    "/deliveries/{id:[0-9]{1,12}}/again": {"administrator"},
    "/overdue": PEOPLE.keys(),
    "/overdue/calls": SUPERVISORS,
    "/calendar": PEOPLE.keys(),
    "/visits": PEOPLE.keys(),
    "/urgings/seen": WORKERS,
    "/letters": PEOPLE.keys(),
    "/letters/issue": SUPERVISORS,
    "/letters/{id:[0-9]{1,9}}.docx": PEOPLE.keys(),
    "/letters/{id:[0-9]{1,9}}/answer": WORKERS,
    "/reports": PEOPLE.keys(),
    "/reports/daily.docx": PEOPLE.keys(),
    "/reports/daily.xlsx": PEOPLE.keys(),
    "/reports/weekly.docx": PEOPLE.keys(),
    "/reports/weekly.xlsx": PEOPLE.keys(),
    "/reports/special.docx": SUPERVISORS,
    "/statistics": PEOPLE.keys(),
    "/statistics/return.xlsx": PEOPLE.keys(),
    "/questions": CLERKS | {"district reviewer", "administrator"},
    "/questions/done": CLERKS | {"district reviewer", "administrator"},
    "/questions/draft": CLERKS | {"district reviewer", "administrator"},
    "/questions/switch": CLERKS | {"district reviewer", "administrator"},
    "/staff": {"administrator"},
    "/staff/{login:[a-z0-9._-]{2,50}}/{what:[a-z-]{4,12}}": {"administrator"},
    "/alerts/{id:[0-9]{1,12}}/take": PEOPLE.keys() - {"auditor"},
    "/alerts/{id:[0-9]{1,12}}/message": PEOPLE.keys() - {"auditor"},
}
OWN = {
    "/login", "/logout", "/password", "/second-factor", "/second-factor/give", "/sessions",
    "/sessions/end",
}  # fmt: skip
FIELDS = {
    "reason": "理由", "sealed": "yes", "status": "closed", "text": "话", "type": "合同", "level": "red",
    "value": "9", "purpose": "联系当事人", "code": "", "ids": "1", "login": "new.one", "name": "新人",
    "role": "clerk", "then": "stay", "way": "transfer", "desk": "xinfang", "answer": "accept",
    "route": "petition", "letter": "说明", "said": "已派人",
}  # fmt: skip


async def put(service, wish):
    """A case as a scope describes it; its number."""
    wish = dict(wish)
    desks = {one: wish.pop(one, None) for one in ("on", "first", "against")}
    sealed, route = wish.pop("sealed", None), wish.pop("route", "mediation")
    helping, expert = wish.pop("helping", None), wish.pop("expert", False)
    made = await service.has_case(
        narrative=SECRET, route={"name": route, "reason": None}, respondent={}, **wish
    )
    async with service.database.writing() as session:
        columns = {
            "on": "organisation_id",
            "first": "first_receiver_id",
            "against": "complained_of_id",
        }
        values = {
            columns[name]: await session.scalar(
                select(Organisation.id).where(Organisation.code == code)
            )
            for name, code in desks.items()
            if code
        }
        if sealed is not None:
            values["sealed"] = sealed
        if values:
            await session.execute(update(Case).where(Case.no == made["no"]).values(**values))
        case_id = await session.scalar(select(Case.id).where(Case.no == made["no"]))
        told = {"case_id": case_id, "who": "li.na", "at": utc_now()}
        if helping:
            unit = select(Organisation.id).where(Organisation.code == helping)
            session.add(Helper(organisation_id=await session.scalar(unit), **told))
        mediator = await session.scalar(select(Staff.id).where(Staff.role == "mediator"))
        if expert and mediator:
            session.add(Helper(staff_id=mediator, **told))
    return made["no"]


@pytest.fixture
async def seat(service, aiohttp_client):
    """Sit somebody down at a browser of their own."""

    async def sit(who):
        role, organisation = PEOPLE[who]
        await hire(service.database, "somebody", "某人", role, organisation)
        desk = await Desk(service, aiohttp_client).open()
        assert (await desk.sign_in("somebody")).status == 303
        return desk

    return sit


def test_no_route_is_left_out():
    assert {page.path for page in routes.ALL} == NEEDED.keys() | OTHERS.keys() | OWN


def test_no_form_about_a_case_is_left_out_of_the_table_of_lost_updates():
    posted = {page.path for page in routes.ALL if page.method == "POST" and page.path in NEEDED}
    assert posted == lost_updates.paths()


@pytest.mark.parametrize("who", PEOPLE)
async def test_routes_about_a_case(service, seat, who):
    desk = await seat(who)
    cases = {scope: await put(service, wish) for scope, (wish, _) in SCOPES.items()}
    token = (await desk.hidden("/sessions"))["csrf"]
    wrong = []
    for page in (page for page in routes.ALL if page.path in NEEDED):
        for scope, no in cases.items():
            path = page.path.replace("{no}", no).replace("{field}", "amount_yuan")
            path = path.replace("{attempt:[0-9]{1,2}}", "1").replace("{id:[0-9]{1,9}}", "1")
            before = await service.rows("audit_log")
            if page.method == "GET":
                answer = await desk.get(path)
            else:
                answer = await desk.post(path, FIELDS | {"csrf": token, "version": "999"})
            text = (await answer.read()).decode(errors="replace")
            allowed, seen = who in NEEDED[page.path], who in SCOPES[scope][1]
            expected = {200, 303, 409, 422} if allowed and seen else {404} if allowed else {403}
            if answer.status not in expected or ((SECRET in text) and not seen):
                wrong.append((page.method, page.path, scope, answer.status))
            if answer.status in {403, 404} and await service.rows("audit_log") != before:
                wrong.append((page.method, page.path, scope, "changed something"))
    assert wrong == []


@pytest.mark.parametrize("who", PEOPLE)
async def test_lists_show_what_is_in_scope_and_nothing_else(service, seat, who):
    desk = await seat(who)
    cases = {scope: await put(service, wish) for scope, (wish, _) in SCOPES.items()}
    queue = await desk.read("/?status=all")
    found = await (await desk.get("/api/v1/cases?page_size=100")).json()
    listed = {item["no"] for item in found["items"]}
    for scope, no in cases.items():
        seen = who in SCOPES[scope][1]
        assert (f"/cases/{no}" in queue, no in listed) == (seen, seen), scope
        assert (await desk.get(f"/api/v1/cases/{no}")).status == (200 if seen else 404), scope
    assert found["total"] == len(listed)


@pytest.mark.parametrize("who", PEOPLE)
async def test_routes_about_nothing_in_particular(service, seat, who):
    desk = await seat(who)
    token = (await desk.hidden("/sessions"))["csrf"]
    wrong = []
    for page in (page for page in routes.ALL if page.path in OTHERS):
        path = re.sub(r"{id:[^/]+}}", "1", page.path)
        path = path.replace("{login:[a-z0-9._-]{2,50}}", "nobody").replace(
            "{what:[a-z-]{4,12}}", "stop"
        )
        if page.method == "GET":
            answer = await desk.get(path)
        else:
            answer = await desk.post(path, FIELDS | {"csrf": token})
        if (answer.status == 403) == (who in OTHERS[page.path]):
            wrong.append((page.method, page.path, answer.status))
    assert wrong == []


ALERTS = {
    "without a case": (None, DISTRICT),
    "about a case of the town": ("a case of the town", TOWN | DISTRICT),
    "about a case of another town": ("a case of another town", DISTRICT),
    "about a sealed case": ("a sealed case of the town", TRUSTED | {"duty officer"}),
}


@pytest.mark.parametrize("who", PEOPLE)
async def test_alerts_follow_their_case_and_danger_always_reaches_the_duty_officer(
    service, seat, who
):
    numbers = {}
    for name, (scope, _) in ALERTS.items():
        no = await put(service, SCOPES[scope][0]) if scope else None
        body = {
            "kind": "danger", "citizen": "c-9", "case_no": no, "text": name, "signals": [],
            "at": "2026-11-24T09:20:00+08:00",
        }  # fmt: skip
        answer = await service.post("/alerts", body, f"alert-{len(numbers)}")
        numbers[name] = (await answer.json())["id"]
    desk = await seat(who)
    queue = await desk.read("/")
    token = (await desk.hidden("/sessions"))["csrf"]
    for name, (_, seers) in ALERTS.items():
        assert (name in queue) == (who in seers), name
        answer = await desk.post(f"/alerts/{numbers[name]}/take", {"csrf": token})
        expected = 403 if who == "auditor" else 303 if who in seers else 404
        assert answer.status == expected, name


EARLIER = {"a case of the town": TOWN | DISTRICT, "a sealed case of the town": DISTRICT}
"""Older case of a citizen who tells danger now → who sees the alert."""


@pytest.mark.parametrize("who", PEOPLE)
async def test_danger_of_an_unknown_matter_shows_an_older_case_to_those_who_may_see_it(
    service, seat, who
):
    numbers, told = {}, {}
    for name in EARLIER:
        citizen = f"c-{len(told)}"
        numbers[name] = await put(service, SCOPES[name][0] | {"citizen": citizen})
        body = {
            "kind": "danger", "citizen": citizen, "draft_id": f"d-{citizen}", "other_matter": True,
            "text": f"危险 {citizen}", "signals": [], "at": "2026-11-24T09:20:00+08:00",
        }  # fmt: skip
        answer = await service.post("/alerts", body, citizen)
        told[name] = (await answer.json())["id"]
    desk = await seat(who)
    queue = await desk.read("/")
    token = (await desk.hidden("/sessions"))["csrf"]
    for name, seers in EARLIER.items():
        assert (f"alert-{told[name]}" in queue) == (who in seers), name
        linked = who in SCOPES[name][1]
        assert (f'<a href="/cases/{numbers[name]}">' in queue) == linked, name
        fields = {"csrf": token, "no": numbers[name]}
        answer = await desk.post(f"/alerts/{told[name]}/case", fields)
        allowed = 303 if linked else 422 if who in seers else 404
        assert answer.status == (403 if who == "auditor" else allowed), name
