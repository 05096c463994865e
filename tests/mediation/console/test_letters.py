"""A letter is seen before it goes and printed afterwards; a case goes back with a reason."""

import io

import docx
import pytest

from tests.mediation.console.conftest import Desk, hire

TEXT = "您登记的事归公安处理。\n\n请带上身份证。"


async def printed(answer):
    assert answer.status == 200, await answer.text()
    made = docx.Document(io.BytesIO(await answer.read()))
    return [line.text for line in made.paragraphs if line.text]


async def notices(service):
    return [row[4] for row in await service.rows("notices")]


@pytest.fixture
async def auditor_like_leader(service, aiohttp_client):
    """Somebody who may work on cases, but sees no names."""
    await hire(service.database, "sun", "孙某", "county_leader")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in("sun")
    return desk


async def test_the_letter_is_printed_before_it_goes_and_nothing_is_sent(desk, service):
    no = (await service.has_case())["no"]
    lines = await printed(await desk.act(no, "citizen-letter", route="police", letter=TEXT))
    assert lines[:4] == ["关于报警的说明", "韩素芬，您好：", *TEXT.split("\n\n")]
    assert await notices(service) == []


async def test_the_letter_that_went_is_printed_as_it_went(desk, service):
    no = (await service.has_case())["no"]
    assert (await desk.get(f"/cases/{no}/citizen-letter.docx")).status == 422
    await desk.act(no, "route", route="police", letter=TEXT)
    assert await notices(service) == [TEXT]
    lines = await printed(await desk.get(f"/cases/{no}/citizen-letter.docx"))
    assert lines[2:4] == TEXT.split("\n\n")
    assert f"/cases/{no}/citizen-letter.docx" in await desk.read(f"/cases/{no}")


async def test_who_may_not_see_names_prints_none(auditor_like_leader, service):
    no = (await service.has_case())["no"]
    answer = await auditor_like_leader.act(
        no, "citizen-letter", route="court", letter="韩广田的事，法院已经判了。"
    )
    lines = await printed(answer)
    assert not [line for line in lines if "韩素芬" in line or "韩广田" in line]


@pytest.mark.parametrize(
    ("route", "text"), [("nowhere", "话"), ("court", " "), ("court", "长" * 601)]
)
async def test_a_letter_that_makes_no_sense_is_refused(desk, service, route, text):
    no = (await service.has_case())["no"]
    assert (await desk.act(no, "citizen-letter", route=route, letter=text)).status == 422


async def test_what_is_missing_is_offered_as_a_question_and_asked(desk, service):
    no = (await service.has_case(applicant={"name": "韩素芬", "phone": None}))["no"]
    page = await desk.read(f"/cases/{no}")
    assert "缺申请人电话，问当事人" in page
    assert "缺申请人，问当事人" not in page
    answer = await desk.act(no, "return", why="incomplete", text="请留一个能打通的电话。")
    assert answer.status == 303
    assert "请留一个能打通的电话。" in (await notices(service))[0]
    page = await desk.read(f"/cases/{no}")
    assert "等当事人回话" in page
    assert "退回：材料不全，问当事人" in page


async def test_what_is_not_for_a_town_goes_up_to_the_district(service, aiohttp_client):
    await hire(service.database, "zhao", "赵某", "clerk", "370404101")
    town = await Desk(service, aiohttp_client).open()
    await town.sign_in("zhao")
    no = (await service.has_case())["no"]
    assert (await town.act(no, "return", why="wrong_desk", text=" ")).status == 422
    assert (await town.act(no, "return", why="wrong_desk", text="不是本镇的事")).status == 303
    page = await town.read(f"/cases/{no}")
    assert "退回：不归这里管，报区里" in page
    assert "不是本镇的事" in page
    assert await notices(service) == []


async def test_what_a_desk_has_taken_goes_to_the_desk_above(desk, service):
    no = (await service.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    await desk.act(no, "dispatch", way="transfer", desk="370404101")
    assert (await desk.act(no, "return", why="wrong_desk", text="归区里")).status == 303
    assert "上报上级" in await desk.read(f"/cases/{no}")
    answer = await desk.act(no, "return", why="wrong_desk", text="再报")
    assert answer.status == 422


@pytest.mark.parametrize(
    ("why", "text"),
    [("", "话"), ("because", "话"), ("incomplete", " "), ("incomplete", "长" * 301),
     ("wrong_desk", "长" * 501)],
)  # fmt: skip
async def test_a_return_that_makes_no_sense_is_refused(desk, service, why, text):
    no = (await service.has_case())["no"]
    assert (await desk.act(no, "return", why=why, text=text)).status == 422
    assert await notices(service) == []


async def test_an_ended_case_is_not_given_back(desk, service):
    no = (await service.has_case())["no"]
    await desk.act(no, "status", status="withdrawn", reason="不弄了")
    for why in ("incomplete", "wrong_desk"):
        assert (await desk.act(no, "return", why=why, text="话")).status == 422
