"""Attempts are counted, never overwritten, put right beside themselves, and unreadable on the disk."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import false

from intake.clock import ZONE
from mediation.cases import search
from mediation.cases.change import By, ChangedMeanwhile, NotPossible
from mediation.cases.intake_service import NoSuchCase
from mediation.records import store
from mediation.records.typed import Typed
from tests.mediation.cases.test_workflow import VIOLENCE, stands_at


def told(**changes):
    return Typed(
        **{
            "held_at": datetime(2026, 11, 24, 9, 30, tzinfo=ZONE),
            "place": "斜屋村村委会",
            "present": [{"name": "孙建国", "role": "村调委会主任"}],
            "applicant_said": "墙往里挪一尺就行",
            "respondent_said": "墙是在自家地上",
            "result": "again",
            "summary": None,
        }
        | changes
    )


async def records(service, no):
    async with service.database.reading() as session:
        return await store.of_case(session, await search.one(session, no))


async def test_attempts_count_up(service):
    no, version = await stands_at(service, "mediating")
    for at, result in enumerate(("absent", "again", "agreed")):
        await store.write(service.database, By("li.na", no, version + at), told(result=result))
    found = [(one.record.attempt, one.result) for one in await records(service, no)]
    assert found == [(1, "absent"), (2, "again"), (3, "agreed")]
    logged = [row[6] for row in await service.rows("audit_log") if row[3] == "record_written"]
    assert logged[-1] == {"attempt": 3, "result": "agreed"}


async def test_two_at_once_make_one_record_and_the_other_is_told(service):
    no, version = await stands_at(service, "mediating")
    by = By("li.na", no, version)
    found = await asyncio.gather(
        *(store.write(service.database, by, told()) for _ in range(2)), return_exceptions=True
    )
    assert [type(one) for one in found if one is not None] == [ChangedMeanwhile]
    assert len(await records(service, no)) == 1


async def test_an_amendment_stands_beside_the_record_and_may_right_the_result(service):
    no, version = await stands_at(service, "mediating")
    await store.write(service.database, By("li.na", no, version), told())
    before = await service.rows("mediation_records")
    by = By("wang.min", no, version + 1)
    await store.amend(service.database, by, 1, "地点是镇司法所")
    by = By("wang.min", no, version + 2)
    await store.amend(service.database, by, 1, "当天就谈成了", "agreed")
    (kept,) = await records(service, no)
    assert [one.text for one in kept.amendments] == ["地点是镇司法所", "当天就谈成了"]
    assert (kept.record.result, kept.result) == ("again", "agreed")
    assert await service.rows("mediation_records") == before


@pytest.mark.parametrize(
    ("attempt", "text", "result"),
    [(2, "话", ""), (1, " ", ""), (1, "话" * 1001, ""), (1, "话", "won")],
)
async def test_an_amendment_of_nothing_or_without_words_is_refused(service, attempt, text, result):
    no, version = await stands_at(service, "mediating")
    await store.write(service.database, By("li.na", no, version), told())
    with pytest.raises(NotPossible):
        await store.amend(service.database, By("li.na", no, version + 1), attempt, text, result)
    assert await service.rows("record_amendments") == []


@pytest.mark.parametrize("state", ["submitted", "closed", "withdrawn"])
async def test_before_acceptance_and_after_the_end_nothing_is_recorded(service, state):
    no, version = await stands_at(service, state)
    with pytest.raises(NotPossible, match="受理以后"):
        await store.write(service.database, By("li.na", no, version), told())


async def test_with_domestic_violence_there_is_no_mediation_to_record(service):
    no, version = await stands_at(service, "accepted", urgency=VIOLENCE)
    with pytest.raises(NotPossible, match="家庭暴力"):
        await store.write(service.database, By("li.na", no, version), told())


async def test_what_is_out_of_scope_is_not_there(service):
    no, version = await stands_at(service, "mediating")
    with pytest.raises(NoSuchCase):
        await store.write(service.database, By("li.na", no, version, false()), told())


async def test_no_word_of_a_record_stands_readable_on_the_disk(service, settings, on_postgres):
    if on_postgres:
        pytest.skip("the cluster's files are looked at by tests/mediation/postgres")
    no, version = await stands_at(service, "mediating")
    await store.write(service.database, By("li.na", no, version), told(summary="口头谈好"))
    await store.amend(service.database, By("li.na", no, version + 1), 1, "更正为镇司法所")
    written = b"".join(file.read_bytes() for file in settings.var_dir.glob("mediation.db*"))
    for word in (
        "孙建国",
        "斜屋村村委会",
        "墙往里挪一尺就行",
        "墙是在自家地上",
        "口头谈好",
        "更正为",
    ):
        assert word.encode() not in written, word
