"""Two people at one case: the second is told, sees both texts, and nothing of either is lost."""

import re
from html import unescape

import pytest
from sqlalchemy import select
from sqlalchemy.orm import undefer

from mediation import staff
from mediation.models import Case
from tests.mediation.console.conftest import HIDDEN, Desk, hire
from tests.mediation.console.test_overdue import late
from tests.mediation.lost_updates import UNVERSIONED, VERSIONED, WORKER

MINE = re.compile(r"您要改成</dt><dd>(.*?)</dd>", re.DOTALL)


@pytest.fixture
async def two(service, aiohttp_client):
    """Two reviewers of the district, each at a browser: they may do all that can be done to a case."""
    await staff.create(service.database, "kong", "孔令梅", "mediator", organisation="370404101")
    desks = []
    for login, name in (("li.na", "李娜"), ("wang.min", "王敏")):
        await hire(service.database, login, name, "district_reviewer")
        desk = await Desk(service, aiohttp_client).open()
        assert (await desk.sign_in(login)).status == 303
        desks.append(desk)
    return desks


async def kept(service, no):
    """Every column of a case."""
    async with service.database.reading() as session:
        whole = select(Case).where(Case.no == no).options(undefer(Case.is_over))
        case = (await session.scalars(whole)).one()
    return {column.key: getattr(case, column.key) for column in Case.__table__.columns}


def filled(fields, numbers):
    return {name: value.format(**numbers) for name, value in fields.items()}


def first(action):
    """The action for the first record, agreement or visit."""
    return re.sub(r"{(?:attempt|id):.*}(?=/|$)", "1", action)


@pytest.mark.parametrize("action", VERSIONED)
async def test_who_saw_an_older_case_changes_nothing_and_sees_both_texts(two, service, action):
    mine, theirs = two
    for form in VERSIONED[action]:
        no = (await service.has_case())["no"]
        names = ("other", "third")[: form.others]
        numbers = {name: (await service.has_case(**WORKER))["no"] for name in names}
        for done, fields in form.before:
            assert (await theirs.act(no, done, **filled(fields, numbers))).status == 303
        one = first(action).replace("{field}", form.theirs.get("field", ""))
        hidden = await mine.hidden(f"/cases/{no}")
        old = {"csrf": hidden["csrf"], "version": hidden["version"]}
        assert (await theirs.act(no, one, **filled(form.theirs, numbers))).status == 303
        before = await kept(service, no)
        answer = await mine.post(f"/cases/{no}/{one}", old | filled(form.mine, numbers))
        page = unescape(await answer.text())
        assert answer.status == 409, one
        assert await kept(service, no) == before
        for words in ("有同事先改了这件案子", "还没有保存", "王敏", form.words.format(**numbers)):
            assert words in page, one
        assert form.own.format(**numbers) in MINE.search(page)[1]
        again = {name: unescape(value) for name, value in HIDDEN.findall(page)}
        assert again.items() >= filled(form.mine, numbers).items()
        insisted = await mine.post(f"/cases/{no}/{one}", again)
        assert insisted.status in {303, 422}, "with the version of now it counts"
        assert (insisted.status == 303) == (await kept(service, no) != before)


@pytest.mark.parametrize(("action", "fields"), UNVERSIONED.items())
async def test_what_has_no_version_leaves_the_case_as_it_is(two, service, action, fields):
    no = await late(service, 3)
    before = await kept(service, no)
    for desk in two * 2:
        hidden = await desk.hidden("/sessions")
        answer = await desk.post(f"/cases/{no}/{first(action)}", {"csrf": hidden["csrf"]} | fields)
        assert answer.status in ({422} if action.startswith("agreement") else {200, 303})
    assert await kept(service, no) == before
    assert len(await service.rows("letters")) == (action == "letter")


async def test_of_two_answers_to_a_letter_the_second_sees_both(two, service):
    mine, theirs = two
    no = await late(service, 3, town=None)
    token = (await mine.hidden("/overdue"))["csrf"]
    await mine.post(f"/cases/{no}/letter", {"csrf": token, "step": "notice"})
    other = (await theirs.hidden("/overdue"))["csrf"]
    first = await theirs.post("/letters/1/answer", {"csrf": other, "text": "周五前办结"})
    assert first.status == 303
    answer = await mine.post("/letters/1/answer", {"csrf": token, "text": "下周一办结"})
    page = await answer.text()
    assert answer.status == 409
    for words in ("已经回复过了", "王敏写的是“周五前办结”", "您写的是“下周一办结”"):
        assert words in page
    assert [row for row in await service.rows("letters") if "周五前办结" in row]


async def test_what_is_masked_on_the_case_is_masked_beside_what_was_typed(
    service, aiohttp_client, two
):
    no = (await service.has_case())["no"]
    await hire(service.database, "sun", "孙某", "county_leader")
    leader = await Desk(service, aiohttp_client).open()
    await leader.sign_in("sun")
    old = await leader.hidden(f"/cases/{no}")
    await two[0].act(no, "facts/respondent_name", value="韩广地")
    await two[0].act(no, "facts/applicant_phone", value="13900000418")
    for field in ("applicant_phone", "respondent_name", "applicant_name"):
        answer = await leader.post(f"/cases/{no}/facts/{field}", old | {"value": "13900000555"})
        page = await answer.text()
        assert answer.status == 409
        for hidden in ("13900000418", "13900000417", "韩广地", "韩素芬"):
            assert hidden not in page, (field, hidden)
