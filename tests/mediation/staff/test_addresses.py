"""Many wrong passwords from one address shut it for a while, whichever accounts they are for."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update

from mediation import staff
from mediation.app import make_app
from mediation.db import utc_now
from mediation.models import FailedSignIn
from mediation.staff.addresses import MOST_FAILURES, WITHIN
from tests.mediation.conftest import Service
from tests.mediation.console.conftest import PASSWORD, Desk, hire

THERE, ELSEWHERE = "203.0.113.9", "203.0.113.10"


@pytest.fixture
async def password(database):
    return await staff.create(database, "li.na", "李娜", "clerk")


async def guessed(database, times, address=THERE):
    for number in range(times):
        with pytest.raises(staff.SignInRefused):
            await staff.sign_in(database, f"guess{number}", "not this one", address)


async def count(database):
    async with database.reading() as session:
        return await session.scalar(text("SELECT count(*) FROM failed_sign_ins"))


async def test_thirty_wrong_ones_shut_an_address_even_for_the_right_password(database, password):
    await guessed(database, MOST_FAILURES)
    with pytest.raises(staff.SignInRefused):
        await staff.sign_in(database, "li.na", password, THERE)
    assert await staff.sign_in(database, "li.na", password, ELSEWHERE)
    assert await staff.sign_in(database, "li.na", password)


async def test_one_less_does_not_and_the_right_password_is_no_failure(database, password):
    await guessed(database, MOST_FAILURES - 1)
    for _ in range(3):
        assert await staff.sign_in(database, "li.na", password, THERE)


async def test_it_opens_again_and_what_no_longer_counts_is_forgotten(database, password):
    await guessed(database, MOST_FAILURES)
    async with database.writing() as session:
        long_ago = utc_now() - WITHIN - timedelta(seconds=1)
        await session.execute(update(FailedSignIn).values(at=long_ago))
    assert await staff.sign_in(database, "li.na", password, THERE)
    await guessed(database, 1, ELSEWHERE)
    assert await count(database) == 1


async def test_failures_are_counted_for_the_account_too(database, password):
    for _ in range(5):
        with pytest.raises(staff.SignInRefused):
            await staff.sign_in(database, "li.na", "not this one", THERE)
    with pytest.raises(staff.SignInRefused):
        await staff.sign_in(database, "li.na", password, ELSEWHERE)


async def test_an_address_is_not_kept_in_clear_and_the_shutting_is_logged_once(database):
    await guessed(database, MOST_FAILURES)
    await guessed(database, 2)
    async with database.reading() as session:
        kept = str((await session.execute(text("SELECT * FROM failed_sign_ins"))).all())
        log = (await session.execute(text("SELECT * FROM audit_log"))).all()
    assert THERE not in kept
    assert THERE not in str(log)
    assert [row.action for row in log].count("address_shut") == 1


async def test_behind_a_proxy_each_browser_has_an_address_of_its_own(settings, aiohttp_client):
    behind = settings.model_copy(update={"mediation_proxies": 1})
    service = Service(await aiohttp_client(make_app(behind)))
    await hire(service.database, "li.na", "李娜")
    await guessed(service.database, MOST_FAILURES)
    token = (await (desk := await Desk(service, aiohttp_client).open()).hidden("/login"))["csrf"]
    for address, status in ((THERE, 401), (f"{ELSEWHERE}, {THERE}", 401), (ELSEWHERE, 303)):
        fields = {"csrf": token, "login": "li.na", "password": PASSWORD}
        answer = await desk.post("/login", fields, headers={"X-Forwarded-For": address})
        assert answer.status == status
        token = (await desk.hidden("/login"))["csrf"] if status == 401 else token
