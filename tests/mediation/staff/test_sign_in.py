"""Who may come in: the right password, not too many wrong ones, for so many hours."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import select, text, update

from mediation import staff
from mediation.db import utc_now
from mediation.models import Staff, StaffSession
from mediation.staff import passwords
from mediation.staff.sign_in import MOST_FAILURES


@pytest.fixture
async def password(database):
    return await staff.create(database, "li.na", "李娜", "clerk")


async def wrong(database, times=1):
    for _ in range(times):
        with pytest.raises(staff.SignInRefused):
            await staff.sign_in(database, "li.na", "not this one")


async def minutes_pass(database, minutes):
    async with database.writing() as session:
        until = await session.scalar(select(Staff.locked_until).where(Staff.login == "li.na"))
        earlier = until - timedelta(minutes=minutes)
        await session.execute(
            update(Staff).where(Staff.login == "li.na").values(locked_until=earlier)
        )


async def test_the_right_password_comes_in_however_the_login_is_typed(database, password):
    assert await staff.sign_in(database, "li.na", password)
    assert await staff.sign_in(database, "  Li.Na ", password)


async def test_a_password_is_never_stored_in_clear(database, password):
    async with database.reading() as session:
        stored = await session.scalar(select(Staff.password_hash).where(Staff.login == "li.na"))
    assert stored.startswith("$argon2id$")
    assert password not in stored


@pytest.mark.parametrize("login", ["nobody", "", "li.na' OR 1=1 --", "\x00", "李娜", "x" * 10_000])
async def test_an_unknown_login_is_refused(database, password, login):
    with pytest.raises(staff.SignInRefused):
        await staff.sign_in(database, login, password)


async def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(database, password):
    await wrong(database, MOST_FAILURES)
    with pytest.raises(staff.SignInRefused):
        await staff.sign_in(database, "li.na", password)


async def test_four_wrong_passwords_do_not_lock_and_are_forgotten_on_success(database, password):
    await wrong(database, MOST_FAILURES - 1)
    assert await staff.sign_in(database, "li.na", password)
    await wrong(database, MOST_FAILURES - 1)
    assert await staff.sign_in(database, "li.na", password)


async def test_the_lock_ends_after_fifteen_minutes_and_not_before(database, password):
    await wrong(database, MOST_FAILURES)
    await minutes_pass(database, 14)
    with pytest.raises(staff.SignInRefused):
        await staff.sign_in(database, "li.na", password)
    await minutes_pass(database, 1)
    assert await staff.sign_in(database, "li.na", password)


@pytest.mark.usefixtures("password")
async def test_guesses_sent_at_once_count_each(database):
    async def guess(number):
        with pytest.raises(staff.SignInRefused):
            await staff.sign_in(database, "li.na", f"guess {number}")

    await asyncio.gather(*(guess(number) for number in range(12)))
    async with database.reading() as session:
        account = await session.scalar(select(Staff).where(Staff.login == "li.na"))
    assert account.failures == MOST_FAILURES
    assert account.locked_until is not None


async def test_a_session_is_found_by_its_token_and_stored_only_as_a_hash(database, password):
    staff_id = await staff.sign_in(database, "li.na", password)
    token = await staff.open_session(database, staff_id, hours=10)
    found = await staff.find_session(database, token)
    assert (found.login, found.name, found.role, found.must_change) == (
        "li.na",
        "李娜",
        "clerk",
        True,
    )
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT * FROM staff_sessions"))).all()
    assert token not in str(rows)
    assert await staff.find_session(database, token + "x") is None


async def test_a_session_ends_after_its_hours(database, password):
    staff_id = await staff.sign_in(database, "li.na", password)
    token = await staff.open_session(database, staff_id, hours=10)
    async with database.writing() as session:
        await session.execute(update(StaffSession).values(expires_at=utc_now()))
    assert await staff.find_session(database, token) is None


async def test_a_changed_password_ends_all_sessions(database, password):
    staff_id = await staff.sign_in(database, "li.na", password)
    tokens = [await staff.open_session(database, staff_id, hours=10) for _ in range(2)]
    await staff.change_password(database, "li.na", password, "石榴园里好风光2026")
    assert [await staff.find_session(database, token) for token in tokens] == [None, None]
    assert await staff.sign_in(database, "li.na", "石榴园里好风光2026")


@pytest.mark.parametrize(
    ("current", "new", "why"),
    [
        ("not this one", "long enough, new", "现在的密码不对"),
        (None, "short", "至少"),
        (None, "长" * 129, "最多"),
        (None, "aaaaaaaaaaaa", "重复"),
        (None, "my li.na password", "账号名"),
    ],
)
async def test_a_new_password_must_do(database, password, current, new, why):
    with pytest.raises(staff.AccountError, match=why):
        await staff.change_password(database, "li.na", current or password, new)
    assert await staff.sign_in(database, "li.na", password)


async def test_a_new_password_must_be_new(database, password):
    with pytest.raises(staff.AccountError, match="不一样"):
        await staff.change_password(database, "li.na", password, password)


async def test_a_reset_password_unlocks(database, password):
    await wrong(database, MOST_FAILURES)
    fresh = await staff.reset_password(database, "li.na")
    assert await staff.sign_in(database, "li.na", fresh)
    with pytest.raises(staff.SignInRefused):
        await staff.sign_in(database, "li.na", password)


@pytest.mark.parametrize(
    ("login", "name", "role"),
    [
        ("li.na", "另一个李娜", "clerk"),
        ("LI.NA ", "另一个李娜", "clerk"),
        ("", "李娜", "clerk"),
        ("a", "李娜", "clerk"),
        ("李娜", "李娜", "clerk"),
        ("new", "  ", "clerk"),
        ("new", "长" * 51, "clerk"),
        ("new", "李娜", "king"),
    ],
)
@pytest.mark.usefixtures("password")
async def test_an_account_that_will_not_do_is_not_made(database, login, name, role):
    with pytest.raises(staff.AccountError):
        await staff.create(database, login, name, role)


def test_random_passwords_differ_and_can_be_read_aloud():
    made = {passwords.make_random() for _ in range(100)}
    assert len(made) == 100
    assert not set("".join(made)) & set("0oO1lI")


async def test_sign_ins_and_locks_are_logged_without_passwords(database, password):
    await staff.sign_in(database, "li.na", password)
    await wrong(database, MOST_FAILURES)
    async with database.reading() as session:
        log = (await session.execute(text("SELECT * FROM audit_log"))).all()
    assert [row.action for row in log if row.who == "li.na"] == ["signed_in", "account_locked"]
    assert password not in str(log)
