"""Keep what a mediator knows, speaks and serves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.vocabulary import DISPUTE_TYPES, TOWNS
from mediation import audit
from mediation.db import Database
from mediation.mediators import rules
from mediation.models import MediatorProfile, Staff
from mediation.staff import AccountError

LONGEST_ABOUT: Final = 200


@dataclass(frozen=True)
class Given:
    """What was given for a profile; days off are numbers from 0 (Monday)."""

    expertise: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    weekdays_off: tuple[int, ...] = ()
    about: str = ""


def faults(given: Given) -> list[str]:
    """What in a profile does not exist, in words; empty when all is well."""
    known: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("没有这个专长", given.expertise, DISPUTE_TYPES),
        ("没有这个镇街", given.towns, TOWNS),
        ("没有这种语言", given.languages, rules.load().language_names),
    )
    found = [
        f"{what}：{one}" for what, those, allowed in known for one in those if one not in allowed
    ]
    if any(not 0 <= day < len(rules.WEEKDAYS) for day in given.weekdays_off):
        found.append("休息日写周一到周日")
    if len(given.about) > LONGEST_ABOUT:
        found.append(f"介绍最多 {LONGEST_ABOUT} 个字")
    return found


async def put(session: AsyncSession, staff_id: int, given: Given) -> None:
    """Write a profile into the caller's transaction."""
    profile = await session.get(MediatorProfile, staff_id)
    if profile is None:
        profile = MediatorProfile(staff_id=staff_id)
        session.add(profile)
    profile.expertise = list(dict.fromkeys(given.expertise))
    profile.towns = list(dict.fromkeys(given.towns))
    profile.languages = list(dict.fromkeys(given.languages))
    profile.weekdays_off = sorted(set(given.weekdays_off))
    profile.about = given.about.strip()


async def change(database: Database, login: str, given: Given, *, who: str) -> None:
    """Set the profile of a mediator.

    Raises:
        AccountError: no such mediator, or something in the profile does not exist.
    """
    if wrong := faults(given):
        raise AccountError("；".join(wrong) + "。")
    async with database.writing() as session:
        staff_id = await session.scalar(
            select(Staff.id).where(Staff.login == login, Staff.role == "mediator")
        )
        if staff_id is None:
            raise AccountError(f"没有调解员 {login}。")
        await put(session, staff_id, given)
        audit.record(session, who, "mediator_profile", after={"login": login})
