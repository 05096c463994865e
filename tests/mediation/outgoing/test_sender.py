"""Events reach a real receiver once, signed; what does not arrive is tried again and then laid out."""

import asyncio
import base64
from datetime import timedelta

import aiohttp
import pytest
from standardwebhooks import Webhook

from mediation.db import Database, aware, utc_now
from mediation.outgoing import sender as sending
from mediation.outgoing import store, targets, webhook
from mediation.outgoing.sender import Sender
from tests.mediation.outgoing.conftest import KEY, SECRET, signed

NEWER = base64.b64encode(b"fedcba9876543210fedcba9876543210").decode()


def to(receiver, secret=SECRET):
    return {"event_subscribers": [{"url": receiver.url, "secret": secret}]}


async def test_an_event_arrives_signed_and_once(post_office, receiver):
    office = await post_office(**to(receiver))
    no = (await office.service.has_case())["no"]
    assert await office.round() == 1
    assert await office.round() == 0
    ((headers, body),) = receiver.got
    headers = {name.lower(): value for name, value in headers.items()}
    assert headers["webhook-signature"] == signed(headers, body)
    assert headers["content-type"] == "application/json"
    assert Webhook(SECRET).verify(body, headers)["data"]["no"] == no
    (row,) = await office.rows()
    assert (row.state, row.attempts, row.fault, row.event) == (
        "sent",
        1,
        None,
        headers["webhook-id"],
    )


async def test_while_a_secret_is_changed_both_signatures_are_there(post_office, receiver):
    office = await post_office(**to(receiver, f"whsec_{NEWER},{SECRET}"))
    await office.service.has_case()
    await office.round()
    ((headers, body),) = receiver.got
    headers = {name.lower(): value for name, value in headers.items()}
    expected = [signed(headers, body, key) for key in (NEWER, KEY)]
    assert headers["webhook-signature"].split(" ") == expected
    for secret in (f"whsec_{NEWER}", SECRET):
        Webhook(secret).verify(body, headers)


@pytest.mark.parametrize("status", [301, 302, 400, 401, 404, 429, 500, 503])
async def test_what_is_not_taken_is_sent_again_under_the_same_id(post_office, receiver, status):
    office = await post_office(**to(receiver))
    receiver.status, receiver.headers = status, {"Location": receiver.url}
    await office.service.has_case()
    assert await office.round() == 0
    assert len(receiver.got) == 1
    (row,) = await office.rows()
    assert (row.state, row.fault) == ("waiting", f"status {status}")
    receiver.status = 200
    assert await office.round() == 1
    first, second = receiver.got
    assert receiver.ids[0] == receiver.ids[1]
    assert first[1] == second[1]


async def test_it_waits_longer_each_time_and_is_given_up_at_last(post_office, receiver):
    office = await post_office(**to(receiver))
    receiver.status = 500
    await office.service.has_case()
    waits = []
    for _ in store.PAUSES:
        await office.round()
        (row,) = await office.rows()
        waits.append(aware(row.due_at) - utc_now())
    for waited, pause in zip(waits, store.PAUSES, strict=True):
        assert 0.79 * pause - timedelta(seconds=2) < waited <= 1.2 * pause
    assert row.state == "waiting"
    await office.round()
    (row,) = await office.rows()
    assert (row.state, row.attempts) == ("dead", len(store.PAUSES) + 1)
    await office.round()
    assert len(set(receiver.ids)) == 1
    assert len(receiver.got) == len(store.PAUSES) + 1


async def test_who_is_gone_is_not_asked_again(post_office, receiver):
    office = await post_office(**to(receiver))
    receiver.status = 410
    await office.service.has_case()
    await office.round()
    await office.round()
    (row,) = await office.rows()
    assert (row.state, row.fault, len(receiver.got)) == ("dead", "status 410", 1)


async def test_nobody_there_and_rubbish_for_an_answer_are_tried_again(post_office):
    async def rubbish(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"\x00\xff not http at all \r\n\r\n")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(rubbish, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    hooks = [
        {"url": f"http://127.0.0.1:{port}/", "secret": SECRET},
        {"url": "http://127.0.0.1:1/", "secret": SECRET},
    ]
    office = await post_office(event_subscribers=hooks)
    await office.service.has_case()
    assert await office.round() == 0
    assert [one.state for one in await office.rows()] == ["waiting", "waiting"]
    assert all(one.fault for one in await office.rows())
    server.close()
    await server.wait_closed()


async def test_who_never_answers_holds_nobody_else_up(post_office, receiver, monkeypatch):
    monkeypatch.setattr(webhook, "PATIENCE", aiohttp.ClientTimeout(total=0.2))

    async def silent(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    hooks = [
        {"url": f"http://127.0.0.1:{port}/", "secret": SECRET},
        *to(receiver)["event_subscribers"],
    ]
    office = await post_office(event_subscribers=hooks)
    await office.service.has_case()
    assert await office.round() == 1
    assert [one.fault for one in await office.rows()] == ["no answer in time", None]
    server.close()
    await server.wait_closed()


async def test_two_workers_send_each_event_once(post_office, receiver, settings):
    office = await post_office(**to(receiver))
    for _ in range(12):
        await office.service.has_case()
    other = Database(settings.database, settings.keyring)
    told = office.sender._told
    async with aiohttp.ClientSession() as client:
        second = Sender(other, settings, told, client)
        sent = await asyncio.gather(
            office.sender.send_due(), second.send_due(), office.sender.send_due()
        )
    await other.close()
    assert sum(sent) == 12
    assert len(receiver.ids) == len(set(receiver.ids)) == 12


async def test_a_worker_that_died_on_the_way_is_followed_by_another_with_the_same_id(
    post_office, receiver
):
    office = await post_office(**to(receiver))
    await office.service.has_case()
    (claimed,) = await store.claim(office.database)
    assert await office.sender.send_due() == 0
    assert await office.round() == 1
    assert receiver.ids == [claimed.event]
    await store.settle(office.database, claimed, webhook.Outcome("too late"))
    assert [one.state for one in await office.rows()] == ["sent"]


async def test_a_receiver_no_longer_in_the_settings_is_not_written_to(post_office, receiver):
    office = await post_office(**to(receiver))
    await office.service.has_case()
    office.sender._told = targets.NOBODY
    await office.round()
    assert [(one.state, one.fault) for one in await office.rows()] == [
        ("dead", "no longer in the settings")
    ]
    assert receiver.got == []


async def test_what_arrived_long_ago_is_deleted_and_the_dead_stay(post_office, receiver):
    office = await post_office(**to(receiver))
    await office.service.has_case()
    await office.round()
    receiver.status = 410
    await office.service.has_case()
    await office.round()
    async with office.database.writing() as session:
        for one in await office.rows():
            one.ended_at = utc_now() - timedelta(days=31)
            await session.merge(one)
    await store.forget(office.database)
    assert [one.state for one in await office.rows()] == ["dead"]


async def test_a_database_that_is_away_is_waited_for(post_office, receiver, monkeypatch):
    office = await post_office(**to(receiver))

    async def away(database):
        raise OSError

    monkeypatch.setattr(sending.store, "claim", away)
    assert await office.sender.round() == sending.LOOK_AGAIN_AFTER


def test_the_signature_is_that_of_the_specifications_example():
    made = Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        store.datetime.fromtimestamp(1614265330),
        '{"test": 2432232314}',
    )
    headers = {"webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp": "1614265330"}
    key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    assert made == signed(headers, b'{"test": 2432232314}', key)
    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
