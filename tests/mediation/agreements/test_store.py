"""Agreements are numbered without a gap, replaced only before they are signed, and then in effect."""

import asyncio
from datetime import date, timedelta

import pytest

from mediation.agreements import store, typed
from mediation.cases.change import By, ChangedMeanwhile, NotPossible
from tests.mediation.agreements import LAST, SIGNED
from tests.mediation.cases.test_workflow import VIOLENCE, stands_at
from tests.mediation.samples import agreement_form


async def test_numbers_count_up_by_the_year(table, service):
    assert (await table.draws_up()).number == "峄调协〔2026〕1号"
    assert (await table.draws_up(terms="重写")).number == "峄调协〔2026〕2号"
    assert (await table.draws_up(today=date(2027, 1, 4))).number == "峄调协〔2027〕1号"
    replaced = [row for row in await service.rows("agreements") if row[13]]
    assert [row[1] for row in replaced] == ["峄调协〔2026〕1号", "峄调协〔2026〕2号"]


async def test_two_at_once_draw_up_one(table, service):
    by, told = await table.by(), typed.read(agreement_form())
    found = await asyncio.gather(
        *(store.draw_up(service.database, by, told, SIGNED) for _ in range(2)),
        return_exceptions=True,
    )
    assert [type(one) for one in found if one is not None] == [ChangedMeanwhile]
    assert len(await service.rows("agreements")) == 1


async def test_signed_it_is_in_effect_the_days_begin_and_the_citizen_hears_until_when(table):
    await table.draws_up()
    signed = await table.signs()
    assert (signed.signed_on, signed.confirm_by) == (SIGNED, LAST)
    told = (await table.told())[-1]
    assert "峄调协〔2026〕1号" in told
    assert "12月25日前可以一起请法院确认，不收费" in told


async def test_what_was_signed_is_neither_signed_again_nor_written_anew(table):
    await table.draws_up()
    await table.signs()
    with pytest.raises(NotPossible, match="记过签字"):
        await table.signs()
    with pytest.raises(NotPossible, match="已经签了"):
        await table.draws_up()


async def test_signed_long_ago_nobody_is_told_of_days_that_are_over(table):
    await table.draws_up()
    before = await table.told()
    await table.signs(today=LAST + timedelta(days=1))
    assert await table.told() == before


@pytest.mark.parametrize("day", [None, SIGNED - timedelta(days=1), SIGNED + timedelta(days=2)])
async def test_it_cannot_have_been_signed_before_it_was_written_or_tomorrow(table, day):
    made = await table.draws_up()
    today = SIGNED + timedelta(days=1)
    with pytest.raises(NotPossible, match="签字的日子"):
        await store.sign(table.database, await table.by(), made.id, day, today)


async def test_a_replaced_agreement_or_another_cases_cannot_be_signed(table):
    first = await table.draws_up()
    await table.draws_up(terms="重写")
    for wrong in (first.id, 99):
        with pytest.raises(NotPossible, match="重写过"):
            await store.sign(table.database, await table.by(), wrong, SIGNED, SIGNED)


@pytest.mark.parametrize("state", ["submitted", "accepted", "failed", "closed"])
async def test_where_nothing_was_agreed_there_is_nothing_to_write(service, state):
    no, version = await stands_at(service, state)
    told = typed.read(agreement_form())
    with pytest.raises(NotPossible, match="谈成了的案子"):
        await store.draw_up(service.database, By("li.na", no, version), told, SIGNED)


async def test_with_domestic_violence_there_is_none(service):
    no, version = await stands_at(service, "accepted", urgency=VIOLENCE)
    told = typed.read(agreement_form())
    with pytest.raises(NotPossible, match="家庭暴力"):
        await store.draw_up(service.database, By("li.na", no, version), told, SIGNED)


async def test_no_word_of_it_stands_readable_on_the_disk(table, settings, on_postgres):
    if on_postgres:
        pytest.skip("the cluster's files are looked at by tests/mediation/postgres")
    await table.draws_up()
    written = b"".join(file.read_bytes() for file in settings.var_dir.glob("mediation.db*"))
    for word in ("韩广田", "男，六十岁，住斜屋村", "偏房占了滴水檐", "墙往里挪一尺", "自己雇人挪"):
        assert word.encode() not in written, word
