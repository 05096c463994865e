"""What the card 「调解记录」 of the case page shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from intake import clock
from mediation import masking
from mediation.access import sees_names
from mediation.models import Case
from mediation.records import store
from mediation.records.typed import RESULTS
from mediation.staff import SignedIn


@dataclass(frozen=True)
class Shown:
    """A record as a reader may see it: names of all who were there, or only their beginnings."""

    kept: store.Kept
    present: str
    said: Callable[[str], str]


async def shown(
    session: AsyncSession,
    person: SignedIn,
    case: Case,
    said: Callable[[str], str],
    *,
    names: bool,
) -> dict[str, Any]:
    """Records, and what the form begins with.

    Args:
        said: a text of the case → the text as the reader may see it.
        names: whether the reader sees names.
    """
    records = await store.of_case(session, case)
    return {
        "records": [_as_seen(one, said, names=names) for one in records],
        "results": RESULTS,
        "may_write": store.may_write(case),
        "now": clock.now().strftime("%Y-%m-%dT%H:%M"),
        "present": _usual(person, case) if sees_names(person) else "",
    }


def writers(card: dict[str, Any]) -> set[str]:
    """The logins of who wrote something on the card."""
    kept = [one.kept for one in card["records"]]
    return {one.record.who for one in kept} | {
        amendment.who for one in kept for amendment in one.amendments
    }


def _as_seen(kept: store.Kept, said: Callable[[str], str], *, names: bool) -> Shown:
    there = [one["name"] for one in kept.record.present]

    def seen(text: str) -> str:
        return said(text) if names else masking.people(said(text), there)

    lines = [f"{one['name']} {one['role']}".strip() for one in kept.record.present]
    return Shown(kept, seen("、".join(lines)), seen)


def _usual(person: SignedIn, case: Case) -> str:
    """Who is usually there, to be corrected: the parties and who writes."""
    lines = [
        f"{name} {role}"
        for name, role in (
            (case.applicant_name, "申请人"),
            (case.respondent_name, "对方"),
            (person.name, "调解员" if person.role == "mediator" else ""),
        )
        if name
    ]
    return "\n".join(line.strip() for line in lines)
