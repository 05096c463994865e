"""Notices outside the 48 hours, against the stand-in for Tencent: consent, refusal, delivery."""

import asyncio
import time

import pytest

from tests.wechat.fakes import until
from wechat.citizens import Keys
from wechat.hints import HINT
from wechat.keys import METRICS, SENDER, STORE
from wechat.standin.citizen import Citizen
from wechat.standin.people import openid_of

KEYS = Keys("a-key-secret-of-tests")
CITIZEN = KEYS.of(openid_of("c"))
TEMPLATE = "tpl"


@pytest.fixture
def world(make_world):
    def make(way="subscribe"):
        return make_world(wechat_notice=way, wechat_notice_template=TEMPLATE)

    return make


async def notify(app, key="n1", text="有新进展。"):
    await app[SENDER].notify(key, CITIZEN, text, discreet=False)


async def hints(app, *expected):
    """Wait until the hints of all notices, oldest first, have come to this."""

    def read(connection):
        return [hint for (hint,) in connection.execute("SELECT hint FROM outbox ORDER BY id")]

    async with asyncio.timeout(5):
        while (now := await app[STORE].do(read)) != list(expected):  # noqa: ASYNC110 - the file tells
            await asyncio.sleep(0.01)
    return now


async def kept(app, number):
    await until(lambda: app[METRICS].quota_used_up._value.get() >= number)


async def test_who_accepted_a_notice_is_hinted_at_it_once_and_reads_it_at_the_next_contact(world):
    async with world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.accept_notice(TEMPLATE)
        await notify(app)
        shown = await citizen.next(5)
        assert (shown.via, shown.text) == ("subscribe", HINT)
        await hints(app, "arrived")
        assert (await citizen.say("您好")).text == "有新进展。\n\n听到：您好"
        assert len(citizen.received) == 1


async def test_without_an_answer_no_notice_is_tried(world):
    async with world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.view("https://example.org/")
        await notify(app)
        await kept(app, 1)
        assert await hints(app, None) == [None]
        assert (await citizen.say("您好")).text == "有新进展。\n\n听到：您好"


@pytest.mark.parametrize("where", ["in the pop-up", "among the settings"])
async def test_a_refusal_stops_the_notice_until_the_citizen_accepts_anew(world, where):
    async with world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.accept_notice(TEMPLATE)
        if where == "in the pop-up":
            await citizen.accept_notice(TEMPLATE, accept=False)
        else:
            await citizen.refuse_notices(TEMPLATE)
        await notify(app, "n1", "第一件。")
        await kept(app, 1)
        platform.state.now = lambda: time.time() + 1  # nobody answers twice in one second
        await citizen.accept_notice(TEMPLATE)
        await notify(app, "n2", "第二件。")
        await hints(app, None, "arrived")
        assert len(citizen.received) == 1
        assert (await citizen.say("您好")).text.startswith("第一件。\n\n第二件。")


async def test_an_answer_about_another_template_changes_nothing(world):
    async with world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.accept_notice("another")
        await notify(app)
        await kept(app, 1)
        await hints(app, None)
        await citizen.accept_notice(TEMPLATE)
        await citizen.refuse_notices("another")
        await notify(app, "n2")
        await hints(app, None, "arrived")


async def test_a_consent_that_tencent_says_is_used_up_is_not_tried_again(world):
    async with world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.accept_notice(TEMPLATE)
        for number in (1, 2, 3):
            await notify(app, f"n{number}")
            await kept(app, number)
        await hints(app, "arrived", "failed", None)
        assert len(citizen.received) == 1


@pytest.mark.parametrize("way", ["subscribe", "template"])
async def test_a_notice_that_did_not_arrive_is_marked_and_told_at_the_next_contact(world, way):
    async with world(way) as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.accept_notice(TEMPLATE)
        platform.misbehaviour.change({"notices_lost": 1})
        await notify(app)
        await hints(app, "failed")
        assert citizen.received == []
        undelivered = app[METRICS].outbox.labels("undelivered")
        await until(lambda: undelivered._value.get() == 1)
        assert (await citizen.say("您好")).text == "有新进展。\n\n听到：您好"


async def test_the_event_may_come_before_the_answer_to_the_sending(world):
    async with world() as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.accept_notice(TEMPLATE)
        platform.misbehaviour.change({"notices_lost": 1})
        real = app[SENDER]._hints._api.send_subscribed

        async def slow(*given):
            number = await real(*given)
            await asyncio.sleep(0.2)
            return number

        app[SENDER]._hints._api.send_subscribed = slow
        await notify(app)
        await hints(app, "failed")
        await asyncio.sleep(0.25)
        await hints(app, "failed")


async def test_who_left_the_account_is_not_hinted_at(world):
    async with world("template") as (platform, app):
        citizen = Citizen(platform, "c")
        await citizen.unsubscribe()
        await notify(app)
        await kept(app, 1)
        assert citizen.received == []
