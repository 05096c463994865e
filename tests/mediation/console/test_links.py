"""Duplicates, related and joint cases: suggested with reasons, decided by staff, undone as well."""

import re

import pytest

STORY = "厂里欠俺们六个人三个月工资，老板孙某躲着不见，说没钱"
WAGES = {
    "dispute_type": {"name": "拖欠农民工工资", "confidence": 0.9, "source": "bot", "ranking": []},
    "narrative": STORY,
    "transcript": [],
    "occurred_on": "2026-11-02",
}


def worker(number, **changes):
    return WAGES | {
        "citizen": f"worker-{number}",
        "applicant": {"name": f"工友{number}", "phone": f"1390000100{number}"},
        "respondent": {"name": "峄城某制衣厂", "phone": None},
    } | changes  # fmt: skip


async def numbers(service, *bodies):
    return [(await service.has_case(**body))["no"] for body in bodies]


async def status(service, no):
    return (await (await service.get(f"/cases/{no}")).json())["status"]


async def told(service):
    """Everything that citizens were told, by number of the case."""
    rows = await service.rows("notices")
    return {row[3]: row[4] for row in rows}


def card(page):
    return page[page.index('id="related"') : page.index('id="talked"')]


async def test_cases_of_one_event_are_suggested_with_reasons(desk, service):
    one, other, _ = await numbers(
        service,
        worker(1),
        worker(2, narrative="俺们六个人三个月工资厂里欠着，老板孙某躲着不见人"),
        worker(3, respondent={"name": "别的人", "phone": None}, narrative="饭店押了我的工钱不给"),
    )
    found = card(await desk.read(f"/cases/{one}"))
    assert re.findall(r'href="/cases/(\S+)"', found) == [other]
    for words in ("对方相同", "同一个村居", "同一天的事", "类型相同", "% 一样"):
        assert words in found
    assert "重复，并过去" not in found


async def test_who_told_twice_is_suggested_as_a_duplicate(desk, service):
    one, _ = await numbers(service, worker(1), worker(1))
    assert "重复，并过去" in card(await desk.read(f"/cases/{one}"))


async def test_what_has_little_in_common_is_not_suggested(desk, service):
    one, _ = await numbers(
        service,
        worker(1),
        {"citizen": "x", "applicant": {}, "respondent": {}, "narrative": "狗咬了人"},
    )
    assert "没有看着像的" in card(await desk.read(f"/cases/{one}"))


async def test_a_duplicate_ends_and_its_citizen_learns_which_number_goes_on(desk, service):
    one, other = await numbers(service, worker(1), worker(1))
    answer = await desk.act(one, "link", kind="duplicate", other=other)
    assert answer.status == 303, await answer.text()
    assert (await status(service, one), await status(service, other)) == ("closed", "submitted")
    assert other in (await told(service))[one]
    for no, else_ in ((one, other), (other, one)):
        page = await desk.read(f"/cases/{no}")
        assert f"关联了：重复登记 {else_}" in page
        assert f"/cases/{else_}" in card(page)


async def test_undone_the_duplicate_goes_on_where_it_stood(desk, service):
    one, other = await numbers(service, worker(1), worker(1))
    await desk.act(one, "link", kind="duplicate", other=other)
    assert (await desk.act(other, "unlink", other=one, reason=" ")).status == 422
    assert (await desk.act(other, "unlink", other=one, reason="是两笔钱")).status == 303
    assert await status(service, one) == "submitted"
    assert "分开办" in (await told(service))[one]
    page = await desk.read(f"/cases/{one}")
    assert "解除了关联：重复登记" in page
    assert "是两笔钱" in page


async def test_a_joint_case_lists_its_members_and_each_citizen_hears_of_their_own(desk, service):
    lead, two, three = await numbers(service, worker(1), worker(2, people_count=6), worker(3))
    await desk.act(two, "link", kind="joint", other=lead)
    await desk.act(three, "link", kind="joint", other=two)
    for no in (lead, two, three):
        page = card(await desk.read(f"/cases/{no}"))
        assert "联办：3 件，至少 6 人" in page
    await desk.act(two, "accept", then="stay")
    assert (await told(service)).keys() == {two}
    assert not {lead, three} & set(re.findall(r"YT\d+-\d+", str(await told(service))))
    assert (await desk.act(three, "lead")).status == 303
    page = card(await desk.read(f"/cases/{lead}"))
    assert page.index(three) < page.index(two)
    assert "改由这一件牵头" in page
    await desk.act(three, "unlink", other=lead, reason="他自己谈好了")
    assert "<h3>联办" not in card(await desk.read(f"/cases/{lead}"))
    assert "联办：2 件" in card(await desk.read(f"/cases/{two}"))


@pytest.mark.parametrize(
    ("kind", "other", "why"),
    [
        ("duplicate", "another's", "不是同一个人"),
        ("merge", "another's", "请选一种关系"),
        ("related", "itself", "这就是这一件"),
        ("related", "YT2026-999999", "没有这个编号"),
        ("related", "' OR 1=1", "没有这个编号"),
        ("related", "", "没有这个编号"),
        ("related", "9" * 10_000, "没有这个编号"),
        ("related", "sealed", "没有这个编号"),
    ],
)
async def test_a_link_that_does_not_fit_is_refused_in_words(desk, service, kind, other, why):
    one, another, sealed = await numbers(
        service, worker(1), worker(2), worker(1, route={"name": "discipline", "reason": None})
    )
    typed = {"another's": another, "itself": one, "sealed": sealed}.get(other, other)
    answer = await desk.act(one, "link", kind=kind, other=typed)
    assert answer.status == 422
    assert why in await answer.text()
    assert await service.rows("case_links") == []


async def test_a_second_link_a_second_joint_case_and_an_ended_case_are_refused(desk, service):
    one, other, third, twin = await numbers(
        service, worker(1), worker(2), worker(3), worker(1, narrative="又说一遍")
    )
    await desk.act(one, "link", kind="joint", other=other)
    assert (await desk.act(other, "link", kind="related", other=one)).status == 422
    assert (await desk.act(one, "link", kind="joint", other=third)).status == 422
    assert (await desk.act(third, "lead")).status == 422
    assert (await desk.act(third, "unlink", other=one, reason="没关联")).status == 422
    await desk.act(twin, "link", kind="duplicate", other=one)
    assert (await desk.act(twin, "link", kind="duplicate", other=third)).status == 422
    assert len(await service.rows("case_links")) == 2


async def test_two_clerks_who_link_at_once_are_told(desk, colleague, service):
    one, other = await numbers(service, worker(1), worker(1))
    mine = await desk.hidden(f"/cases/{one}")
    await colleague.act(one, "link", kind="duplicate", other=other)
    answer = await desk.post(
        f"/cases/{one}/link",
        {"csrf": mine["csrf"], "version": mine["version"], "kind": "related", "other": other},
    )
    assert answer.status == 409
    page = await answer.text()
    assert "已办结" in page
    assert "有关联" in page
    assert len(await service.rows("case_links")) == 1
