"""The invented district: plausible, whole, and never among real cases."""

import re

import pytest
from sqlalchemy import func, select, true

from intake import clock, knowledge
from intake.clock import ZONE
from intake.vocabulary import DISPUTE_TYPES
from mediation.access import visible
from mediation.db import utc_now
from mediation.demo import seed, warnings
from mediation.demo.stories import AT_HOME, DANGERS, STORIES
from mediation.mediators import people as mediators
from mediation.models import (
    Agreement,
    AuditEntry,
    Case,
    EarlyWarning,
    FollowUp,
    Letter,
    MediationRecord,
    Notice,
    Urging,
    WarnedDesk,
)
from mediation.organisations import store
from mediation.staff import SignedIn
from mediation.visits import store as visits


def test_there_is_a_story_for_each_type_and_the_shares_add_up():
    assert set(STORIES) == set(DISPUTE_TYPES)
    assert sum(story.share for story in STORIES.values()) == 1000
    assert {code for _, code, _ in DANGERS + AT_HOME} <= {
        one.code for one in knowledge.load().signals
    }


async def test_cases_are_whole_and_nobody_is_told_anything(database):
    await store.ensure(database)
    passwords = await seed.seed(database, 60)
    assert "demo.clerk" in passwords
    async with database.reading() as session:
        cases = list(await session.scalars(select(Case)))
        logged = await session.scalar(
            select(func.count(AuditEntry.case_no.distinct())).select_from(AuditEntry)
        )
        assert await session.scalar(select(func.count()).select_from(Notice)) == 0
        person = SignedIn(1, "x", "某人", "clerk", False, "t")
        assert len(list(await session.scalars(select(Case).where(visible(person))))) == 60
    assert len(cases) == logged == 60
    assert len({case.no for case in cases}) == 60
    assert all(re.fullmatch(r"138\d{4}0000", case.applicant_phone) for case in cases)
    assert not any("{" in case.narrative for case in cases)
    assert all((case.due_on is None) == (case.ended_at is not None) for case in cases)


async def test_supervision_has_something_to_show(database):
    await store.ensure(database)
    await seed.seed(database, 250)
    async with database.reading() as session:
        letters = list(await session.scalars(select(Letter)))
        paused = await session.scalar(
            select(func.count()).select_from(Case).where(Case.paused_until.is_not(None))
        )
        urged = await session.scalar(select(func.count()).select_from(Urging))
    assert letters
    assert urged > len(letters)
    assert {one.answered_at is None for one in letters} == {True, False}
    assert paused > 0


async def test_the_work_has_something_to_show(database):
    await store.ensure(database)
    await seed.seed(database, 250)
    async with database.reading() as session:
        closed = list(await session.scalars(select(Case).where(Case.status == "closed")))
        made = list(await session.scalars(select(FollowUp.at)))
        results = set(await session.scalars(select(MediationRecord.result)))
        signed = set(await session.scalars(select(Agreement.signed_on)))
        waiting, _ = await visits.waiting(session, true(), clock.now().date())
    assert {case.outcome for case in closed} == {"agreed", "failed", "referred"}
    assert {one is None for one in made} == {True, False}
    assert results == {"agreed", "failed", "again"}
    assert signed
    assert waiting


async def test_mediators_can_be_told_apart_and_one_is_on_leave(database):
    await store.ensure(database)
    now = utc_now()
    await seed.seed(database, 1, now)
    async with database.reading() as session:
        everybody = await mediators.everybody(session, now.astimezone(ZONE).date())
    assert len(everybody) == 14
    assert all(len(one.profile.expertise) == 3 for one in everybody)
    assert {language for one in everybody for language in one.profile.languages} >= {"手语"}
    assert sum((one.away or "").startswith("休假") for one in everybody) == 1


async def test_real_cases_are_left_alone(service):
    await service.has_case()
    with pytest.raises(seed.NotEmpty):
        await seed.seed(service.database, 5)
    assert len(await service.rows("cases")) == 1


async def test_some_warnings_wait_for_an_answer_and_the_others_have_one(database):
    await store.ensure(database)
    await seed.seed(database, 250)
    async with database.reading() as session:
        found = list(await session.scalars(select(EarlyWarning)))
        reached = await session.scalars(select(WarnedDesk.people))
        assert all(people > 0 for people in reached)
    waiting = [one for one in found if one.ended_at is None]
    assert 0 < len(waiting) <= min(warnings.WAITING, len(found) / 2)
    assert all(one.said and one.ended_by for one in found if one.ended_at)
