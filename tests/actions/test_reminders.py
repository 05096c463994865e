"""An unfinished draft is asked after once, by day, within what the channel allows."""

from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from aiohttp import web

from actions.gateway import Gateway
from actions.reminders import Reminders, due, worth_asking
from intake.clock import ZONE

AFTERNOON = datetime(2026, 11, 24, 15, 0, tzinfo=ZONE)
DRAFT = {"draft_id": "d1", "narrative": "包工头欠俺八千"}


class Phone:
    """A gateway that takes notices, or refuses while ``status`` says so."""

    def __init__(self):
        self.notices = []
        self.status = 202

    async def notify(self, request):
        assert request.headers["Authorization"] == "Bearer t"
        if self.status == 202:
            self.notices.append(await request.json())
        return web.json_response({"new": True}, status=self.status)


@asynccontextmanager
async def listing(tmp_path, phone, clock):
    app = web.Application()
    app.router.add_post("/internal/notify", phone.notify)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    reminders = Reminders(
        tmp_path / "outbox.db", Gateway(f"http://127.0.0.1:{port}", "t"), now=lambda: clock[0]
    )
    try:
        yield reminders
    finally:
        await reminders.close()
        await runner.cleanup()


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("2026-11-24 15:00", "2026-11-25 11:00"),
        ("2026-11-24 09:00", "2026-11-25 08:30"),
        ("2026-11-24 02:00", "2026-11-25 08:30"),
        ("2026-11-24 23:50", "2026-11-25 19:50"),
    ],
)
def test_asked_after_about_twenty_hours_and_by_day(told, asked):
    assert due(datetime.fromisoformat(told).replace(tzinfo=ZONE)) == datetime.fromisoformat(
        asked
    ).replace(tzinfo=ZONE)


async def test_one_unfinished_draft_is_asked_after_once(tmp_path):
    phone, clock = Phone(), [AFTERNOON]
    async with listing(tmp_path, phone, clock) as reminders:
        await reminders.keep("citizen", DRAFT)
        assert await reminders.send_due() == 0
        clock[0] += timedelta(hours=21)
        assert await reminders.send_due() == 1
        await reminders.keep("citizen", DRAFT)
        clock[0] += timedelta(hours=21)
        assert await reminders.send_due() == 0
    (notice,) = phone.notices
    assert notice["citizen"] == "citizen"
    assert notice["key"] == "reminder-d1"
    assert "继续" in notice["text"]


async def test_every_turn_puts_the_question_off(tmp_path):
    phone, clock = Phone(), [AFTERNOON]
    async with listing(tmp_path, phone, clock) as reminders:
        await reminders.keep("citizen", DRAFT)
        clock[0] += timedelta(hours=19)
        await reminders.keep("citizen", DRAFT)
        clock[0] += timedelta(hours=2)
        assert await reminders.send_due() == 0


async def test_finished_draft_is_forgotten(tmp_path):
    phone, clock = Phone(), [AFTERNOON]
    async with listing(tmp_path, phone, clock) as reminders:
        await reminders.keep("citizen", DRAFT)
        await reminders.keep("citizen", {})
        clock[0] += timedelta(hours=22)
        assert await reminders.send_due() == 0


async def test_gateway_away_is_tried_again_until_it_is_too_late(tmp_path):
    phone, clock = Phone(), [AFTERNOON]
    phone.status = 503
    async with listing(tmp_path, phone, clock) as reminders:
        await reminders.keep("one", DRAFT)
        clock[0] += timedelta(hours=21)
        assert await reminders.send_due() == 0
        phone.status = 202
        assert await reminders.send_due() == 1
        await reminders.keep("two", {**DRAFT, "draft_id": "d2"})
        clock[0] += timedelta(hours=47)
        assert await reminders.send_due() == 0


@pytest.mark.parametrize(
    "slots",
    [
        {},
        {"draft_id": "d", "narrative": None},
        {**DRAFT, "submission": "queued"},
        {**DRAFT, "danger": {"path": "domestic_violence", "step": "over"}},
        {**DRAFT, "consent": {"refused": True}},
        {**DRAFT, "minor": "alone"},
    ],
)
def test_never_where_danger_was_told_or_nothing_is_open(slots):
    assert not worth_asking(slots)
