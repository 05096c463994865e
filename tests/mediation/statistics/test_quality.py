"""The bot's quality: what staff changed and what they filled in, of what they reviewed."""

import pytest
from sqlalchemy import true

from mediation.cases import review, workflow
from mediation.cases import route as routing
from mediation.cases.change import By
from mediation.statistics import quality


@pytest.fixture
async def reviewed(service):
    """Four cases accepted, a fifth not looked at; the first two corrected."""
    numbers = [(await service.has_case())["no"] for _ in range(5)]
    database, version = service.database, dict.fromkeys(numbers, 1)

    async def do(no, what, *arguments):
        await what(database, By("li.na", no, version[no]), *arguments)
        version[no] += 1

    first, second, *_ = numbers
    await do(first, review.correct_type, "合同")
    await do(first, review.correct_type, "物业")
    await do(first, review.correct_fact, "amount_yuan", "9000")
    await do(first, review.correct_fact, "amount_yuan", "8000")
    await do(first, review.correct_fact, "place", "村东头")
    await do(second, review.correct_urgency, "red", "")
    await do(second, routing.correct, "petition", "说明")
    for no in numbers[:4]:
        await do(no, workflow.move, "accepted")
    await do(numbers[4], review.correct_type, "合同")
    return numbers


async def lines(service, counted):
    async with service.database.reading() as session:
        return {one.label: one for one in await counted(session, (true(),))}


@pytest.mark.parametrize(
    ("label", "changed", "filled"),
    [
        ("纠纷类型", 1, 0),
        ("颜色（调高）", 1, 0),
        ("颜色（调低）", 0, 0),
        ("去向", 1, 0),
        ("涉及金额", 1, 0),
        ("地点", 0, 1),
        ("镇街", 0, 0),
    ],
)
async def test_each_field_counts_each_case_once(service, reviewed, label, changed, filled):
    found = (await lines(service, quality.by_field))[label]
    assert (found.reviewed, found.changed, found.filled) == (4, changed, filled)


async def test_a_type_is_judged_by_what_the_bot_took_for_it(service, reviewed):
    found = await lines(service, quality.by_type)
    assert len(found) == 18
    assert (found["邻里"].reviewed, found["邻里"].changed, found["邻里"].share) == (4, 1, 0.25)
    assert (found["合同"].reviewed, found["合同"].changed) == (0, 0)


async def test_what_the_citizen_chose_is_not_the_bots(service):
    chosen = {"name": "邻里", "confidence": 1.0, "source": "citizen"}
    no = (await service.has_case(dispute_type=chosen))["no"]
    await review.correct_type(service.database, By("li.na", no, 1), "合同")
    await workflow.move(service.database, By("li.na", no, 2), "accepted")
    found = await lines(service, quality.by_type)
    assert (found["邻里"].reviewed, found["邻里"].changed) == (0, 0)


async def test_without_cases_nothing_divides_by_nothing(service):
    for counted in (quality.by_field, quality.by_type):
        assert {one.share for one in (await lines(service, counted)).values()} == {0.0}
