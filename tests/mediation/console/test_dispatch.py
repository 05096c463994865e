"""分流指派 on the case page: one click follows the suggestion."""

from mediation import staff
from tests.mediation.console.conftest import Desk, hire


async def test_one_click_follows_the_suggestion_and_the_desk_takes_it(
    desk, service, aiohttp_client
):
    await staff.create(service.database, "kong", "孔令梅", "mediator", organisation="370404101")
    no = (await service.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    page = await desk.read(f"/cases/{no}")
    assert "事情在阴平镇" in page
    assert "孔令梅" in page
    fields = {"way": "on_site", "desk": "370404101", "mediator": "kong"}
    assert (await desk.act(no, "dispatch", **fields)).status == 303
    await hire(service.database, "zhao", "赵强", "clerk", "370404101")
    town = await Desk(service, aiohttp_client).open()
    await town.sign_in("zhao")
    assert "指派给了您这里" in await town.read(f"/cases/{no}")
    assert (await town.act(no, "answer", answer="accept")).status == 303
    page = await town.read(f"/cases/{no}")
    assert "已接收" in page
    assert "首接负责" in page


async def test_a_route_is_corrected_with_a_letter(desk, service):
    no = (await service.has_case())["no"]
    page = await desk.read(f"/cases/{no}")
    assert f"（编号{no}），我们看过了。" in page
    assert "我们改不了法院的决定" in page
    answer = await desk.act(no, "route", route="court", letter="您的事要走法院。")
    assert answer.status == 303
    page = await desk.read(f"/cases/{no}")
    assert "<del>人民调解</del>" in page
    assert "您的事要走法院。" in page


async def test_a_refusal_is_told_in_words(desk, service):
    no = (await service.has_case())["no"]
    answer = await desk.act(no, "dispatch", way="transfer", desk="xinfang")
    assert answer.status == 422
    assert "先受理" in await answer.text()


async def test_a_joint_unit_sees_the_case_and_is_told_who_closes_it(desk, service, aiohttp_client):
    no = (await service.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    await desk.act(no, "dispatch", way="on_site", desk="370404101")
    assert (await desk.act(no, "helpers", desk="renshe", what="add")).status == 303
    await hire(service.database, "ma", "马文斌", "clerk", "renshe")
    helper = await Desk(service, aiohttp_client).open()
    await helper.sign_in("ma")
    page = await helper.read(f"/cases/{no}")
    assert "由阴平镇牵头" in page
    answer = await helper.act(no, "close", outcome="referred", way_court="yes", reason="办完了")
    assert answer.status == 422
    assert "办结请他们来做" in await answer.text()
    assert (await desk.act(no, "helpers", desk="renshe", what="remove")).status == 303
    assert (await helper.get(f"/cases/{no}")).status == 404


async def test_what_is_known_of_a_mediator_stands_on_the_page_until_it_is_taken_back(desk, service):
    await staff.create(service.database, "kong", "孔令梅", "mediator", organisation="370404101")
    no = (await service.has_case())["no"]
    await desk.act(no, "accept", then="stay")
    fields = {"mediator": "kong", "kind": "related", "reason": "对方的嫂子"}
    assert (await desk.act(no, "mediators", **fields)).status == 303
    page = await desk.read(f"/cases/{no}")
    assert "对方的嫂子" in page
    assert 'name="mediator" value="kong">\n    <span>' not in page
    assert (await desk.act(no, "mediators", mediator="kong", kind="")).status == 303
    assert "对方的嫂子" not in (await desk.read(f"/cases/{no}")).split('id="history-title"')[0]
