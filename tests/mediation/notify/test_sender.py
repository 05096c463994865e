"""Notices arrive once and in order; while the gateway is away they wait."""

import asyncio

import pytest
from sqlalchemy import update

from mediation.app import make_app
from mediation.db import utc_now
from mediation.models import Notice
from mediation.notify import outbox, sender
from mediation.notify.gateway import Gateway
from tests.mediation.conftest import Service
from wechat.keys import STORE

CITIZEN = "c" * 64


@pytest.fixture
async def written(database):
    """Write a notice as a change of a case would."""

    async def write(text="有新消息", citizen=CITIZEN, *, discreet=False):
        async with database.writing() as session:
            outbox.put(session, citizen=citizen, text=text, discreet=discreet, who="li.na")

    return write


@pytest.fixture
async def client(settings, fake):
    gateway = Gateway(settings.model_copy(update={"gateway_port": fake.server.port}))
    yield gateway
    await gateway.close()


async def states(database):
    async with database.reading() as session:
        rows = await session.scalars(Notice.__table__.select().with_only_columns(Notice.state))
        return list(rows)


async def at_once(database):
    """Let what was put off be due now."""
    async with database.writing() as session:
        await session.execute(update(Notice).values(due_at=utc_now()))


async def test_a_notice_is_sent_once_with_its_words_and_key(database, fake, client, written):
    await written("有新消息", discreet=True)
    assert await sender.send_due(database, client) == 1
    assert await sender.send_due(database, client) == 0
    (body,) = fake.taken.values()
    assert body["text"] == "有新消息"
    assert body["citizen"] == CITIZEN
    assert body["discreet"] is True
    assert await states(database) == ["sent"]


@pytest.mark.parametrize("status", [401, 404, 408, 429, 500, 503])
async def test_while_the_gateway_is_away_a_notice_waits(database, fake, client, written, status):
    await written()
    fake.status = status
    await sender.send_due(database, client)
    asked = fake.asked
    await sender.send_due(database, client)
    assert fake.asked == asked, "it is not asked again at once"
    assert await states(database) == ["waiting"]
    fake.status = 202
    await at_once(database)
    assert await sender.send_due(database, client) == 1
    assert await states(database) == ["sent"]


async def test_a_gateway_that_is_not_there_is_away(database, settings, written, unused_tcp_port):
    await written()
    gateway = Gateway(settings.model_copy(update={"gateway_port": unused_tcp_port}))
    assert await sender.send_due(database, gateway) == 0
    await gateway.close()
    assert await states(database) == ["waiting"]


async def test_pauses_grow_and_have_an_end(database, written):
    await written()
    pauses = []
    for _ in range(12):
        await at_once(database)
        (notice,) = await outbox.due(database)
        await outbox.put_off(database, notice)
        due = await outbox.next_due(database)
        pauses.append(round((due.replace(tzinfo=utc_now().tzinfo) - utc_now()).total_seconds()))
    assert pauses[0] == 5
    assert pauses == sorted(pauses)
    assert pauses[-1] == outbox.LONGEST_PAUSE.total_seconds()


async def test_what_the_gateway_will_never_take_is_given_up_and_does_not_block(
    database, fake, client, written
):
    await written("给谁也不是")
    fake.status = 400
    await sender.send_due(database, client)
    assert await states(database) == ["refused"]
    fake.status = 202
    await written("下一条")
    assert await sender.send_due(database, client) == 1


async def test_one_citizens_words_keep_their_order(database, fake, client, written):
    for text in ("一", "二", "三"):
        await written(text)
    for _ in range(3):
        await sender.send_due(database, client)
    assert [body["text"] for body in fake.taken.values()] == ["一", "二", "三"]


async def test_a_notice_sent_before_a_crash_is_repeated_under_the_same_key(
    database, fake, client, written
):
    await written()
    await sender.send_due(database, client)
    async with database.writing() as session:
        await session.execute(update(Notice).values(state="waiting"))
    await sender.send_due(database, client)
    assert fake.asked == 2
    assert len(fake.taken) == 1


async def test_the_real_gateway_takes_what_the_backend_sends(
    settings, aiohttp_client, make_gateway
):
    gateway = await make_gateway(mediation_api_token=settings.mediation_api_token)
    settings = settings.model_copy(update={"gateway_port": gateway.server.port})
    service = Service(await aiohttp_client(make_app(settings)))
    async with service.database.writing() as session:
        outbox.put(session, citizen=CITIZEN, text="已经受理", discreet=False, who="li.na")
    async with asyncio.timeout(15):
        while await states(service.database) != ["sent"]:  # noqa: ASYNC110 - lies in the database
            await asyncio.sleep(0.05)
    kept = await gateway.app[STORE].do(
        lambda connection: connection.execute("SELECT citizen, text FROM outbox").fetchall()
    )
    assert kept == [(CITIZEN, "已经受理")]
