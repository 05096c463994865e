"""A case goes from desk to desk; the first one stays responsible, the accused never gets it."""

import pytest

from mediation.cases import route as routing
from mediation.cases.change import NotPossible
from mediation.mediators import flags
from tests.mediation.dispatch.conftest import person

TOWN, OTHER = "370404101", "370404103"
VIOLENCE = {"level": "red", "signals": [{"code": "domestic_violence", "text": "打我"}]}
AT_THE_TOWN = person(f"/370404/{TOWN}/", "town")
AT_ANOTHER = person(f"/370404/{OTHER}/", "town")


async def test_the_first_desk_stays_responsible_wherever_the_case_goes(hall):
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    first = (await hall.case(no)).first_receiver_id
    await hall.send(no, "transfer", "renshe")
    await hall.send(no, "up")
    case = await hall.case(no)
    assert case.first_receiver_id == first
    assert await hall.desk(no) == "370404"
    assert case.status == "assigned"


async def test_the_citizen_is_told_once_that_the_case_is_assigned(hall, service):
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    await hall.send(no, "transfer", OTHER)
    told = [row for row in await service.rows("notices") if no in row and "交给专人" in row[4]]
    assert len(told) == 1


async def test_a_desk_takes_it_or_gives_it_back_with_a_reason(hall):
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    with pytest.raises(NotPossible, match="理由"):
        await hall.answer(no, AT_THE_TOWN, accept=False)
    await hall.answer(no, AT_THE_TOWN, accept=False, reason="不在我镇")
    case = await hall.case(no)
    assert (await hall.desk(no), case.status, case.mediator) == (None, "accepted", None)
    await hall.send(no, "on_site", TOWN)
    await hall.answer(no, AT_THE_TOWN, accept=True)
    with pytest.raises(NotPossible, match="没有等接收"):
        await hall.answer(no, AT_THE_TOWN, accept=True)


async def test_a_case_given_back_stays_assigned_where_it_was_sent_from(hall):
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    await hall.send(no, "transfer", OTHER)
    await hall.answer(no, AT_ANOTHER, accept=False, reason="不归我镇")
    assert (await hall.desk(no), (await hall.case(no)).status) == (TOWN, "assigned")


async def test_an_expert_says_whether_they_come_and_sees_the_case_meanwhile(hall):
    await hall.mediator("kong", "孔令梅", OTHER)
    no = await hall.accepted()
    await hall.send(no, "expert", TOWN, "kong")
    expert = await hall.signed_in("kong")
    assert await hall.sees(expert, no)
    with pytest.raises(NotPossible, match="孔令梅"):
        await hall.answer(no, AT_THE_TOWN, accept=True)
    await hall.answer(no, expert, accept=False, reason="住院")
    assert not await hall.sees(expert, no)
    assert (await hall.case(no)).mediator is None


async def test_an_expert_no_longer_asked_for_sees_it_no_longer(hall):
    await hall.mediator("kong", "孔令梅", OTHER)
    no = await hall.accepted()
    await hall.send(no, "expert", TOWN, "kong")
    await hall.answer(no, AT_ANOTHER, accept=True)
    expert = await hall.signed_in("kong")
    assert await hall.sees(expert, no)
    await hall.send(no, "transfer", "renshe")
    assert not await hall.sees(expert, no)


@pytest.mark.parametrize("kind", ["related", "declined"])
async def test_a_mediator_who_must_step_aside_is_not_chosen_and_is_taken_off(hall, kind):
    await hall.mediator("kong", "孔令梅")
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN, "kong")
    await flags.put(hall.database, await hall.by(no), "kong", kind, "对方的姐姐")
    assert (await hall.case(no)).mediator is None
    with pytest.raises(NotPossible, match="请换一位"):
        await hall.send(no, "on_site", TOWN, "kong")


@pytest.mark.parametrize(
    ("login", "kind", "reason", "told"),
    [
        ("kong", "hated", "", "选一种"),
        ("kong", "related", " ", "什么关系"),
        ("kong", "wished", "长" * 201, "最多写"),
        ("nobody", "wished", "", "没有这位"),
        ("admin", "wished", "", "没有这位"),
    ],
)
async def test_a_word_about_a_mediator_that_makes_no_sense_is_refused(
    hall, login, kind, reason, told
):
    await hall.mediator("kong", "孔令梅")
    no = await hall.accepted()
    with pytest.raises(NotPossible, match=told):
        await flags.put(hall.database, await hall.by(no), login, kind, reason)


async def test_nobody_answers_for_another_desk(hall):
    no = await hall.accepted()
    await hall.send(no, "on_site", TOWN)
    with pytest.raises(NotPossible, match="阴平镇"):
        await hall.answer(no, AT_ANOTHER, accept=True)


@pytest.mark.parametrize("accused", [TOWN, "renshe"])
async def test_the_organisation_complained_of_never_gets_it(hall, accused):
    no = await hall.accepted()
    await hall.complains_of(no, accused)
    for way in ("on_site", "transfer"):
        with pytest.raises(NotPossible, match="反映的就是"):
            await hall.send(no, way, accused)
    assert await hall.desk(no) is None


async def test_a_mediator_of_the_same_name_as_a_party_steps_aside(hall):
    await hall.mediator("han", "韩广田")
    no = await hall.accepted()
    with pytest.raises(NotPossible, match="回避"):
        await hall.send(no, "on_site", TOWN, "han")


async def test_an_expert_may_come_from_anywhere_and_a_mediator_of_elsewhere_only_as_expert(hall):
    await hall.mediator("kong", "孔令梅", OTHER)
    no = await hall.accepted()
    with pytest.raises(NotPossible, match="申请专家"):
        await hall.send(no, "on_site", TOWN, "kong")
    await hall.send(no, "on_site", TOWN)
    with pytest.raises(NotPossible, match="选一位"):
        await hall.send(no, "expert")
    await hall.send(no, "expert", mediator="kong")
    assert (await hall.case(no)).mediator == "kong"
    assert await hall.desk(no) == TOWN


async def test_down_goes_to_a_child_only_and_up_ends_at_the_district(hall):
    no = await hall.accepted()
    with pytest.raises(NotPossible, match="最上面"):
        await hall.send(no, "up")
    await hall.send(no, "transfer", "370404")
    await hall.send(no, "down", TOWN)
    with pytest.raises(NotPossible, match="直接的下级"):
        await hall.send(no, "down", OTHER)


@pytest.mark.parametrize(
    ("way", "code", "told"),
    [
        ("nowhere", TOWN, "选一种"),
        ("transfer", "nothing", "选要交给"),
        ("transfer", "", "选要交给"),
        ("on_site", TOWN, None),
    ],
)
async def test_rubbish_is_refused_in_words(hall, way, code, told):
    no = await hall.accepted()
    if told is None:
        with pytest.raises(NotPossible, match="没有这位"):
            await hall.send(no, way, code, "nobody")
    else:
        with pytest.raises(NotPossible, match=told):
            await hall.send(no, way, code)


async def test_nothing_is_sent_before_it_is_accepted(hall, service):
    no = (await service.has_case())["no"]
    with pytest.raises(NotPossible, match="先受理"):
        await hall.send(no, "on_site", TOWN)


async def test_domestic_violence_is_sent_to_help_and_not_to_mediation(hall):
    no = await hall.accepted(urgency=VIOLENCE)
    with pytest.raises(NotPossible, match="家庭暴力"):
        await hall.send(no, "on_site", TOWN)
    await hall.send(no, "transfer", "gongan")
    assert await hall.desk(no) == "gongan"


async def test_a_sealed_complaint_goes_to_the_discipline_organ_alone(hall):
    no = await hall.accepted(route={"name": "discipline", "reason": None})
    with pytest.raises(NotPossible, match="封存"):
        await hall.send(no, "transfer", TOWN)
    await hall.send(no, "transfer", "jiwei")
    assert await hall.desk(no) == "jiwei"


async def test_a_corrected_route_sends_the_letter(hall, service):
    no = await hall.accepted()
    text = "您的事请先申请劳动仲裁。"
    await routing.correct(service.database, await hall.by(no), "labour_arbitration", text)
    assert (await hall.case(no)).route == "labour_arbitration"
    assert [row for row in await service.rows("notices") if text in row]


async def test_a_route_corrected_to_discipline_seals_and_finds_the_accused(hall, service):
    no = await hall.accepted(respondent={"name": "阴平镇政府", "phone": None})
    await routing.correct(service.database, await hall.by(no), "discipline", "说明")
    case = await hall.case(no)
    assert case.sealed
    assert case.complained_of_id is not None


@pytest.mark.parametrize(
    ("route", "text"),
    [("mediation", "说明"), ("nowhere", "说明"), ("court", " "), ("court", "长" * 601)],
)
async def test_a_route_that_makes_no_sense_is_refused(hall, service, route, text):
    no = await hall.accepted()
    with pytest.raises(NotPossible):
        await routing.correct(service.database, await hall.by(no), route, text)
    assert (await hall.case(no)).route == "mediation"
