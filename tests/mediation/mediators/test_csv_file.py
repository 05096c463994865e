"""A CSV file makes the mediators, all or nothing, and every fault is told with its line."""

import pytest
from sqlalchemy import select

from mediation import staff
from mediation.csv_import import CannotImport
from mediation.mediators import csv_file
from mediation.models import MediatorProfile, Staff
from tests.mediation.mediators.conftest import HEAD, LIST


async def people(database):
    async with database.reading() as session:
        rows = await session.execute(
            select(Staff, MediatorProfile).join(
                MediatorProfile, MediatorProfile.staff_id == Staff.id
            )
        )
        return {account.login: (account, profile) for account, profile in rows}


async def test_a_list_makes_accounts_with_what_each_is_good_for(listed):
    account, profile = (await people(listed))["kong"]
    assert (account.name, account.role) == ("孔令梅", "mediator")
    assert profile.expertise == ["邻里", "婚姻家庭"]
    assert profile.towns == ["阴平镇", "古邵镇"]
    assert (profile.languages, profile.weekdays_off) == (["鲁南话"], [0])


async def test_nobody_can_sign_in_until_a_password_was_given(listed):
    for guess in ("", "x"):
        with pytest.raises(staff.SignInRefused):
            await staff.sign_in(listed, "kong", guess)
    password = await staff.reset_password(listed, "kong")
    assert await staff.sign_in(listed, "kong", password)


async def test_the_same_list_again_renews_and_keeps_the_password(listed, file):
    password = await staff.reset_password(listed, "kong")
    changed = LIST.replace("孔令梅,370404101", "孔令梅,370404103").replace("鲁南话", "")
    await csv_file.import_file(listed, file(HEAD + changed))
    assert len(await people(listed)) == 3
    assert (await people(listed))["kong"][1].languages == []
    assert await staff.sign_in(listed, "kong", password)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["第 1 行：缺少列 账号、姓名、机构编码"]),
        (HEAD + "a b,甲,370404101,,,,,\n", ["第 2 行：账号 不对"]),
        (HEAD + "aa,甲,nowhere,,,,,\n", ["第 2 行：没有这个机构：nowhere"]),
        (HEAD + "aa,甲,renshe,吵架,,,,\n", ["第 2 行：没有这个专长：吵架"]),
        (HEAD + "aa,甲,renshe,,青岛,,,\n", ["第 2 行：没有这个镇街：青岛"]),
        (HEAD + "aa,甲,renshe,,,鸟语,,\n", ["第 2 行：没有这种语言：鸟语"]),
        (HEAD + "aa,甲,renshe,,,,周八,\n", ["第 2 行：休息日写周一到周日"]),
        (HEAD + "aa,甲,renshe,,,,,\nAA,乙,renshe,,,,,\n", ["第 3 行：账号 aa 写了两次"]),
        (HEAD + "admin,甲,370404,,,,,\n", ["第 2 行：账号 admin 已经有了，不是调解员"]),
    ],
)
async def test_every_fault_is_told_and_nobody_is_made(database, file, text, told):
    with pytest.raises(CannotImport) as refused:
        await csv_file.import_file(database, file(text))
    assert refused.value.report == told
    assert await people(database) == {}
