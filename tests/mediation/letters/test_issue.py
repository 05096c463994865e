"""Letters: each in its turn, each once, numbers without a gap; no party in them."""

import asyncio
import re

import pytest
from sqlalchemy import select, true, update

from intake import clock
from mediation.cases.change import NotPossible
from mediation.cases.intake_service import NoSuchCase
from mediation.deadlines import urging, working_days
from mediation.letters import issue
from mediation.models import AuditEntry, Case, Letter, Organisation

TODAY = clock.now().date()
TOMORROW = working_days.after(TODAY, 1)


@pytest.fixture
def send(service):
    async def sent(no, step, today=TODAY, scope=None):
        return await issue.issue(
            service.database,
            no,
            step,
            "boss",
            scope=true() if scope is None else scope,
            today=today,
        )

    return sent


async def letters(service):
    async with service.database.reading() as session:
        return list(await session.scalars(select(Letter).order_by(Letter.id)))


def counted(letters):
    return [int(re.fullmatch(r".+〔\d{4}〕(\d+)号", one.number)[1]) for one in letters]


async def test_numbers_have_no_gap_and_each_mark_its_own(late, send):
    numbers = [await late(3) for _ in range(3)]
    sent = [await send(no, "notice") for no in numbers]
    assert counted(sent) == [1, 2, 3]
    assert sent[0].number == f"峄调督通〔{TODAY.year}〕1号"
    assert (await send(await late(9), "notice")).number.endswith("〕4号")


async def test_pressed_twice_or_by_many_at_once_it_is_one_letter(service, late, send):
    no = await late(3)
    sent = await asyncio.gather(*(send(no, "notice") for _ in range(6)))
    assert {one.id for one in sent} == {sent[0].id}
    assert counted(await letters(service)) == [1]
    async with service.database.reading() as session:
        entries = await session.scalars(select(AuditEntry.action).where(AuditEntry.case_no == no))
        assert list(entries).count("letter_issued") == 1


class BrokenError(Exception):
    pass


async def test_what_breaks_before_the_end_leaves_no_letter_and_no_gap(
    service, late, send, monkeypatch
):
    no, other = await late(3), await late(3)

    def broken(*_, **__):
        raise BrokenError

    with monkeypatch.context() as patched:
        patched.setattr(issue.audit, "record", broken)
        with pytest.raises(BrokenError):
            await send(no, "notice")
    assert await letters(service) == []
    assert counted([await send(other, "notice"), await send(no, "notice")]) == [1, 2]


async def test_all_that_are_due_are_issued_and_after_a_stop_the_rest(service, late, monkeypatch):
    for days in (0, 1, 2, 5, 40):
        await late(days)
    really, calls = issue.issue, []

    async def stops(*arguments, **options):
        calls.append(arguments)
        if len(calls) == 2:
            raise BrokenError
        return await really(*arguments, **options)

    with monkeypatch.context() as patched:
        patched.setattr(issue, "issue", stops)
        with pytest.raises(BrokenError):
            await issue.issue_all(service.database, "boss", true(), TODAY)
    assert len(await letters(service)) == 1
    assert len(await issue.issue_all(service.database, "boss", true(), TODAY)) == 2
    assert await issue.issue_all(service.database, "boss", true(), TODAY) == []
    assert sorted(counted(await letters(service))) == [1, 2, 3]


async def test_the_steps_come_in_their_order_one_a_day(late, send):
    no = await late(40)
    day = TODAY
    for step in ("notice", "reminder", "supervision", "interview"):
        with pytest.raises(NotPossible):
            await send(no, "interview" if step != "interview" else "pigeon", day)
        sent = await send(no, step, day)
        assert sent.step == step
        with pytest.raises(NotPossible):
            await send(no, "pigeon", day)
        day = working_days.after(day, 1)
    assert "峄调督通" in sent.paragraphs[0]
    assert "峄调督函" in sent.paragraphs[0]


@pytest.mark.parametrize("days", [-1, 0, 1])
async def test_before_its_day_there_is_no_letter(service, late, send, days):
    with pytest.raises(NotPossible):
        await send(await late(days), "notice")
    assert await letters(service) == []


async def test_what_one_may_not_see_gets_no_letter(late, send):
    with pytest.raises(NoSuchCase):
        await send(await late(3), "notice", scope=Case.town == "榴园镇")


async def test_a_new_due_day_begins_anew(service, late, send):
    no = await late(3)
    first = await send(no, "notice")
    async with service.database.writing() as session:
        due = working_days.latest_due(TODAY, 2)
        await session.execute(update(Case).where(Case.no == no).values(due_on=due))
    second = await send(no, "notice")
    assert (first.number, second.number) != (second.number, first.number)
    assert first.id != second.id


async def test_no_party_stands_in_a_letter(late, send):
    letter = await send(await late(3), "notice")
    text = "".join(letter.paragraphs)
    for word in ("韩素芬", "韩广田", "13900000417", "斜屋", "滴水檐", "{"):
        assert word not in text
    assert "邻里" in text


@pytest.mark.parametrize(
    ("wish", "desk"),
    [
        ({}, "阴平镇"),
        ({"town": None}, "峄城区社会矛盾纠纷调处化解中心"),
        ({"route": {"name": "discipline", "reason": None}}, "峄城区社会矛盾纠纷调处化解中心"),
    ],
)
async def test_it_goes_to_who_answers_for_the_case(late, send, wish, desk):
    assert (await send(await late(9, **wish), "notice")).addressee == desk


async def test_a_case_on_a_desk_goes_to_that_desk(service, late, send):
    no = await late(3)
    async with service.database.writing() as session:
        desk = select(Organisation.id).where(Organisation.code == "renshe").scalar_subquery()
        await session.execute(update(Case).where(Case.no == no).values(organisation_id=desk))
    assert (await send(no, "notice")).addressee == "区人力资源和社会保障局"


async def test_urgings_are_counted_in_the_letter(service, late, send):
    no = await late(3)
    monday = working_days.not_before_work(TODAY)
    for day in (monday, working_days.after(monday, 1)):
        await urging.write(service.database, day)
    assert "每日催办2次" in (await send(no, "notice")).paragraphs[0]
