"""A new key takes over while the service runs, in steps that may be broken off."""

import asyncio

import pytest
from sqlalchemy import text

from mediation import audit
from mediation.cases import review, search
from mediation.cases.change import By
from mediation.db import Database
from mediation.vault import rotation
from mediation.vault.keyring import CannotOpen, Keyring, KeyringError
from tests.mediation.conftest import DATA_KEY
from tests.mediation.samples import alert_body

NEW = "a-newer-key-of-personal-data-for-tests"
CASES = 5


@pytest.fixture
async def filled(service, monkeypatch):
    """Some cases under the old key, an entry of the log, and steps of two rows."""
    monkeypatch.setattr(rotation, "AT_ONCE", 2)
    for number in range(CASES):
        await service.has_case(applicant={"name": f"韩素{'一二三四五'[number]}", "phone": None})
    await service.post("/alerts", alert_body(), "a1")
    async with service.database.writing() as session:
        audit.record(session, "li.na", "fact_corrected", before={"field": "place", "value": None},
                     after={"field": "place", "value": "刘玉兰家"}, reason="刘玉兰说的")  # fmt: skip
    return service


@pytest.fixture
async def with_both(filled, settings):
    """The same database as somebody opens it who has the new key and the old one."""
    opened = Database(settings.database, Keyring([NEW, DATA_KEY]))
    await opened.migrate()
    yield opened
    await opened.close()


@pytest.fixture
async def with_new(settings, with_both):
    """And who has the new key alone."""
    opened = Database(settings.database, Keyring([NEW]))
    yield opened
    await opened.close()


async def found(database, name):
    async with database.reading() as session:
        found = await search.find(session, search.Filters(q=name))
    return [case.applicant_name for case in found.cases], found.total


async def raw(database, table):
    async with database.reading() as session:
        return str((await session.execute(text(f"SELECT * FROM {table}"))).all())  # noqa: S608


OLD_MARK, NEW_MARK = Keyring([DATA_KEY]).mark, Keyring([NEW]).mark


async def test_everything_goes_under_the_new_key_and_is_found_by_it_alone(with_both, with_new):
    with pytest.raises(KeyringError, match="lacks the key"):
        await with_new.migrate()
    assert await found(with_both, "韩素三") == (["韩素三"], 1)
    assert await rotation.rotate(with_both) > CASES
    for columns in rotation.tables():
        assert OLD_MARK not in await raw(with_new, columns.table.name), columns.table.name
    await with_new.migrate()
    assert await found(with_new, "韩素三") == (["韩素三"], 1)
    async with with_new.reading() as session:
        kept = await session.execute(text("SELECT name FROM data_keys"))
        assert kept.scalars().all() == Keyring([NEW]).names


async def test_the_log_says_what_it_said_and_still_refuses_to_be_changed(filled, with_both):
    before = await filled.rows("audit_log")
    await rotation.rotate(with_both)
    filled.database = with_both
    assert await filled.rows("audit_log") == before
    with pytest.raises(Exception, match="append-only"):
        async with with_both.writing() as session:
            await session.execute(text("UPDATE audit_log SET reason = NULL"))


async def test_a_second_run_changes_nothing(with_both):
    await rotation.rotate(with_both)
    before = await raw(with_both, "cases")
    assert await rotation.rotate(with_both) == 0
    assert await raw(with_both, "cases") == before


class BrokenOff(Exception):
    pass


@pytest.mark.parametrize("steps", [1, 2, 4, 7])
async def test_broken_off_at_any_step_everything_is_readable_and_goes_on(
    with_both, with_new, steps
):
    left = steps

    def said(table, number):
        nonlocal left
        left -= 1
        if not left:
            raise BrokenOff

    with pytest.raises(BrokenOff):
        await rotation.rotate(with_both, said)
    left_over = [await raw(with_both, one.table.name) for one in rotation.tables()]
    assert OLD_MARK in "".join(left_over)
    for number in "一二三四五":
        assert await found(with_both, f"韩素{number}") == ([f"韩素{number}"], 1)
    await rotation.rotate(with_both)
    assert await found(with_new, "韩素五") == (["韩素五"], 1)


async def test_a_correction_in_the_middle_of_it_is_not_lost(
    filled, with_both, with_new, on_postgres, monkeypatch
):
    """A name is corrected between reading a row and writing it; SQLite lets the correction wait."""
    renew, corrections = rotation._renew, []
    no = (await filled.has_case())["no"]
    serving = Database(with_both.address, with_both.keyring)

    async def interrupted(session, keyring, columns, rows):
        if columns.table.name == "cases" and no in await raw(serving, "cases"):
            by = By("li.na", no, 1)
            correction = review.correct_fact(serving, by, "applicant_name", "韩素六")
            corrections.append(asyncio.create_task(correction))
            if on_postgres:
                await corrections[-1]
            monkeypatch.setattr(rotation, "_renew", renew)
        return await renew(session, keyring, columns, rows)

    monkeypatch.setattr(rotation, "AT_ONCE", 100)
    monkeypatch.setattr(rotation, "_renew", interrupted)
    await rotation.rotate(with_both)
    (correction,) = corrections
    await correction
    await serving.close()
    assert await found(with_new, "韩素六") == (["韩素六"], 1)
    assert OLD_MARK not in await raw(with_new, "cases")


async def test_without_the_old_key_nothing_is_changed(filled, with_new):
    before = await raw(filled.database, "cases")
    with pytest.raises(CannotOpen):
        await rotation.rotate(with_new)
    assert await raw(filled.database, "cases") == before


async def test_who_goes_on_writing_under_the_old_key_is_noticed(filled, with_both, monkeypatch):
    async def busy(*_):
        return True

    monkeypatch.setattr(rotation, "_anything_left", busy)
    with pytest.raises(rotation.StillWritten, match="旧密钥先别去掉"):
        await rotation.rotate(with_both)
    async with with_both.reading() as session:
        kept = await session.execute(text("SELECT name FROM data_keys"))
        assert set(kept.scalars()) == {*Keyring([NEW]).names, *Keyring([DATA_KEY]).names}
