"""The page of questions that found no answer."""

import itertools

import pytest
import yaml

_numbers = itertools.count()


async def asked(service, *texts, kind="unanswered", entry=None):
    for text in texts:
        body = {"kind": kind, "text": text, "entry": entry, "at": "2026-11-24T10:00:00+08:00"}
        answer = await service.post("/questions", body, f"question-{next(_numbers)}")
        assert answer.status == 201


async def test_like_questions_stand_together_the_most_asked_first(desk, service):
    await asked(service, "工伤怎么认定", "彩礼能要回来吗", "彩礼还能要回来吗", "彩礼能不能要回来吗")
    page = await desk.read("/questions")
    assert page.count('class="card question"') == 2
    assert page.index("彩礼能") < page.index("工伤怎么认定")
    assert "4 条等人看" in page


async def test_a_badly_rated_entry_is_listed_by_its_title_with_its_counts(desk, service):
    for number, kind in enumerate(("answered", "answered", "useful", "useless")):
        await asked(service, f"话{number}", kind=kind, entry="marriage_register")
    page = await desk.read("/questions")
    assert page.count('class="card question"') == 1
    row = page[page.index("<tbody>") :]
    assert "结婚登记去哪办、带什么" in row
    assert ">marriage_register" not in page
    cells = [cell.split("<")[0] for cell in row.split('<td class="number">')[1:]]
    assert cells == ["2", "1", "1"]


async def test_what_is_done_is_no_longer_listed_and_stands_in_the_log(desk, service):
    await asked(service, "彩礼能要回来吗", "工伤怎么认定")
    hidden = await desk.hidden("/questions")
    answer = await desk.post("/questions/done", {"csrf": hidden["csrf"], "ids": hidden["ids"]})
    assert answer.status == 303
    page = await desk.read("/questions")
    assert page.count('class="card question"') == 1
    (entry,) = [row for row in await service.rows("audit_log") if "questions_done" in row]
    assert "li.na" in entry


async def test_marking_twice_changes_nothing_more(desk, service):
    await asked(service, "彩礼能要回来吗")
    hidden = await desk.hidden("/questions")
    for _ in range(2):
        await desk.post("/questions/done", {"csrf": hidden["csrf"], "ids": hidden["ids"]})
    assert len([row for row in await service.rows("audit_log") if "questions_done" in row]) == 1


@pytest.mark.parametrize("ids", ["", "x", "1;2", "1,", "9" * 10, ",".join(["1"] * 301)])
async def test_rubbish_ids_are_refused(desk, service, ids):
    hidden = await desk.hidden("/questions")
    answer = await desk.post("/questions/done", {"csrf": hidden["csrf"], "ids": ids})
    assert answer.status == 400


async def switch(desk, entry, to):
    hidden = await desk.hidden("/questions")
    body = {"csrf": hidden["csrf"], "entry": entry, "to": to}
    return await desk.post("/questions/switch", body)


async def switched_off(service):
    return (await (await service.get("/entries/off")).json())["off"]


async def test_an_entry_is_off_at_once_and_on_again(desk, service):
    assert await switched_off(service) == []
    assert (await switch(desk, "marriage_register", "off")).status == 303
    assert await switched_off(service) == ["marriage_register"]
    page = await desk.read("/questions")
    assert "已停用" in page
    assert 'aria-label="启用：结婚登记去哪办、带什么"' in page
    await switch(desk, "marriage_register", "on")
    assert await switched_off(service) == []
    assert "已停用" not in await desk.read("/questions")


async def test_switching_twice_is_done_and_logged_once(desk, service):
    for _ in range(2):
        assert (await switch(desk, "marriage_register", "off")).status == 303
    (entry,) = [row for row in await service.rows("audit_log") if "entry_off" in row]
    assert "li.na" in entry


@pytest.mark.parametrize(
    ("entry", "to"),
    [("no_such_entry", "off"), ("", "off"), ("marriage_register", "away"), ("x" * 5000, "on")],
)
async def test_rubbish_switches_nothing(desk, service, entry, to):
    assert (await switch(desk, entry, to)).status == 400
    assert await switched_off(service) == []


DRAFT = {
    "title": "彩礼能不能要回来",
    "ask": "彩礼能要回来吗\n\n  彩礼 还能要不 \n彩礼能要回来吗",
    "answer": "没登记的，一般可以要求退。",
    "next_step": "打12348问清楚。",
    "law": "民法典第一千零四十二条",
}


async def draft(desk, **changes):
    hidden = await desk.hidden("/questions")
    body = {"csrf": hidden["csrf"], "ids": "1"} | DRAFT | changes
    return await desk.post("/questions/draft", body)


async def test_the_form_of_a_draft_holds_each_way_of_asking_once_without_numbers(desk, service):
    await asked(service, "彩礼能要回来吗", "彩礼能要回来吗", "彩礼能要回来吗13912345678")
    page = await desk.read("/questions/draft?ids=1,2,3")
    form = page[page.index('<textarea id="ask"') :].split("</textarea>")[0]
    assert form.count("彩礼能要回来吗") == 2
    assert "139" in form
    assert "13912345678" not in page


async def test_a_draft_is_a_file_of_the_knowledge_switched_off_and_unreviewed(desk, service):
    await asked(service, "彩礼能要回来吗")
    answer = await draft(desk)
    assert answer.status == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    content = yaml.safe_load(await answer.read())
    assert content["verified"] is False
    assert DRAFT["law"] in content["source"]
    (entry,) = content["entries"]
    assert entry["ask"] == ["彩礼能要回来吗", "彩礼 还能要不"]
    assert (entry["id"], entry["enabled"], entry["reviewed_by"]) == ("draft_1", False, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"answer": "长" * 181},
        {"detail": "长" * 601},
        {"ask": ""},
        {"ids": "x"},
        {"next_step": ""},
    ],
)
async def test_a_draft_that_no_entry_may_be_is_refused(desk, service, changes):
    assert (await draft(desk, **changes)).status == 400


@pytest.mark.parametrize(("ids", "status"), [("", 400), ("x", 400), ("999", 404)])
async def test_rubbish_drafts_nothing(desk, ids, status):
    assert (await desk.get(f"/questions/draft?ids={ids}")).status == status
