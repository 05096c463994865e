"""Several units handle a case; each sees it, one leads it, and only that one closes it."""

import pytest

from mediation.cases import workflow
from mediation.cases.change import NotPossible
from mediation.dispatch import joint, send
from mediation.models import Organisation
from mediation.staff import SignedIn
from tests.mediation.endings import ends

TOWN, OTHER = "370404101", "370404103"
HELPER = SignedIn(9, "ma", "某人", "clerk", False, "t", kind="department", path="/370404/renshe/")
LEADER = SignedIn(8, "zhao", "某人", "clerk", False, "t", kind="town", path=f"/370404/{TOWN}/")


@pytest.fixture
async def shared(hall):
    """A case that the town leads and the labour office helps with."""
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    await joint.add(hall.database, await hall.by(no, person=LEADER), "renshe")
    return no


async def test_every_unit_sees_the_case_until_it_is_let_go(hall, shared):
    assert await hall.sees(HELPER, shared)
    await joint.remove(hall.database, await hall.by(shared, person=LEADER), "renshe")
    assert not await hall.sees(HELPER, shared)
    with pytest.raises(NotPossible, match="没有参加"):
        await joint.remove(hall.database, await hall.by(shared), "renshe")


async def test_only_the_lead_sends_it_on_asks_others_and_closes_it(hall, shared):
    as_helper = {"person": HELPER, "who": "ma"}
    for change in (
        lambda by: ends(hall.database, by),
        lambda by: send.dispatch(hall.database, by, send.Order("transfer", OTHER)),
        lambda by: joint.add(hall.database, by, OTHER),
        lambda by: joint.remove(hall.database, by, "renshe"),
    ):
        with pytest.raises(NotPossible, match="由阴平镇牵头"):
            await change(await hall.by(shared, **as_helper))
    await workflow.move(hall.database, await hall.by(shared, **as_helper), "mediating")
    assert (await hall.case(shared)).status == "mediating"


async def test_the_first_receiver_may_close_what_went_elsewhere_and_stays_responsible(hall):
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    await hall.send(no, "transfer", "renshe")
    assert await hall.sees(LEADER, no)
    await ends(hall.database, await hall.by(no, person=LEADER))
    assert await hall.sees(LEADER, no)
    async with hall.database.reading() as session:
        first = await session.get_one(Organisation, (await hall.case(no)).first_receiver_id)
    assert first.code == TOWN


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("nowhere", "选一个单位"),
        (TOWN, "已经在牵头"),
        ("renshe", "已经在联办"),
        ("ziran", "被反映"),
    ],
)
async def test_a_unit_that_cannot_help_is_refused(hall, shared, code, told):
    await hall.complains_of(shared, "ziran")
    with pytest.raises(NotPossible, match=told):
        await joint.add(hall.database, await hall.by(shared), code)


async def test_nobody_is_asked_before_somebody_leads_or_after_it_is_over(hall, shared):
    no = await hall.accepted()
    with pytest.raises(NotPossible, match="先指派"):
        await joint.add(hall.database, await hall.by(no), TOWN)
    await ends(hall.database, await hall.by(shared))
    with pytest.raises(NotPossible, match="办完的"):
        await joint.add(hall.database, await hall.by(shared), OTHER)


async def test_a_sealed_case_is_shared_with_nobody_outside_its_route(hall):
    no = await hall.accepted(route={"name": "discipline", "reason": None})
    await hall.send(no, "transfer", "jiwei")
    with pytest.raises(NotPossible, match="封存"):
        await joint.add(hall.database, await hall.by(no), OTHER)
