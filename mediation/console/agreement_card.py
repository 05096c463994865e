"""What the card 「调解协议书」 of the case page shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from intake import clock
from mediation import masking
from mediation.access import sees_names
from mediation.agreements import confirmation, rules, store
from mediation.agreements.typed import SIDES
from mediation.models import Case
from mediation.staff import SignedIn


async def shown(
    session: AsyncSession,
    person: SignedIn,
    case: Case,
    said: Callable[[str], str],
    *,
    names: bool,
) -> dict[str, Any]:
    """The agreement that counts, as the reader may see it, and what the form begins with.

    Args:
        said: a text of the case → the text as the reader may see it.
        names: whether the reader sees names.
    """
    agreement, texts = await store.current(session, case), rules.load()
    signed = agreement is not None and agreement.signed_on is not None
    return {
        "one": agreement,
        "parties": [_party(one, said, names=names) for one in agreement.parties]
        if agreement
        else [],
        "may_draw_up": store.may_draw_up(case) and not signed,
        "waits": confirmation.waits(agreement, clock.now().date()),
        "words": confirmation.WORDS,
        "not_for": texts.confirmation.not_for,
        "begin": _beginning(person, case, texts.committee),
        "today": clock.now().date(),
    }


def _party(party: dict[str, str], said: Callable[[str], str], *, names: bool) -> str:
    name = party["name"] if names else masking.name(party["name"])
    about = f"，{said(party['about'])}" if party["about"] and names else ""
    return f"{SIDES[party['side']]}：{name}{about}"


def _beginning(person: SignedIn, case: Case, committee: str) -> dict[str, str]:
    """What stands in the form before anything is typed; no name for who sees none."""
    known = sees_names(person)
    return {
        "applicant_name": (case.applicant_name or "") if known else "",
        "respondent_name": (case.respondent_name or "") if known else "",
        "committee": f"{person.organisation}人民调解委员会"
        if person.kind in {"town", "village"} and person.organisation
        else committee,
        "mediators": person.name if person.role == "mediator" else "",
    }
