"""The desk that is suggested, and why."""

import pytest
from sqlalchemy import select

from mediation.dispatch import suggest
from mediation.models import Note


async def suggested(hall, no):
    async with hall.database.reading() as session:
        case = await hall.case(no)
        notes = list(await session.scalars(select(Note).where(Note.case_id == case.id)))
        return await suggest.suggestions(session, case, notes)


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
