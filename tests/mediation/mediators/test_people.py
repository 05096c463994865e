"""Mediators are found by what they know, speak and serve, and by whether they are there."""

from datetime import date

import pytest

from mediation.mediators import away, people, profiles, rules
from mediation.mediators.people import Wanted
from mediation.staff import AccountError

MONDAY, TUESDAY, SATURDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 28)


async def found(database, day=TUESDAY, **wanted):
    async with database.reading() as session:
        everybody = await people.everybody(session, day)
    return {one.login for one in people.matching(everybody, Wanted(**wanted))}


@pytest.mark.parametrize(
    ("wanted", "who"),
    [
        ({}, {"kong", "sun", "ma"}),
        ({"q": "孔"}, {"kong"}),
        ({"q": "退休"}, {"kong"}),
        ({"q": "没有这人"}, set()),
        ({"expertise": "合同"}, {"sun"}),
        ({"town": "古邵镇"}, {"kong"}),
        ({"town": "榴园镇"}, {"sun"}),
        ({"language": "手语"}, {"sun"}),
        ({"free": True, "day": MONDAY}, {"sun", "ma"}),
        ({"free": True, "day": SATURDAY}, {"kong", "sun"}),
    ],
)
async def test_a_list_is_narrowed_to_who_fits(listed, wanted, who):
    assert await found(listed, **wanted) == who


async def test_somebody_on_leave_is_not_there_until_it_is_over(listed):
    days = (date(2026, 11, 20), date(2026, 12, 3))
    await away.add(listed, "sun", *days, "休假", who="admin", today=TUESDAY)
    async with listed.reading() as session:
        (sun,) = [one for one in await people.everybody(session, TUESDAY) if one.login == "sun"]
    assert sun.away == "休假，到12月3日"
    assert "sun" not in await found(listed, free=True)
    assert "sun" in await found(listed, free=True, day=date(2026, 12, 4))
    await away.remove(listed, "sun", sun.absences[0].id, who="admin")
    assert "sun" in await found(listed, free=True)


@pytest.mark.parametrize(
    ("login", "days", "reason", "told"),
    [
        ("sun", ("2026-12-03", "2026-12-01"), "休假", "不能早于"),
        ("sun", ("2026-11-01", "2026-11-02"), "休假", "已经过去"),
        ("sun", ("2026-12-01", "2028-12-01"), "休假", "一年"),
        ("sun", ("2026-12-01", "2026-12-01"), "散步", "原因"),
        ("admin", ("2026-12-01", "2026-12-01"), "休假", "没有调解员"),
    ],
)
async def test_a_leave_that_makes_no_sense_is_refused(listed, login, days, reason, told):
    first, last = map(date.fromisoformat, days)
    with pytest.raises(AccountError, match=told):
        await away.add(listed, login, first, last, reason, who="admin", today=TUESDAY)


async def test_a_profile_is_changed_and_what_does_not_exist_is_refused(listed):
    await profiles.change(listed, "sun", profiles.Given(expertise=("物业",)), who="admin")
    assert await found(listed, expertise="物业") == {"sun"}
    for given, told in (
        (profiles.Given(expertise=("吵架",)), "专长"),
        (profiles.Given(weekdays_off=(7,)), "休息日"),
        (profiles.Given(about="长" * 201), "介绍"),
    ):
        with pytest.raises(AccountError, match=told):
            await profiles.change(listed, "sun", given, who="admin")
    with pytest.raises(AccountError, match="没有调解员"):
        await profiles.change(listed, "admin", profiles.Given(), who="admin")


@pytest.mark.parametrize(
    ("said", "languages"),
    [("俺家墙塌了", ("鲁南话",)), ("我是聋哑人", ("手语",)), ("我家墙塌了", ())],
)
def test_a_telling_says_which_language_is_wanted(said, languages):
    assert rules.load().wanted_in(said) == languages
