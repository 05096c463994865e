"""A case is closed once all is there that belongs to its end; what is missing is said all at once."""

import pytest

from intake.case_status import CLOSED_AS, STATUS_LABELS
from mediation.cases import workflow
from mediation.cases.change import By, NotPossible
from mediation.closing import close
from mediation.closing.close import Ending
from mediation.notify import words
from mediation.records import store as records
from tests.mediation.cases.test_workflow import VIOLENCE, stands_at
from tests.mediation.records.test_store import told

COURT = ("court",)


async def tries(service, no, *ending):
    shown = await (await service.get(f"/cases/{no}")).json()
    await close.close(service.database, By("li.na", no, shown["version"]), Ending(*ending))


async def recorded(service, no, **changes):
    shown = await (await service.get(f"/cases/{no}")).json()
    await records.write(service.database, By("li.na", no, shown["version"]), told(**changes))


async def notices(service, no):
    return [row[4] for row in await service.rows("notices") if no in row]


async def standing(service, no):
    shown = await (await service.get(f"/cases/{no}")).json()
    return shown["status"], shown["outcome"]


def test_every_way_to_end_is_possible_from_somewhere():
    assert {name for names in close.POSSIBLE.values() for name in names} == set(CLOSED_AS)
    assert close.POSSIBLE.keys() < STATUS_LABELS.keys()


LACKS = {
    "accepted": [
        (("", COURT, "办完了"), ["结果"]),
        (("failed", COURT, "办完了"), ["结果"]),
        (("refused", (), "对方不来"), ["哪些路"]),
        (("refused", ("nowhere",), "对方不来"), ["哪些路"]),
        (("refused", ("court", "petition", "police", "consumer"), "话"), ["哪些路"]),
        (("referred", COURT, "  "), ["说明"]),
        (("referred", COURT, "话" * 501), ["说明"]),
        (("agreed", (), "私下谈好了"), ["调解记录"]),
    ],
    "agreed": [
        (("agreed", (), "谈好了"), ["调解记录"]),
        (("failed", COURT, "反悔了"), ["调解记录", "结果"]),
    ],
    "failed": [
        (("agreed", (), ""), ["结果", "说明"]),
        (("failed", (), ""), ["哪些路", "说明"]),
    ],
    "mediating": [(("agreed", (), "谈好了"), ["正在调解"])],
    "submitted": [(("referred", COURT, "话"), ["状态"])],
    "closed": [(("referred", COURT, "话"), ["状态"])],
    "withdrawn": [(("referred", COURT, "话"), ["状态"])],
}
"""State → endings with what each lacks."""


@pytest.mark.parametrize("state", LACKS)
async def test_what_is_missing_is_named_and_nothing_happens(service, state):
    no, _ = await stands_at(service, state)
    before = await notices(service, no)
    for ending, lacks in LACKS[state]:
        with pytest.raises(NotPossible) as refused:
            await tries(service, no, *ending)
        assert [one for one in lacks if one not in str(refused.value)] == []
    assert await notices(service, no) == before


async def test_what_was_agreed_and_taken_back_is_talked_about_again(service):
    no, version = await stands_at(service, "agreed")
    assert await standing(service, no) == ("agreed", "agreed")
    await workflow.move(service.database, By("li.na", no, version), "mediating")
    assert await standing(service, no) == ("mediating", None)


@pytest.mark.parametrize("result", ["again", "failed", "absent"])
async def test_a_record_of_another_result_is_no_agreement(service, result):
    no, _ = await stands_at(service, "mediating")
    await recorded(service, no, result=result)
    shown = await (await service.get(f"/cases/{no}")).json()
    await workflow.move(service.database, By("li.na", no, shown["version"]), "agreed")
    with pytest.raises(NotPossible, match="调解记录"):
        await tries(service, no, "agreed", (), "谈好了")


async def test_agreed_on_record_it_is_closed_told_and_asked_about(service):
    no, _ = await stands_at(service, "agreed")
    await recorded(service, no, result="agreed")
    await tries(service, no, "agreed", COURT, "当场付清")
    assert await standing(service, no) == ("closed", "agreed")
    ended, asked = (await notices(service, no))[-2:]
    assert "双方谈好了" in ended
    assert "起诉" not in ended
    assert "回1到5" in asked
    shown = await (await service.get(f"/cases/{no}")).json()
    assert [note["kind"] for note in shown["notes"]] == ["rating_asked"]


@pytest.mark.parametrize(
    ("state", "outcome", "words_of_it"),
    [
        ("failed", "failed", "没有谈拢"),
        ("failed", "refused", "不愿意调解"),
        ("accepted", "refused", "不愿意调解"),
        ("accepted", "referred", "不走调解"),
    ],
)
async def test_where_nothing_was_agreed_the_other_ways_are_told(
    service, state, outcome, words_of_it
):
    no, _ = await stands_at(service, state)
    await tries(service, no, outcome, ("labour_arbitration", "court"), "说明")
    assert await standing(service, no) == ("closed", outcome)
    ended = (await notices(service, no))[-2]
    assert words_of_it in ended
    assert "您还可以：申请劳动仲裁，不收费；去法院起诉。拿不准先打12348，免费问。" in ended
    assert len(ended) <= words.LONGEST


async def test_an_open_question_is_answered_or_taken_back_first(service):
    no, version = await stands_at(service, "failed")
    await workflow.ask_citizen(service.database, By("li.na", no, version), "借条还在吗？")
    with pytest.raises(NotPossible, match="借条还在吗"):
        await tries(service, no, "failed", COURT, "说明")
    await close.stop_asking(service.database, By("li.na", no, version + 1))
    assert "不用回了" in (await notices(service, no))[-1]
    shown = await (await service.get(f"/cases/{no}")).json()
    assert shown["open_question"] is None
    with pytest.raises(NotPossible, match="没有等"):
        await close.stop_asking(service.database, By("li.na", no, version + 2))
    await tries(service, no, "failed", COURT, "说明")
    assert (await standing(service, no))[0] == "closed"


async def test_where_discretion_is_due_only_a_hint_is_sent_and_no_rating_asked(service):
    no, _ = await stands_at(service, "accepted", urgency=VIOLENCE)
    before = len(await notices(service, no))
    await tries(service, no, "referred", ("police", "court"), "已办告诫书")
    assert (await notices(service, no))[before:] == [words.DISCREET]


async def test_visits_are_planned_with_the_end(service):
    no, _ = await stands_at(service, "failed")
    assert await service.rows("follow_ups") == []
    await tries(service, no, "failed", COURT, "说明")
    assert len(await service.rows("follow_ups")) == 1
