"""Words find the cases they stand in, whole, in a row, and with the case in one transaction."""

import pytest
from sqlalchemy import text, true

from mediation.cases import fulltext, review, search
from mediation.cases.change import By
from mediation.models import Case

STORY = "ＡＢ公司欠俺3600元工钱，说“下个月给”。老板还骂人、推人！"


@pytest.fixture
async def no(service):
    """A case among others."""
    await service.has_case(narrative="那边的狗天天夜里叫", village="东岭村", town="古邵镇")
    made = await service.has_case(narrative=STORY, village="斜屋村", place="中学工地")
    return made["no"]


async def found(service, q, **more):
    """What is found by the index, and the same by going through the cases, as of much."""
    filters = search.Filters(q=q, **more)
    async with service.database.reading() as session:
        page = await search.find(session, filters, scope=true())
        walked = await search._walked(session, filters, true(), search.NEWEST, slice(0, 20))
    assert len(page.cases) == page.total
    assert walked == page.cases
    return [case.no for case in page.cases]


THERE = (
    "工", "工钱", "欠俺", "3600", "3600元工钱", "ab", "AB公司", "ａｂ公司", "给", "推人", "斜屋村", "学工地",
    "工钱 斜屋", "工钱，下个月", " 工钱 ", "000002", "YT2026-000002", "yt2026-000002",
)  # fmt: skip
NOT_THERE = ("钱工", "工钱说", "元说", "俺600", "工钱 夜里", "彩礼", "公司俺", "人推", "钱说下")
RUBBISH = (
    '"', "'", '"工钱', "工钱*", "工钱 OR 夜里", "NEAR(工钱 夜里)", "grams:工钱", "^工", "-工钱", "(", "工钱:*",
    "!工钱", "& |", "<->", "\\", "工钱🙂", "\x00", "工\x00钱", "；DROP TABLE cases", "\ud800", "工" * 10_000,
    "工 " * 5_000, "ﷺ" * 200, "̀" * 100,
)  # fmt: skip


async def test_words_of_story_village_place_and_number_are_found(service, no):
    assert {q: await found(service, q) for q in THERE} == {q: [no] for q in THERE}


@pytest.mark.usefixtures("no")
async def test_what_does_not_stand_there_in_a_row_is_not(service):
    assert {q: await found(service, q) for q in NOT_THERE} == {q: [] for q in NOT_THERE}


@pytest.mark.usefixtures("no")
async def test_rubbish_is_no_error(service):
    for q in RUBBISH:
        assert len(await found(service, q)) <= 2


@pytest.mark.usefixtures("no")
async def test_signs_alone_find_nothing_rather_than_everything(service):
    for q in ("%", "_", "🙂", "……", '""'):
        assert await found(service, q) == []


async def test_filters_and_scope_hold_for_what_is_found(service, no):
    assert await found(service, "村") == [no, "YT2026-000001"]
    assert await found(service, "村", town="古邵镇") == ["YT2026-000001"]
    async with service.database.reading() as session:
        filters = search.Filters(q="村")
        page = await search.find(session, filters, scope=Case.town == "古邵镇")
    assert ([case.no for case in page.cases], page.total) == (["YT2026-000001"], 1)


async def test_what_is_corrected_is_found_at_once_and_the_old_words_are_not(service, no):
    await review.correct_fact(service.database, By("li.na", no, 1), "place", "榴花路北头")
    assert await found(service, "榴花路") == [no]
    assert await found(service, "中学工地") == []
    await review.correct_fact(service.database, By("li.na", no, 2), "place", "")
    assert await found(service, "榴花路") == []
    assert await found(service, "工钱") == [no]


async def test_a_name_that_turns_out_to_be_the_partys_leaves_the_index(service):
    nobody = {"name": None, "phone": None}
    made = await service.has_case(narrative="刘玉兰骂俺", respondent=nobody)
    assert await found(service, "刘玉兰骂") == [made["no"]]
    correction = ("respondent_name", "刘玉兰")
    await review.correct_fact(service.database, By("li.na", made["no"], 1), *correction)
    assert await found(service, "刘玉兰骂") == []
    assert await found(service, "骂俺") == [made["no"]]
    assert await found(service, "刘玉兰") == [made["no"]], "by its hash"


class BrokenError(Exception):
    pass


async def test_case_and_index_stand_together_or_not_at_all(service, no):
    async def broken():
        async with service.database.writing() as session:
            case = await search.one(session, no)
            case.place = "榴花路"
            await session.flush()
            raise BrokenError

    with pytest.raises(BrokenError):
        await broken()
    assert await found(service, "榴花路") == []
    assert await found(service, "中学工地") == [no]


async def test_a_firm_is_found_as_a_party_and_in_other_stories(service):
    firm = {"name": "鑫源石材厂", "phone": None}
    party = await service.has_case(respondent=firm, narrative="拖着不给")
    told = await service.has_case(narrative="俺在鑫源石材厂干活")
    assert await found(service, "鑫源石材厂") == [told["no"], party["no"]]


async def test_the_index_itself_is_consistent(service, no, on_postgres):
    await review.correct_fact(service.database, By("li.na", no, 1), "place", "榴花路")
    if on_postgres:
        pytest.skip("only FTS5 has a check of its own")
    async with service.database.writing() as session:
        await session.execute(
            text("INSERT INTO case_texts_grams (case_texts_grams) VALUES ('integrity-check')")
        )


@pytest.mark.parametrize(
    ("parts", "names", "kept"),
    [
        (["韩广田占道"], ["韩广田"], "yt2026 000001 占道"),
        (["俺和韩广田说"], ["包工头韩广田"], "yt2026 000001 俺和 说"),
        (["鑫源石材厂欠钱"], ["鑫源石材厂"], "yt2026 000001 鑫源石材厂欠钱"),
        (["邻居占道"], ["邻居"], "yt2026 000001 邻居占道"),
        (["打13900000417或0632-7700000"], [], "yt2026 000001 打 或"),
        (["号370404199001011234，欠36000元"], [], "yt2026 000001 号 欠36000元"),
        ([None, "斜屋村"], [None], "yt2026 000001 斜屋村"),
    ],
)
def test_names_of_persons_and_long_numbers_do_not_stand_in_the_index(parts, names, kept):
    assert fulltext.searchable("YT2026-000001", parts, names) == kept
