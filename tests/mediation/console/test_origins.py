"""Each fact is linked to the words it came from, and the words to the fact."""

import re

import pytest

from tests.mediation.console.conftest import Desk, hire
from tests.mediation.samples import case_body

TOLD = "韩广田占了俺家滴水檐，砸坏的瓦值三千六，电话１３９０００００４１７"


def body(**changes):
    lines = case_body()["transcript"]
    lines[0] |= {
        "text": TOLD,
        "facts": [
            {"slot": "respondent", "text": "韩广田"},
            {"slot": "amount_yuan", "text": "三千六"},
            {"slot": "applicant_phone", "text": "13900000417"},
        ],
    }
    return {"narrative": TOLD, "transcript": lines} | changes


def places(page, key):
    """Where links to the words of a fact lead."""
    return re.findall(rf'<a class="origin" href="#([^"]+)" data-words="{key}"', page)


async def test_a_fact_leads_to_its_words_and_the_words_lead_back(desk, service):
    no = (await service.has_case(**body()))["no"]
    page = await desk.read(f"/cases/{no}")
    assert places(page, "fact-amount_yuan") == ["line-0-fact-amount_yuan"]
    assert '<span id="line-0-fact-amount_yuan" class="place"></span><mark' in page
    marked = re.findall(
        r'<mark class="fact" data-words="fact-amount_yuan"><a href="#fact-amount_yuan">(.*?)</a>'
        r'<span class="unseen">（(.*?)）',
        page,
    )
    assert marked == [("三千六", "涉及金额")] * 2
    assert '<span class="unseen">「三千六」' in page


async def test_no_id_stands_on_the_page_twice(desk, service):
    signals = [{"code": "threat", "text": "占了"}, {"code": "threat", "text": "砸坏"}]
    no = (await service.has_case(**body(urgency={"level": "yellow", "signals": signals})))["no"]
    ids = re.findall(r' id="([^"]+)"', await desk.read(f"/cases/{no}"))
    assert sorted(ids) == sorted(set(ids))


async def test_a_number_in_full_width_is_found_and_stays_masked(desk, service):
    no = (await service.has_case(**body()))["no"]
    page = await desk.read(f"/cases/{no}")
    assert "13900000417" not in page


async def test_who_may_not_see_names_does_not_learn_them_from_the_words(service, aiohttp_client):
    await hire(service.database, "somebody", "某人", "auditor")
    desk = await Desk(service, aiohttp_client).open()
    await desk.sign_in("somebody")
    no = (await service.has_case(**body()))["no"]
    page = await desk.read(f"/cases/{no}")
    assert "韩广田" not in page
    assert places(page, "fact-respondent_name") == ["line-0-fact-respondent_name"]


async def test_a_case_without_handed_over_words_shows_those_that_are_the_value(desk, service):
    no = (await service.has_case())["no"]
    page = await desk.read(f"/cases/{no}")
    assert places(page, "fact-respondent_name") == ["line-0-fact-respondent_name"]
    assert places(page, "fact-amount_yuan") == []


@pytest.mark.parametrize(
    "fact",
    [
        {"slot": "colour", "text": "红"},
        {"slot": "town", "text": ""},
        {"slot": "town"},
        {"slot": "town", "text": "阴平", "more": 1},
        "阴平",
    ],
)
async def test_words_of_a_fact_that_does_not_exist_are_refused(service, fact):
    lines = case_body()["transcript"]
    lines[0]["facts"] = [fact]
    answer = await service.post("/cases", case_body(transcript=lines), "k-1")
    assert answer.status == 422


async def test_the_interface_shows_the_lines_as_before(service):
    made = await service.has_case(**body())
    assert {tuple(line) for line in made["transcript"]} == {("at", "from", "text")}
