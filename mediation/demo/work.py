"""The work on invented cases: attempts at mediation, agreements, the end, and the visits after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from intake.clock import ZONE
from mediation.agreements import rules
from mediation.db import aware
from mediation.models import Agreement, Case, FollowUp, LetterNumber, MediationRecord, Note
from mediation.numbering import count_up
from mediation.visits import rules as visit_rules
from mediation.visits.store import HOWS

ON_PAPER: Final = 0.3
"""Share of agreements that are written and signed."""
VISITED: Final = 0.6
LATELY: Final = timedelta(days=21)
"""Share of the visits of late that somebody made; the older ones all were."""
SAID: Final = {
    "agreed": ("各让一步，当面说定。", "说好本月内办完，两边都点了头。"),
    "failed": ("两边说的差得远，没有谈拢。", "对方说要等法院判。"),
    "again": ("先各自回去想想，下周再谈。",),
}
FOUND: Final = {
    "kept": ("都照说好的办了。", "已经付清，两家照常来往。"),
    "partly": ("办了一半，说月底办完。",),
    "broken": ("还没有动静，已再约谈。",),
    "nothing": ("已经去法院立了案。",),
}


def attempts(session: AsyncSession, chance: Random, case: Case, at: datetime, who: str) -> None:
    """One or two attempts, the last of them as the case came out."""
    results = [case.status] if chance.random() < 0.7 else ["again", case.status]
    for number, result in enumerate(results, 1):
        held = at - timedelta(days=3 * (len(results) - number), hours=1)
        session.add(
            MediationRecord(
                case_id=case.id,
                attempt=number,
                held_at=held,
                place=f"{case.town}矛盾纠纷调处化解中心",
                present=[
                    {"name": case.applicant_name, "role": "申请人"},
                    {"name": case.respondent_name, "role": "对方"},
                ],
                applicant_said=case.demand,
                respondent_said="说了自己的难处，愿意听听怎么办。",
                result=result,
                summary=chance.choice(SAID[result]),
                who=who,
                at=held + timedelta(hours=1),
            )
        )


async def agreement(
    session: AsyncSession, chance: Random, case: Case, at: datetime, who: str
) -> None:
    """Now and then what was agreed is put on paper and signed."""
    if chance.random() >= ON_PAPER:
        return
    texts, day = rules.load(), _day(at)
    last = await count_up(session, LetterNumber, word=texts.word, year=day.year)
    session.add(
        Agreement(
            number=f"{texts.word}〔{day.year}〕{last}号",
            case_id=case.id,
            parties=[
                {"side": "applicant", "name": case.applicant_name, "about": "演示人员"},
                {"side": "respondent", "name": case.respondent_name, "about": "演示人员"},
            ],
            facts=case.narrative,
            terms=["双方各让一步，照说定的办。", "往后不再为这件事争吵。"],
            performance="签字以后一个月内办完。",
            perform_by=day + timedelta(days=30),
            committee=f"{case.town}人民调解委员会",
            mediators="演示调解员",
            drawn_on=day,
            who=who,
            at=at,
            signed_on=day,
            confirm_by=texts.confirmation.last(day),
            confirm_wanted=chance.choice([None, True, False]),
            reminded=len(texts.confirmation.remind),
        )
    )


def ended(session: AsyncSession, case: Case, at: datetime) -> None:
    """What came of it is named, the citizen asked how it was, the visits planned."""
    case.outcome = case.outcome or "referred"
    session.add(
        Note(case_id=case.id, kind="rating_asked", text="您觉得办得咋样？", at=at, who="demo.clerk")
    )
    session.add_all(
        FollowUp(case_id=case.id, due_on=day)
        for day in visit_rules.load().due(case.outcome, _day(at))
    )


async def visits(session: AsyncSession, chance: Random, today: date, now: datetime) -> None:
    """Visits of days that are over were made, but for some of late."""
    rows = await session.execute(
        select(FollowUp, Case.outcome)
        .join(Case, Case.id == FollowUp.case_id)
        .where(FollowUp.due_on < today)
        .order_by(FollowUp.id)
    )
    for visit, outcome in rows:
        if visit.due_on > today - LATELY and chance.random() >= VISITED:
            continue
        kept = chance.choices(["kept", "partly", "broken"], [8, 1, 1])[0]
        visit.kept = kept if outcome == "agreed" else "nothing"
        visit.how, visit.found = chance.choice(list(HOWS)), chance.choice(FOUND[visit.kept])
        visit.done_on, visit.who, visit.at = visit.due_on, "demo.clerk", now


def _day(at: datetime) -> date:
    return aware(at).astimezone(ZONE).date()
