"""A case goes only where it may, and the citizen hears of every step."""

import pytest

from intake.case_status import STATUS_LABELS
from mediation.cases import workflow
from mediation.cases.change import By, ChangedMeanwhile, NotPossible
from mediation.cases.intake_service import NoSuchCase
from tests.mediation.endings import ends

VIOLENCE = {"level": "red", "signals": [{"code": "domestic_violence", "text": "打我"}]}
ALL_MOVES = [(state, after) for state in STATUS_LABELS for after in STATUS_LABELS]
WAYS = {
    "submitted": (),
    "accepted": ("accepted",),
    "mediating": ("accepted", "mediating"),
    "agreed": ("accepted", "mediating", "agreed"),
    "failed": ("accepted", "mediating", "failed"),
    "closed": ("accepted", "closed"),
    "withdrawn": ("withdrawn",),
}


async def stands_at(service, state, **changes):
    """A case that has gone the way to a state: its number and version."""
    made = await service.has_case(**changes)
    version = made["version"]
    for step in WAYS[state]:
        by = By("li.na", made["no"], version)
        if step == "closed":
            await ends(service.database, by)
        else:
            await workflow.move(service.database, by, step, "说明")
        version += 1
    return made["no"], version


def test_every_state_has_its_next_ones():
    assert workflow.MOVES.keys() == STATUS_LABELS.keys()
    assert {after for states in workflow.MOVES.values() for after in states} <= STATUS_LABELS.keys()


@pytest.mark.parametrize("state", WAYS)
async def test_only_what_the_table_allows_may_follow(service, state):
    no, version = await stands_at(service, state)
    for after in STATUS_LABELS.keys() - set(workflow.MOVES[state]):
        with pytest.raises(NotPossible):
            await workflow.move(service.database, By("li.na", no, version), after, "说明")
    shown = await (await service.get(f"/cases/{no}")).json()
    assert (shown["status"], shown["version"]) == (state, version)


async def test_each_step_is_told_once_and_logged_once(service):
    no, _ = await stands_at(service, "agreed")
    told = [row for row in await service.rows("notices") if no in row]
    logged = [row for row in await service.rows("audit_log") if no in row and "li.na" in row]
    assert len(told) == len(logged) == 3


@pytest.mark.parametrize("state", ["failed", "withdrawn"])
async def test_an_end_needs_a_word_of_explanation(service, state):
    before = {"failed": "mediating", "withdrawn": "accepted"}[state]
    no, version = await stands_at(service, before)
    with pytest.raises(NotPossible, match="说明"):
        await workflow.move(service.database, By("li.na", no, version), state, "  ")


async def test_with_domestic_violence_no_mediation_begins(service):
    no, version = await stands_at(service, "accepted", urgency=VIOLENCE)
    with pytest.raises(NotPossible, match="家庭暴力"):
        await workflow.move(service.database, By("li.na", no, version), "mediating")
    assert next(row for row in await service.rows("notices") if no in row)[4].startswith("您在峄调")


async def test_a_refused_step_tells_nobody(service):
    no, version = await stands_at(service, "accepted")
    before = await service.rows("notices")
    with pytest.raises(ChangedMeanwhile):
        await workflow.move(service.database, By("li.na", no, version - 1), "mediating")
    with pytest.raises(NoSuchCase):
        await workflow.move(service.database, By("li.na", "YT2026-999999", 1), "mediating")
    assert await service.rows("notices") == before


async def test_a_question_of_staff_waits_for_its_answer(service):
    no, version = await stands_at(service, "accepted")
    await workflow.ask_citizen(service.database, By("li.na", no, version), "借条还在吗？")
    shown = await (await service.get(f"/cases/{no}")).json()
    assert shown["open_question"] == "借条还在吗？"
    answer = {"kind": "answer", "text": "在，家里放着", "at": "2026-11-24T10:00:00+08:00"}
    assert (await service.post(f"/cases/{no}/notes", answer, "a1")).status == 201
    shown = await (await service.get(f"/cases/{no}")).json()
    assert shown["open_question"] is None
    assert [note["kind"] for note in shown["notes"]] == ["question", "answer"]


@pytest.mark.parametrize("text", ["", "   ", "问" * 301])
async def test_a_question_has_words_and_not_too_many(service, text):
    no, version = await stands_at(service, "submitted")
    with pytest.raises(NotPossible):
        await workflow.ask_citizen(service.database, By("li.na", no, version), text)


@pytest.mark.parametrize(
    ("kind", "score", "status"),
    [
        ("satisfaction", 1, 201),
        ("satisfaction", 5, 201),
        ("satisfaction", 0, 422),
        ("satisfaction", 6, 422),
        ("satisfaction", None, 422),
        ("addition", 5, 422),
        ("question", None, 422),
    ],
)
async def test_satisfaction_is_one_to_five_and_nothing_else_has_a_score(
    service, kind, score, status
):
    no = (await service.has_case())["no"]
    note = {"kind": kind, "text": "还行", "at": "2026-11-24T10:00:00+08:00", "score": score}
    assert (await service.post(f"/cases/{no}/notes", note, "s1")).status == status
