"""The desk that is suggested, and why."""

import pytest
from sqlalchemy import select

from intake.clock import now
from mediation.dispatch import suggest
from mediation.mediators import away, flags, profiles, rules
from mediation.mediators.profiles import Given
from mediation.models import Note


async def advised(hall, no):
    async with hall.database.reading() as session:
        case = await hall.case(no)
        notes = list(await session.scalars(select(Note).where(Note.case_id == case.id)))
        return await suggest.advise(session, case, notes)


async def suggested(hall, no):
    return (await advised(hall, no)).suggestions


async def leave(hall, login):
    today = now().date()
    await away.add(hall.database, login, today, today, "休假", who="admin", today=today)


@pytest.mark.parametrize(
    ("changes", "code", "why"),
    [
        ({"town": "阴平镇"}, "370404101", "事情在阴平镇"),
        ({"town": "榴园镇"}, "370404103", "事情在榴园镇"),
        ({"route": {"name": "labour_arbitration", "reason": None}}, "renshe", "劳动仲裁"),
        ({"route": {"name": "petition", "reason": None}}, "xinfang", "信访"),
        ({"route": {"name": "discipline", "reason": None}}, "jiwei", "纪检监察"),
        (
            {"town": None, "dispute_type": {"name": "医疗", "confidence": 0.9}},
            "weijian",
            "医疗的事",
        ),
    ],
)
async def test_place_route_and_type_decide(hall, changes, code, why):
    no = await hall.accepted(**changes)
    best = (await suggested(hall, no))[0]
    assert best.desk.code == code
    assert any(why in reason for reason in best.reasons)


async def test_the_organisation_complained_of_is_never_suggested(hall):
    no = await hall.accepted(town="阴平镇")
    await hall.complains_of(no, "370404101")
    assert "370404101" not in {one.desk.code for one in await suggested(hall, no)}


async def test_the_mediator_with_less_on_the_desk_comes_first(hall):
    await hall.mediator("aa", "安心")
    await hall.mediator("bb", "白洁")
    busy = await hall.accepted()
    await hall.send(busy, "on_site", "370404101", "aa")
    best = (await suggested(hall, await hall.accepted()))[0]
    assert best.mediator.login == "bb"
    assert "手上有 1 件没办结" in "；".join(best.reasons)


async def test_a_partys_wish_comes_before_load(hall, service):
    await hall.mediator("aa", "安心")
    await hall.mediator("bb", "白洁")
    no = await hall.accepted(demand="想请白洁给调解")
    best = (await suggested(hall, no))[0]
    assert best.mediator.login == "bb"
    assert "当事人想请白洁调解" in best.reasons


async def test_a_party_is_never_the_mediator(hall):
    await hall.mediator("han", "韩广田")
    best = (await suggested(hall, await hall.accepted()))[0]
    assert best.mediator is None


async def test_nothing_fits_where_nothing_is_known(hall):
    no = await hall.accepted(town=None, dispute_type={"name": "其他", "confidence": 0.3})
    assert await suggested(hall, no) == []


async def test_the_one_who_knows_the_matter_speaks_the_language_and_is_there_comes_first(hall):
    await hall.mediator("aa", "安心")
    await hall.mediator("bb", "白洁")
    await hall.mediator("cc", "柴进")
    given = Given(expertise=("邻里",), languages=("鲁南话",))
    await profiles.change(hall.database, "bb", given, who="admin")
    await profiles.change(hall.database, "cc", given, who="admin")
    await leave(hall, "cc")
    best = (await suggested(hall, await hall.accepted()))[0]
    assert best.mediator.login == "bb"
    assert {"白洁熟悉邻里", "白洁会鲁南话", "白洁手上有 0 件，今天在"} <= set(best.reasons)


async def test_an_expert_of_elsewhere_is_suggested_where_nobody_at_the_desk_knows_the_matter(hall):
    await hall.mediator("aa", "安心")
    await hall.mediator("kong", "孔令梅", "370404103")
    await profiles.change(
        hall.database, "kong", Given(expertise=("邻里",), towns=("阴平镇",)), who="admin"
    )
    best, second = (await suggested(hall, await hall.accepted()))[:2]
    assert (best.way, best.desk.code, best.mediator.login) == ("expert", "370404101", "kong")
    assert "孔令梅也管阴平镇" in best.reasons
    assert (second.way, second.mediator.login) == ("on_site", "aa")


@pytest.mark.parametrize(
    ("demand", "wished"),
    [
        ("想请白洁给调解", True),
        ("俺信得过白洁", True),
        ("不想让白洁调解", False),
        ("不想让安心管，想请白洁", True),
        ("别找白洁", False),
    ],
)
async def test_a_party_may_wish_for_a_mediator_or_not_accept_one(hall, demand, wished):
    await hall.mediator("aa", "安心")
    await hall.mediator("bb", "白洁")
    await profiles.change(hall.database, "bb", Given(expertise=("邻里",)), who="admin")
    best = (await suggested(hall, await hall.accepted(demand=demand)))[0]
    assert best.mediator.login == ("bb" if wished else "aa")


async def test_a_wish_that_cannot_be_followed_is_told_with_the_reason(hall):
    await hall.mediator("aa", "安心")
    await hall.mediator("bb", "白洁")
    await leave(hall, "bb")
    advice = await advised(hall, await hall.accepted(demand="想请白洁给调解"))
    assert advice.suggestions[0].mediator.login == "aa"
    (told,) = advice.unmet
    assert told.startswith("当事人想请白洁，没有照办：白洁现在不在：休假")


async def test_who_is_full_is_not_suggested(hall, monkeypatch):
    full = rules.load().model_copy(update={"full_load": 1})
    monkeypatch.setattr(rules, "load", lambda: full)
    await hall.mediator("aa", "安心")
    await hall.send(await hall.accepted(), "on_site", "370404101", "aa")
    advice = await advised(hall, await hall.accepted(demand="想请安心"))
    assert all(one.mediator is None for one in advice.suggestions)
    assert "手上已有 1 件，满了" in advice.unmet[0]


@pytest.mark.parametrize(
    ("kind", "first"), [("related", "bb"), ("declined", "bb"), ("wished", "aa")]
)
async def test_what_staff_know_of_a_mediator_and_a_case_counts(hall, kind, first):
    await hall.mediator("aa", "安心")
    await hall.mediator("bb", "白洁")
    no = await hall.accepted()
    await flags.put(hall.database, await hall.by(no), "aa", kind, "申请人的表哥")
    assert (await suggested(hall, no))[0].mediator.login == first
    await flags.put(hall.database, await hall.by(no), "aa", "")
    assert (await suggested(hall, no))[0].mediator.login == "aa"


async def test_a_mediator_of_the_unit_complained_of_is_never_suggested_as_expert(hall):
    await hall.mediator("kong", "孔令梅", "renshe")
    await profiles.change(hall.database, "kong", Given(expertise=("邻里",)), who="admin")
    no = await hall.accepted()
    assert (await suggested(hall, no))[0].mediator.login == "kong"
    await hall.complains_of(no, "renshe")
    assert all(one.mediator is None for one in await suggested(hall, no))
